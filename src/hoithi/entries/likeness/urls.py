from functools import partial

from django.urls import URLPattern

from hoithi.entries.likeness.views import formers, matches
from hoithi.entries.likeness.views.common import OFFICERS, STAFF
from hoithi.kit.routes import page

HERE = "lam-viec/kho-giai-phap/"
form = partial(page, who=OFFICERS, methods=("GET", "POST"))
press = partial(page, who=OFFICERS, methods=("POST",))

urlpatterns: list[URLPattern] = [
    page(HERE, formers.former_list, name="former_list", who=STAFF),
    form(f"{HERE}nhap/", formers.former_import, name="former_import"),
    page(f"{HERE}nhap/mau/", formers.former_sample, name="former_sample", who=OFFICERS),
    form(f"{HERE}nhap/<slug:uid>/", formers.former_archive, name="former_archive"),
    press(f"{HERE}nhap/<slug:uid>/xac-nhan/", formers.former_archive_take, name="former_archive_take"),
    form(f"{HERE}nhap/<slug:uid>/bo/", formers.former_archive_drop, name="former_archive_drop"),
    page(f"{HERE}nhap/<slug:uid>/loi/", formers.former_refused, name="former_refused", who=OFFICERS),
    page("lam-viec/do-giong/<slug:uid>/", matches.match_page, name="match_page", who=STAFF, methods=("GET", "POST")),
    press("lam-viec/ho-so/<slug:uid>/so-lai/", matches.entry_compare, name="entry_compare"),
]
