import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.models import Milestone
from hoithi.entries.actions import (
    edit_author,
    give_consent,
    save_part,
    start_entry,
    submit_entry,
    submitting,
    withdraw_entry,
)
from hoithi.entries.actions.files import add_file
from hoithi.entries.actions.submitting import Incomplete, digest, settle_version
from hoithi.entries.conftest import fill
from hoithi.entries.enums import EntryState, Purpose, VersionState
from hoithi.entries.models import Attempt, Entry, Submission
from hoithi.kit import signing
from hoithi.kit.clock import VIETNAM, now
from hoithi.kit.models import Upload, UploadState
from hoithi.kit.refusals import Refusal
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


def submit(entry, by, key="a", **more):
    entry = Entry.objects.get(pk=entry.pk)
    return submit_entry(entry, once_key=key, base=more.pop("base", entry.version), by=by, **more)


def test_a_whole_draft_is_sealed_with_number_and_signed_receipt(whole, entrant):
    version = submit(whole, entrant)
    whole.refresh_from_db()
    assert (whole.state, whole.number, whole.code, whole.latest_id) == ("submitted", 1, "HS-0001", version.pk)
    assert (version.number, version.sequence, version.state) == (1, 1, VersionState.COMPLETE)
    assert version.content["about"]["title"] == "Máy tách vỏ hạt điều"
    assert version.content["authors"][0]["full_name"] == "Điểu Xuân Lộc"
    assert version.hash == digest(version)
    assert signing.verify(version.receipt, version.signature, signing.public_key())
    assert json.loads(version.receipt)["hash"] == version.hash


def test_a_version_reads_the_same_from_whichever_clock_its_instant_came(whole, entrant):
    moment = now()
    version = submit(whole, entrant, at=moment.astimezone(VIETNAM))
    kept = Submission.objects.get(pk=version.pk)
    assert (kept.received_at, digest(kept)) == (moment, version.hash)
    assert json.loads(kept.receipt)["received_at"] == kept.received_at.isoformat()


def test_the_same_key_gives_the_same_version_and_another_content_is_refused(whole, entrant):
    first = submit(whole, entrant, base=whole.version)
    assert submit(whole, entrant, base=whole.version) == first
    with pytest.raises(Refusal) as refused:
        submit(whole, entrant, base=whole.version + 1)
    assert refused.value.status == 422
    assert Submission.objects.count() == 1
    assert Event.objects.filter(verb="entries.submit_entry").count() == 1


def test_what_is_missing_is_all_said(draft, entrant):
    with pytest.raises(Incomplete) as refused:
        submit(draft, entrant)
    assert {lack.part for lack in refused.value.lacks} == {"about", "ly-do", "noi-dung", "submit"}
    assert Entry.objects.get(pk=draft.pk).number is None


def test_another_that_is_submitted_at_the_same_moment_counts(whole, entrant, receiving, rules_of, monkeypatch):
    """It has the register, and is counted once it has given it back."""
    rules_of("eligibility", most_entries=1)
    other = fill(start_entry(receiving, by=entrant, once_key="hai"), entrant, title="Hai")
    real = submitting._register

    def wait(**given):
        Entry.objects.filter(pk=other.pk).update(state=EntryState.SUBMITTED)
        return real(**given)

    monkeypatch.setattr(submitting, "_register", wait)
    with pytest.raises(Incomplete) as refused:
        submit(whole, entrant)
    assert [lack.sentence for lack in refused.value.lacks] == ["Người này đã gửi 1 giải pháp khác."]


def test_changed_since_it_was_checked(whole, entrant):
    base = whole.version
    save_part(whole, "ly-do", {"ly-do": "Sửa ở máy khác."}, base=1, by=entrant)
    with pytest.raises(Refusal) as refused:
        submit(whole, entrant, base=base)
    assert refused.value.status == 409


@pytest.mark.parametrize(("after", "on_time"), [(-0.001, True), (0, False), (0.001, False)])
def test_the_deadline_is_an_instant(whole, entrant, deadline, after, on_time):
    moment = deadline + timedelta(seconds=after)
    if on_time:
        assert submit(whole, entrant, at=moment).received_at == moment
    else:
        with pytest.raises(Refusal, match="Đã hết hạn nộp"):
            submit(whole, entrant, at=moment)
    assert list(Attempt.objects.values_list("step", "ok")) == [("submit", on_time)]


def test_a_correction_is_a_new_version_and_the_old_one_stays(submitted, entrant):
    first = submitted.latest
    save_part(submitted, "about", {"title": "Máy tách vỏ điều đời hai"}, base=1, by=entrant)
    submitted.refresh_from_db()
    assert submitted.title == "Máy tách vỏ hạt điều"
    second = submit(submitted, entrant, key="b")
    submitted.refresh_from_db()
    assert (submitted.title, submitted.number, second.number) == ("Máy tách vỏ điều đời hai", 1, 2)
    assert second.previous_hash == first.hash
    first.refresh_from_db()
    assert first.content["about"]["title"] == "Máy tách vỏ hạt điều"


def test_numbers_follow_one_another(many):
    assert [entry.number for entry in many(3)] == [1, 2, 3]
    assert list(Submission.objects.order_by("pk").values_list("sequence", flat=True)) == [1, 2, 3]


