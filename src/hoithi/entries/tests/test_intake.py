"""Supplements and acceptance: each works, by whom, in which state, said twice, on what somebody has changed."""

from datetime import timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import MilestoneKind, State
from hoithi.contests.models import Contest, Milestone
from hoithi.entries.actions import add_author, edit_author, remove_author, save_part, submit_entry, withdraw_entry
from hoithi.entries.actions.intake import accept_entry, add_note
from hoithi.entries.actions.materials import receive_material
from hoithi.entries.enums import EntryState, VersionState
from hoithi.entries.models import Author, Entry, Submission, Supplement
from hoithi.entries.tests.desk import accept, ask, fresh, refield, reject, withdraw
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


@shared
def officer(actor):
    return actor(Role.OFFICER)


@shared
def pair(many):
    return many(2)


VERBS = {"ask": ask, "accept": accept, "reject": reject, "withdraw": withdraw, "refield": refield}


@pytest.mark.parametrize("verb", [*VERBS, "note"])
@pytest.mark.parametrize("role", [None, *(role for role in Role if role not in {Role.OFFICER, Role.SECRETARY})])
def test_nobody_else_decides(submitted, actor, verb, role):
    before = Event.objects.count()
    with pytest.raises(Refusal) as refused:
        if verb == "note":
            add_note(submitted, text="Xem", once_key="n", by=actor(role))
        else:
            VERBS[verb](submitted, actor(role))
    assert refused.value.status == 404
    assert fresh(submitted).state == EntryState.SUBMITTED
    assert Event.objects.count() == before


@pytest.mark.parametrize("verb", VERBS)
def test_the_entrant_does_not_decide_either(submitted, entrant, verb):
    with pytest.raises(Refusal) as refused:
        VERBS[verb](submitted, entrant)
    assert refused.value.status == 404


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", [State.JUDGING, State.DELIBERATION, State.ARCHIVED])
def test_only_until_judging(submitted, officer, verb, state):
    Contest.objects.filter(pk=submitted.contest_id).update(state=state, moved_to=state, moved_at=now())
    entry = Entry.objects.select_related("contest").get(pk=submitted.pk)
    with pytest.raises(Refusal) as refused:
        VERBS[verb](entry, officer)
    assert refused.value.status == 409


@pytest.mark.parametrize("verb", VERBS)
def test_what_changed_meanwhile_is_not_overwritten(submitted, officer, actor, verb):
    seen = submitted.desk_version
    refield(submitted, actor(Role.SECRETARY), field="cntt")
    more = {"field": "nong-nghiep"} if verb == "refield" else {}
    with pytest.raises(Refusal) as refused:
        VERBS[verb](fresh(submitted), officer, version=seen, **more)
    assert (refused.value.status, refused.value.code) == (409, "entries.stale")
    assert fresh(submitted).state == EntryState.SUBMITTED


def test_an_entrant_who_withdraws_meanwhile_is_not_overruled(submitted, officer, entrant):
    seen = submitted.desk_version
    withdraw_entry(submitted, reason="", by=entrant)
    with pytest.raises(Refusal) as refused:
        accept_entry(submitted, version=seen, by=officer)
    assert refused.value.status == 409
    assert fresh(submitted).state == EntryState.WITHDRAWN


def test_typing_of_the_entrant_does_not_stop_an_officer_but_a_new_version_does(submitted, officer, entrant):
    seen = submitted.desk_version
    save_part(submitted, "ly-do", {"ly-do": "Đang viết lại."}, base=1, by=entrant)
    assert fresh(submitted).desk_version == seen
    again = fresh(submitted)
    submit_entry(again, once_key="b", base=again.version, by=entrant)
    with pytest.raises(Refusal) as refused:
        accept_entry(submitted, version=seen, by=officer)
    assert refused.value.status == 409


def test_a_supplement_says_what_is_missing_and_where(submitted, officer, account, entrant):
    due = now() + timedelta(days=3)
    asked = ask(submitted, officer, reasons=["photo", "unreadable", "khong-co"], text="Ảnh chụp ban ngày.", due_at=due)
    entry = fresh(submitted)
    assert (entry.state, entry.due_at) == (EntryState.RETURNED, due)
    assert asked.version == submitted.latest
    assert len(asked.reasons) == 2
    assert entry.reason.endswith("Ảnh chụp ban ngày.")
    letter = Message.objects.get(kind="entries.supplement")
    assert letter.to_address == account(entrant).email
    assert f"/ho-so/{entry.uid}/tep/" in letter.body
    assert "Thiếu ảnh hoặc video" in letter.body
    event = Event.objects.get(verb="entries.request_supplement")
    assert event.data["mailed"] is True


def test_reasons_of_several_parts_lead_to_the_list_of_parts(submitted, officer):
    ask(submitted, officer, reasons=["photo", "shares"])
    assert f"/ho-so/{submitted.uid}/\n" in Message.objects.get(kind="entries.supplement").body


def test_who_has_no_address_is_not_written_to(submitted, officer, account, entrant):
    owner = account(entrant)
    owner.email = None
    owner.save()
    ask(submitted, officer)
    assert not Message.objects.filter(kind="entries.supplement").exists()
    assert Event.objects.get(verb="entries.request_supplement").data["mailed"] is False


def test_the_same_request_twice_is_one(submitted, officer):
    given = {"version": submitted.desk_version, "due_at": now() + timedelta(days=3)}
    assert ask(submitted, officer, **given) == ask(submitted, officer, **given)
    with pytest.raises(Refusal) as refused:
        ask(submitted, officer, **given, reasons=["unit"])
    assert refused.value.status == 422
    assert Supplement.objects.count() == 1
    assert Message.objects.filter(kind="entries.supplement").count() == 1


