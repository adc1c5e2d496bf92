"""What the clock submits for whoever asked for it: the last complete state, and nothing that was taken out."""

from datetime import timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import (
    add_author,
    add_file,
    answer_for_unit,
    answer_invitation,
    ask_unit,
    choose_auto_submit,
    edit_author,
    give_consent,
    invite_author,
    remove_author,
    remove_file,
    save_part,
    start_entry,
    withdraw_consent,
)
from hoithi.entries.actions.submitting import keep_provisional
from hoithi.entries.conftest import fill
from hoithi.entries.enums import Purpose
from hoithi.entries.jobs import submissions
from hoithi.entries.jobs.submissions import seal_at_the_deadline
from hoithi.entries.models import Entry, Extension, Submission
from hoithi.kit.clock import VIETNAM, now

pytestmark = pytest.mark.django_db

WRITTEN = "Tách vỏ bằng tay chậm và độc."  # as `whole` says


@pytest.fixture
def asked(whole, entrant):
    """A whole draft whose owner wants it submitted by itself."""
    choose_auto_submit(whole, wanted=True, by=entrant)
    return whole


@pytest.fixture
def at_the_deadline(deadline, time_machine):
    """Lets the deadline pass; the versions that are there then."""

    def pass_by(after=timedelta(0)):
        time_machine.move_to(deadline + after, tick=False)
        seal_at_the_deadline.func()
        return list(Submission.objects.order_by("pk"))

    return pass_by


def again(entry):
    return Entry.objects.get(pk=entry.pk)


def keep(entry):
    assert keep_provisional(again(entry))


def unfinish(entry, by):
    """The owner takes a needed answer away, and comes no further before the deadline."""
    save_part(entry, "ly-do", {"ly-do": ""}, base=1, by=by)
    assert not keep_provisional(again(entry))


def with_second_author(entry, by):
    save_part(entry, "about", {"entrant": "group"}, base=1, by=by)
    second = add_author(entry, by=by, full_name="Thị Hen", share=50)
    first = entry.authors.get(represents=True)
    edit_author(first, version=first.version, by=by, share=50)
    return second


def accept(author, by, person):
    answer_invitation(invite_author(author, by=by), accept=True, by=actor_of(person("Thị Hen")))


@pytest.mark.parametrize("unfinished", [False, True])
def test_an_author_who_confirms_completes_it(asked, entrant, person, at_the_deadline, unfinished):
    accept(with_second_author(asked, entrant), entrant, person)
    if unfinished:
        unfinish(asked, entrant)
    (version,) = at_the_deadline()
    assert version.content["answers"]["ly-do"] == WRITTEN
    assert [one["full_name"] for one in version.content["authors"]] == ["Điểu Xuân Lộc", "Thị Hen"]


@pytest.mark.parametrize("unfinished", [False, True])
def test_a_body_that_confirms_completes_it(asked, entrant, actor, department, rules_of, at_the_deadline, unfinished):
    rules_of("eligibility", unit_confirms=True)
    save_part(asked, "about", {"unit": department.uid}, base=1, by=entrant)
    ask_unit(again(asked), by=entrant)
    answer_for_unit(again(asked), confirm=True, by=actor(Role.FOCAL_POINT))
    if unfinished:
        unfinish(asked, entrant)
    (version,) = at_the_deadline()
    assert version.content["answers"]["ly-do"] == WRITTEN


def test_what_others_have_not_confirmed_is_not_submitted(asked, entrant, at_the_deadline):
    invite_author(with_second_author(asked, entrant), by=entrant)
    assert at_the_deadline() == []


@pytest.mark.parametrize("unfinished", [False, True])
def test_a_file_that_was_taken_out_is_not_submitted(asked, entrant, stored, at_the_deadline, unfinished):
    stays = add_file(asked, "anh", stored("may.jpg"), by=entrant)
    private = add_file(asked, "anh", stored("rieng-tu.jpg"), by=entrant)
    keep(asked)
    remove_file(private, by=entrant)
    if unfinished:
        unfinish(asked, entrant)
    (version,) = at_the_deadline()
    assert [one["sha256"] for one in version.manifest] == [stays.file.sha256]


def test_an_author_who_was_taken_out_is_not_submitted(asked, entrant, rules_of, person, at_the_deadline):
    rules_of("form", shares=False)
    second = with_second_author(asked, entrant)
    accept(second, entrant, person)
    keep(asked)
    remove_author(second, by=entrant)
    unfinish(asked, entrant)
    (version,) = at_the_deadline()
    assert [one["full_name"] for one in version.content["authors"]] == ["Điểu Xuân Lộc"]


