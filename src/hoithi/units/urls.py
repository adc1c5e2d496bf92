from django.urls import URLPattern

from hoithi.kit.routes import page
from hoithi.units.views import changes, importing, pages, people, proposals
from hoithi.units.views.common import HEADS, KEEPERS, OFFICERS, PROPOSERS, READERS

AT = "lam-viec/don-vi/"
FORM = ("GET", "POST")

urlpatterns: list[URLPattern] = [
    page(AT, pages.unit_list, name="unit_list", who=READERS),
    page(f"{AT}them/", changes.create_unit, name="unit_create", who=OFFICERS, methods=FORM),
    page(f"{AT}nhap/", importing.import_units, name="unit_import", who=OFFICERS, methods=FORM),
    page(f"{AT}nhap/mau.csv", importing.sample_file, name="unit_import_sample", who=OFFICERS),
    page(f"{AT}de-nghi/", proposals.proposal_list, name="unit_proposals", who=READERS),
    page(f"{AT}de-nghi/<slug:uid>/", proposals.decide_proposal, name="unit_proposal", who=READERS, methods=FORM),
    page(f"{AT}<slug:uid>/", pages.unit_detail, name="unit_detail", who=READERS),
    page(f"{AT}<slug:uid>/sua/", changes.edit_unit, name="unit_edit", who=OFFICERS, methods=FORM),
    page(f"{AT}<slug:uid>/chuyen/", changes.move_unit, name="unit_move", who=OFFICERS, methods=FORM),
    page(f"{AT}<slug:uid>/mo-lai/", changes.reopen_unit, name="unit_reopen", who=HEADS, methods=FORM),
    page(
        f"{AT}<slug:uid>/thay-doi/<slug:change>/",
        changes.change_unit,
        name="unit_change",
        who=PROPOSERS,
        methods=FORM,
    ),
    page(
        f"{AT}<slug:uid>/ten-khac/<int:number>/bo/",
        changes.remove_alias,
        name="unit_alias_remove",
        who=OFFICERS,
        methods=("POST",),
    ),
    page(f"{AT}<slug:uid>/thanh-vien/them/", people.add_member, name="member_add", who=KEEPERS, methods=FORM),
    page(
        f"{AT}<slug:uid>/thanh-vien/<slug:member>/", people.edit_member, name="member_edit", who=KEEPERS, methods=FORM
    ),
    page(
        f"{AT}<slug:uid>/thanh-vien/<slug:member>/thoi/",
        people.end_member,
        name="member_end",
        who=KEEPERS,
        methods=("POST",),
    ),
    page(
        f"{AT}<slug:uid>/thanh-vien/<slug:member>/dau-moi/",
        people.set_focal_point,
        name="member_focal_point",
        who=KEEPERS,
        methods=("POST",),
    ),
]
