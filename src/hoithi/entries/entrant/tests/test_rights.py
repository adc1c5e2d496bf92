"""Whose pages these are: another's entry cannot be told from none."""

import re
from datetime import date, timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import add_author, answer_invitation, ask_help, edit_author, invite_author
from hoithi.entries.entrant.tests.conftest import browser
from hoithi.entries.entrant.urls import urlpatterns
from hoithi.entries.models import Author, Entry
from hoithi.kit.clock import now
from hoithi.kit.tests.standing import shared

pytestmark = pytest.mark.django_db
MORE = {"part": "ly-do", "slot": "anh", "author": "x" * 12, "file": "x" * 12, "lost": "x" * 12, "number": 1}
OF_ONE = [pattern for pattern in urlpatterns if "<slug:uid>" in str(pattern.pattern)]


def address_of(pattern, uid):
    text = str(pattern.pattern).replace("<slug:uid>", uid)
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(MORE[found[1]]), text)


def strip(answer):
    """The body without what changes at every request."""
    return re.sub(r'value="[A-Za-z0-9]{64}"|/ho-so/\w{12}/', "", answer.content.decode())


@pytest.mark.parametrize("role", [None, Role.OFFICER, Role.JUDGE, Role.AUDITOR, Role.FOCAL_POINT])
def test_anothers_entry_is_as_if_there_were_none(client, sign_in, actor, whole, role):
    sign_in(actor(role))
    before = Event.objects.count(), Entry.objects.get(pk=whole.pk).version
    tried = 0
    for pattern in OF_ONE:
        for method in set(pattern.callback.methods) - {"HEAD"}:
            send = getattr(client, method.lower())
            here, none = send(address_of(pattern, whole.uid)), send(address_of(pattern, "0" * 12))
            assert (pattern.name, here.status_code, strip(here)) == (pattern.name, 404, strip(none))
            tried += 1
    assert tried == 39
    assert (Event.objects.count(), Entry.objects.get(pk=whole.pk).version) == before


def test_a_visitor_is_led_to_sign_in(client, whole):
    for pattern in OF_ONE:
        for method in set(pattern.callback.methods) - {"HEAD"}:
            answer = getattr(client, method.lower())(address_of(pattern, whole.uid))
            assert (pattern.name, answer.status_code) == (pattern.name, 302)
            back = "/ho-so/" if "GET" in pattern.callback.methods else "/"
            assert answer["Location"].startswith(f"/dang-nhap/?next={back}")


@shared
def co_author(whole, entrant, person):
    """Somebody named in `whole` who has confirmed, and may not edit."""
    author = add_author(whole, by=entrant, full_name="Thị Hen")
    other = actor_of(person("Thị Hen"))
    answer_invitation(invite_author(author, by=entrant), accept=True, by=other)
    return other


def test_a_co_author_reads_and_changes_nothing(client, sign_in, whole, co_author):
    sign_in(co_author)
    desk = browser(client)
    for name in ("entry_home", "entry_tasks", "entry_about", "entry_authors", "entry_files", "entry_check"):
        answer = desk.get(name, whole)
        assert answer.status_code == 200, name
        assert "Lưu và tiếp tục" not in answer.content.decode()
    assert "không sửa được" in desk.get("entry_step", whole, part="ly-do").content.decode()
    answer = desk.post("entry_step", whole, {"base": "1", "q-ly-do": "Của tôi"}, part="ly-do")
    assert answer.status_code == 404
    assert Entry.objects.get(pk=whole.pk).answers["ly-do"] == "Tách vỏ bằng tay chậm và độc."


def test_a_co_author_who_may_edit_does_not_submit(client, sign_in, whole, co_author, entrant):
    author = whole.authors.get(person=co_author.person_id)
    author.may_edit = True
    author.save()
    sign_in(co_author)
    desk = browser(client)
    page = desk.get("entry_check", whole).content.decode()
    assert "đứng tên hồ sơ, mới nộp được" in page
    assert 'id="submit"' not in page
    assert desk.post("entry_check", whole, {"once": "a", "base": whole.version}).status_code == 403


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SECRETARY])
def test_the_office_looks_into_a_draft_only_while_it_was_asked(
    client, sign_in, actor, whole, entrant, time_machine, role
):
    ask_help(whole, by=entrant)
    sign_in(actor(role))
    desk = browser(client)
    assert desk.get("entry_check", whole).status_code == 200
    assert desk.save("entry_about", whole, {"title": "Sửa hộ"}).status_code == 404
    ask_help(whole, by=entrant, wanted=False)
    assert desk.get("entry_check", whole).status_code == 404
    ask_help(whole, by=entrant)
    time_machine.move_to(now() + timedelta(hours=49))
    assert desk.get("entry_check", whole).status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.AUDITOR])
def test_a_submitted_working_copy_is_its_authors_alone(client, sign_in, actor, submitted, role):
    sign_in(actor(role))
    assert browser(client).get("entry_home", submitted).status_code == 404


@pytest.fixture
def hen(draft, entrant):
    """A co-author who has not answered."""
    return add_author(draft, by=entrant, full_name="Thị Hen")


@pytest.fixture
def numbered(draft, entrant, hen, person, client, sign_in):
    """The owner's number, birth day and telephone are kept; the test client is a co-author's."""
    first = draft.authors.get(represents=True)
    edit_author(first, version=1, by=entrant, id_number="070084001234", birth_date=date(1984, 5, 6))
    other = actor_of(person("Thị Hen"))
    answer_invitation(invite_author(hen, by=entrant), accept=True, by=other)
    sign_in(other)
    return first


def test_a_co_author_reads_nobody_elses_number_or_birth_day(numbered, client, draft):
    page = browser(client).get("entry_authors", draft).content.decode()
    assert numbered.full_name in page
    assert "•1234" not in page
    assert "6/5/1984" not in page
    assert browser(client).get("entry_author", draft, author=numbered.uid).status_code == 404


def test_one_who_may_edit_is_not_told_the_digits(numbered, client, draft, hen, entrant):
    Author.objects.filter(pk=hen.pk).update(may_edit=True)
    third = add_author(draft, by=entrant, full_name="Điểu Minh", id_number="070084001234")
    page = browser(client).get("entry_author", draft, author=third.uid).content.decode()
    assert "Đã lưu, không hiện lại." in page
    assert "đuôi 1234" not in page


def test_the_owner_and_the_author_are_told(numbered, client, draft, sign_in, entrant):
    desk = browser(client)
    sign_in(entrant)
    page = desk.get("entry_authors", draft).content.decode()
    assert "••••1234" in page
    assert "6/5/1984" in page
    assert "đuôi 1234" in desk.get("entry_author", draft, author=numbered.uid).content.decode()


def test_one_who_may_edit_neither_has_it_submitted_nor_lets_the_office_in(client, sign_in, person, draft, entrant, hen):
    other = actor_of(person("Thị Hen"))
    answer_invitation(invite_author(hen, by=entrant), accept=True, by=other)
    Author.objects.filter(pk=hen.pk).update(may_edit=True)
    sign_in(other)
    desk = browser(client)
    for name in ("entry_auto", "entry_help"):
        desk.post(name, draft, {"wanted": "yes"})
        assert desk.address(name, draft) not in desk.get("entry_tasks", draft).content.decode()
    entry = Entry.objects.get()
    assert (entry.auto_submit, entry.help_until) == (None, None)
