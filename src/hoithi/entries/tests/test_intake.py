"""Decisions of the office: each works, by whom, in which state, said twice, on what somebody else has changed."""

from datetime import timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import MilestoneKind, State
from hoithi.contests.models import Contest, Milestone
from hoithi.entries.actions import add_author, edit_author, remove_author, save_part, submit_entry, withdraw_entry
from hoithi.entries.actions.intake import (
    accept_entry,
    add_note,
    change_field,
    mark_duplicate,
    reject_entry,
    reopen_entry,
    request_supplement,
)
from hoithi.entries.actions.submitting import Running
from hoithi.entries.enums import EntryState, VersionState
from hoithi.entries.models import Author, Entry, Note, Submission, Supplement
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


def fresh(entry):
    return Entry.objects.get(pk=entry.pk)


def ask(entry, by, **more):
    given = {"reasons": ["photo"], "due_at": now() + timedelta(days=3), "once_key": "a", "version": entry.desk_version}
    return request_supplement(entry, by=by, **(given | more))


def accept(entry, by, **more):
    return accept_entry(entry, by=by, **({"version": entry.desk_version} | more))


def reject(entry, by, **more):
    return reject_entry(entry, by=by, **({"version": entry.desk_version, "reason": "Không đúng đối tượng."} | more))


def reopen(entry, by, **more):
    return reopen_entry(entry, by=by, **({"version": entry.desk_version, "reason": "Kết luận nhầm."} | more))


def refield(entry, by, **more):
    given = {"field": "cntt", "reason": "Nội dung là phần mềm.", "version": entry.desk_version}
    return change_field(entry, by=by, **(given | more))


def duplicate(entry, by, of, **more):
    return mark_duplicate(entry, of, by=by, **({"version": entry.desk_version, "reason": "Cùng nội dung."} | more))


@pytest.fixture
def officer(actor):
    return actor(Role.OFFICER)


@pytest.fixture
def pair(many):
    return many(2)


VERBS = {"ask": ask, "accept": accept, "reject": reject, "refield": refield}


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
    assert f"/ho-so/{entry.uid}/files/" in letter.body
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


def test_bytes_on_their_way_are_awaited(whole, entrant, officer):
    running = Running(uid="u", slot="anh", name="anh.jpg", size=5, sha256="5" * 64)
    version = submit_entry(whole, once_key="a", base=whole.version, by=entrant, running=(running,))
    with pytest.raises(Refusal, match="còn đang tải lên"):
        accept(fresh(whole), officer, reason="Cứ nhận.")
    Submission.objects.filter(pk=version.pk).update(state=VersionState.INCOMPLETE)
    with pytest.raises(Refusal, match="Tệp “anh"):
        accept(fresh(whole), officer)
    accept(fresh(whole), officer, reason="Ảnh đã nộp bản giấy.")
    assert fresh(whole).state == EntryState.ACCEPTED


def test_rejected_with_a_reason_that_the_entrant_reads(submitted, officer):
    version = submitted.desk_version
    with pytest.raises(Refusal, match="Chưa nhập lý do"):
        reject(submitted, officer, reason="  ")
    reject(submitted, officer, version=version)
    reject(submitted, officer, version=version)
    assert fresh(submitted).state == EntryState.REJECTED
    letter = Message.objects.get(kind="entries.rejected")
    assert "Không đúng đối tượng." in letter.body
    with pytest.raises(Refusal, match="không chuyển sang"):
        ask(fresh(submitted), officer)


def test_a_decision_is_taken_back(submitted, officer):
    reject(submitted, officer)
    reopen(fresh(submitted), officer)
    entry = fresh(submitted)
    assert (entry.state, entry.reason) == (EntryState.SUBMITTED, "")
    assert Message.objects.filter(kind="entries.reopened").count() == 1
    with pytest.raises(Refusal, match="Chỉ mở lại"):
        reopen(entry, officer)
    reject(entry, officer, reason="Lần hai.")
    assert Message.objects.filter(kind="entries.rejected").count() == 2


@pytest.mark.parametrize("verb", [accept, lambda entry, by: withdraw_entry(entry, reason="", by=by)])
def test_only_refusals_are_taken_back(submitted, officer, entrant, verb):
    verb(submitted, officer if verb is accept else entrant)
    with pytest.raises(Refusal, match="Chỉ mở lại"):
        reopen(fresh(submitted), officer)