def test_a_supplement_needs_a_reason_and_a_day_to_come(submitted, officer, time_machine):
    with pytest.raises(Refusal, match="Chưa nhập nội dung cần bổ sung"):
        ask(submitted, officer, reasons=[])
    moment = now().replace(microsecond=0)
    time_machine.move_to(moment, tick=False)
    with pytest.raises(Refusal, match="phải sau lúc này"):
        ask(submitted, officer, due_at=moment)
    assert ask(submitted, officer, due_at=moment + timedelta(microseconds=1))


def test_a_supplement_ends_before_judging(submitted, officer, deadline):
    starts = deadline + timedelta(days=5)
    Milestone.objects.create(
        contest=submitted.contest, kind=MilestoneKind.JUDGING, label="Chấm", starts_at=starts, confirmed_at=now()
    )
    with pytest.raises(Refusal, match="trước khi bắt đầu chấm"):
        ask(submitted, officer, due_at=starts + timedelta(seconds=1))
    assert ask(submitted, officer, due_at=starts).due_at == starts


def test_an_answered_supplement_comes_back_to_the_desk(submitted, officer, entrant):
    ask(submitted, officer)
    entry = fresh(submitted)
    submit_entry(entry, once_key="b", base=entry.version, by=entrant)
    entry = fresh(submitted)
    assert (entry.state, entry.due_at, entry.reason) == (EntryState.SUBMITTED, None, "")
    assert Supplement.objects.get().answered_at is not None


def test_a_dossier_in_order_is_accepted_once(submitted, officer):
    version = submitted.desk_version
    accept(submitted, officer, version=version)
    accept(submitted, officer, version=version)
    assert fresh(submitted).state == EntryState.ACCEPTED
    assert Message.objects.filter(kind="entries.accepted").count() == 1
    assert Event.objects.filter(verb="entries.accept_entry").count() == 1


def test_what_stands_against_it_needs_a_reason_that_is_kept(submitted, officer, rules_of):
    rules_of("eligibility", unit_confirms=True)
    with pytest.raises(Refusal, match="Đơn vị chưa xác nhận") as refused:
        accept(submitted, officer)
    assert refused.value.field == "reason"
    assert fresh(submitted).state == EntryState.SUBMITTED
    accept(submitted, officer, reason="Đơn vị đã xác nhận bằng điện thoại.")
    event = Event.objects.get(verb="entries.accept_entry")
    assert (event.reason, event.data["against"]) == ("Đơn vị đã xác nhận bằng điện thoại.", ["unit"])
    assert fresh(submitted).reason == ""


def test_an_object_is_brought_after_the_submission_and_before_the_end_of_the_check(whole, entrant, officer, rules_of):
    rules_of("form", papers=[{"code": "san-pham", "name": "Mô hình", "kind": "object", "least": 2, "most": 2}])
    submit_entry(whole, once_key="a", base=whole.version, by=entrant)
    receive_material(fresh(whole), kind="papers", name="Bản giấy", count=3, once_key="giay", by=officer)
    receive_material(fresh(whole), kind="model", name="Máy", once_key="mot", by=officer)
    with pytest.raises(Refusal, match="đang có 1"):
        accept(fresh(whole), officer)
    receive_material(fresh(whole), kind="model", name="Bộ phận", count=2, once_key="hai", by=officer)
    accept(fresh(whole), officer)
    assert fresh(whole).state == EntryState.ACCEPTED


def test_the_sealed_version_is_judged_and_not_the_working_copy(submitted, officer, entrant):
    save_part(submitted, "ly-do", {"ly-do": ""}, base=1, by=entrant)
    accept(submitted, officer)
    assert fresh(submitted).state == EntryState.ACCEPTED


def test_an_author_who_confirms_later_counts(submitted, officer, entrant):
    second = add_author(submitted, full_name="Thị Mai", share=40, by=entrant)
    first = submitted.authors.get(represents=True)
    edit_author(first, version=first.version, share=60, by=entrant)
    remove_author(second, by=entrant)
    accept(submitted, officer)
    assert fresh(submitted).state == EntryState.ACCEPTED


def test_bytes_on_their_way_are_awaited(whole, entrant, officer, arriving):
    running = arriving(whole, entrant)
    version = submit_entry(whole, once_key="a", base=whole.version, by=entrant, running=(running,))
    with pytest.raises(Refusal, match="còn đang tải lên"):
        accept(fresh(whole), officer, reason="Cứ nhận.")
    Submission.objects.filter(pk=version.pk).update(state=VersionState.INCOMPLETE)
    with pytest.raises(Refusal, match="Tệp “anh"):
        accept(fresh(whole), officer)
    accept(fresh(whole), officer, reason="Ảnh đã nộp bản giấy.")
    assert fresh(whole).state == EntryState.ACCEPTED


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("as_author", [False, True])
def test_nobody_decides_on_their_own_entry(submitted, officer, entrant, account, verb, as_author):
    """Override 2: whoever entered, or is an author, leaves it to a colleague."""
    if as_author:
        Author.objects.create(entry=submitted, person=account(officer), full_name="Người officer", position=2)
    else:
        Entry.objects.filter(pk=submitted.pk).update(owner=account(officer))
    with pytest.raises(Refusal, match="không tự xử lý được") as refused:
        VERBS[verb](fresh(submitted), officer)
    assert refused.value.status == 403


def test_what_is_withdrawn_has_no_day_to_be_mended_by(submitted, officer, entrant):
    ask(submitted, officer)
    withdraw_entry(submitted, reason="", by=entrant)
    assert fresh(submitted).due_at is None
