"""Making one's own account: by phone at once, by e-mail after the code; nobody learns who is here already."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from hoithi.accounts.models import Person
from hoithi.accounts.tests.conftest import PASSWORD
from hoithi.audit.models import Event
from hoithi.notifications.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mail")]


def sign_up(client, contact, name="Điểu Xrê", password=PASSWORD, **more):
    return client.post("/dang-ky/", {"full_name": name, "contact": contact, "password1": password} | more)


def code_of(letter):
    return re.search(r"\b\d{6}\b", letter.body)[0]


def test_by_phone_one_is_in_at_once_and_it_is_recorded(client):
    assert sign_up(client, "0912.345.678").status_code == 302
    person = Person.objects.get()
    assert (person.phone, person.full_name, person.phone_verified) == ("0912345678", "Điểu Xrê", False)
    assert client.get("/tai-khoan/").status_code == 200
    assert Event.objects.get(verb="accounts.sign_up").actor_id == person.pk


def test_by_address_only_after_the_code_came_back(client):
    assert sign_up(client, "Xre@Example.vn").headers["Location"] == "/dang-ky/nhap-ma/"
    assert client.get("/tai-khoan/").status_code == 302
    assert client.get("/dang-ky/nhap-ma/").status_code == 200
    letter = Message.objects.get()
    assert (letter.to_address, letter.to_name) == ("xre@example.vn", "Điểu Xrê")
    client.post("/dang-ky/nhap-ma/", {"code": "000000" if code_of(letter) != "000000" else "111111"})
    assert client.get("/tai-khoan/").status_code == 302
    assert client.post("/dang-ky/nhap-ma/", {"code": code_of(letter)}).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    assert EmailAddress.objects.get().verified


def test_an_address_without_proof_lets_nobody_in_by_password(client, enter):
    sign_up(client, "xre@example.vn")
    client.cookies.clear()
    assert enter("xre@example.vn").headers["Location"].startswith("/dang-ky/nhap-ma/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("written", ["mau@example.vn", "MAU@example.vn", "ｍａｕ@example.vn"])
def test_an_address_that_has_an_account_gets_the_same_page_and_a_letter(client, mau, written):
    response = sign_up(client, written)
    assert response.headers["Location"] == "/dang-ky/nhap-ma/"
    page = client.get("/dang-ky/nhap-ma/").content.decode()
    assert "mau@example.vn" in page
    assert Message.objects.get().kind == "account.account_already_exists"
    client.post("/dang-ky/nhap-ma/", {"code": "000000"})
    assert "_auth_user_id" not in client.session
    assert Person.objects.count() == 1


def test_a_number_that_has_an_account_is_sent_to_sign_in(client, mau):
    page = sign_up(client, "+84 943 999 025").content.decode()
    assert "hãy đăng nhập" in page
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "words"),
    [("12345678", "phổ biến"), ("ngắn", "8"), ("m" * 5000, "128"), ("0912345678", "giống"), ("a\x00bcdefgh", "hợp lệ")],
)
def test_a_weak_or_broken_password_is_refused_with_the_reason(client, password, words):
    page = sign_up(client, "0912345678", password=password).content.decode()
    assert words in page
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "\u200b", "a" * 101, "a\x00b"])
def test_a_name_that_is_none_is_refused_and_the_rest_stays(client, name):
    page = sign_up(client, "0912345678", name=name).content.decode()
    assert 'class="summary"' in page
    assert 'value="0912345678"' in page
    assert not Person.objects.exists()


def test_two_spellings_of_an_address_are_one_account(person):
    person(email="mike@example.vn")
    with pytest.raises(IntegrityError), transaction.atomic():
        person(email="mi\u212ae@example.vn")


def test_without_a_mail_server_an_address_is_refused_with_the_way_out(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "phiếu đăng nhập" in sign_up(client, "xre@example.vn").content.decode()
    for path in ("/dang-nhap/ma/", "/dang-nhap/quen-mat-khau/"):
        assert "phiếu đăng nhập" in client.post(path, {"email": "xre@example.vn"}).content.decode()
    assert not Person.objects.exists()


def test_who_signed_up_with_an_address_of_another_loses_the_password_when_its_owner_proves_it(client, enter):
    sign_up(client, "xre@example.vn")
    client.cookies.clear()
    client.post("/dang-nhap/ma/", {"email": "xre@example.vn"})
    client.post("/dang-nhap/ma/nhap/", {"code": code_of(Message.objects.latest("pk"))})
    assert client.get("/tai-khoan/").status_code == 200
    assert EmailAddress.objects.get().verified
    client.cookies.clear()
    enter("xre@example.vn")
    assert "_auth_user_id" not in client.session
    assert Event.objects.filter(verb="accounts.forget_password").count() == 1


def test_a_code_to_an_address_long_proven_leaves_the_password(client, mau, enter):
    client.post("/dang-nhap/ma/", {"email": "mau@example.vn"})
    client.post("/dang-nhap/ma/nhap/", {"code": code_of(Message.objects.get())})
    client.cookies.clear()
    assert enter("mau@example.vn").status_code == 302
    assert client.get("/tai-khoan/").status_code == 200


def test_the_password_of_who_proves_the_address_at_sign_up_stays(client, enter):
    sign_up(client, "xre@example.vn")
    client.post("/dang-ky/nhap-ma/", {"code": code_of(Message.objects.get())})
    client.cookies.clear()
    enter("xre@example.vn")
    assert client.get("/tai-khoan/").status_code == 200
