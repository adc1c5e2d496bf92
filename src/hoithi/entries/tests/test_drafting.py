from datetime import timedelta

import pytest

from hoithi.accounts.actors import VISITOR
from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.entries.actions import (
    add_author,
    add_file,
    ask_help,
    choose_auto_submit,
    copy_entry,
    drafting,
    drop_draft,
    save_part,
    seal_provisional,
    start_entry,
)
from hoithi.entries.actions.drafting import Stale
from hoithi.entries.actions.submitting import keep_provisional
from hoithi.entries.conftest import fill
from hoithi.entries.jobs.submissions import seal_at_the_deadline
from hoithi.entries.models import Author, Entry, LostText, Submission
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db


def again(entry):
    return Entry.objects.get(pk=entry.pk)


def test_pressed_twice_at_once_is_one_draft(draft, receiving, entrant, monkeypatch):
    """The other connection has not committed when this one looks whether the key is known."""
    real, blind = drafting._begun, [[]]
    monkeypatch.setattr(drafting, "_begun", lambda **given: blind.pop() if blind else real(**given))
    assert start_entry(receiving, by=entrant, once_key="mot") == draft
    assert not blind
    assert Author.objects.count() == 1


def test_whoever_begins_is_the_first_author(draft, entrant, account):
    author = draft.authors.get()
    assert (author.person_id, author.represents, author.full_name) == (entrant.person_id, True, "Điểu Xuân Lộc")
    assert author.details["phone"] == account(entrant).phone
    assert draft.form_id is not None


def test_two_presses_begin_one_draft(receiving, entrant, draft):
    assert start_entry(receiving, by=entrant, once_key="mot") == draft
    assert start_entry(receiving, by=entrant, once_key="hai") != draft


def test_nobody_begins_out_of_time_or_unknown(receiving, entrant, deadline):
    with pytest.raises(Refusal, match="Hãy đăng nhập"):
        start_entry(receiving, by=VISITOR, once_key="a")
    with pytest.raises(Refusal, match="Đã hết hạn nộp lúc"):
        start_entry(receiving, by=entrant, once_key="a", at=deadline)
    receiving.state = State.ARCHIVED
    receiving.save()
    with pytest.raises(Refusal):
        start_entry(receiving, by=entrant, once_key="a")
    assert not Entry.objects.exists()


def test_a_trial_is_for_the_office_only_and_is_never_submitted(receiving, entrant, actor, deadline):
    with pytest.raises(Refusal):
        start_entry(receiving, by=entrant, once_key="a", trial=True)
    trial = start_entry(receiving, by=actor(Role.OFFICER), once_key="a", trial=True, at=deadline + timedelta(days=9))
    assert trial.trial


def test_what_is_typed_is_kept_and_shown_in_lists(draft, entrant):
    saved = save_part(draft, "about", {"title": "  Máy  gieo\u200b hạt ", "field": "cntt"}, base=0, by=entrant)
    assert (saved.part_version, saved.problems) == (1, {})
    assert (again(draft).title, again(draft).field) == ("Máy gieo hạt", "cntt")
    save_part(draft, "chi-phi", {"chi-phi": "1.500.000"}, base=0, by=entrant)
    assert again(draft).answers["chi-phi"] == 1_500_000


def test_the_same_again_changes_nothing(draft, entrant):
    save_part(draft, "ly-do", {"ly-do": "Một"}, base=0, by=entrant)
    saved = save_part(draft, "ly-do", {"ly-do": "Một"}, base=0, by=entrant)
    assert saved.part_version == 1
    assert not LostText.objects.exists()


def test_what_cannot_be_read_is_kept_as_typed_and_named(draft, entrant):
    saved = save_part(draft, "chi-phi", {"chi-phi": "1.5tr"}, base=0, by=entrant)
    assert set(saved.problems) == {"chi-phi"}
    assert again(draft).work["typed"] == {"chi-phi": "1.5tr"}
    assert "chi-phi" not in again(draft).answers
    save_part(draft, "chi-phi", {"chi-phi": "1.500.000"}, base=1, by=entrant)
    assert "typed" not in again(draft).work


def test_two_tabs_never_overwrite_each_other(draft, entrant):
    save_part(draft, "ly-do", {"ly-do": "Bản của tab thứ nhất"}, base=0, by=entrant)
    with pytest.raises(Stale) as refused:
        save_part(draft, "ly-do", {"ly-do": "Bản của tab thứ hai"}, base=0, by=entrant)
    assert refused.value.status == 409
    assert again(draft).answers["ly-do"] == "Bản của tab thứ nhất"
    kept = LostText.objects.get(person=entrant.person_id)
    assert kept.typed == {"ly-do": "Bản của tab thứ hai"}


