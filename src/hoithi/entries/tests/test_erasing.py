import json
from datetime import timedelta

import pytest

from hoithi.accounts.actions import make_slip
from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import ERASED_NAME, Role
from hoithi.accounts.models import Person
from hoithi.audit.models import Event
from hoithi.audit.queries import broken_links
from hoithi.contests.enums import State
from hoithi.contests.queries import actor_of
from hoithi.documents.actions import create_document
from hoithi.documents.content import gathered
from hoithi.entries import hooks
from hoithi.entries.actions import (
    add_author,
    add_file,
    edit_author,
    save_part,
    start_entry,
    submit_entry,
    withdraw_entry,
)
from hoithi.entries.actions.counter import Brought, take_in
from hoithi.entries.actions.desk import ask_dossiers
from hoithi.entries.actions.erasing import broken_seal, erase_person_data
from hoithi.entries.actions.personal import ANSWERS, answer_request, ask_erasure
from hoithi.entries.actions.seals import hashed
from hoithi.entries.actions.submitting import digest
from hoithi.entries.conftest import BROUGHT
from hoithi.entries.enums import ERASED
from hoithi.entries.jobs.personal import forget_answers
from hoithi.entries.models import Author, Consent, DataRequest, DossierExport, Entry, EntryFile, Submission
from hoithi.entries.personal.menu import erased_unexplained
from hoithi.kit import signing
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal, Verdict
from hoithi.kit.tests.standing import shared
from hoithi.notifications.models import Message
from hoithi.units.models import Member

pytestmark = pytest.mark.django_db
NUMBER = "070084000999"


def settle(contest):
    contest.state = State.PUBLISHED
    contest.save()


@shared
def full(whole, entrant):
    """Submitted, with everything that says who it is in all its places."""
    one = whole.authors.get()
    edit_author(
        one, version=one.version, by=entrant, id_number=NUMBER, birth_date="1980-05-01", ethnicity="Xtiêng",
        occupation="nông dân", guardian_name="Thị Liên",
    )  # fmt: skip
    save_part(whole, "about", {"entrant": "group"}, base=1, by=entrant)
    add_author(whole, full_name="Thị Hoa", share="40", by=entrant)
    other = Author.objects.get(full_name="Thị Hoa")
    Author.objects.filter(pk=other.pk).update(state="on_paper")
    Author.objects.filter(represents=True).update(share=60)
    said = "Điểu Xuân Lộc (0943999025) làm máy này."
    save_part(whole, "noi-dung", {"noi-dung": said}, base=1, by=entrant)
    entry = Entry.objects.get(pk=whole.pk)
    submit_entry(entry, once_key="nop", base=entry.version, by=entrant)
    return Entry.objects.get(pk=whole.pk)


def erase(person, by=SYSTEM):
    erase_person_data(person, may=Verdict.yes(), by=by)
    return Person.objects.get(pk=person.pk)


def everything():
    """Every text that the tables of entries, accounts and letters hold."""
    rows = [
        list(model.objects.values())
        for model in (Entry, Author, Submission, Consent, Person, Message, EntryFile, DataRequest)
    ]
    return json.dumps(rows, ensure_ascii=False, default=str)


def test_who_it_was_is_gone_and_what_it_was_stays(full, entrant, account):
    settle(full.contest)
    version = full.latest
    person = erase(account(entrant))
    left = everything()
    for text in ("Điểu Xuân Lộc", "0943999025", "nguoi1@example.vn", "nông dân", "0999", "Thị Liên", "1980-05-01"):
        assert text not in left, text
    full.refresh_from_db()
    version.refresh_from_db()
    assert (full.title, full.number, full.authors_line) == ("Máy tách vỏ hạt điều", 1, f"{ERASED} và 1 người khác")
    assert version.content["about"]["title"] == "Máy tách vỏ hạt điều"
    assert version.content["answers"]["noi-dung"] == f"{ERASED} ({ERASED}) làm máy này."
    assert [author["full_name"] for author in version.content["authors"]] == [ERASED, "Thị Hoa"]
    assert (person.full_name, person.is_active, person.phone) == (ERASED_NAME, False, None)
    author = Author.objects.get(represents=True)
    assert (author.id_sealed, author.id_key, author.id_last, author.ethnicity_sealed) == ("", "", "", "")
    assert not Consent.objects.filter(author=author, withdrawn_at=None).exists()