def test_a_duplicate_points_to_the_root(many, officer):
    first, second, third = many(3)
    duplicate(second, officer, first)
    duplicate(third, officer, fresh(second))
    assert fresh(third).duplicate_of == first
    assert "HS-0001" in Message.objects.filter(kind="entries.duplicate").latest("pk").body


def test_the_root_may_become_a_duplicate_itself(many, officer):
    first, second, third = many(3)
    duplicate(second, officer, first)
    duplicate(fresh(first), officer, third)
    assert fresh(second).duplicate_of == fresh(first).duplicate_of == third


def test_a_duplicate_of_itself_of_what_points_to_it_or_of_another_contest_is_refused(pair, officer, district, draft):
    first, second = pair
    with pytest.raises(Refusal, match="chính nó"):
        duplicate(first, officer, first)
    duplicate(second, officer, first)
    with pytest.raises(Refusal, match="chính nó"):
        duplicate(fresh(first), officer, fresh(second))
    with pytest.raises(Refusal, match="Không có hồ sơ mang số này"):
        duplicate(fresh(first), officer, draft)
    other = Contest.objects.create(slug="khac", name="Hội thi khác", owner=district)
    Entry.objects.filter(pk=second.pk).update(contest=other, duplicate_of=None, state=EntryState.SUBMITTED)
    with pytest.raises(Refusal, match="Không có hồ sơ mang số này"):
        duplicate(fresh(first), officer, fresh(second))


def test_reopened_it_points_nowhere(pair, officer):
    first, second = pair
    duplicate(second, officer, first)
    duplicate(fresh(second), officer, first)
    reopen(fresh(second), officer)
    assert fresh(second).duplicate_of is None
    assert Message.objects.filter(kind="entries.duplicate").count() == 1


def test_the_field_is_put_right_and_the_version_stays(submitted, officer, entrant):
    version = submitted.desk_version
    refield(submitted, officer, version=version)
    refield(submitted, officer, version=version)
    entry = fresh(submitted)
    assert (entry.field, entry.about["field"]) == ("cntt", "cntt")
    assert entry.latest.content["about"]["field"] == "nong-nghiep"
    event = Event.objects.get(verb="entries.change_field")
    assert (event.data["before"], event.data["after"]) == ("Nông nghiệp", "Công nghệ thông tin")
    assert "Công nghệ thông tin" in Message.objects.get(kind="entries.field").body
    submit_entry(entry, once_key="b", base=entry.version, by=entrant)
    assert fresh(submitted).field == "cntt"


def test_the_entrant_who_typed_at_the_same_time_is_told(submitted, officer, entrant):
    refield(submitted, officer)
    with pytest.raises(Refusal) as refused:
        save_part(submitted, "about", {"title": "Máy mới"}, base=1, by=entrant)
    assert refused.value.status == 409


def test_no_unknown_field_and_none_once_decided(submitted, officer):
    with pytest.raises(Refusal, match="một lĩnh vực"):
        refield(submitted, officer, field="khong-co")
    reject(submitted, officer)
    with pytest.raises(Refusal, match="không đổi lĩnh vực"):
        refield(fresh(submitted), officer)


def test_a_note_is_kept_once(submitted, officer, actor):
    add_note(submitted, text="Gọi lại chiều thứ Ba.", once_key="n", by=officer)
    add_note(submitted, text="Gọi lại chiều thứ Ba.", once_key="n", by=officer)
    with pytest.raises(Refusal, match="nội dung khác"):
        add_note(submitted, text="Thôi.", once_key="n", by=officer)
    assert [note.text for note in Note.objects.all()] == ["Gọi lại chiều thứ Ba."]
    assert Event.objects.filter(verb="entries.add_note").count() == 1
    with pytest.raises(Refusal, match="Chưa nhập ghi chú"):
        add_note(submitted, text=" ", once_key="m", by=actor(Role.SECRETARY))


@pytest.mark.parametrize("state", [EntryState.WITHDRAWN, EntryState.REJECTED])
def test_what_is_no_longer_considered_is_no_root(pair, officer, state):
    first, second = pair
    Entry.objects.filter(pk=first.pk).update(state=state)
    with pytest.raises(Refusal, match="không còn được xét"):
        duplicate(second, officer, fresh(first))


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
