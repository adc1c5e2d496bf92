"""Login slips: once, in time, by the right person, and not by guessing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from hoithi.accounts.actions import close_account, make_slip, revoke_slips, use_slip
from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.models import LoginSlip, Person
from hoithi.accounts.tests.conftest import PASSWORD
from hoithi.audit.models import Event
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal


@pytest.fixture
def someone(person):
    return person("Điểu Xrê", email=None, phone="0912345678")


def refused(code="slip_refused"):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_it_opens_once_and_both_are_recorded(someone):
    slip, code = make_slip(someone, by=SYSTEM)
    assert code not in str(LoginSlip.objects.values().get(pk=slip.pk))
    assert use_slip(code) == someone
    with refused():
        use_slip(code)
    assert set(Event.objects.values_list("verb", flat=True)) == {"accounts.print_slip", "accounts.use_slip"}


@pytest.mark.parametrize(
    "spoil", [str.upper, lambda code: f" {code[:4]}-{code[4:8]} {code[8:]} ", lambda c: c.replace("0", "O")]
)
def test_it_is_read_as_people_type_it(someone, spoil):
    __, code = make_slip(someone, by=SYSTEM)
    assert use_slip(spoil(code)) == someone


def test_after_three_days_it_is_paper(someone):
    __, code = make_slip(someone, by=SYSTEM)
    with time_machine.travel(now() + timedelta(days=3, seconds=1)), refused():
        use_slip(code)


def test_a_new_slip_ends_the_old_and_taking_back_ends_all(someone):
    __, old = make_slip(someone, by=SYSTEM)
    __, new = make_slip(someone, by=SYSTEM)
    with refused():
        use_slip(old)
    assert revoke_slips(someone, by=SYSTEM) == 1
    assert revoke_slips(someone, by=SYSTEM) == 0
    with refused():
        use_slip(new)


def test_a_closed_account_is_not_opened_by_paper(someone):
    __, code = make_slip(someone, by=SYSTEM)
    close_account(someone, reason="trùng", by=SYSTEM)
    with refused():
        use_slip(code)
    someone.refresh_from_db()
    with refused("closed"):
        make_slip(someone, by=SYSTEM)


@pytest.mark.parametrize("typed", ["", "x", "----", "Ờ" * 12, "0" * 5000, "a\x00b"])
def test_nonsense_opens_nothing(db, typed):
    with refused():
        use_slip(typed)


def test_the_slip_takes_the_place_of_a_password_that_a_stranger_set_and_ends_their_session(client, db):
    stranger = Client()
    data = {"full_name": "Điểu Xrê", "contact": "0912345678", "password1": PASSWORD}
    stranger.post("/dang-ky/", data)
    assert stranger.get("/tai-khoan/").status_code == 200
    owner = Person.objects.get()
    __, code = make_slip(owner, by=SYSTEM)
    assert client.post("/dang-nhap/phieu/", {"code": code}).headers["Location"] == "/tai-khoan/mat-khau/dat/"
    assert client.get("/tai-khoan/").status_code == 200
    assert stranger.get("/tai-khoan/").status_code == 302
    stranger.post("/dang-nhap/", {"login": "0912345678", "password": PASSWORD})
    assert "_auth_user_id" not in stranger.session
    owner.refresh_from_db()
    assert owner.phone_verified


def test_guessing_from_one_place_is_slowed_but_a_right_slip_does_not_count(client, person):
    for n in range(60):
        client.post("/dang-nhap/phieu/", {"code": f"{n:012d}"})
    assert "15 phút" in client.post("/dang-nhap/phieu/", {"code": "0" * 12}).content.decode()