def test_what_another_saves_meanwhile_is_not_lost(whole, entrant, account, person, monkeypatch):
    """While an earlier dossier of the same person is being emptied."""
    for number in range(2):
        Author.objects.create(entry=start(whole.contest, person, number), person=account(entrant), full_name="Lộc")
    first, second = Entry.objects.exclude(pk=whole.pk).order_by("pk")
    told = hooks.tell

    def tell(what, thing):
        if thing == first:
            Entry.objects.filter(pk=second.pk).update(work={"answers": {"ly-do": "Lời mới"}})
        told(what, thing)

    monkeypatch.setattr(hooks, "tell", tell)
    erase(account(entrant))
    assert Entry.objects.get(pk=second.pk).answers == {"ly-do": "Lời mới"}


def test_who_sent_a_file_and_what_they_said_on_leaving_goes_too(full, entrant, account, stored):
    add_file(full, "anh", stored(), by=entrant)
    full.refresh_from_db()
    withdraw_entry(full, reason="Tôi là Điểu Xuân Lộc, xin rút.", by=entrant)
    erase(account(entrant))
    assert "Điểu Xuân Lộc" not in everything()
    assert Entry.objects.get().reason == f"Tôi là {ERASED}, xin rút."


@pytest.mark.parametrize(("state", "after"), [("done", "expired"), ("doing", "expired"), ("queued", "queued")])
def test_a_zip_with_the_dossier_is_given_out_no_more(full, entrant, account, officer, stored, state, after):
    settle(full.contest)
    made = ask_dossiers(full.contest, [full.pk], query="", by=officer, once_key="k")
    other = ask_dossiers(full.contest, [full.pk + 1], query="", by=officer, once_key="l")
    DossierExport.objects.update(state=state, file=stored())
    erase(account(entrant))
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.state, other.state) == (after, state)
    assert (made.file is None) == (after == "expired")


def start(contest, person, number):
    return start_entry(contest, by=actor_of(person(f"Người {number}")), once_key=f"{number}")


def test_hash_receipt_and_chain_stay_and_the_record_says_why_the_content_differs(full, entrant, account):
    settle(full.contest)
    before = full.latest
    assert broken_seal(before) == ""
    erase(account(entrant))
    after = Submission.objects.get(pk=before.pk)
    assert (after.hash, after.manifest_hash, after.receipt) == (before.hash, before.manifest_hash, before.receipt)
    assert signing.verify(after.receipt, after.signature, signing.public_key())
    assert broken_seal(after) == ""
    event = Event.objects.get(verb="entries.erase_version")
    assert (event.data["hash"], event.data["held"]) == (before.hash, True)
    assert list(broken_links()) == []
    assert list(erased_unexplained()) == []


def test_a_change_after_the_erasure_or_one_that_only_says_so_is_found(full, entrant, account):
    settle(full.contest)
    forged, as_it_was = Submission.objects.get(pk=full.latest_id), full.latest.content
    forged.content = {**forged.content, "about": {"title": "Khác"}}
    assert broken_seal(forged) == "content does not fit its hash"
    forged.erased = {"digest": digest(forged), "manifest": hashed(forged.manifest)}
    forged.save()
    assert len(list(erased_unexplained())) == 1
    Submission.objects.filter(pk=forged.pk).update(content=as_it_was, erased=None)
    erase(account(entrant))
    version = Submission.objects.get(pk=forged.pk)
    version.content["about"]["title"] = "Khác"
    version.save()
    assert "changed after" in next(erased_unexplained())


def test_erased_twice_is_nothing_new(full, entrant, account):
    settle(full.contest)
    erase(account(entrant))
    versions = Event.objects.filter(verb="entries.erase_version").count()
    erase(account(entrant))
    assert Event.objects.filter(verb="entries.erase_version").count() == versions == 1
    assert Event.objects.filter(verb="accounts.erase_person").count() == 1


def test_an_entry_that_is_checked_or_judged_stands_in_the_way(full, entrant, account):
    with pytest.raises(Refusal, match="HS-0001 đang được xét"):
        erase(account(entrant))
    assert account(entrant).full_name == "Điểu Xuân Lộc"


def test_staff_are_not_erased_while_they_hold_a_role(receiving, officer, account):
    with pytest.raises(Refusal, match="đang giữ vai trò"):
        erase(account(officer))


def test_nor_those_who_work_for_a_body(person, department):
    someone = person("Điểu Xrê")
    Member.objects.create(unit=department, person=someone, full_name="Điểu Xrê")
    with pytest.raises(Refusal, match="làm việc cho một đơn vị"):
        erase(someone)


