"""A forgotten password: a link to the stored address, once, under the configured name of the site."""

import re
from datetime import timedelta

import pytest
import time_machine

from hoithi.accounts.tests.conftest import PASSWORD
from hoithi.kit.clock import now
from hoithi.notifications.models import Message

pytestmark = pytest.mark.usefixtures("mail")
NEW = "mùa điều năm nay"


def ask(client, address="mau@example.vn", **more):
    return client.post("/dang-nhap/quen-mat-khau/", {"email": address}, **more)


def link():
    return re.search(r"http://127\.0\.0\.1:8000(/dang-nhap/mat-khau-moi/\S+)", Message.objects.latest("pk").body)[1]


def set_new(client, address, password=NEW):
    page = client.get(address, follow=True)
    return client.post(page.request["PATH_INFO"], {"password1": password})


def test_the_link_of_the_letter_sets_a_new_password_once(client, mau, enter):
    assert ask(client).headers["Location"] == "/dang-nhap/quen-mat-khau/da-gui/"
    assert client.get("/dang-nhap/quen-mat-khau/da-gui/").status_code == 200
    address = link()
    assert set_new(client, address).headers["Location"] == "/dang-nhap/mat-khau-moi/xong/"
    assert client.get("/dang-nhap/mat-khau-moi/xong/").status_code == 200
    enter(password=NEW)
    assert client.get("/tai-khoan/").status_code == 200
    client.post("/dang-xuat/")
    assert "đã dùng rồi" in client.get(address, follow=True).content.decode()


def test_looking_at_the_link_does_not_use_it_up(client, mau):
    ask(client)
    for _ in range(3):
        assert client.get(link(), follow=True).status_code == 200
    assert set_new(client, link()).status_code == 302


def test_a_weak_new_password_is_refused(client, mau):
    ask(client)
    assert "phổ biến" in set_new(client, link(), "12345678").content.decode()


def test_after_half_an_hour_the_link_is_dead(client, mau):
    ask(client)
    with time_machine.travel((now() + timedelta(minutes=31)).timestamp()):
        assert "đã quá hạn" in client.get(link(), follow=True).content.decode()


@pytest.mark.parametrize("typed", ["MAU@EXAMPLE.VN", "ｍａｕ@example.vn", "mau@example.v\u006e"])
def test_the_letter_goes_to_the_stored_address_whatever_was_typed(client, mau, typed):
    ask(client, typed)
    assert Message.objects.get().to_address == "mau@example.vn"


def test_a_look_alike_of_the_address_gets_nothing_of_the_account(client, person):
    person(email="mike@example.vn")
    ask(client, "mıke@example.vn")
    ask(client, "mi\u212ae@example.vn")
    assert {letter.to_address for letter in Message.objects.filter(kind="account.password_reset_key")} <= {
        "mike@example.vn"
    }


def test_known_and_unknown_get_one_answer(client, mau):
    known, unknown = ask(client), ask(client, "ai@example.vn")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert Message.objects.latest("pk").kind == "account.unknown_account"


def test_a_closed_account_gets_no_link(client, mau):
    mau.is_active = False
    mau.save()
    ask(client)
    assert not Message.objects.filter(kind="account.password_reset_key").exists()


def test_the_host_of_the_request_never_stands_in_the_letter(client, mau, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(client, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    assert "evil" not in Message.objects.get().body
    assert link()


def test_a_foreign_host_is_not_answered(client, mau):
    assert ask(client, headers={"Host": "evil.example"}).status_code == 400


def test_three_letters_and_no_more(client, mau):
    for _ in range(3):
        assert ask(client).status_code == 302
    response = ask(client)
    assert response.status_code == 429
    assert "Hãy đợi" in response.content.decode()


def test_an_open_session_ends_when_the_password_is_set_anew(client, mau, enter, django_user_model):
    enter()
    other = client.__class__()
    ask(other)
    set_new(other, link())
    assert client.get("/tai-khoan/").status_code == 302
    assert mau.check_password(PASSWORD)
