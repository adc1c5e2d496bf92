"""Pages of accounts: list, one person, slips, roles over a body, closing."""

import re
from datetime import timedelta

import pytest
import segno
import time_machine
from allauth.mfa.models import Authenticator
from django.utils.html import escape

from hoithi.accounts import slips
from hoithi.accounts.actions import agree_reset, ask_reset, close_account, use_slip
from hoithi.accounts.enums import Role
from hoithi.accounts.models import LoginSlip, Person
from hoithi.contests.grants.actions import print_slip
from hoithi.contests.models import RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.notifications.models import Message
from hoithi.units.models import Member

ACCOUNTS = "/lam-viec/nguoi-dung/"


def test_admin_sees_all_officer_those_of_the_contest_a_focal_point_its_own(
    client, actor, sign_in, person, contest, commune
):
    far, member = person("Người Xa"), person("Người Xã")
    Member.objects.create(unit=commune, full_name="Người Xã", person=member)
    for who, sees_far, sees_member in (
        (actor(Role.ADMIN, contest=None), True, True),
        (actor(Role.OFFICER), False, True),
        (actor(Role.FOCAL_POINT, unit=commune), False, True),
        (actor(Role.FOCAL_POINT), False, False),
    ):
        page = sign_in(who).get(ACCOUNTS).content.decode()
        assert ("Người Xa" in page, "Người Xã" in page) == (sees_far, sees_member)
        assert client.get(f"{ACCOUNTS}{far.uid}/").status_code == (200 if sees_far else 404)


def test_the_list_of_accounts_asks_as_much_at_one_as_at_a_hundred(
    client, actor, sign_in, person, django_assert_max_num_queries
):
    sign_in(actor(Role.ADMIN, contest=None))
    with django_assert_max_num_queries(8) as few:
        client.get(ACCOUNTS)
    for n in range(100):
        person(f"Người {n}")
    with django_assert_max_num_queries(8) as many:
        client.get(ACCOUNTS)
    assert len(few) == len(many)


def test_an_officer_makes_an_account_and_prints_a_slip_that_lets_in_once(client, officer, settings):
    data = {"full_name": "Điểu Xrê", "phone": "0912.345.678", "email": ""}
    response = client.post(f"{ACCOUNTS}them/", data)
    someone = Person.objects.get(phone="0912345678")
    assert response.headers["Location"] == f"{ACCOUNTS}{someone.uid}/"
    assert client.post(f"{ACCOUNTS}them/", data).status_code == 409
    page = client.post(f"{ACCOUNTS}{someone.uid}/phieu/").content.decode()
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page)[0]
    secret = slips.read(code)
    drawn = segno.make(f"{settings.BASE_URL}/dang-nhap/phieu/#{secret}", error="m").svg_data_uri(scale=4, light="white")
    assert escape(drawn) in page
    client.post("/dang-xuat/")
    assert code not in client.get(f"/dang-nhap/phieu/?ma={code}").content.decode()
    assert client.post("/dang-nhap/phieu/", {"code": code.lower()}).headers["Location"] == "/tai-khoan/mat-khau/dat/"
    client.post("/dang-xuat/")
    assert client.post("/dang-nhap/phieu/", {"code": code}).status_code == 422
    assert not client.session.get("_auth_user_id")


def test_an_officer_opens_no_stronger_account(client, officer, actor):
    for role in (Role.HEAD, Role.JUDGE, Role.OFFICER):
        strong = Person.objects.get(pk=actor(role).person_id)
        assert client.post(f"{ACCOUNTS}{strong.uid}/phieu/").status_code == 409
    assert not LoginSlip.objects.exists()


def test_a_focal_point_opens_no_account_outside_its_body(client, actor, sign_in, person):
    stranger = person()
    sign_in(actor(Role.FOCAL_POINT))
    assert client.post(f"{ACCOUNTS}{stranger.uid}/phieu/").status_code == 404


def test_an_admin_gives_a_running_role_and_ends_it(client, actor, sign_in, person, district):
    someone = person("Người Mới")
    sign_in(actor(Role.ADMIN, contest=None))
    base = f"{ACCOUNTS}{someone.uid}/"
    assert client.get(f"{base}vai-tro/").status_code == 200
    assert client.post(f"{base}vai-tro/", {"role": "officer", "unit_code": "999"}).status_code == 422
    assert client.post(f"{base}vai-tro/", {"role": "judge", "unit_code": "697"}).status_code in {404, 409}
    client.post(f"{base}vai-tro/", {"role": "officer", "unit_code": "697"})
    grant = RoleGrant.objects.get(person=someone)
    assert (grant.role, grant.unit) == (Role.OFFICER, district)
    assert "Chuyên viên" in client.get(base).content.decode()
    client.post(f"{base}vai-tro/{grant.uid}/", {"reason": "chuyển công tác"})
    assert not actor_of(someone, second_factor=True).grants


