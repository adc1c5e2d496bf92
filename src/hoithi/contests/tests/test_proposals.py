from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.audit.models import Event
from hoithi.contests import hooks
from hoithi.contests.actions import (
    advance_by_dates,
    announce,
    approve,
    change_contest,
    extend_deadline,
    propose,
    reject,
    withdraw_proposal,
)
from hoithi.contests.actions.proposals import milestone_json
from hoithi.contests.enums import Change, Decision, State
from hoithi.contests.models import RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared

pytestmark = pytest.mark.django_db
LATER = datetime(2099, 5, 1, 17, tzinfo=UTC)
WHY = "Mưa bão kéo dài, nhiều xã chưa gửi kịp"


@shared
def running(ready):
    return announce(ready, by=SYSTEM)


@shared
def deadline(running):
    return running.milestones.get()


def test_a_deadline_is_extended_by_two_persons(running, deadline, officer, head):
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    deadline.refresh_from_db()
    assert deadline.ends_at < LATER
    assert "kết thúc: từ" in proposal.summary[0]
    approve(proposal, by=head)
    deadline.refresh_from_db()
    assert (deadline.ends_at, deadline.confirmed_by_id) == (LATER, head.person_id)
    verbs = Event.objects.filter(scope=f"contest:{running.pk}").values_list("verb", flat=True)
    assert {"contests.propose", "contests.set_milestone", "contests.proposal_approved"} <= set(verbs)
    assert Event.objects.get(verb="contests.set_milestone").reason == WHY


def test_an_extension_after_the_deadline_opens_the_contest_again(running, deadline, officer, head):
    with time_machine.travel(deadline.ends_at + timedelta(hours=1)):
        proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
        advance_by_dates()
        running.refresh_from_db()
        assert running.state == State.CLOSED
        approve(proposal, by=head)
        running.refresh_from_db()
        assert running.state == State.OPEN


def test_nobody_approves_their_own(running, deadline, officer):
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    both = Person.objects.get(pk=officer.person_id)
    RoleGrant.objects.create(person=both, role=Role.HEAD, contest=running, starts_at=datetime(2024, 1, 1, tzinfo=UTC))
    with pytest.raises(Refusal) as refused:
        approve(proposal, by=actor_of(both, second_factor=True))
    assert refused.value.code == "own_proposal"


def test_a_second_factor_is_needed(running, deadline, officer, head):
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    with pytest.raises(Refusal) as refused:
        approve(proposal, by=replace(head, has_second_factor=False))
    assert refused.value.code == "second_factor"


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.OFFICER, Role.SECRETARY}])
def test_who_may_propose(running, deadline, over, role):
    with pytest.raises(Refusal):
        extend_deadline(deadline, ends_at=LATER, reason=WHY, by=over(role))
    assert not running.proposals.exists()


@pytest.mark.parametrize("role", [r for r in Role if r != Role.HEAD])
def test_who_may_decide(running, deadline, officer, over, role):
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    for decide in (lambda: approve(proposal, by=over(role)), lambda: reject(proposal, answer="Không", by=over(role))):
        with pytest.raises(Refusal):
            decide()
    deadline.refresh_from_db()
    assert deadline.ends_at != LATER


def test_a_reason_is_needed(running, deadline, officer):
    with pytest.raises(Refusal) as refused:
        extend_deadline(deadline, ends_at=LATER, reason=" \u200b", by=officer)
    assert refused.value.field == "reason"


def test_only_what_could_be_done_is_proposed_and_nothing_is_done_yet(running, deadline, officer):
    before = Event.objects.count()
    with pytest.raises(Refusal):
        extend_deadline(deadline, ends_at=datetime(2000, 1, 1, tzinfo=UTC), reason="", by=officer)
    wrong = milestone_json(deadline, label="")
    with pytest.raises(Refusal):
        propose(running, Change.MILESTONE, wrong, reason=WHY, by=officer)
    assert Event.objects.count() == before


def test_what_was_changed_since_is_not_overwritten(running, deadline, officer, head):
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    approve(extend_deadline(deadline, ends_at=LATER + timedelta(days=9), reason=WHY, by=officer), by=head)
    with pytest.raises(Refusal) as refused:
        approve(proposal, by=head)
    assert refused.value.code == "stale"
    proposal.refresh_from_db()
    assert proposal.decision == ""


def test_rejected_with_an_answer_and_then_closed(running, deadline, officer, head):
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    with pytest.raises(Refusal):
        reject(proposal, answer="", by=head)
    assert reject(proposal, answer="Đã gia hạn một lần rồi", by=head).decision == Decision.REJECTED
    with pytest.raises(Refusal) as refused:
        approve(proposal, by=head)
    assert refused.value.code == "decided"


