"""The door stays open for one named entry: two persons, a second factor, a reason (permission matrix, note 2)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import MilestoneKind, State
from hoithi.contests.models import Contest, Milestone, RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import submit_entry
from hoithi.entries.actions.extensions import approve_extension, propose_extension, refuse_extension
from hoithi.entries.actions.intake import reject_entry
from hoithi.entries.enums import Decision
from hoithi.entries.models import Attempt, Entry, Extension
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


@shared
def officer(actor):
    return actor(Role.OFFICER)


@shared
def head(actor):
    return actor(Role.HEAD)


@pytest.fixture
def proposed(whole, officer, deadline):
    return propose_extension(whole, until=deadline + timedelta(days=2), reason="Bão số 5 mất điện.", by=officer)


def test_approved_by_another_person_the_door_stays_open(proposed, head, whole, entrant, deadline, account):
    approve_extension(proposed, by=head)
    entry = Entry.objects.get(pk=whole.pk)
    late = deadline + timedelta(days=2) - timedelta(microseconds=1)
    assert submit_entry(entry, once_key="a", base=entry.version, by=entrant, at=late).received_at == late
    letter = Message.objects.get(kind="entries.extension")
    assert letter.to_address == account(entrant).email
    assert "được gia hạn" in letter.subject
    assert Event.objects.get(verb="entries.decide_extension").data["approved"] is True


def test_waiting_or_refused_it_opens_nothing(proposed, head, whole, entrant, deadline):
    for _ in range(2):
        with pytest.raises(Refusal, match="Đã hết hạn nộp"):
            submit_entry(whole, once_key="a", base=whole.version, by=entrant, at=deadline)
        if Extension.objects.get().state == Decision.WAITING:
            refuse_extension(proposed, reason="Không đủ căn cứ.", by=head)
    assert "Không đủ căn cứ." in Message.objects.get(kind="entries.extension").body


@pytest.mark.parametrize("role", [None, *(role for role in Role if role not in {Role.OFFICER, Role.SECRETARY})])
def test_only_the_office_proposes(whole, actor, deadline, role):
    with pytest.raises(Refusal) as refused:
        propose_extension(whole, until=deadline + timedelta(days=1), reason="Bão", by=actor(role))
    assert refused.value.status == 404
    assert not Extension.objects.exists()


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.HEAD)])
def test_only_the_head_decides(proposed, actor, role):
    with pytest.raises(Refusal) as refused:
        approve_extension(proposed, by=actor(role))
    assert refused.value.status == 404


def test_nobody_decides_on_their_own_proposal_nor_without_a_second_factor(whole, officer, head, deadline, account):
    RoleGrant.objects.create(person=account(head), role=Role.OFFICER, contest=whole.contest, starts_at=now())
    both = actor_of(account(head), second_factor=True)
    own = propose_extension(whole, until=deadline + timedelta(days=1), reason="Bão", by=both)
    with pytest.raises(Refusal, match="không được tự duyệt"):
        approve_extension(own, by=both)
    Extension.objects.update(proposed_by=account(officer))
    with pytest.raises(Refusal, match="hai lớp"):
        approve_extension(own, by=replace(both, has_second_factor=False))


def test_decided_once(proposed, head):
    approve_extension(proposed, by=head)
    with pytest.raises(Refusal, match="đã có kết luận"):
        refuse_extension(proposed, reason="Đổi ý", by=head)
    assert Message.objects.filter(kind="entries.extension").count() == 1


def test_proposed_twice_it_is_one_and_another_waits(proposed, whole, officer):
    assert propose_extension(whole, until=proposed.until, reason=proposed.reason, by=officer) == proposed
    with pytest.raises(Refusal, match="đang chờ duyệt"):
        propose_extension(whole, until=proposed.until + timedelta(days=1), reason="Khác", by=officer)
    assert Extension.objects.count() == 1


def test_the_new_day_lies_after_the_deadline_and_there_is_a_reason(whole, officer, deadline):
    with pytest.raises(Refusal, match="sau hạn chung"):
        propose_extension(whole, until=deadline, reason="Bão", by=officer)
    with pytest.raises(Refusal, match="sau lúc này"):
        propose_extension(whole, until=now(), reason="Bão", by=officer)
    with pytest.raises(Refusal, match="Chưa nhập lý do"):
        propose_extension(whole, until=deadline + timedelta(days=1), reason="", by=officer)


def test_not_for_a_dossier_that_is_decided(submitted, officer, deadline):
    reject_entry(submitted, reason="Sai đối tượng", version=submitted.desk_version, by=officer)
    with pytest.raises(Refusal, match="không gia hạn được"):
        propose_extension(submitted, until=deadline + timedelta(days=1), reason="Bão", by=officer)


def test_a_day_that_has_passed_is_not_approved(proposed, head, time_machine):
    time_machine.move_to(proposed.until, tick=False)
    with pytest.raises(Refusal, match="đã qua"):
        approve_extension(proposed, by=head)


def test_a_refusal_needs_a_reason(proposed, head):
    with pytest.raises(Refusal, match="Chưa nhập lý do"):
        refuse_extension(proposed, reason="", by=head)


@pytest.fixture
def judging(receiving, deadline):
    """When judging begins: three days after the deadline."""
    starts = deadline + timedelta(days=3)
    fixed = {"label": "Chấm", "starts_at": starts, "confirmed_at": now()}
    Milestone.objects.create(contest=receiving, kind=MilestoneKind.JUDGING, **fixed)
    return starts


def test_the_new_day_lies_before_judging(whole, officer, judging):
    with pytest.raises(Refusal, match="trước khi bắt đầu chấm"):
        propose_extension(whole, until=judging + timedelta(seconds=1), reason="Bão", by=officer)
    assert propose_extension(whole, until=judging, reason="Bão", by=officer).until == judging


def test_an_extension_ends_where_judging_begins(proposed, head, whole, entrant, contest, deadline):
    """Also when judging begins earlier than the dates said when it was given."""
    approve_extension(proposed, by=head)
    at = deadline + timedelta(hours=1)
    Contest.objects.filter(pk=contest.pk).update(state=State.PUBLISHED)
    entry = Entry.objects.get(pk=whole.pk)
    with pytest.raises(Refusal, match="Đã hết hạn nộp"):
        submit_entry(entry, once_key="a", base=entry.version, by=entrant, at=at)


@pytest.mark.parametrize(("late", "kept"), [(timedelta(minutes=1), 1), (timedelta(days=1, minutes=1), 0)])
def test_what_is_tried_around_its_end_is_kept(proposed, head, whole, entrant, deadline, late, kept):
    """R53: the evidence for a complaint."""
    approve_extension(proposed, by=head)
    with pytest.raises(Refusal, match="Đã hết hạn nộp"):
        submit_entry(whole, once_key="b", base=whole.version, by=entrant, at=proposed.until + late)
    assert Attempt.objects.count() == kept
