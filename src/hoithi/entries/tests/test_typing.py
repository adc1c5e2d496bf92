import re
from datetime import timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import add_author, give_consent, save_part, submit_entry
from hoithi.entries.actions.counter import Brought, take_in
from hoithi.entries.actions.intake import accept_entry
from hoithi.entries.actions.submitting import digest
from hoithi.entries.actions.typing import (
    answer_by_code,
    answer_typed,
    confirm_typed_on_paper,
    finish_typing,
    reopen_typing,
    send_typed_code,
    typed_of,
)
from hoithi.entries.conftest import BROUGHT
from hoithi.entries.enums import AssistState, EntryState, Purpose
from hoithi.entries.models import Assist, Entry, Submission
from hoithi.entries.queries import to_type_in
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


def fresh(entry):
    return Entry.objects.get(pk=entry.pk)


def test_what_is_typed_is_sealed_but_the_paper_stands_until_the_owner_has_spoken(typed, officer, receiving):
    entry = fresh(typed.entry)
    assert (typed.state, typed.version.number, entry.latest.number) == (AssistState.WAITING, 2, 1)
    assert typed.version.content["answers"] == {"ly-do": "Tách vỏ bằng tay chậm."}
    assert (typed.typed_by_id, typed.typed_by_name) == (officer.person_id, officer.name)
    assert not to_type_in(officer, receiving).exists()
    event = Event.objects.get(verb="entries.finish_typing")
    assert (event.actor_id, event.data["owner"]) == (officer.person_id, entry.owner.uid)
    assert not Message.objects.exists()  # neither a receipt nor a code: the owner has no address


def test_the_owner_says_it_is_right_and_it_is_in_force(typed):
    owner = actor_of(typed.entry.owner)
    answer_typed(typed, right=True, by=owner)
    answer_typed(typed, right=True, by=owner)  # said twice
    entry = fresh(typed.entry)
    assert (entry.latest_id, entry.state) == (typed.version_id, EntryState.SUBMITTED)
    assert Event.objects.filter(verb="entries.answer_typed").count() == 1


def test_an_officer_who_looked_at_the_paper_does_not_decide_on_what_came_in_force_since(typed, officer):
    looked = fresh(typed.entry).desk_version
    answer_typed(typed, right=True, by=actor_of(typed.entry.owner))
    with pytest.raises(Refusal) as refused:
        accept_entry(fresh(typed.entry), version=looked, reason="Đủ.", by=officer)
    assert (refused.value.status, fresh(typed.entry).state) == (409, EntryState.SUBMITTED)
    accept_entry(fresh(typed.entry), version=fresh(typed.entry).desk_version, reason="Đủ.", by=officer)
    assert fresh(typed.entry).state == EntryState.ACCEPTED


def test_an_entry_that_was_accepted_meanwhile_stays_accepted(typed):
    Entry.objects.filter(pk=typed.entry_id).update(state=EntryState.ACCEPTED)
    answer_typed(typed, right=True, by=actor_of(typed.entry.owner))
    entry = fresh(typed.entry)
    assert (entry.latest_id, entry.state) == (typed.version_id, EntryState.ACCEPTED)


def test_a_supplement_that_is_awaited_stays_awaited(typed, deadline):
    """What was typed in from the first paper answers nothing that was asked later."""
    Entry.objects.filter(pk=typed.entry_id).update(state=EntryState.RETURNED, due_at=deadline, reason="Thiếu ảnh")
    answer_typed(typed, right=True, by=actor_of(typed.entry.owner))
    entry = fresh(typed.entry)
    assert (entry.latest_id, entry.state, entry.reason) == (typed.version_id, EntryState.RETURNED, "Thiếu ảnh")


def test_a_withdrawn_dossier_does_not_come_back_by_it(typed):
    Entry.objects.filter(pk=typed.entry_id).update(state=EntryState.WITHDRAWN)
    with pytest.raises(Refusal) as refused:
        answer_typed(typed, right=True, by=actor_of(typed.entry.owner))
    assert refused.value.code == "entries.state"
    assert fresh(typed.entry).state == EntryState.WITHDRAWN


