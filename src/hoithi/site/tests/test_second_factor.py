"""Officers and above: led to the second factor, kept from their work until it is shown."""

import base64
import re
import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.queries import actor_of

PASSWORD = "suối Tà Ốt mùa khô"


@pytest.fixture
def officer(actor):
    someone = Person.objects.get(pk=actor(Role.OFFICER).person_id)
    someone.phone = "0943999025"
    someone.set_password(PASSWORD)
    someone.save()
    return someone


def code_for(secret, steps=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def sign_in(client):
    return client.post("/dang-nhap/", {"login": "0943999025", "password": PASSWORD})


@pytest.fixture
def enrol(client):
    """Turns the second factor on through its page; gives the secret."""

    def through_the_page():
        page = client.get("/tai-khoan/hai-lop/bat/").content.decode()
        secret = re.search(r"<code>([A-Z2-7]{32})</code>", page)[1]
        response = client.post("/tai-khoan/hai-lop/bat/", {"code": code_for(secret)})
        assert response.status_code == 302, response.content.decode()
        return secret

    return through_the_page


def test_roles_are_withheld_until_the_session_has_seen_the_second_factor(officer):
    assert not actor_of(officer).holds(Role.OFFICER)
    assert actor_of(officer).withheld
    assert actor_of(officer, second_factor=True).holds(Role.OFFICER)


def test_a_focal_point_needs_none(actor):
    someone = Person.objects.get(pk=actor(Role.FOCAL_POINT).person_id)
    assert actor_of(someone).holds(Role.FOCAL_POINT)
    assert not actor_of(someone).withheld


def test_an_officer_is_led_to_set_it_up_and_then_works(client, officer, enrol):
    sign_in(client)
    assert not client.get("/tai-khoan/").wsgi_request.actor.holds(Role.OFFICER)
    enrol()
    assert client.get("/tai-khoan/").wsgi_request.actor.holds(Role.OFFICER)
    codes = client.get("/tai-khoan/hai-lop/ma-du-phong/").content.decode()
    assert len(re.findall(r"<code>\w{8}</code>", codes)) == 10
    assert client.get("/tai-khoan/hai-lop/").status_code == 200


def test_the_secret_lies_encrypted(client, officer, enrol):
    sign_in(client)
    secret = enrol()
    assert secret not in str(Authenticator.objects.get(type="totp").data)


def test_the_next_sign_in_asks_for_the_code_and_takes_each_once(client, officer, enrol):
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False) as clock:
        sign_in(client)
        secret = enrol()
        client.post("/dang-xuat/")
        clock.shift(120)
        assert sign_in(client).headers["Location"].startswith("/dang-nhap/xac-thuc/")
        assert client.get("/tai-khoan/").status_code == 302
        assert client.get("/dang-nhap/xac-thuc/").status_code == 200
        code = code_for(secret)
        assert client.post("/dang-nhap/xac-thuc/", {"code": code}).status_code == 302
        assert client.get("/tai-khoan/").wsgi_request.actor.holds(Role.OFFICER)
        client.post("/dang-xuat/")
        sign_in(client)
        assert client.post("/dang-nhap/xac-thuc/", {"code": code}).status_code == 200
        assert client.get("/tai-khoan/").status_code == 302


@pytest.mark.parametrize(("steps", "enters"), [(-1, True), (1, True), (-3, False), (3, False)])
def test_a_clock_half_a_minute_off_is_forgiven(client, officer, enrol, steps, enters):
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False) as clock:
        sign_in(client)
        secret = enrol()
        client.post("/dang-xuat/")
        clock.shift(300)
        sign_in(client)
        client.post("/dang-nhap/xac-thuc/", {"code": code_for(secret, steps)})
        assert ("_auth_user_id" in client.session) is enters


def test_the_code_is_not_guessed(client, officer, enrol):
    sign_in(client)
    secret = enrol()
    client.post("/dang-xuat/")
    cache.clear()
    sign_in(client)
    for n in range(5):
        client.post("/dang-nhap/xac-thuc/", {"code": f"00000{n}"})
    page = client.post("/dang-nhap/xac-thuc/", {"code": code_for(secret, 1)}).content.decode()
    assert "15 phút" in page
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_once(client, officer, enrol):
    sign_in(client)
    enrol()
    spare = re.search(r"<code>(\w{8})</code>", client.get("/tai-khoan/hai-lop/ma-du-phong/").content.decode())[1]
    for enters in (True, False):
        client.post("/dang-xuat/")
        sign_in(client)
        client.post("/dang-nhap/xac-thuc/", {"code": spare})
        assert ("_auth_user_id" in client.session) is enters


def test_turning_it_off_asks_again_who_you_are_after_a_while(client, officer, enrol):
    with time_machine.travel("2026-11-23T08:00:00Z", tick=False) as clock:
        sign_in(client)
        enrol()
        clock.shift(900)
        assert client.get("/tai-khoan/hai-lop/tat/").headers["Location"].startswith("/tai-khoan/xac-nhan/")
        for path in ("/tai-khoan/xac-nhan/", "/tai-khoan/xac-nhan/ma/"):
            assert client.get(path).status_code == 200
        client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
        assert client.get("/tai-khoan/hai-lop/tat/").status_code == 200
        assert "bắt buộc" in client.post("/tai-khoan/hai-lop/tat/").content.decode()
        assert Authenticator.objects.filter(type="totp").exists()


def test_the_code_to_scan_is_a_picture_that_stands_alone(client, officer):
    sign_in(client)
    page = client.get("/tai-khoan/hai-lop/bat/").content.decode()
    picture = base64.b64decode(re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', page)[1]).decode()
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg"')


def test_a_session_with_the_second_factor_lasts_twelve_hours_and_one_without_thirty_days(client, officer, enrol):
    with time_machine.travel("2026-11-23T01:00:00Z", tick=False) as clock:
        sign_in(client)
        assert client.session.get_expiry_age() == 30 * 24 * 3600
        secret = enrol()
        assert client.session.get_expiry_age() == 12 * 3600
        client.post("/dang-xuat/")
        clock.shift(120)
        sign_in(client)
        client.post("/dang-nhap/xac-thuc/", {"code": code_for(secret)})
        clock.shift(11 * 3600)
        assert client.get("/tai-khoan/").wsgi_request.actor.holds(Role.OFFICER)
        client.post("/tai-khoan/thong-tin/", {"full_name": "Người Khác", "phone": "0943999025"})
        clock.shift(3600 + 1)
        assert client.get("/tai-khoan/").status_code == 302
