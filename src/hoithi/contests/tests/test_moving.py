from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from hoithi.accounts.actors import SYSTEM, VISITOR
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.actions import advance_by_dates, announce, archive, cancel, propose
from hoithi.contests.enums import Change, State
from hoithi.contests.models import Milestone
from hoithi.contests.queries import visible_to
from hoithi.contests.rules import can_move
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_the_stored_state_follows_the_dates(ready):
    announce(ready, by=SYSTEM)
    deadline = ready.milestones.get().ends_at
    assert advance_by_dates(at=deadline - timedelta(microseconds=1)) == 0
    assert advance_by_dates(at=deadline) == 1
    assert advance_by_dates(at=deadline) == 0
    ready.refresh_from_db()
    assert ready.state == State.CLOSED
    event = Event.objects.get(verb="contests.follow_dates")
    assert (event.actor_name, event.data) == ("Hệ thống", {"was": "open", "to": "closed"})


def test_a_verb_asks_about_the_state_that_the_dates_give_without_a_worker(ready, officer, head):
    announce(ready, by=SYSTEM)
    Milestone.objects.create(
        contest=ready,
        kind="judging",
        label="Chấm",
        starts_at="2099-05-01T00:00:00Z",
        confirmed_at="2099-01-01T00:00:00Z",
    )
    ready.refresh_from_db()
    rubric = {"kind": "rubric", "data": {}}
    with time_machine.travel(datetime(2099, 6, 1, tzinfo=UTC)):
        with pytest.raises(Refusal) as refused:
            propose(ready, Change.RULES, rubric, reason="Đổi phiếu chấm", by=officer)
        assert refused.value.code == "not_yours"
        assert archive(ready, reason="Xong", by=head).state == State.ARCHIVED
    event = Event.objects.get(verb="contests.follow_dates")
    assert event.data == {"was": "open", "to": "judging"}


def test_dates_do_not_touch_drafts_and_ended_contests(ready):
    with time_machine.travel(datetime(2100, 1, 1, tzinfo=UTC)):
        assert advance_by_dates() == 0


def test_cancelled_with_a_reason_and_read_only(contest, head):
    with pytest.raises(Refusal) as refused:
        cancel(contest, reason="", by=head)
    assert refused.value.field == "reason"
    cancel(contest, reason="Sáp nhập huyện", by=head)
    cancelled = cancel(contest, reason="Sáp nhập huyện", by=head)
    assert (cancelled.state, cancelled.state_reason) == (State.CANCELLED, "Sáp nhập huyện")
    assert Event.objects.filter(verb="contests.cancel").count() == 1
    with pytest.raises(Refusal):
        archive(contest, reason="x", by=head)


@pytest.mark.parametrize("role", [r for r in Role if r != Role.HEAD])
def test_only_the_head_cancels_a_running_contest(contest, over, role):
    with pytest.raises(Refusal):
        cancel(contest, reason="x", by=over(role))


def test_a_draft_is_dropped_by_those_who_prepare_it_and_stays_unknown(draft, officer):
    cancel(draft, reason="Nhập nhầm", by=officer)
    assert draft not in visible_to(VISITOR)


def test_archived_when_it_is_over(contest, head):
    with pytest.raises(Refusal) as refused:
        archive(contest, reason="Xong", by=head)
    assert refused.value.code == "too_early"
    contest.state = State.AWARDED
    contest.save()
    assert archive(contest, reason="Đã trao giải", by=head).state == State.ARCHIVED


@pytest.mark.parametrize(
    ("state", "to", "ok"),
    [
        (State.OPEN, State.CLOSED, True),
        (State.CLOSED, State.OPEN, True),
        (State.JUDGING, State.DELIBERATION, True),
        (State.DRAFT, State.OPEN, False),
        (State.OPEN, State.DRAFT, False),
        (State.OPEN, State.PUBLISHED, False),
        (State.CANCELLED, State.OPEN, False),
        (State.OPEN, "nonsense", False),
    ],
)
def test_which_states_a_person_may_choose(contest, state, to, ok):
    contest.state = state
    assert bool(can_move(contest, to)) is ok
