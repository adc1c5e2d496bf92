from datetime import datetime, timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import edit_author
from hoithi.entries.actions.personal import A_DAY, answer_request, ask_erasure, due_of, own_value, reveal, take_copy
from hoithi.entries.models import Author, DataRequest, Reveal
from hoithi.entries.queries import requests_visible_to, who_saw
from hoithi.kit.clock import VIETNAM
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db
NUMBER = "070084000999"


@shared
def author(submitted, entrant):
    """The author of a submitted entry, with an identity number."""
    one = submitted.authors.get()
    edit_author(one, version=one.version, by=entrant, id_number=NUMBER)
    return Author.objects.select_related("entry__contest").get(pk=one.pk)


def test_a_value_is_opened_for_a_reason_that_is_kept_and_the_value_is_not(author, officer):
    assert reveal(author, "id_number", reason="Đối chiếu danh sách thưởng", by=officer) == NUMBER
    row = Reveal.objects.get()
    assert (row.by_name, row.what, row.reason) == (officer.name, "id_number", "Đối chiếu danh sách thưởng")
    event = Event.objects.get(verb="entries.reveal")
    assert event.reason == row.reason
    assert NUMBER not in str(event.data)


def test_no_reason_no_value(author, officer):
    with pytest.raises(Refusal) as refused:
        reveal(author, "id_number", reason=" ", by=officer)
    assert (refused.value.status, refused.value.field) == (422, "reason")


@pytest.mark.parametrize("what", ["bank", "name", "id_sealed", "pk"])
def test_what_is_not_there_or_not_sealed(author, officer, what):
    with pytest.raises(Refusal) as refused:
        reveal(author, what, reason="Xem", by=officer)
    assert refused.value.status == 404


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.OFFICER, Role.SECRETARY})])
def test_only_the_office_opens(author, actor, role):
    with pytest.raises(Refusal) as refused:
        reveal(author, "id_number", reason="Xem", by=actor(role))
    assert refused.value.status == 404
    assert not Reveal.objects.exists()


def test_twenty_a_day_and_person_then_a_sentence_and_tomorrow_again(author, officer, actor, time_machine):
    time_machine.move_to(datetime(2026, 4, 7, 23, 59, tzinfo=VIETNAM), tick=False)
    for _number in range(A_DAY):
        reveal(author, "id_number", reason="Xem", by=officer)
    with pytest.raises(Refusal, match="Hôm nay bạn đã mở 20 lần") as refused:
        reveal(author, "id_number", reason="Xem", by=officer)
    assert refused.value.status == 429
    assert reveal(author, "id_number", reason="Xem", by=actor(Role.SECRETARY)) == NUMBER
    time_machine.move_to(datetime(2026, 4, 8, 0, 0, tzinfo=VIETNAM), tick=False)
    assert reveal(author, "id_number", reason="Xem", by=officer) == NUMBER


def test_a_key_that_is_gone_is_said(author, officer):
    author.id_sealed = author.id_sealed[:-4] + "AAAA"
    with pytest.raises(Refusal) as refused:
        reveal(author, "id_number", reason="Xem", by=officer)
    assert refused.value.code == "entries.key_gone"


def test_authors_see_their_own_without_a_reason_and_of_nobody_else(author, entrant, actor):
    assert own_value(author, "id_number", by=entrant) == NUMBER
    with pytest.raises(Refusal):
        own_value(author, "id_number", by=actor(Role.OFFICER))


def test_who_saw_is_read_whole_by_those_who_watch_and_of_oneself_by_officers(author, officer, actor):
    reveal(author, "id_number", reason="Xem", by=officer)
    contest = author.entry.contest
    for role, count in ((Role.AUDITOR, 1), (Role.HEAD, 1), (Role.SECRETARY, 1), (Role.OFFICER, 0), (Role.JUDGE, 0)):
        assert who_saw(actor(role), contest).count() == count
    assert who_saw(officer, contest).count() == 1


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (datetime(2026, 4, 6, 9, tzinfo=VIETNAM), datetime(2026, 4, 9, tzinfo=VIETNAM)),  # Monday: all of Wednesday
        (datetime(2026, 4, 10, 23, 59, tzinfo=VIETNAM), datetime(2026, 4, 15, tzinfo=VIETNAM)),  # over a week-end
        (datetime(2026, 4, 29, 9, tzinfo=VIETNAM), datetime(2026, 5, 6, tzinfo=VIETNAM)),  # over 30/4 and 1/5
    ],
)
def test_two_working_days(asked, due):
    assert due_of(asked) == due


def test_erasure_is_asked_once_and_answered_by_the_office(author, entrant, account, officer, actor):
    person = account(entrant)
    asked = ask_erasure(person, text="Tôi không dự thi nữa", by=entrant)
    assert ask_erasure(person, text="Lần nữa", by=entrant) == asked
    assert list(requests_visible_to(officer)) == [asked]
    with pytest.raises(Refusal, match="Chưa nhập lý do"):
        answer_request(asked, do=False, answer="", by=officer)
    done = answer_request(asked, do=False, answer="Hồ sơ đang chấm, xin chờ công bố.", by=officer)
    assert (done.done, done.answered_by_name) == (False, officer.name)
    letter = Message.objects.get(kind="entries.request_answered")
    assert "xin chờ công bố" in letter.body
    with pytest.raises(Refusal) as refused:
        answer_request(asked, do=True, answer="", by=officer)
    assert refused.value.code == "entries.answered"
    assert ask_erasure(person, text="", by=entrant) != asked


@pytest.mark.parametrize("role", [None, *sorted(set(Role) - {Role.OFFICER, Role.SECRETARY})])
def test_who_may_not_answer(author, entrant, account, actor, role):
    """An administrator of one contest is none of the whole house."""
    asked = ask_erasure(account(entrant), text="", by=entrant)
    with pytest.raises(Refusal) as refused:
        answer_request(asked, do=False, answer="Không", by=actor(role))
    assert refused.value.status == 404


def test_the_keeper_of_the_whole_house_answers_and_nobody_their_own(author, entrant, account, actor):
    keeper = actor(Role.ADMIN, contest=None)
    asked = ask_erasure(account(entrant), text="", by=entrant)
    assert answer_request(asked, do=False, answer="Chưa được", by=keeper).done is False
    own = ask_erasure(account(keeper), text="", by=keeper)
    with pytest.raises(Refusal):
        answer_request(own, do=True, answer="", by=keeper)


def test_nobody_asks_for_another(author, entrant, account, officer):
    for ask in (
        lambda: ask_erasure(account(entrant), text="", by=officer),
        lambda: take_copy(account(entrant), by=officer),
    ):
        with pytest.raises(Refusal):
            ask()
    assert not DataRequest.objects.exists()


def test_a_copy_is_asked_and_answered_at_once(entrant, account):
    made = take_copy(account(entrant), by=entrant)
    assert (made.done, made.answered_at - made.asked_at) == (True, timedelta(0))
    assert not requests_visible_to(actor_of(None)).exists()
