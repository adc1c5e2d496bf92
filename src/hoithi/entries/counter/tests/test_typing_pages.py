import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.contests.queries import actor_of
from hoithi.entries.actions.counter import Brought, take_in
from hoithi.entries.actions.typing import finish_typing
from hoithi.entries.conftest import BROUGHT, photo
from hoithi.entries.models import Assist, Author, Consent, Entry, EntryFile
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


def url(name, entry, *more):
    return reverse(name, args=[entry.contest.slug, entry.uid, *more])


@pytest.fixture
def desk(sign_in, officer):
    """The client of an officer."""
    return sign_in(officer)


def test_a_part_is_typed_beside_the_pages_and_saved(desk, taken_in):
    answer = desk.post(url("typing_part", taken_in, "ly-do"), {"base": "0", "q-ly-do": "Tách vỏ bằng tay."})
    assert answer["Location"] == url("typing", taken_in)
    assert Entry.objects.get().answers == {"ly-do": "Tách vỏ bằng tay."}
    assert "Đã nhập" in desk.get(url("typing", taken_in)).content.decode()


def test_what_cannot_be_read_is_kept_and_said(desk, taken_in):
    answer = desk.post(url("typing_part", taken_in, "chi-phi"), {"base": "0", "q-chi-phi": "ba triệu"})
    assert answer.status_code == 422
    assert "ba triệu" in answer.content.decode()
    assert Entry.objects.get().work["typed"] == {"chi-phi": "ba triệu"}
    assert "ba triệu" in desk.get(url("typing_part", taken_in, "chi-phi")).content.decode()


def test_two_who_type_the_same_part_do_not_overwrite_each_other(desk, taken_in):
    desk.post(url("typing_part", taken_in, "ly-do"), {"base": "0", "q-ly-do": "Bản một"})
    answer = desk.post(url("typing_part", taken_in, "ly-do"), {"base": "0", "q-ly-do": "Bản hai"})
    assert answer.status_code == 409
    assert "Bản hai" in answer.content.decode()
    assert "Bản một" in answer.content.decode()
    assert Entry.objects.get().answers == {"ly-do": "Bản một"}


def test_of_the_first_part_both_are_shown_too(desk, taken_in):
    data = {"base": "0", "title": "Tên của người sau", "field": "cntt", "entrant": "group"}
    answer = desk.post(url("typing_part", taken_in, "about"), data)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Tên của người sau" in page
    assert f'<span class="pre-line">{BROUGHT["title"]}</span>' in page
    assert '<span class="pre-line">Nông nghiệp</span>' in page


@pytest.mark.parametrize("base", ["", "-1", "x", "9" * 30])
def test_a_broken_version_is_no_error_of_the_program(desk, taken_in, base):
    answer = desk.post(url("typing_part", taken_in, "ly-do"), {"base": base, "q-ly-do": "Chữ"})
    assert answer.status_code == 409
    assert "Chữ" in answer.content.decode()


def test_the_first_part_is_title_field_and_who(desk, taken_in):
    base = str(taken_in.parts["about"])
    data = {"base": base, "title": "Tên đúng", "field": "cntt", "entrant": "group", "unit_name": "HTX Tân Khai"}
    assert desk.post(url("typing_part", taken_in, "about"), data).status_code == 302
    entry = Entry.objects.get()
    assert entry.about == {
        "title": "Tên đúng", "field": "cntt", "entrant": "group", "unit_name": "HTX Tân Khai"
    }  # fmt: skip
    assert entry.title == BROUGHT["title"]  # lists show the version in force
    assert desk.get(url("typing_part", taken_in, "khong-co")).status_code == 404


def test_authors_are_typed_and_stand_as_signed_on_paper(desk, taken_in):
    data = {"full_name": "Điểu Xrê", "share": "40", "birth_date": "1/5/1990", "id_number": "070084000999"}
    assert desk.post(url("typing_author_new", taken_in), data).status_code == 302
    author = Author.objects.get(full_name="Điểu Xrê")
    assert (author.state, author.id_last, str(author.birth_date)) == ("on_paper", "0999", "1990-05-01")
    page = desk.get(url("typing_author", taken_in, author.uid)).content.decode()
    assert "0999" in page
    assert "070084000999" not in page
    data = {
        "full_name": "Điểu Xrê",
        "share": "50",
        "birth_date": "1/5/1990",
        "id_number": "",
        "version": author.version,
    }
    assert desk.post(url("typing_author", taken_in, author.uid), data).status_code == 302
    author.refresh_from_db()
    assert (author.share, author.id_last) == (50, "0999")


