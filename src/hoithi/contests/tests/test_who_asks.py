"""Who asks: session, person and roles in two questions, and never the roles of another moment."""

import pytest
from django.contrib.sessions.models import Session

from hoithi.accounts.backends import PersonBackend
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.accounts.session_store import SessionStore
from hoithi.contests.models import RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.kit.clock import now

pytestmark = pytest.mark.django_db


def test_the_person_of_a_session_comes_with_their_roles(actor, contest, department, django_assert_num_queries):
    who = actor(Role.OFFICER)
    RoleGrant.objects.create(person_id=who.person_id, role=Role.COMMITTEE, unit=department, starts_at=now())
    RoleGrant.objects.create(
        person_id=who.person_id, role=Role.HEAD, contest=contest, starts_at=now().replace(year=2020), ends_at=now()
    )
    with django_assert_num_queries(1):
        asks = actor_of(PersonBackend().get_user(who.person_id), second_factor=True)
    assert {(grant.role, grant.contest_id, grant.unit_id, grant.unit_path) for grant in asks.grants} == {
        (Role.OFFICER, contest.pk, None, contest.owner_path),
        (Role.COMMITTEE, None, department.pk, department.path),
    }
    assert asks == actor_of(Person.objects.get(pk=who.person_id), second_factor=True)


def test_somebody_without_a_role_has_none(person):
    somebody = person("Điểu Xrê")
    assert actor_of(PersonBackend().get_user(somebody.pk)).grants == ()


def test_roles_that_were_read_count_once(actor):
    who = actor(Role.OFFICER)
    asks = PersonBackend().get_user(who.person_id)
    assert len(actor_of(asks, second_factor=True).grants) == 1
    RoleGrant.objects.all().delete()
    assert actor_of(asks, second_factor=True).grants == ()


def test_a_closed_account_or_none_asks_nothing(person):
    somebody = person("Điểu Xrê", is_active=False)
    assert PersonBackend().get_user(somebody.pk) is None
    assert PersonBackend().get_user(10**9) is None


def test_a_session_that_ended_is_read_no_more():
    session = SessionStore()
    session["word"] = "đúng"
    session.save()
    assert SessionStore(session.session_key)["word"] == "đúng"
    Session.objects.update(expire_date=now())
    ended = SessionStore(session.session_key)
    assert ended.load() == {}
    assert ended.session_key is None
