from datetime import UTC, datetime

import pytest
import time_machine

from hoithi.accounts.actors import SYSTEM, VISITOR
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.actions import announce, confirm_reading
from hoithi.contests.enums import State
from hoithi.contests.models import PlanVersion
from hoithi.contests.queries import visible_to
from hoithi.contests.rules import missing_before_announcing
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db


def sign_plan(contest):
    file = StoredFile.objects.create(name="kh.docx", size=1, sha256="0" * 64, content_type="x", key="k")
    PlanVersion.objects.create(contest=contest, owner=contest.owner, number=1, file=file)


def test_goes_out_to_everybody_and_is_open_at_once_when_nothing_says_later(ready, head):
    assert ready not in visible_to(VISITOR)
    announced = announce(ready, by=head)
    assert announced.state == State.OPEN
    assert ready in visible_to(VISITOR)
    assert Event.objects.get(verb="contests.announce").actor_id == head.person_id


def test_waits_for_its_opening(ready, head):
    milestone = ready.milestones.get()
    confirm_reading(milestone, starts_at=datetime(2099, 1, 1, tzinfo=UTC), by=SYSTEM)
    assert announce(ready, by=head).state == State.ANNOUNCED


def test_said_twice_is_said_once(ready, head):
    announce(ready, by=head)
    announce(ready, by=head)
    assert Event.objects.filter(verb="contests.announce").count() == 1


def test_names_all_that_is_missing(draft, head):
    with pytest.raises(Refusal) as refused:
        announce(draft, by=head)
    assert refused.value.code == "missing"
    assert {m.code for m in missing_before_announcing(draft)} == {"organizer", "contact", "deadline", "fields"}
    assert all(m.sentence in refused.value.sentence for m in missing_before_announcing(draft))


def test_an_unconfirmed_deadline_is_missing(ready, head):
    ready.milestones.update(confirmed_at=None)
    assert [m.code for m in missing_before_announcing(ready)] == ["deadline"]


def test_what_a_template_leaves_open_is_missing(ready):
    rules = ready.rule_versions.get()
    rules.data["unconfirmed"] = [{"where": "items", "why": "?"}]
    rules.save()
    assert [(m.code, m.arg) for m in missing_before_announcing(ready)] == [("unconfirmed", "fields")]


def test_an_officer_announces_what_the_head_has_signed(ready, officer):
    with pytest.raises(Refusal) as refused:
        announce(ready, by=officer)
    assert refused.value.code == "no_plan"
    sign_plan(ready)
    assert announce(ready, by=officer).announced_at


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.OFFICER, Role.SECRETARY, Role.HEAD}])
def test_nobody_else_may(ready, over, role):
    sign_plan(ready)
    with pytest.raises(Refusal):
        announce(ready, by=over(role))
    ready.refresh_from_db()
    assert ready.state == State.DRAFT


def test_a_deadline_that_has_passed_closes_at_once(ready, head):
    with time_machine.travel(datetime(2099, 4, 15, 17, tzinfo=UTC)):
        assert announce(ready, by=head).state == State.CLOSED