def test_two_parts_do_not_disturb_each_other(draft, entrant):
    save_part(draft, "ly-do", {"ly-do": "Một"}, base=0, by=entrant)
    save_part(draft, "noi-dung", {"noi-dung": "Hai"}, base=0, by=entrant)
    assert again(draft).parts["noi-dung"] == 1


def test_others_do_not_type_in_it(draft, actor, person):
    for who in (actor(), actor(Role.OFFICER), actor(Role.FOCAL_POINT), VISITOR):
        with pytest.raises(Refusal) as refused:
            save_part(draft, "ly-do", {"ly-do": "x"}, base=0, by=who)
        assert refused.value.status == 404
    assert again(draft).work == {}


def test_an_unknown_part_is_refused(draft, entrant):
    with pytest.raises(Refusal, match="không có phần này"):
        save_part(draft, "diem", {"diem": "10"}, base=0, by=entrant)


def test_extra_names_are_not_taken(draft, entrant):
    save_part(draft, "about", {"title": "A", "state": "accepted", "number": "1", "owner_id": "9"}, base=0, by=entrant)
    assert again(draft).work == {"about": {"title": "A"}}
    assert again(draft).state == "draft"


def test_a_copy_takes_answers_and_authors_who_confirm_anew(submitted, receiving, entrant):
    author = add_author(submitted, by=entrant, full_name="Thị Hồng", share=40)
    Author.objects.filter(pk=author.pk).update(state="confirmed")
    new = copy_entry(again(submitted), receiving, by=entrant, once_key="ban-sao")
    assert (new.title, new.answers["ly-do"]) == ("Máy tách vỏ hạt điều", "Tách vỏ bằng tay chậm và độc.")
    assert list(new.authors.values_list("full_name", "state")) == [
        ("Điểu Xuân Lộc", "pending"),
        ("Thị Hồng", "pending"),
    ]
    assert again(submitted).authors.count() == 2
    assert copy_entry(again(submitted), receiving, by=entrant, once_key="ban-sao") == new


def test_a_stranger_copies_nothing(submitted, receiving, actor):
    with pytest.raises(Refusal):
        copy_entry(submitted, receiving, by=actor(), once_key="a")


def test_a_draft_can_be_dropped_a_submitted_one_not(draft, submitted, entrant, receiving):
    other = start_entry(receiving, by=entrant, once_key="hai")
    drop_draft(other, by=entrant)
    assert not Entry.objects.filter(pk=other.pk).exists()
    with pytest.raises(Refusal):
        drop_draft(again(submitted), by=entrant)


def test_help_is_let_in_for_two_days(draft, entrant):
    assert ask_help(draft, by=entrant).help_until > now() + timedelta(hours=47)
    assert ask_help(draft, by=entrant, wanted=False).help_until is None


def test_the_last_complete_state_is_submitted_when_the_deadline_comes(whole, entrant, deadline, time_machine):
    choose_auto_submit(whole, wanted=True, by=entrant)
    assert keep_provisional(again(whole))
    save_part(whole, "ly-do", {"ly-do": ""}, base=1, by=entrant)
    assert not keep_provisional(again(whole))
    time_machine.move_to(deadline, tick=False)
    seal_at_the_deadline.func()
    version = Submission.objects.get()
    assert version.provisional
    assert version.content["answers"]["ly-do"] == "Tách vỏ bằng tay chậm và độc."
    assert version.received_at < deadline
    assert again(whole).state == "submitted"
    assert seal_provisional(again(whole)) is None


def test_nothing_is_submitted_for_whoever_did_not_ask(whole, entrant, deadline, time_machine):
    assert not keep_provisional(again(whole))
    choose_auto_submit(whole, wanted=True, by=entrant)
    keep_provisional(again(whole))
    choose_auto_submit(whole, wanted=False, by=entrant)
    time_machine.move_to(deadline, tick=False)
    seal_at_the_deadline.func()
    assert not Submission.objects.exists()


def test_filling_makes_it_whole(draft, entrant, stored):
    entry = fill(draft, entrant)
    assert add_file(entry, "anh", stored(), by=entrant).slot == "anh"