def test_consents_signed_on_paper_are_kept_with_who_signed_and_never_ticked_before(desk, taken_in):
    author = taken_in.authors.get()
    page = desk.get(url("typing_author", taken_in, author.uid)).content.decode()
    assert "checked" not in page
    data = {"full_name": "Thị Liên", "version": author.version, "agreed": ["enter", "publish"]}
    assert desk.post(url("typing_author", taken_in, author.uid), data).status_code == 302
    assert sorted(Consent.objects.values_list("purpose", "how", "given_by")) == [
        ("enter", "paper", "Thị Liên"), ("publish", "paper", "Thị Liên"),
    ]  # fmt: skip
    assert 'value="publish"' not in desk.get(url("typing_author", taken_in, author.uid)).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("70084000999", "Ý bạn là 070084000999?"),
        ("123456789", "CMND 9 số không còn dùng"),
        ("07008400099", "12 chữ số"),
        ("", None),
    ],
)
def test_numbers_of_persons_are_read_as_they_are_typed(desk, taken_in, typed, said):
    """Bad-input catalogue, rows 64 to 67 and 70: a child without a card leaves the box empty."""
    answer = desk.post(url("typing_author_new", taken_in), {"full_name": "Điểu Xrê", "id_number": typed})
    assert (answer.status_code == 302) if said is None else (said in answer.content.decode())


def test_an_author_typed_twice_is_one_and_what_was_cut_off_is_done(desk, taken_in):
    path = url("typing_author_new", taken_in)
    once = re.search(r'name="once" value="(\w+)"', desk.get(path).content.decode())[1]
    sent = {"once": once, "full_name": "Điểu Xrê", "agreed": ["enter"]}
    desk.post(path, sent)
    Consent.objects.all().delete()  # as if the process had died before them
    assert desk.post(path, sent).status_code == 302
    author = Author.objects.get(full_name="Điểu Xrê")
    assert author.state == "on_paper"
    assert Consent.objects.get().author == author


def test_more_pages_are_added_and_only_they_are_shown(desk, taken_in):
    data = {"scans": [SimpleUploadedFile("trang 1.jpg", photo())]}
    assert desk.post(url("typing_pages", taken_in), data).status_code == 302
    placed = EntryFile.objects.get()
    answer = desk.get(url("paper_page", taken_in, placed.uid))
    assert b"".join(answer.streaming_content) == photo()
    assert desk.get(url("paper_page", taken_in, "khong-co")).status_code == 404
    for scan in ("infected", "waiting"):
        EntryFile.objects.update(scan=scan)
        assert desk.get(url("paper_page", taken_in, placed.uid)).status_code == 404
        assert url("paper_page", taken_in, placed.uid) not in desk.get(url("typing", taken_in)).content.decode()
    assert desk.post(url("typing_pages", taken_in), {}).status_code == 422


def test_sealed_and_printed_and_signed(desk, taken_in, officer):
    entry = Entry.objects.get()
    page = desk.get(url("typing", taken_in)).content.decode()
    assert f'name="base" value="{entry.version}"' in page
    desk.post(url("typing_finish", taken_in), {"base": str(entry.version), "once": "a", "sure": "on"})
    assist = Assist.objects.get()
    shown = desk.get(url("typing", taken_in)).content.decode()
    assert "chờ người dự thi xác nhận" in shown
    assert officer.name in shown
    assert "Thị Liên" in desk.get(url("typed_print", taken_in)).content.decode()
    signed = {"signed_by": "Thị Liên", "paper": SimpleUploadedFile("ky.jpg", photo())}
    assert desk.post(url("typed_paper", taken_in), signed).status_code == 302
    assist.refresh_from_db()
    assert assist.state == "confirmed"
    assert "đã được xác nhận" in desk.get(url("typing", taken_in)).content.decode()
    assert desk.get(url("typed_print", taken_in)).status_code == 404


def test_sealing_what_changed_meanwhile_is_said(desk, taken_in):
    answer = desk.post(url("typing_finish", taken_in), {"base": "1", "once": "a", "sure": "on"}, follow=True)
    assert "vừa được sửa ở nơi khác" in answer.content.decode()
    assert not Assist.objects.exists()