def test_uploads_on_their_way_are_sealed_and_awaited(whole, entrant, deadline, arriving):
    running = arriving(whole, entrant)
    version = submit(whole, entrant, at=deadline - timedelta(seconds=1), running=(running,))
    assert version.state == VersionState.WAITING
    assert version.grace_until == deadline - timedelta(seconds=1) + timedelta(minutes=30)
    assert version.manifest == [{"slot": "anh", "name": "anh.jpg", "size": 5, "sha256": "5" * 64}]


def test_an_upload_that_became_a_file_while_the_request_was_read_is_sealed_once(whole, entrant, arriving, stored):
    running = arriving(whole, entrant)
    stored_file = stored("anh.jpg", size=5)
    add_file(whole, "anh", stored_file, by=entrant)
    Upload.objects.update(state=UploadState.DONE, file=stored_file)
    version = submit(whole, entrant, running=(running,))
    assert version.state == VersionState.COMPLETE
    assert [one["sha256"] for one in version.manifest] == [stored_file.sha256]


def test_an_upload_begun_again_because_its_answer_was_lost_is_sealed_once(whole, entrant, arriving):
    first, again = arriving(whole, entrant), arriving(whole, entrant)
    version = submit(whole, entrant, running=(first, again))
    assert (first.uid == again.uid, version.state) == (False, VersionState.WAITING)
    assert [one["sha256"] for one in version.manifest] == ["5" * 64]


def test_what_is_sent_again_is_not_waited_for_when_it_is_here(whole, entrant, arriving, stored):
    there = stored("anh.jpg", size=5)
    add_file(whole, "anh", there, by=entrant)
    again = replace(arriving(whole, entrant), sha256=there.sha256)
    version = submit(whole, entrant, running=(again,))
    assert (version.state, [one["sha256"] for one in version.manifest]) == (VersionState.COMPLETE, [there.sha256])


def test_an_upload_that_was_dropped_meanwhile_is_not_waited_for(whole, entrant, arriving):
    running = arriving(whole, entrant)
    Upload.objects.all().delete()
    assert submit(whole, entrant, running=(running,)).state == VersionState.COMPLETE


def test_when_the_grace_ends_an_officer_decides(whole, entrant, time_machine, arriving):
    running = arriving(whole, entrant)
    version = submit(whole, entrant, running=(running,))
    assert settle_version(version).state == VersionState.WAITING
    time_machine.move_to(version.grace_until, tick=False)
    assert settle_version(version).state == VersionState.INCOMPLETE


@pytest.mark.parametrize("role", [None, *Role])
def test_nobody_else_submits(whole, actor, role):
    with pytest.raises(Refusal) as refused:
        submit(whole, actor(role))
    assert refused.value.status == 404
    assert not Submission.objects.exists()


def test_the_owner_gets_a_receipt_by_mail(whole, entrant, account):
    submit(whole, entrant)
    letter = Message.objects.get(kind="entries.receipt")
    assert letter.to_address == account(entrant).email
    assert "HS-0001" in letter.subject


def test_withdrawn_before_the_deadline_and_submitted_again(submitted, entrant):
    withdraw_entry(submitted, reason="Cần sửa thêm", by=entrant)
    submitted.refresh_from_db()
    assert (submitted.state, submitted.reason) == (EntryState.WITHDRAWN, "Cần sửa thêm")
    submit(submitted, entrant, key="b")
    submitted.refresh_from_db()
    assert (submitted.state, submitted.number) == (EntryState.SUBMITTED, 1)


def test_nobody_withdraws_after_the_deadline(submitted, entrant, deadline):
    with pytest.raises(Refusal, match="Đã hết hạn"):
        withdraw_entry(submitted, reason="", by=entrant, at=deadline)
    with pytest.raises(Refusal):
        withdraw_entry(submitted, reason="", by=entrant, at=now() + timedelta(days=11))


def test_a_deadline_that_is_moved_back_takes_nothing_away(submitted, entrant):
    """Bad-input catalogue, line 43."""
    Milestone.objects.update(ends_at=submitted.latest.received_at - timedelta(minutes=1))
    entry = Entry.objects.get(pk=submitted.pk)
    assert (entry.state, entry.latest.state, entry.latest.number) == (EntryState.SUBMITTED, VersionState.COMPLETE, 1)
    with pytest.raises(Refusal, match="Đã hết hạn nộp"):
        save_part(entry, "ly-do", {"ly-do": "Sửa."}, base=1, by=entrant)


def test_a_child_does_not_enter_without_a_guardian(whole, entrant):
    first = whole.authors.get()
    edit_author(first, version=1, by=entrant, birth_date=date(2015, 3, 3), guardian_name="Thị Mơ")
    fresh = Entry.objects.get(pk=whole.pk)
    with pytest.raises(Incomplete) as refused:
        submit_entry(fresh, once_key="nop", base=fresh.version, by=entrant)
    assert [lack.name for lack in refused.value.lacks] == ["guardian"]
    give_consent(first, Purpose.GUARDIAN, by=entrant, given_by="Thị Mơ")
    assert submit_entry(fresh, once_key="lai", base=fresh.version, by=entrant).number == 1
