from datetime import date

import pytest

from hoithi.accounts.actors import SYSTEM, VISITOR
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.kit.refusals import Refusal
from hoithi.units.actions import add_member, edit_member, end_member, link_member, set_focal_point
from hoithi.units.models import Member
from hoithi.units.queries import members_visible_to

pytestmark = pytest.mark.django_db
KEEPERS = [Role.OFFICER, Role.FOCAL_POINT, Role.COMMITTEE]
Duty = Member.Duty


@pytest.mark.parametrize("role", KEEPERS)
def test_a_body_keeps_its_own_list(contest, actor, department, role):
    by = actor(role)
    member = add_member(department, full_name="Lê Thị  Hòa", title="Phó phòng", by=by)
    assert add_member(department, full_name="Lê Thị Hòa", title="Phó phòng", by=by) == member
    assert edit_member(member, full_name="Lê Thị Hòa", title="Trưởng phòng", by=by).title == "Trưởng phòng"
    assert end_member(member, by=by).ends_on is not None
    assert Event.objects.count() == 3


@pytest.mark.parametrize("role", [role for role in Role if role not in KEEPERS] + [None])
def test_others_do_not(contest, actor, department, role):
    member = add_member(department, full_name="Lê Thị Hòa", by=SYSTEM)
    by = actor(role)
    for verb in (
        lambda: add_member(department, full_name="Người Khác", by=by),
        lambda: edit_member(member, full_name="Tên Khác", by=by),
        lambda: end_member(member, by=by),
        lambda: set_focal_point(department, member=member, by=by),
    ):
        with pytest.raises(Refusal, match="Chỉ người của đơn vị"):
            verb()


def test_the_focal_point_of_another_body_does_not(contest, actor, district, department):
    with pytest.raises(Refusal):
        add_member(district, full_name="Người Khác", by=actor(Role.FOCAL_POINT, unit=department))


def test_a_body_has_one_focal_point(department):
    first = add_member(department, full_name="Người Một", duty=Duty.FOCAL_POINT, by=SYSTEM)
    second = add_member(department, full_name="Người Hai", by=SYSTEM)
    assert set_focal_point(department, member=second, by=SYSTEM).duty == Duty.FOCAL_POINT
    set_focal_point(department, member=second, by=SYSTEM)
    add_member(department, full_name="Người Một", duty=Duty.FOCAL_POINT, by=SYSTEM)
    assert department.members.get(duty=Duty.FOCAL_POINT) == first
    edit_member(second, full_name="Người Hai", duty=Duty.FOCAL_POINT, by=SYSTEM)
    assert department.members.get(duty=Duty.FOCAL_POINT) == second


def test_somebody_who_left_is_not_edited_and_not_of_another_body(district, department):
    member = add_member(department, full_name="Người Một", by=SYSTEM)
    with pytest.raises(Refusal, match="không thuộc đơn vị"):
        set_focal_point(district, member=member, by=SYSTEM)
    end_member(member, on=date(2025, 1, 1), by=SYSTEM)
    assert end_member(member, by=SYSTEM).ends_on == date(2025, 1, 1)
    with pytest.raises(Refusal, match="đã thôi tham gia"):
        edit_member(member, full_name="Người Một", by=SYSTEM)


def test_people_are_seen_by_those_who_work_with_them(contest, actor, department):
    member = add_member(department, full_name="Người Một", phone="0900000001", by=SYSTEM)
    for role in (Role.OFFICER, Role.HEAD, Role.AUDITOR, Role.SECRETARY, Role.FOCAL_POINT):
        assert member in members_visible_to(actor(role), department)
    for stranger in (VISITOR, actor(), actor(Role.JUDGE), actor(Role.ADMIN)):
        assert not members_visible_to(stranger, department).exists()
    end_member(member, by=SYSTEM)
    assert not members_visible_to(SYSTEM, department).exists()


def test_an_account_is_tied_to_the_row_with_its_number_once_and_to_no_row_of_somebody_else(person, actor, department):
    by = actor(Role.OFFICER)
    one, two, three = person("Lê Thị Hòa"), person("Lê Thị Hòa"), person("Điểu Lên")
    listed = add_member(department, full_name="Hòa", phone="0912345678", by=by)
    assert link_member(department, person=one, phone="0912345678", by=by) == listed
    assert link_member(department, person=one, phone="0912345678", by=by) == listed
    assert link_member(department, person=two, phone="0912345678", by=by) != listed
    bare = add_member(department, full_name="Điểu Lên", title="Công chức", by=by)
    assert link_member(department, person=three, email="len@example.vn", by=by) == bare
    assert Event.objects.filter(verb="units.link_member").count() == Member.objects.count() == 3
    with pytest.raises(Refusal):
        link_member(department, person=person(), by=actor(None))