@pytest.mark.parametrize("unfinished", [False, True])
def test_without_consent_nothing_is_submitted(asked, entrant, at_the_deadline, unfinished):
    keep(asked)
    withdraw_consent(asked.authors.get(), Purpose.ENTER, by=entrant)
    if unfinished:
        unfinish(asked, entrant)
    assert at_the_deadline() == []
    assert again(asked).state == "draft"


def test_consent_given_again_counts(asked, entrant, at_the_deadline):
    keep(asked)
    for change in (withdraw_consent, give_consent):
        change(asked.authors.get(), Purpose.ENTER, by=entrant)
    unfinish(asked, entrant)
    assert len(at_the_deadline()) == 1


def test_what_was_typed_after_the_last_complete_state_stays_in_the_working_copy(asked, entrant, at_the_deadline):
    keep(asked)
    save_part(asked, "noi-dung", {"noi-dung": "Ba trục."}, base=1, by=entrant)
    unfinish(asked, entrant)
    (version,) = at_the_deadline()
    assert version.content["answers"] == {"ly-do": WRITTEN, "noi-dung": "Hai trục quay ngược chiều."}
    assert again(asked).answers == {"noi-dung": "Ba trục."}


def test_whoever_has_more_time_is_waited_for(asked, deadline, at_the_deadline):
    end = deadline + timedelta(days=1)
    Extension.objects.create(
        entry=asked, until=end, reason="mất điện", state="approved", proposed_at=deadline, proposed_by_name="Cán bộ"
    )
    assert at_the_deadline() == []
    (version,) = at_the_deadline(after=timedelta(days=1, hours=1))
    assert version.received_at == end - timedelta(microseconds=1)


def test_what_is_needed_from_the_day_of_the_deadline_on_was_not_needed_in_time(
    asked, deadline, rules_of, at_the_deadline
):
    day = deadline.astimezone(VIETNAM).date() + timedelta(days=1)
    rules_of("form", papers=[{"code": "anh", "name": "Ảnh", "kind": "image", "least": 1, "required_from": str(day)}])
    assert len(at_the_deadline(after=timedelta(days=2))) == 1


def test_of_more_drafts_than_one_may_enter_the_others_stay_drafts(asked, entrant, receiving, rules_of, at_the_deadline):
    rules_of("eligibility", most_entries=1)
    other = fill(start_entry(receiving, by=entrant, once_key="hai"), entrant, title="Hai")
    choose_auto_submit(other, wanted=True, by=entrant)
    for entry in (asked, other):
        keep(entry)
    (version,) = at_the_deadline()
    assert (version.entry_id, again(other).state) == (asked.pk, "draft")


@pytest.mark.parametrize("state", ["cancelled", "archived", "published"])
def test_nothing_is_submitted_to_a_contest_that_takes_nothing_in(asked, contest, at_the_deadline, state):
    keep(asked)
    Contest.objects.filter(pk=contest.pk).update(state=state)
    assert at_the_deadline() == []
    Contest.objects.filter(pk=contest.pk).update(state="judging")
    assert len(at_the_deadline()) == 1


def test_one_that_fails_holds_up_no_other(asked, receiving, person, monkeypatch, at_the_deadline):
    other = actor_of(person("Thị Mai"))
    second = fill(start_entry(receiving, by=other, once_key="hai"), other, title="Hai")
    choose_auto_submit(second, wanted=True, by=other)
    real = submissions.seal_provisional
    monkeypatch.setattr(submissions, "seal_provisional", lambda one: 1 / 0 if one.pk == asked.pk else real(one))
    with pytest.raises(ExceptionGroup):
        at_the_deadline()
    assert [version.entry_id for version in Submission.objects.all()] == [second.pk]


def test_one_version_that_cannot_be_settled_holds_up_no_other(many, monkeypatch):
    many(2)
    Submission.objects.update(state="waiting", grace_until=now())
    first, second = Submission.objects.order_by("pk")
    real = submissions.settle_version
    monkeypatch.setattr(submissions, "settle_version", lambda one: 1 / 0 if one == first else real(one))
    with pytest.raises(ExceptionGroup):
        submissions.settle_versions.func()
    second.refresh_from_db()
    assert second.state == "complete"