def test_what_is_empty_is_named_and_asked_about_before_it_is_sealed(desk, taken_in):
    page = desk.get(url("typing", taken_in)).content.decode()
    assert "Chưa nhập: Đặt vấn đề, Nội dung kỹ thuật, Chi phí." in page
    pressed = {"base": str(taken_in.version), "once": "a"}
    answer = desk.post(url("typing_finish", taken_in), pressed, follow=True).content.decode()
    assert "Còn phần chưa nhập" in answer
    assert not Assist.objects.exists()
    for code in ("ly-do", "noi-dung", "chi-phi"):
        desk.post(url("typing_part", taken_in, code), {"base": "0", f"q-{code}": "3"})
    assert 'name="sure"' not in desk.get(url("typing", taken_in)).content.decode()
    desk.post(url("typing_finish", taken_in), {"base": str(Entry.objects.get().version), "once": "a"})
    assert Assist.objects.exists()


def test_what_was_sealed_too_early_is_typed_on(desk, typed):
    entry = typed.entry
    assert "Mở lại để nhập tiếp" in desk.get(url("typing", entry)).content.decode()
    assert desk.post(url("typing_reopen", entry)).status_code == 302
    assert "mở lại để nhập tiếp lúc" in desk.get(url("typing", entry)).content.decode()
    assert desk.get(url("typing_part", entry, "noi-dung")).status_code == 200
    assert desk.post(url("typing_reopen", entry)).status_code == 404


def test_the_owner_answers_in_their_account(client, typed):
    owner = typed.entry.owner
    client.force_login(owner)
    address = reverse("typed_own", args=[typed.entry.uid])
    assert "Tách vỏ bằng tay chậm." in client.get(address).content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"right": "0"}).status_code == 422
    assert "hồ sơ của bạn" in client.post(address, {"right": "1"}).content.decode()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", [None, *Role])
def test_the_page_of_the_owner_is_nobody_elses(client, sign_in, actor, typed, role):
    sign_in(actor(role))
    assert client.get(reverse("typed_own", args=[typed.entry.uid])).status_code == 404
    assert client.post(reverse("typed_own", args=[typed.entry.uid]), {"right": "1"}).status_code == 404


def test_the_code_of_the_letter_shows_and_answers_without_an_account(client, receiving, officer, person):
    owner = person("Điểu Xrê", email="xre@example.vn")
    entry = take_in(receiving, Brought(about=BROUGHT), owner=owner, once_key="q", by=officer).entry
    finish_typing(entry, once_key="n", base=Entry.objects.get().version, by=officer)
    code = re.search(r"#(\S+)", Message.objects.get(kind="entries.typed_in").body)[1]
    address = reverse("typed_answer")
    assert "data-from-address" in client.get(address).content.decode()
    assert client.post(address, {"code": "SAI-MA"}).status_code == 422
    shown = client.post(address, {"code": code}).content.decode()
    assert BROUGHT["title"] in shown
    assert Assist.objects.get().state == "waiting"  # looking is not answering
    wrong = client.post(address, {"code": code, "answer": "1", "right": "0"})
    assert wrong.status_code == 422
    assert "hồ sơ của bạn" in client.post(address, {"code": code, "answer": "1", "right": "1"}).content.decode()
    assert client.post(address, {"code": code, "answer": "1", "right": "1"}).status_code == 422
    assert actor_of(owner).person_id == owner.pk


def test_guesses_are_counted(client):
    address = reverse("typed_answer")
    for _number in range(5):
        client.post(address, {"code": "SAI"})
    assert "Hãy chờ 15 phút" in client.post(address, {"code": "SAI"}).content.decode()


def test_the_queue_costs_the_same_at_one_and_at_many(client, sign_in, actor, receiving, officer, person):
    def add(count):
        for _number in range(count):
            owner = person()
            take_in(receiving, Brought(about=BROUGHT), owner=owner, once_key=owner.uid, by=officer)

    sign_in(actor(Role.SECRETARY))
    counted = []
    for count in (1, 20):
        add(count)
        for name in ("typing_list", "counter"):
            address = reverse(name, args=[receiving.slug])
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counted.append(len(queries))
    assert counted[:2] == counted[2:]
