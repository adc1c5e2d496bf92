"""The page behind the link of an invitation."""

import pytest

from hoithi.accounts.enums import Role
from hoithi.contests.grants.actions import invite
from hoithi.contests.models import RoleGrant

PASSWORD = "rẫy điều sau nhà"


@pytest.fixture
def address(actor, contest, commune):
    facts = {"role": Role.FOCAL_POINT, "contest": contest, "unit": commune, "by": actor(Role.OFFICER)}
    return f"/loi-moi/{invite(full_name='Thị Mơ', email='mo@example.vn', **facts)[1]}/"


def test_looking_three_times_changes_nothing_then_one_gets_in(client, address):
    for _ in range(3):
        assert "Nhận lời mời" in client.get(address).content.decode()
    assert client.post(address, {"full_name": "Thị Mơ", "password": "12345678"}).status_code == 422
    assert client.post(address, {"full_name": "Thị Mơ", "password": PASSWORD}).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    assert client.get(address).status_code == 404


def test_a_known_person_is_led_through_sign_in(client, address, person):
    person(email="mo@example.vn", password=PASSWORD, email_verified=True)
    page = client.get(address).content.decode()
    assert f"/dang-nhap/?next={address}" in page
    response = client.post("/dang-nhap/", {"login": "mo@example.vn", "password": PASSWORD, "next": address})
    assert response.headers["Location"] == address
    assert client.post(address).status_code == 302
    assert RoleGrant.objects.filter(role=Role.FOCAL_POINT).exists()


def test_somebody_else_is_told_whom_it_is_for(client, address, person, sign_in, actor):
    sign_in(actor(None))
    assert "Bạn đang đăng nhập là" in client.get(address).content.decode()
    response = client.post(address)
    assert response.status_code == 409
    assert "mo@example.vn" in response.content.decode()


@pytest.mark.parametrize("token", ["x", "a" * 300, "%00", "Ờ"])
def test_a_made_up_link_is_not_found(client, db, token):
    assert client.get(f"/loi-moi/{token}/").status_code == 404
