"""Addresses about personal data."""

from functools import partial

from django.urls import URLPattern

from hoithi.entries.personal.access import ANSWERERS, OPENERS, READERS
from hoithi.entries.personal.views import mine, office
from hoithi.kit.routes import SIGNED_IN, page

both = ("GET", "POST")
own = partial(page, who=SIGNED_IN)
press = partial(page, who=SIGNED_IN, methods=("POST",))
MINE = "tai-khoan/du-lieu/"

urlpatterns: list[URLPattern] = [
    own(MINE, mine.my_data, name="my_data"),
    press(f"{MINE}ban-sao/<slug:form>/", mine.my_copy, name="my_copy"),
    own(f"{MINE}xoa/", mine.my_erasure, name="my_erasure", methods=both),
    press(f"{MINE}rut/<slug:uid>/<slug:purpose>/", mine.my_withdrawal, name="my_withdrawal"),
    press(f"{MINE}xem/<slug:uid>/<slug:what>/", mine.my_value, name="my_value"),
    page(
        "lam-viec/ho-so/<slug:uid>/mo/<slug:author>/<slug:what>/",
        office.reveal_value,
        name="reveal_value",
        who=OPENERS,
        methods=both,
    ),
    page("lam-viec/yeu-cau-du-lieu/", office.data_requests, name="data_requests", who=ANSWERERS),
    page("lam-viec/yeu-cau-du-lieu/<slug:uid>/", office.data_request, name="data_request", who=ANSWERERS, methods=both),
    page("lam-viec/hoi-thi/<slug:slug>/luot-mo-du-lieu/", office.reveals, name="reveals", who=READERS),
]