def test_what_is_wrong_goes_back_into_the_queue_with_its_words(typed, officer, receiving):
    owner = actor_of(typed.entry.owner)
    with pytest.raises(Refusal, match="Chưa nhập chỗ chưa đúng"):
        answer_typed(typed, right=False, by=owner)
    answer_typed(typed, right=False, reason="Sai tên tôi", by=owner)
    entry = fresh(typed.entry)
    assert (entry.latest.number, entry.typing_done) == (1, False)
    assert list(to_type_in(officer, receiving)) == [entry]
    again = finish_typing(entry, once_key="lai", base=entry.version, by=officer)
    assert again.version.number == 3


def test_typing_goes_on_while_the_owner_has_not_answered(typed, officer, receiving):
    reopen_typing(typed, by=officer)
    entry = fresh(typed.entry)
    assert list(to_type_in(officer, receiving)) == [entry]
    with pytest.raises(Refusal, match="đã được trả lời"):
        answer_typed(typed, right=True, by=actor_of(entry.owner))
    assert entry.latest.number == 1
    again = finish_typing(entry, once_key="lai", base=entry.version, by=officer)
    answer_typed(again, right=True, by=actor_of(entry.owner))
    with pytest.raises(Refusal, match="đã được trả lời"):
        reopen_typing(again, by=officer)


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.OFFICER, Role.SECRETARY})])
def test_who_may_not_open_it_again(typed, actor, role):
    with pytest.raises(Refusal) as refused:
        reopen_typing(typed, by=actor(role))
    assert refused.value.status == 404


@pytest.mark.parametrize("role", [None, *Role])
def test_nobody_but_the_owner_answers_not_even_who_typed_it(typed, actor, role, officer):
    for by in (actor(role), officer):
        with pytest.raises(Refusal) as refused:
            answer_typed(typed, right=True, by=by)
        assert refused.value.status == 404
    assert Assist.objects.get().state == AssistState.WAITING


def test_a_signed_paper_confirms_too_and_is_kept(typed, officer, page):
    kept = page(officer)
    done = confirm_typed_on_paper(typed, signed_by="Thị Liên", paper=kept, by=officer)
    assert (done.state, done.answered_how, done.paper) == (AssistState.CONFIRMED, "paper", kept)
    assert fresh(typed.entry).latest_id == typed.version_id


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.OFFICER, Role.SECRETARY})])
def test_who_may_not_file_a_signed_paper(typed, actor, page, role):
    by = actor(role)
    with pytest.raises(Refusal) as refused:
        confirm_typed_on_paper(typed, signed_by="Thị Liên", paper=page(by), by=by)
    assert refused.value.status == 404


@shared
def by_letter(receiving, officer, person):
    """A typed dossier of somebody with an address, and the code of the letter."""
    owner = person("Điểu Xrê", email="xre@example.vn")
    entry = take_in(receiving, Brought(about=BROUGHT), owner=owner, once_key="q", by=officer).entry
    assist = finish_typing(entry, once_key="n", base=fresh(entry).version, by=officer)
    return assist, code_of(Message.objects.get(kind="entries.typed_in"))


def code_of(letter):
    assert letter.secret
    return re.search(r"#(\S+)", letter.body)[1]


def test_the_code_of_the_letter_answers_once(by_letter):
    assist, code = by_letter
    assert typed_of(code.lower().replace("-", " ")) == assist
    done = answer_by_code(code, right=True, by=actor_of(None))
    assert (done.state, done.answered_how, done.answered_by_name) == ("confirmed", "code", "Điểu Xrê")
    with pytest.raises(Refusal) as refused:
        answer_by_code(code, right=True, by=actor_of(None))
    assert refused.value.status == 404


def test_who_typed_it_cannot_use_the_code(by_letter, officer):
    with pytest.raises(Refusal) as refused:
        answer_by_code(by_letter[1], right=True, by=officer)
    assert refused.value.code == "entries.own"


def test_a_new_code_ends_the_old_one_and_codes_end_by_themselves(by_letter, officer, time_machine):
    assist, old = by_letter
    send_typed_code(assist, by=officer)
    new = code_of(Message.objects.filter(kind="entries.typed_in").latest("pk"))
    with pytest.raises(Refusal):
        typed_of(old)
    assert typed_of(new) == assist
    time_machine.move_to(Assist.objects.get().code_ends_at, tick=False)
    with pytest.raises(Refusal):
        typed_of(new)


def test_without_an_address_there_is_no_code(typed, officer):
    with pytest.raises(Refusal) as refused:
        send_typed_code(typed, by=officer)
    assert refused.value.code == "entries.no_address"


