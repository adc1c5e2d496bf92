"""Refusals, duplicates, decisions taken back, fields put right, notes."""

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.models import Contest
from hoithi.entries.actions import save_part, submit_entry, withdraw_entry
from hoithi.entries.actions.intake import add_note
from hoithi.entries.actions.submitting import changed_since
from hoithi.entries.checks import state_of
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Entry, Note
from hoithi.entries.tests.desk import accept, ask, duplicate, fresh, refield, reject, reopen, withdraw
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


def test_an_acceptance_by_mistake_is_taken_back_and_the_letter_says_so(submitted, officer):
    accept(submitted, officer)
    reopen(fresh(submitted), officer, reason="Tiếp nhận nhầm hồ sơ khác.")
    assert fresh(submitted).state == EntryState.SUBMITTED
    body = Message.objects.get(kind="entries.reopened").body
    assert "đã hủy kết luận “Đã tiếp nhận hợp lệ”" in body
    assert "Tiếp nhận nhầm hồ sơ khác." in body


def test_a_withdrawal_is_not_taken_back(submitted, officer, entrant):
    withdraw_entry(submitted, reason="", by=entrant)
    with pytest.raises(Refusal, match="Chỉ mở lại"):
        reopen(fresh(submitted), officer)


@pytest.mark.parametrize("before", [None, accept])
def test_the_office_withdraws_for_an_owner_who_cannot_any_more(submitted, officer, before):
    if before:
        before(submitted, officer)
    entry = withdraw(fresh(submitted), officer)
    assert withdraw(fresh(submitted), officer) == entry
    assert (fresh(submitted).state, fresh(submitted).reason) == (EntryState.WITHDRAWN, "Bà Mơ gọi điện.")
    assert Message.objects.filter(kind="entries.withdrawn").count() == 1
    assert Event.objects.filter(verb="entries.withdraw_for_owner").count() == 1
    reopen(fresh(submitted), officer)  # it may have been a slip of the hand
    assert fresh(submitted).state == EntryState.SUBMITTED


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
    assert not changed_since(entry, state_of(entry))
    submit_entry(entry, once_key="b", base=entry.version, by=entrant)
    assert fresh(submitted).field == "cntt"


def test_a_field_that_the_entrant_chose_since_is_a_change(submitted, entrant):
    save_part(submitted, "about", {"field": "cntt"}, base=1, by=entrant)
    entry = fresh(submitted)
    assert changed_since(entry, state_of(entry))


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
