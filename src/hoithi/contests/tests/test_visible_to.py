import pytest

from hoithi.accounts.actors import VISITOR
from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.contests.queries import visible_to

pytestmark = pytest.mark.django_db


def test_a_draft_is_known_only_to_those_who_hold_a_role_over_it(contest, actor):
    contest.state = State.DRAFT
    contest.save()
    assert contest in visible_to(actor(Role.OFFICER))
    assert contest not in visible_to(actor())
    assert contest not in visible_to(VISITOR)


def test_a_role_over_a_body_covers_the_contests_that_it_runs(contest, actor, district, kinds, department):
    contest.state = State.DRAFT
    contest.save()
    assert contest in visible_to(actor(Role.OFFICER, contest=None, unit=district.parent))
    assert contest not in visible_to(actor(Role.OFFICER, contest=None, unit=department))


def test_everybody_knows_an_announced_contest(contest):
    assert list(visible_to(VISITOR)) == [contest]