def test_pressed_twice_is_one_version_and_a_change_meanwhile_is_said(taken_in, officer):
    entry = fresh(taken_in)
    first = finish_typing(entry, once_key="n", base=entry.version, by=officer)
    assert finish_typing(entry, once_key="n", base=entry.version, by=officer) == first
    assert Submission.objects.count() == 2


def test_changed_since_it_was_looked_at(taken_in, officer):
    base = fresh(taken_in).version
    save_part(taken_in, "ly-do", {"ly-do": "Mới"}, base=0, by=officer)
    with pytest.raises(Refusal) as refused:
        finish_typing(taken_in, once_key="n", base=base, by=officer)
    assert refused.value.status == 409


def test_typing_goes_on_after_the_deadline_and_counts_as_come_when_the_paper_came(
    taken_in, actor, deadline, time_machine
):
    colleague = actor(Role.SECRETARY)  # not the one who took it in
    time_machine.move_to(deadline + timedelta(days=1), tick=False)
    save_part(taken_in, "ly-do", {"ly-do": "Từ giấy"}, base=0, by=colleague)
    add_author(taken_in, full_name="Điểu Xrê", by=colleague)
    entry = fresh(taken_in)
    assist = finish_typing(entry, once_key="n", base=entry.version, by=colleague)
    version = Submission.objects.get(pk=assist.version_id)
    first = Submission.objects.get(number=1)
    assert (version.counts_at, version.received_at > deadline) == (first.received_at, True)
    assert version.hash == digest(version)


def test_what_is_typed_and_sealed_is_not_changed_by_the_office_any_more(typed, officer):
    with pytest.raises(Refusal) as refused:
        save_part(typed.entry, "ly-do", {"ly-do": "Lén sửa"}, base=1, by=officer)
    assert refused.value.status == 404


def test_the_office_cannot_submit_in_the_place_of_the_owner(taken_in, officer):
    """Whoever typed a dossier in only seals what waits for the owner's word."""
    entry = fresh(taken_in)
    with pytest.raises(Refusal) as refused:
        submit_entry(entry, once_key="x", base=entry.version, by=officer, on_paper=True)
    assert refused.value.status == 404


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.OFFICER, Role.SECRETARY})])
def test_who_may_not_type_in(taken_in, actor, role):
    by = actor(role)
    with pytest.raises(Refusal) as refused:
        save_part(taken_in, "ly-do", {"ly-do": "Mới"}, base=0, by=by)
    assert refused.value.status == 404
    with pytest.raises(Refusal):
        finish_typing(taken_in, once_key="n", base=fresh(taken_in).version, by=by)


@pytest.mark.parametrize("right", [True, False])
def test_a_newer_version_of_the_owner_is_not_overtaken(typed, right):
    Submission.objects.filter(number=1).update(number=9)
    with pytest.raises(Refusal) as refused:
        answer_typed(typed, right=right, reason="Không dùng nữa", by=actor_of(typed.entry.owner))
    assert refused.value.code == "entries.overtaken"
    assert fresh(typed.entry).typing_done
    assert Assist.objects.get().state == AssistState.WAITING


def test_the_owners_own_version_ends_the_wait_for_their_word(typed):
    entry, owner = fresh(typed.entry), actor_of(typed.entry.owner)
    save_part(entry, "noi-dung", {"noi-dung": "Của tôi"}, base=0, by=owner)
    give_consent(entry.authors.get(represents=True), Purpose.ENTER, by=owner)
    entry = fresh(entry)
    submit_entry(entry, once_key="x", base=entry.version, by=owner)
    assert Assist.objects.get().state == AssistState.REFUSED
    assert fresh(entry).typing_done


@pytest.mark.parametrize("state", [State.PUBLISHED, State.ARCHIVED, State.CANCELLED])
def test_once_judging_has_begun_nothing_typed_comes_into_force(by_letter, officer, page, state):
    assist, code = by_letter
    Contest.objects.filter(pk=assist.entry.contest_id).update(state=state)
    assist = Assist.objects.get()
    answers = [
        lambda: answer_by_code(code, right=True, by=actor_of(None)),
        lambda: answer_typed(assist, right=True, by=actor_of(assist.entry.owner)),
        lambda: confirm_typed_on_paper(assist, signed_by="Điểu Xrê", paper=page(officer), by=officer),
    ]
    for answer in answers:
        with pytest.raises(Refusal) as refused:
            answer()
        assert refused.value.code in {"entries.phase", "entries.frozen"}
    assert fresh(assist.entry).latest.number == 1
