"""The receipt, on the page and on paper, and its public check."""

import re

import pytest
from django.core.cache import cache

from hoithi.entries.actions import save_part, submit_entry
from hoithi.entries.models import Entry
from hoithi.kit import guessing
from hoithi.kit.codes import make_code, show_code

pytestmark = pytest.mark.django_db


def test_the_page_says_it_arrived(at_desk, submitted):
    version = submitted.latest
    words = at_desk.get("entry_receipt", submitted, number=1).content.decode()
    for said in (
        "Đã nhận hồ sơ",
        "HS-0001",
        show_code(version.receipt_code),
        "giây",
        "Việc tiếp theo",
        "Cần giúp?",
        "<svg",
    ):
        assert said in words
    assert f"/bien-nhan/{version.receipt_code}/" in words


def test_an_earlier_receipt_says_that_a_later_one_counts(at_desk, submitted, entrant):
    save_part(submitted, "ly-do", {"ly-do": "Sửa."}, base=1, by=entrant)
    entry = Entry.objects.get(pk=submitted.pk)
    submit_entry(entry, once_key="b", base=entry.version, by=entrant)
    assert "lần nộp sau cùng được xét" in at_desk.get("entry_receipt", submitted, number=1).content.decode()
    assert "lần nộp sau cùng được xét" not in at_desk.get("entry_receipt", submitted, number=2).content.decode()


@pytest.mark.parametrize("number", [0, 2, 99_999_999])
def test_a_version_that_is_none(at_desk, submitted, number):
    assert at_desk.get("entry_receipt", submitted, number=number).status_code == 404


def test_on_paper(at_desk, submitted):
    one, two = (at_desk.get("entry_receipt_pdf", submitted, number=1) for _time in range(2))
    assert one.content.startswith(b"%PDF")
    assert one.content == two.content
    assert 'filename="bien-nhan-HS-0001-1.pdf"' in one["Content-Disposition"]


@pytest.mark.parametrize("write", [str, str.lower, show_code, lambda code: f" {code[:8]} {code[8:]} "])
def test_anybody_checks_a_receipt(client, submitted, write):
    code = submitted.latest.receipt_code
    words = client.get("/bien-nhan/", {"ma": write(code)}).content.decode()
    assert "Biên nhận này là thật" in words
    for said in ("HS-0001", "Máy tách vỏ hạt điều", submitted.latest.hash, submitted.contest.name):
        assert said in words
    for hidden in ("Điểu Xuân Lộc", submitted.uid, "Tách vỏ bằng tay"):
        assert hidden not in words
    assert "HS-0001" in client.get(f"/bien-nhan/{code}/").content.decode()


def test_look_alike_letters(client, submitted):
    code = submitted.latest.receipt_code
    typed = code.replace("0", "O").replace("1", "l")
    assert "HS-0001" in client.get("/bien-nhan/", {"ma": typed}).content.decode()


@pytest.mark.parametrize(
    ("typed", "status", "said"), [("K7M2", 422, "Mã gồm 17"), ("U" * 17, 422, "gõ nhầm"), ("x" * 5000, 422, "17")]
)
def test_a_code_that_is_none(client, submitted, typed, status, said):
    answer = client.get("/bien-nhan/", {"ma": typed})
    assert (answer.status_code, said in answer.content.decode()) == (status, True)


def test_an_unknown_code_is_one_sentence(client, submitted):
    answer = client.get(f"/bien-nhan/{make_code()}/")
    assert answer.status_code == 404
    assert "Không có biên nhận nào mang mã này." in answer.content.decode()


def test_an_altered_receipt_is_told(client, submitted):
    version = submitted.latest
    type(version).objects.filter(pk=version.pk).update(receipt=version.receipt.replace('"number":1', '"number":2'))
    assert "không khớp" in client.get(f"/bien-nhan/{version.receipt_code}/").content.decode()


def test_guessing_is_slow_and_reading_is_not(client, submitted, monkeypatch):
    monkeypatch.setattr(guessing, "MOST_WRONG", 2)
    cache.clear()
    code = submitted.latest.receipt_code
    for _time in range(5):
        assert client.get(f"/bien-nhan/{code}/").status_code == 200
    for _time in range(2):
        assert client.get(f"/bien-nhan/{make_code()}/").status_code == 404
    answer = client.get(f"/bien-nhan/{make_code()}/")
    assert (answer.status_code, "Hãy chờ 15 phút" in answer.content.decode()) == (429, True)


def test_looking_finds_no_form_field_that_leaks(client):
    words = client.get("/bien-nhan/").content.decode()
    assert re.search(r'<input[^>]*name="ma"', words)
