"""Invitations: one link, one person, one time."""

from datetime import timedelta

import pytest
import time_machine

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.grants.actions import (
    Newcomer,
    accept_invitation,
    end_role,
    invite,
    invite_focal_points,
    read_invitation,
    withdraw_invitation,
)
from hoithi.contests.grants.queries import focal_points_to_invite, people_visible_to
from hoithi.contests.models import Invitation, RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.notifications.models import Message
from hoithi.units.models import Member

NEWCOMER = Newcomer(full_name="Thị Mơ", password="rẫy điều sau nhà")


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


@pytest.fixture
def invitation(actor, contest, commune):
    return invite(
        full_name="Thị Mơ",
        email="mo@example.vn",
        role=Role.FOCAL_POINT,
        contest=contest,
        unit=commune,
        by=actor(Role.OFFICER),
    )


def test_the_letter_goes_to_the_invited_with_a_link_and_the_secret_is_not_kept(invitation, settings):
    row, token = invitation
    letter = Message.objects.get()
    assert letter.to_address == "mo@example.vn"
    assert f"{settings.BASE_URL}/loi-moi/{token}/" in letter.body
    assert token not in str(Invitation.objects.values().get(pk=row.pk))


def test_a_newcomer_gets_an_account_and_the_role_once(invitation, contest):
    grant = accept_invitation(invitation[1], newcomer=NEWCOMER)
    person = Person.objects.get(email="mo@example.vn")
    assert grant.person == person
    assert actor_of(person).holds_in(contest, Role.FOCAL_POINT)
    assert person.check_password(NEWCOMER.password)
    with refused("invitation_refused"):
        accept_invitation(invitation[1], newcomer=NEWCOMER)
    assert RoleGrant.objects.filter(person=person).count() == 1


def test_somebody_with_an_account_signs_in_first_and_nobody_else_takes_it(invitation, person):
    someone = person(email="MO@example.vn")
    with refused("sign_in"):
        accept_invitation(invitation[1], newcomer=NEWCOMER)
    with refused("other_person"):
        accept_invitation(invitation[1], person=person())
    assert accept_invitation(invitation[1], person=someone).person == someone


def test_it_lives_fourteen_days(invitation):
    with time_machine.travel(now() + timedelta(days=14, seconds=1)), refused("invitation_refused"):
        read_invitation(invitation[1])


def test_a_new_invitation_takes_the_place_of_the_old(invitation, actor, contest, commune):
    invite(
        full_name="Thị Mơ",
        email="mo@example.vn",
        role=Role.FOCAL_POINT,
        contest=contest,
        unit=commune,
        by=actor(Role.OFFICER),
    )
    with refused("invitation_refused"):
        read_invitation(invitation[1])


def test_withdrawn_it_opens_nothing(invitation, actor):
    withdraw_invitation(invitation[0], by=actor(Role.OFFICER))
    withdraw_invitation(invitation[0], by=actor(Role.OFFICER))
    with refused("invitation_refused"):
        accept_invitation(invitation[1], newcomer=NEWCOMER)


def test_accepted_it_is_not_withdrawn(invitation, actor):
    accept_invitation(invitation[1], newcomer=NEWCOMER)
    with refused("accepted"):
        withdraw_invitation(invitation[0], by=actor(Role.OFFICER))


def test_it_is_worth_no_more_than_the_right_of_who_sent_it(invitation, person, actor):
    sent_by = RoleGrant.objects.get(person=invitation[0].invited_by)
    end_role(sent_by, reason="nghỉ việc", by=actor(Role.HEAD))
    with refused("not_yours"):
        accept_invitation(invitation[1], person=person(email="mo@example.vn"))
    assert not RoleGrant.objects.filter(role=Role.FOCAL_POINT).exists()
    read_invitation(invitation[1])


def test_an_invited_judge_still_waits_for_the_head(actor, contest):
    __, token = invite(
        full_name="Lê Giám", email="giam@example.vn", role=Role.JUDGE, contest=contest, by=actor(Role.OFFICER)
    )
    assert accept_invitation(token, newcomer=NEWCOMER).state == RoleGrant.State.PROPOSED


def test_without_address_nobody_is_invited_and_without_right_nobody_invites(actor, contest, commune):
    with refused("no_contact"):
        invite(full_name="Ai", role=Role.FOCAL_POINT, contest=contest, unit=commune, by=actor(Role.OFFICER))
    with refused("not_yours"):
        invite(full_name="Ai", email="a@example.vn", role=Role.HEAD, contest=contest, by=actor(Role.OFFICER))


def test_a_phone_alone_is_bound_to_the_phone(actor, contest, commune, person):
    facts = {"full_name": "Điểu Lên", "role": Role.FOCAL_POINT, "contest": contest, "unit": commune}
    __, token = invite(phone="0912345678", by=actor(Role.OFFICER), **facts)
    assert not Message.objects.exists()
    with refused("other_person"):
        accept_invitation(token, person=person(phone="0912345679"))
    assert accept_invitation(token, newcomer=NEWCOMER).person.phone == "0912345678"


def test_all_focal_points_in_one_go(actor, contest, commune, department):
    Member.objects.create(unit=commune, full_name="Thị Mơ", email="mo@example.vn", duty=Member.Duty.FOCAL_POINT)
    Member.objects.create(unit=department, full_name="Không Thư", duty=Member.Duty.FOCAL_POINT)
    states = {unit: state for unit, __, state in focal_points_to_invite(contest)}
    assert states == {commune: "", department: "no_address"}
    officer = actor(Role.OFFICER)
    chosen = {commune.pk, department.pk}
    assert [row.unit for row in invite_focal_points(contest, units=chosen, by=officer)] == [commune]
    assert invite_focal_points(contest, units=chosen, by=officer) == []
    assert Message.objects.count() == 1


def test_who_accepts_for_a_body_is_its_member_and_its_own_people_may_help_them(invitation, commune, contest):
    listed = Member.objects.create(unit=commune, full_name="Bà Mơ", title="Công chức", email="MO@example.vn")
    focal = accept_invitation(invitation[1], newcomer=NEWCOMER).person
    listed.refresh_from_db()
    assert listed.person == focal
    facts = {"role": Role.COMMITTEE, "contest": contest, "unit": commune, "by": actor_of(focal)}
    __, token = invite(full_name="Điểu Lên", phone="0912345678", **facts)
    helper = accept_invitation(token, newcomer=Newcomer(full_name="Điểu Lên", password=NEWCOMER.password)).person
    assert Member.objects.get(person=helper).unit == commune
    assert Member.objects.count() == 2
    assert set(people_visible_to(actor_of(focal))) == {focal, helper}
