"""Signing in by phone or e-mail and password, as a visitor and as somebody who should not get in."""

import re
import unicodedata
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import make_password

from hoithi.accounts import tries
from hoithi.accounts.actions import close_account
from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.models import Person, Try
from hoithi.kit.clock import now
from hoithi.notifications.models import Message

PASSWORD = "suối Tà Ốt mùa khô"
WRONG = "chưa đúng"


@pytest.fixture
def quick_hashes(settings):
    """Where hundreds sign in, hashing is not what is counted."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def post(client, login="0943999025", password=PASSWORD, **extra):
    return client.post("/dang-nhap/" + extra.pop("query", ""), {"login": login, "password": password}, **extra)


def signed_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(
    "login", ["0943999025", "0943.999.025", "+84 943 999 025", "84943999025", "mau@example.vn", " MAU@Example.VN "]
)
def test_every_usual_way_to_write_phone_or_address_lets_in(client, mau, login):
    response = post(client, login)
    assert response.status_code == 302
    assert signed_in(client)


def test_wrong_password_unknown_and_odd_names_get_one_answer(client, mau):
    answers = {
        re.sub(r'value="[^"]*"|nonce="[^"]*"', "", post(client, *pair).content.decode())
        for pair in [("0943999025", "sai mật khẩu"), ("0999888777", PASSWORD), ("ai@example.vn", PASSWORD)]
    }
    assert len(answers) == 1
    assert WRONG in answers.pop()
    assert not signed_in(client)


def test_unknown_account_costs_one_hash_like_a_known_one(client, mau, django_assert_num_queries, monkeypatch):
    hashed = []
    original = make_password
    monkeypatch.setattr("django.contrib.auth.base_user.make_password", lambda p: hashed.append(p) or original(p))
    post(client, "0999888777")
    assert len(hashed) == 1


@pytest.mark.parametrize(
    "login", ["", "abc", "12345", "٠٩43999025", "a" * 5000, "a\x00b", "' OR 1=1 --", "0271 3 123456"]
)
def test_nonsense_is_answered_with_a_sentence(client, db, login):
    response = post(client, login)
    assert response.status_code == 200
    assert 'class="summary"' in response.content.decode()


def test_password_typed_in_composed_and_decomposed_letters_is_one(client, mau):
    post(client, password=unicodedata.normalize("NFD", PASSWORD))
    assert signed_in(client)


def test_leading_space_of_a_password_counts(client, person):
    person(phone="0912345678", password="  hai dấu cách")
    post(client, "0912345678", "hai dấu cách")
    assert not signed_in(client)
    post(client, "0912345678", "  hai dấu cách")
    assert signed_in(client)


def test_password_of_5000_letters_is_refused_without_hashing(client, mau):
    response = post(client, password="m" * 5000)
    assert "128" in response.content.decode()


def test_closed_account_stays_out_and_an_open_session_ends_with_the_next_request(client, mau):
    post(client)
    assert client.get("/tai-khoan/").status_code == 200
    close_account(mau, reason="nghỉ việc", by=SYSTEM)
    assert client.get("/tai-khoan/").status_code == 302
    assert post(client).headers["Location"] == "/dang-nhap/tai-khoan-da-dong/"
    assert client.get("/dang-nhap/tai-khoan-da-dong/").status_code == 200
    assert client.get("/tai-khoan/").status_code == 302


def test_five_wrong_passwords_slow_that_account_only(client, mau, person):
    person(phone="0912345678", password=PASSWORD)
    for _ in range(5):
        assert WRONG in post(client, password="sai").content.decode()
    assert "15 phút" in post(client).content.decode()
    assert not signed_in(client)
    post(client, "0912345678")
    assert signed_in(client)


def test_address_and_phone_of_one_account_are_counted_apart_and_each_is_slowed(client, mau):
    for _ in range(5):
        post(client, "mau@example.vn", "sai")
    assert "15 phút" in post(client, "MAU@example.vn").content.decode()


def test_three_hundred_people_of_one_school_all_enter(client, db, quick_hashes):
    word = make_password(PASSWORD)
    people = [
        Person(full_name=f"Học sinh {n}", phone=f"09{n:08d}", password=word, search_key="", sort_key="")
        for n in range(300)
    ]
    Person.objects.bulk_create(people)
    for one in people:
        assert post(client, one.phone, REMOTE_ADDR="203.0.113.7").status_code == 302
        client.cookies.clear()


def test_one_address_that_only_guesses_is_stopped(client, db, quick_hashes):
    for n in range(60):
        post(client, f"09{n:08d}", "sai")
    assert "15 phút" in post(client, "0999999999", "sai").content.decode()


def test_a_client_cannot_choose_its_address_by_a_header(client, db, settings, quick_hashes):
    for n in range(60):
        post(client, f"09{n:08d}", "sai", headers={"X-Forwarded-For": f"198.51.100.{n}"})
    assert "15 phút" in post(client, "0999999999", headers={"X-Forwarded-For": "192.0.2.1"}).content.decode()
    settings.TRUSTED_PROXIES = 1
    assert WRONG in post(client, "0999999999", headers={"X-Forwarded-For": "192.0.2.1"}).content.decode()


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "\\\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(client, mau, target):
    response = client.post("/dang-nhap/", {"login": "0943999025", "password": PASSWORD, "next": target})
    assert response.headers["Location"] == "/lam-viec/"


def test_next_page_of_ours_is_kept(client, mau):
    response = client.post("/dang-nhap/", {"login": "0943999025", "password": PASSWORD, "next": "/tai-khoan/"})
    assert response.headers["Location"] == "/tai-khoan/"


def test_visitor_of_a_closed_page_is_led_to_sign_in_and_back(client, mau):
    response = client.get("/tai-khoan/")
    assert response.headers["Location"] == "/dang-nhap/?next=/tai-khoan/"
    page = client.get(response.headers["Location"]).content.decode()
    assert 'name="next" value="/tai-khoan/"' in page


def test_sign_out_asks_first_and_needs_a_post(client, mau):
    post(client)
    assert client.get("/dang-xuat/").status_code == 200
    assert signed_in(client)
    client.post("/dang-xuat/")
    assert not signed_in(client)


def test_pages_for_visitors_open(client, db):
    for path in ("/dang-nhap/", "/dang-nhap/ma/", "/dang-nhap/phieu/", "/dang-nhap/quen-mat-khau/", "/dang-ky/"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert "<h1>" in response.content.decode()


def test_code_by_letter_lets_in_once(client, mau, mail):
    client.post("/dang-nhap/ma/", {"email": "Mau@example.vn"})
    letter = Message.objects.get()
    assert (letter.to_address, letter.secret) == ("mau@example.vn", True)
    code = re.search(r"\b\d{6}\b", letter.body)[0]
    response = client.post("/dang-nhap/ma/nhap/", {"code": f"{code[:3]} {code[3:]}"})
    assert response.status_code == 302
    assert signed_in(client)
    client.post("/dang-xuat/")
    client.post("/dang-nhap/ma/nhap/", {"code": code})
    assert not signed_in(client)


def test_code_cannot_be_guessed(client, mau, mail):
    client.post("/dang-nhap/ma/", {"email": "mau@example.vn"})
    code = re.search(r"\b\d{6}\b", Message.objects.get().body)[0]
    for n in range(3):
        client.post("/dang-nhap/ma/nhap/", {"code": f"{n:06d}" if code != f"{n:06d}" else "999999"})
    client.post("/dang-nhap/ma/nhap/", {"code": code})
    assert not signed_in(client)


def test_codes_are_sent_three_times_at_most(client, mau, mail):
    for _ in range(3):
        assert client.post("/dang-nhap/ma/", {"email": "mau@example.vn"}).status_code == 302
        client.session.flush()
        client.cookies.clear()
    assert "15 phút" in client.post("/dang-nhap/ma/", {"email": "MAU@example.vn"}).content.decode()
    assert Message.objects.count() == 3


def test_code_for_an_unknown_address_looks_the_same_and_tells_only_its_owner(client, db, mail):
    response = client.post("/dang-nhap/ma/", {"email": "ai@example.vn"})
    assert response.headers["Location"].startswith("/dang-nhap/ma/nhap/")
    assert client.get("/dang-nhap/ma/nhap/").status_code == 200
    letter = Message.objects.get()
    assert (letter.kind, letter.to_address) == ("account.unknown_account", "ai@example.vn")
    client.post("/dang-nhap/ma/nhap/", {"code": "000000"})
    assert not signed_in(client)


def test_after_a_quarter_of_an_hour_one_may_try_again_and_the_counts_are_swept(client, mau):
    for _ in range(5):
        post(client, password="sai")
    with time_machine.travel((now() + timedelta(minutes=15, seconds=1)).timestamp()):
        assert post(client).status_code == 302
        assert tries.sweep() == 10
    assert not Try.objects.exists()
