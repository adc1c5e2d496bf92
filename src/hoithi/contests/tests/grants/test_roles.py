"""Who gives whom which role: grant_role, propose_role, approve_role, refuse_role, end_role."""

import dataclasses

import pytest

from hoithi.accounts.actions import make_slip, use_slip
from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.audit.models import Event
from hoithi.contests.enums import State
from hoithi.contests.grants.actions import (
    approve_role,
    end_role,
    give_role,
    grant_role,
    propose_role,
    refuse_role,
)
from hoithi.contests.models import RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.kit.refusals import Refusal

PANEL = (Role.SECRETARY, Role.JUDGE, Role.PANEL_CHAIR, Role.FINANCE, Role.AUDITOR)


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_an_officer_makes_a_focal_point_at_once_and_it_is_recorded(person, actor, contest, commune):
    someone, officer = person(), actor(Role.OFFICER)
    grant = grant_role(someone, role=Role.FOCAL_POINT, contest=contest, unit=commune, by=officer)
    held = actor_of(someone).grants
    assert [(g.role, g.contest_id, g.unit_id) for g in held] == [(Role.FOCAL_POINT, contest.pk, commune.pk)]
    event = Event.objects.get(verb="grants.grant")
    assert (event.subject, event.scope, event.actor_id) == (
        f"rolegrant:{grant.pk}",
        f"contest:{contest.pk}",
        officer.person_id,
    )


def test_said_twice_there_is_one(person, actor, contest, commune):
    someone, officer = person(), actor(Role.OFFICER)
    first = grant_role(someone, role=Role.FOCAL_POINT, contest=contest, unit=commune, by=officer)
    assert grant_role(someone, role=Role.FOCAL_POINT, contest=contest, unit=commune, by=officer) == first


@pytest.mark.parametrize("role", PANEL)
def test_nobody_grants_a_two_person_role_alone(person, actor, contest, role):
    for giver in (Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.ADMIN, Role.PANEL_CHAIR):
        with refused("not_yours"):
            grant_role(person(), role=role, contest=contest, by=actor(giver))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.ADMIN, Role.RECEIVER])
@pytest.mark.parametrize("giver", [Role.OFFICER, Role.SECRETARY, Role.FOCAL_POINT, Role.JUDGE, Role.AUDITOR, None])
def test_nobody_below_gives_a_running_role(person, actor, contest, role, giver):
    with refused("not_yours"):
        give_role(person(), role=role, contest=contest, by=actor(giver))


def test_an_administrator_gives_running_roles_and_a_head_the_officer(person, actor, contest, district):
    admin = actor(Role.ADMIN, contest=None)
    for role in (Role.OFFICER, Role.HEAD, Role.RECEIVER):
        assert grant_role(person(), role=role, unit=district, by=admin).state == RoleGrant.State.GRANTED
    assert grant_role(person(), role=Role.ADMIN, by=admin)
    assert grant_role(person(), role=Role.OFFICER, contest=contest, by=actor(Role.HEAD))


def test_a_role_in_one_contest_gives_nothing_in_its_body(person, actor, district):
    with refused("not_yours"):
        grant_role(person(), role=Role.OFFICER, unit=district, by=actor(Role.HEAD))


def test_nobody_gives_a_role_to_oneself(actor, contest, commune):
    officer = actor(Role.OFFICER)
    me = Person.objects.get(pk=officer.person_id)
    with refused("own_role"):
        give_role(me, role=Role.FOCAL_POINT, contest=contest, unit=commune, by=officer)
    with refused("own_role"):
        give_role(me, role=Role.JUDGE, contest=contest, by=officer)


def test_a_focal_point_speaks_for_a_body_of_the_organiser(person, actor, contest, stranger_unit):
    with refused("no_unit"):
        grant_role(person(), role=Role.FOCAL_POINT, contest=contest, by=actor(Role.OFFICER))
    with refused("foreign_unit"):
        grant_role(person(), role=Role.FOCAL_POINT, contest=contest, unit=stranger_unit, by=actor(Role.OFFICER))


def test_an_archived_contest_takes_nobody_on(person, actor, contest):
    contest.state = State.ARCHIVED
    contest.save()
    with refused("frozen"):
        propose_role(person(), role=Role.JUDGE, contest=contest, by=actor(Role.OFFICER))


def test_a_judge_is_proposed_by_one_and_approved_by_another(person, actor, contest):
    someone = person()
    grant = propose_role(someone, role=Role.JUDGE, contest=contest, by=actor(Role.SECRETARY))
    assert not actor_of(someone, second_factor=True).grants
    head = actor(Role.HEAD)
    approve_role(grant, reason="Theo Quyết định 12/QĐ-BTC", by=head)
    assert actor_of(someone, second_factor=True).holds_in(contest, Role.JUDGE)
    again = approve_role(grant, reason="Theo Quyết định 12/QĐ-BTC", by=head)
    assert (again.granted_by_id, again.granted_by_name) == (head.person_id, head.name)
    assert Event.objects.filter(verb="grants.approve").count() == 1


def test_a_body_proposes_its_own_people_only(person, actor, contest, commune, department):
    focal = actor(Role.FOCAL_POINT, unit=commune)
    grant = propose_role(person(), role=Role.COMMITTEE, contest=contest, unit=commune, by=focal)
    assert grant.state == RoleGrant.State.PROPOSED
    with refused("not_yours"):
        propose_role(person(), role=Role.COMMITTEE, contest=contest, unit=department, by=focal)


