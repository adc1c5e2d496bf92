"""One's own account: name and number, address, password, devices."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client

from hoithi.accounts.models import Person
from hoithi.accounts.tests.conftest import PASSWORD
from hoithi.audit.models import Event
from hoithi.kit.clock import now
from hoithi.notifications.models import Message

NEW = "mùa điều năm nay"


@pytest.fixture
def me(mau, enter):
    enter()
    return mau


def test_name_and_number_are_changed_and_only_what_changed_is_recorded(client, me):
    client.post("/tai-khoan/thong-tin/", {"full_name": "Trần Thị Mới", "phone": "0943 999 025"})
    me.refresh_from_db()
    assert (me.full_name, me.search_key) == ("Trần Thị Mới", "tran thi moi mau example vn 0943999025")
    assert Event.objects.get(verb="accounts.edit_profile").data == {"fields": ["full_name"]}
    assert "Trần Thị Mới" in client.get("/tai-khoan/").content.decode()


def test_a_number_of_somebody_else_is_not_taken(client, me, person):
    person(phone="0912345678")
    response = client.post("/tai-khoan/thong-tin/", {"full_name": "Trần Thị Mẫu", "phone": "0912345678"})
    assert response.status_code == 409
    assert "Đã có tài khoản dùng số này" in response.content.decode()


def test_who_signs_in_by_number_keeps_it(client, person, enter):
    person(phone="0912345678", email=None, password=PASSWORD)
    enter("0912345678")
    assert client.post("/tai-khoan/thong-tin/", {"full_name": "Ai", "phone": ""}).status_code == 422


def test_a_new_address_counts_once_its_code_came_back(client, me):
    assert client.post("/tai-khoan/thu-dien-tu/", {"email": "Moi@example.vn"}).status_code == 302
    me.refresh_from_db()
    assert me.email == "mau@example.vn"
    letter = Message.objects.get(to_address="moi@example.vn")
    client.post("/dang-ky/nhap-ma/", {"code": re.search(r"\b\d{6}\b", letter.body)[0]})
    me.refresh_from_db()
    assert (me.email, me.email_key) == ("moi@example.vn", "moi@example.vn")
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("moi@example.vn", True, True)]
    assert Message.objects.filter(to_address="mau@example.vn", kind="account.email_changed").exists()


def test_the_address_of_somebody_else_is_neither_taken_nor_told(client, me, person):
    person(email="chu@example.vn")
    response = client.post("/tai-khoan/thu-dien-tu/", {"email": "chu@example.vn"})
    assert response.headers["Location"] == "/dang-ky/nhap-ma/"
    assert client.get("/dang-ky/nhap-ma/").status_code == 200
    assert Message.objects.get().kind == "account.account_already_exists"
    client.post("/dang-ky/nhap-ma/", {"code": "000000"})
    assert Person.objects.get(pk=me.pk).email == "mau@example.vn"


def test_what_matters_asks_for_the_password_again_after_a_while(client, me):
    with time_machine.travel(now() + timedelta(minutes=10)):
        response = client.get("/tai-khoan/thu-dien-tu/")
        assert response.headers["Location"].startswith("/tai-khoan/xac-nhan/")
        assert client.get(response.headers["Location"]).status_code == 200
        assert "chưa đúng" in client.post(response.headers["Location"], {"password": "sai"}).content.decode()
        client.post(response.headers["Location"], {"password": PASSWORD})
        assert client.get("/tai-khoan/thu-dien-tu/").status_code == 200


def test_a_new_password_ends_other_sessions_and_is_told(client, me, enter):
    other = Client()
    other.post("/dang-nhap/", {"login": "0943999025", "password": PASSWORD})
    assert client.get("/tai-khoan/mat-khau/").status_code == 200
    assert "hiện tại" in client.post("/tai-khoan/mat-khau/", {"oldpassword": "sai", "password1": NEW}).content.decode()
    assert client.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": NEW}).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    assert other.get("/tai-khoan/").status_code == 302
    assert Message.objects.get().kind == "account.password_changed"


def test_the_other_devices_are_shown_and_left(client, me):
    other = Client(headers={"User-Agent": "Điện thoại cũ"})
    other.post("/dang-nhap/", {"login": "0943999025", "password": PASSWORD})
    page = client.get("/tai-khoan/thiet-bi/").content.decode()
    assert page.count("<li><strong>") == 2
    client.post("/tai-khoan/thiet-bi/")
    assert other.get("/tai-khoan/").status_code == 302
    assert client.get("/tai-khoan/").status_code == 200


def test_who_came_by_slip_sets_a_password(client, person):
    someone = person(phone="0912345678", email=None)
    client.force_login(someone)
    assert client.get("/tai-khoan/mat-khau/").headers["Location"] == "/tai-khoan/mat-khau/dat/"
    assert client.get("/tai-khoan/mat-khau/dat/").status_code == 200
    client.post("/tai-khoan/mat-khau/dat/", {"password1": NEW})
    someone.refresh_from_db()
    assert someone.check_password(NEW)


def test_only_what_the_house_routes_of_the_library_is_there(client, me):
    for path in ("/accounts/login/", "/accounts/email/", "/tai-khoan/hai-lop/webauthn/", "/dang-ky/passkey/"):
        assert client.get(path).status_code == 404