def test_the_address_of_a_letter_that_told_of_it_goes_a_week_later(full, entrant, account, officer, time_machine):
    settle(full.contest)
    asked = ask_erasure(account(entrant), text="", by=entrant)
    answer_request(asked, do=True, answer="", by=officer)
    Message.objects.filter(kind=ANSWERS).update(state="sent", sent_at=now())
    forget_answers.func()
    assert Message.objects.get(kind=ANSWERS).to_address == "nguoi1@example.vn"
    time_machine.move_to(now() + timedelta(days=8), tick=False)
    forget_answers.func()
    assert "nguoi1@example.vn" not in everything()


def test_drafts_go_whole(draft, entrant, account):
    erase(account(entrant))
    assert not Entry.objects.exists()


def test_a_co_author_goes_out_of_the_dossier_of_another_and_the_rest_stays(full, person, account):
    other = person("Thị Hoa", phone="0911222333")
    Author.objects.filter(full_name="Thị Hoa").update(person=other)
    settle(full.contest)
    erase(other)
    version = Submission.objects.get(pk=full.latest_id)
    assert [author["full_name"] for author in version.content["authors"]] == ["Điểu Xuân Lộc", ERASED]
    assert version.content["answers"]["noi-dung"] == "Điểu Xuân Lộc (0943999025) làm máy này."
    assert Person.objects.get(pk=full.owner_id).full_name == "Điểu Xuân Lộc"


def test_pages_of_paper_go_and_the_list_says_that_they_were_there(receiving, mother, officer, page):
    kept = page(officer, name="Thị Liên trang 1.jpg")
    version = take_in(receiving, Brought(about=BROUGHT, pages=(kept,)), owner=mother, once_key="a", by=officer)
    settle(receiving)
    erase(mother)
    version.refresh_from_db()
    assert not EntryFile.objects.exists()
    assert [(one["name"], one["erased"], one["sha256"]) for one in version.manifest] == [(ERASED, True, kept.sha256)]
    assert broken_seal(version) == ""


def test_a_child_behind_the_number_of_a_parent_goes_with_the_parent(receiving, mother, officer):
    take_in(receiving, Brought(about=BROUGHT, author="Điểu Na"), owner=mother, once_key="a", by=officer)
    settle(receiving)
    erase(mother)
    assert "Điểu Na" not in everything()


def test_whoever_made_something_of_it_is_told(full, entrant, account):
    told = []
    hooks.ERASED.append(told.append)
    try:
        settle(full.contest)
        erase(account(entrant))
    finally:
        hooks.ERASED.remove(told.append)
    assert told == [full]


def test_papers_that_did_not_go_out_lose_the_name(full, entrant, account, officer):
    settle(full.contest)
    facts = gathered("danh-sach-ho-so", full.contest, by=officer)
    paper = create_document(full.contest, kind="danh-sach-ho-so", facts=facts, by=officer)
    assert paper.facts["entries"][0]["authors"] == "Điểu Xuân Lộc, Thị Hoa"
    erase(account(entrant))
    paper.refresh_from_db()
    assert paper.facts["entries"][0]["authors"] == f"{ERASED}, Thị Hoa"
    assert "Điểu Xuân Lộc" not in str(paper.versions.get().facts)


def test_the_way_through_the_request(full, entrant, account, officer):
    settle(full.contest)
    asked = ask_erasure(account(entrant), text="Tôi là Điểu Xuân Lộc", by=entrant)
    done = answer_request(asked, do=True, answer="", by=officer)
    assert (done.done, done.person_name, done.words) == (True, ERASED_NAME, "")
    letter = Message.objects.get(kind="entries.request_answered")
    assert letter.secret
    assert actor_of(account(entrant)).person_id is None


def test_ways_in_are_gone(receiving, person):
    someone = person("Điểu Xrê", phone="0911222333")
    make_slip(someone, by=SYSTEM)
    gone = erase(someone)
    assert not gone.slips.exists()
    assert not gone.has_usable_password()


@pytest.mark.parametrize("role", [Role.JUDGE, Role.HEAD])
def test_a_verdict_that_says_no_erases_nothing(receiving, entrant, account, actor, role):
    start_entry(receiving, by=entrant, once_key="a")
    with pytest.raises(Refusal):
        erase_person_data(account(entrant), may=Verdict.no("no", "Không"), by=actor(role))
    assert Entry.objects.exists()