def test_who_proposed_does_not_approve_nor_does_the_one_proposed(person, actor, contest):
    head = actor(Role.HEAD)
    grant = propose_role(person(), role=Role.JUDGE, contest=contest, by=actor(Role.OFFICER))
    RoleGrant.objects.filter(pk=grant.pk).update(proposed_by=head.person_id)
    with refused("own_proposal"):
        approve_role(grant, reason="vội", by=head)
    mine = RoleGrant.objects.create(
        person_id=head.person_id, role=Role.JUDGE, contest=contest, starts_at=grant.starts_at, state="proposed"
    )
    with refused("own_role"):
        approve_role(mine, reason="vội", by=head)


def test_approval_needs_the_head_a_second_factor_and_a_reason(person, actor, contest):
    grant = propose_role(person(), role=Role.JUDGE, contest=contest, by=actor(Role.OFFICER))
    for other in (Role.OFFICER, Role.SECRETARY, Role.ADMIN, Role.AUDITOR, Role.JUDGE, None):
        with refused("unknown"):
            approve_role(grant, reason="được", by=actor(other))
    with refused("second_factor"):
        approve_role(grant, reason="được", by=dataclasses.replace(actor(Role.HEAD), has_second_factor=False))
    with refused("no_reason"):
        approve_role(grant, reason="  ", by=actor(Role.HEAD))
    grant.refresh_from_db()
    assert grant.state == RoleGrant.State.PROPOSED


def test_a_refused_proposal_stays_refused(person, actor, contest):
    someone, head = person(), actor(Role.HEAD)
    grant = propose_role(someone, role=Role.JUDGE, contest=contest, by=actor(Role.OFFICER))
    refuse_role(grant, reason="Đã đủ giám khảo", by=head)
    with refused("decided"):
        approve_role(grant, reason="nghĩ lại", by=head)
    assert not actor_of(someone, second_factor=True).grants


@pytest.mark.parametrize(
    ("first", "second"),
    [(Role.JUDGE, Role.AUDITOR), (Role.AUDITOR, Role.FINANCE), (Role.AUDITOR, Role.SECRETARY)],
)
def test_what_one_person_cannot_hold_together(person, actor, contest, first, second):
    someone, officer = person(), actor(Role.OFFICER)
    propose_role(someone, role=first, contest=contest, by=officer)
    with refused("apart"):
        propose_role(someone, role=second, contest=contest, by=officer)


def test_an_administrator_of_everything_judges_nowhere(person, actor, contest):
    someone = person()
    grant_role(someone, role=Role.ADMIN, by=SYSTEM)
    with refused("apart"):
        propose_role(someone, role=Role.JUDGE, contest=contest, by=actor(Role.OFFICER))


def test_an_ended_role_counts_no_more_and_may_be_given_again(person, actor, contest, commune):
    someone, officer = person(), actor(Role.OFFICER)
    grant = grant_role(someone, role=Role.FOCAL_POINT, contest=contest, unit=commune, by=officer)
    end_role(grant, reason="chuyển công tác", by=officer)
    end_role(grant, reason="chuyển công tác", by=officer)
    assert not actor_of(someone).grants
    assert Event.objects.filter(verb="grants.end").count() == 1
    assert grant_role(someone, role=Role.FOCAL_POINT, contest=contest, unit=commune, by=officer) != grant


def test_who_ends_a_role(person, actor, contest, commune):
    someone = person()
    grant = grant_role(someone, role=Role.FOCAL_POINT, contest=contest, unit=commune, by=actor(Role.OFFICER))
    for other in (Role.SECRETARY, Role.JUDGE, Role.ADMIN, Role.FOCAL_POINT, None):
        with refused("not_yours"):
            end_role(grant, reason="thôi", by=actor(other))
    end_role(grant, reason="xin thôi", by=actor_of(someone))


def test_a_closed_account_gets_no_role(person, actor, contest):
    with refused("closed"):
        propose_role(person(is_active=False), role=Role.JUDGE, contest=contest, by=actor(Role.OFFICER))


@pytest.mark.parametrize("role", [Role.OFFICER, Role.JUDGE])
def test_a_slip_from_before_does_not_open_a_role_that_asks_for_a_second_factor(person, actor, contest, role):
    someone = person(phone="0912345678")
    __, code = make_slip(someone, by=SYSTEM)
    if role == Role.OFFICER:
        grant_role(someone, role=role, contest=contest, by=actor(Role.HEAD))
    else:
        grant = propose_role(someone, role=role, contest=contest, by=actor(Role.OFFICER))
        __, code = make_slip(someone, by=SYSTEM)
        approve_role(grant, reason="Quyết định 12/QĐ-BTC", by=actor(Role.HEAD))
    with refused("slip_refused"):
        use_slip(code)


def test_a_slip_stays_with_a_role_that_asks_for_none(person, actor, contest, commune):
    someone = person(phone="0912345678")
    __, code = make_slip(someone, by=SYSTEM)
    grant_role(someone, role=Role.FOCAL_POINT, contest=contest, unit=commune, by=actor(Role.OFFICER))
    assert use_slip(code) == someone


def test_who_may_grant_alone_grants_what_waits_as_a_proposal(person, actor, contest, commune):
    someone, officer = person(), actor(Role.OFFICER)
    place = {"role": Role.FOCAL_POINT, "contest": contest, "unit": commune}
    waiting = propose_role(someone, by=actor(Role.FOCAL_POINT, unit=commune), **place)
    assert not actor_of(someone).grants
    grant = grant_role(someone, by=officer, **place)
    assert (grant, grant.granted_by_name) == (waiting, officer.name)
    assert actor_of(someone).holds_in(contest, Role.FOCAL_POINT)
    grant_role(someone, by=officer, **place)
    assert Event.objects.filter(verb="grants.grant").count() == 1
    assert propose_role(someone, by=actor(Role.FOCAL_POINT, unit=commune), **place).state == RoleGrant.State.GRANTED