def test_only_an_admin_closes_an_account_and_not_their_own(client, actor, sign_in, person):
    someone = person()
    sign_in(actor(Role.OFFICER))
    assert client.get(f"{ACCOUNTS}{someone.uid}/dong-mo/").status_code == 404
    admin = actor(Role.ADMIN, contest=None)
    sign_in(admin)
    client.post(f"{ACCOUNTS}{someone.uid}/dong-mo/", {"reason": "trùng tài khoản"})
    someone.refresh_from_db()
    assert not someone.is_active
    own = Person.objects.get(pk=admin.person_id)
    assert client.post(f"{ACCOUNTS}{own.uid}/dong-mo/", {"reason": "thử"}).status_code == 409


def test_a_slip_is_not_guessed_and_a_wrong_guess_is_counted(person, actor):
    from hoithi.accounts.actions import make_slip  # noqa: PLC0415

    slip, code = make_slip(person(), by=actor(Role.ADMIN))
    for _ in range(5):
        with pytest.raises(Refusal):
            use_slip(code[:4] + "00000000")
    with pytest.raises(Refusal):
        use_slip(code)
    slip.refresh_from_db()
    assert (slip.attempts, slip.used_at) == (5, None)


def test_a_lost_second_factor_is_taken_away_by_two_persons(client, actor, sign_in, person, district):
    someone = Person.objects.get(pk=actor(Role.OFFICER).person_id)
    Authenticator.objects.create(user=someone, type="totp", data={"secret": "x"})
    base = f"{ACCOUNTS}{someone.uid}/dat-lai/"
    admin = actor(Role.ADMIN, contest=None)
    sign_in(admin)
    client.post(base, {"reason": "Mất điện thoại, đã gặp tại phòng"})
    client.post(base, {"reason": "Mất điện thoại, đã gặp tại phòng"})
    reset = someone.resets.get()
    client.post(f"{base}{reset.uid}/")
    assert Authenticator.objects.exists()
    sign_in(actor(Role.OFFICER))
    assert client.post(base, {"reason": "x"}).status_code == 404
    client.post(f"{base}{reset.uid}/")
    assert Authenticator.objects.exists()
    sign_in(actor(Role.HEAD))
    assert "Đồng ý đặt lại" in client.get(f"{ACCOUNTS}{someone.uid}/").content.decode()
    client.post(f"{base}{reset.uid}/")
    assert not Authenticator.objects.exists()
    assert Message.objects.get(kind="mfa.reset").to_address == someone.email


def test_a_request_of_yesterday_is_agreed_to_no_more_and_nobody_resets_themselves(actor, person):
    admin, other = actor(Role.ADMIN, contest=None), actor(Role.ADMIN, contest=None)
    reset = ask_reset(person(), reason="mất máy", by=admin)
    with time_machine.travel((now() + timedelta(days=1, minutes=1)).timestamp()), pytest.raises(Refusal):
        agree_reset(reset, by=other)
    with pytest.raises(Refusal):
        ask_reset(Person.objects.get(pk=admin.person_id), reason="mất máy", by=admin)


def _as_person(somebody):
    return Person.objects.get(pk=somebody.person_id)


def refused(code):
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def test_an_administrator_of_a_commune_reaches_nobody_above_it(actor, contest, commune, district):
    local = actor(Role.ADMIN, contest=None, unit=commune)
    head = _as_person(actor(Role.HEAD, contest=None, unit=district))
    RoleGrant.objects.create(person=head, role=Role.JUDGE, unit=commune, starts_at=now())
    with refused("too_high"):
        print_slip(head, by=local)
    with refused("not_yours"):
        close_account(head, reason="thử", by=local)
    with refused("not_yours"):
        ask_reset(head, reason="thử", by=local)
    reset = ask_reset(head, reason="mất máy", by=actor(Role.ADMIN, contest=None))
    for near in (local, actor(Role.HEAD, contest=None, unit=commune)):
        with refused("not_yours"):
            agree_reset(reset, by=near)
    own = _as_person(actor(Role.OFFICER, contest=None, unit=commune))
    assert not close_account(own, reason="nghỉ việc", by=local).is_active


def test_an_officer_opens_no_focal_point_of_elsewhere(actor, commune, stranger_unit):
    someone = _as_person(actor(Role.FOCAL_POINT, unit=commune))
    RoleGrant.objects.create(person=someone, role=Role.COMMITTEE, unit=stranger_unit, starts_at=now())
    with refused("too_high"):
        print_slip(someone, by=actor(Role.OFFICER))
    assert print_slip(someone, by=actor(Role.ADMIN, contest=None))


def test_no_slip_lets_its_holder_be_the_first_to_set_up_the_second_factor(actor, person, contest):
    admin, someone = actor(Role.ADMIN, contest=None), _as_person(actor(Role.HEAD))
    with refused("unprotected"):
        print_slip(someone, by=admin)
    agree_reset(ask_reset(someone, reason="chưa có thư điện tử", by=admin), by=actor(Role.ADMIN, contest=None))
    assert print_slip(someone, by=admin)
    with time_machine.travel((now() + timedelta(days=1, minutes=1)).timestamp()):
        with refused("unprotected"):
            print_slip(someone, by=admin)
        Authenticator.objects.create(user=someone, type="totp", data={"secret": "x"})
        assert print_slip(someone, by=admin)