def test_approved_twice_is_done_once(running, deadline, officer, head):
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    approve(proposal, by=head)
    approve(proposal, by=head)
    assert Event.objects.filter(verb="contests.proposal_approved").count() == 1


def test_who_decided_is_told_apart_from_a_namesake(running, deadline, officer, head, over):
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    namesake = over(Role.HEAD)
    assert namesake.name == head.name
    assert approve(proposal, by=head).decided_by_id == head.person_id
    with pytest.raises(Refusal) as refused:
        approve(proposal, by=namesake)
    assert refused.value.code == "decided"


def test_proposed_twice_stands_once(running, deadline, officer):
    data = milestone_json(deadline, ends_at=LATER)
    made = [propose(running, Change.MILESTONE, data, reason=WHY, by=officer, uid="abcdefghjkmn") for _ in range(2)]
    assert made[0] == made[1]
    assert running.proposals.count() == 1


def test_withdrawn_by_the_proposer_only(running, deadline, officer, over):
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    with pytest.raises(Refusal):
        withdraw_proposal(proposal, by=over(Role.OFFICER))
    assert withdraw_proposal(proposal, by=officer).decision == Decision.WITHDRAWN


@pytest.mark.parametrize(
    ("change", "data"),
    [
        (Change.DETAILS, {"values": {"name": "Tên khác", "upper": None}}),
        (Change.REPORTING, {"values": {"period": "quarter", "due_day": 20, "due_month": "last"}}),
        (Change.STATE, {"to": "closed"}),
        (Change.RULES, {"kind": "fields", "data": {"items": [{"name": "Y dược"}]}, "based_on": 1}),
    ],
)
def test_every_other_change_goes_the_same_way(running, officer, head, change, data):
    before = Event.objects.count()
    proposal = change_contest(running, change, data, reason=WHY, by=officer)
    assert Event.objects.count() == before + 1
    assert proposal.summary
    approve(proposal, by=head)
    assert Event.objects.count() == before + 3
    assert Event.objects.filter(reason=WHY, actor_id=head.person_id).count() == 1


def test_a_milestone_is_removed_the_same_way(running, deadline, officer, head):
    data = {"uid": deadline.uid, "version": deadline.version}
    proposal = propose(running, Change.REMOVAL, data, reason=WHY, by=officer)
    assert proposal.summary[0] == "Bỏ mốc “Nhận hồ sơ”."
    approve(proposal, by=head)
    assert not running.milestones.exists()


def test_it_says_whom_it_touches(running, deadline, officer, monkeypatch):
    monkeypatch.setattr(hooks, "TOUCHES", [lambda _contest, change, _kind: [f"{change}: 14 đơn vị"]])
    proposal = extend_deadline(deadline, ends_at=LATER, reason=WHY, by=officer)
    assert "milestone: 14 đơn vị" in proposal.summary


def test_a_draft_is_changed_at_once(draft, officer):
    assert change_contest(draft, Change.DETAILS, {"values": {"edition": 4}}, by=officer) is None
    draft.refresh_from_db()
    assert draft.edition == 4
    with pytest.raises(Refusal) as refused:
        propose(draft, Change.STATE, {"to": "open"}, reason=WHY, by=officer)
    assert refused.value.code == "draft"


def test_an_earlier_deadline_says_what_it_means(running, deadline, officer):
    sooner = deadline.ends_at - timedelta(days=30)
    proposal = extend_deadline(deadline, ends_at=sooner, reason=WHY, by=officer)
    assert any("có thể không kịp" in sentence for sentence in proposal.summary)


def test_the_same_page_sent_again_with_another_date_is_not_lost_in_silence(running, deadline, officer):
    sooner = milestone_json(deadline, ends_at=LATER - timedelta(days=3))
    made = propose(running, Change.MILESTONE, sooner, reason=WHY, by=officer, uid="0123456789ab")
    assert propose(running, Change.MILESTONE, sooner, reason=WHY, by=officer, uid="0123456789ab") == made
    with pytest.raises(Refusal, match="có nội dung khác") as refused:
        later = milestone_json(deadline, ends_at=LATER)
        propose(running, Change.MILESTONE, later, reason=WHY, by=officer, uid="0123456789ab")
    assert refused.value.status == 409


def test_what_stands_already_is_not_proposed(running, deadline, officer):
    with pytest.raises(Refusal, match="Chưa có gì khác với hiện nay"):
        propose(running, Change.MILESTONE, milestone_json(deadline), reason=WHY, by=officer)


def test_another_place_is_said(running, deadline, officer):
    moved = milestone_json(deadline, place="Nhà văn hóa huyện")
    assert "địa điểm" in propose(running, Change.MILESTONE, moved, reason=WHY, by=officer).summary[0]
