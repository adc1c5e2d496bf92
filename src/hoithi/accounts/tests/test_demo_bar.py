"""One click makes the visitor of a demo somebody else; without the demo there is no such address."""

import re

import pytest

from hoithi.accounts.enums import Role
from hoithi.accounts.models import DemoRole, Person
from hoithi.accounts.views.demo import demo_bar

with_demo = pytest.mark.urls("hoithi.accounts.tests.demo_on")
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def officer(actor):
    who = actor(Role.OFFICER)
    DemoRole.objects.create(code="chuyen-vien", label="Chuyên viên", person=Person.objects.get(pk=who.person_id))
    return who


def test_without_the_demo_the_address_does_not_exist(client, officer):
    assert client.post("/demo/vai/chuyen-vien/", headers=HERE).status_code == 404
    assert "_auth_user_id" not in client.session


@with_demo
def test_one_click_takes_the_role_with_its_second_factor(client, officer):
    response = client.post("/demo/vai/chuyen-vien/", headers=HERE)
    assert response.status_code == 302
    request = client.get("/tai-khoan/").wsgi_request
    assert request.actor.person_id == officer.person_id
    assert request.actor.holds(Role.OFFICER)
    bar = demo_bar(request)[0]
    pressed = re.findall(r'formaction="([^"]+)" aria-pressed="(\w+)"', bar["buttons"])
    assert pressed == [("/demo/vai/khach/", "false"), ("/demo/vai/chuyen-vien/", "true")]


@with_demo
def test_and_one_click_gives_it_up(client, officer):
    client.post("/demo/vai/chuyen-vien/", headers=HERE)
    client.post("/demo/vai/khach/", headers=HERE)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "none"}],
)
@with_demo
def test_another_site_cannot_click(client, officer, headers):
    assert client.post("/demo/vai/chuyen-vien/", headers=headers).status_code == 404
    assert "_auth_user_id" not in client.session


@with_demo
def test_an_old_browser_says_its_origin(client, officer):
    assert client.post("/demo/vai/chuyen-vien/", headers={"Origin": "http://testserver"}).status_code == 302


@with_demo
def test_a_role_that_is_not_there(client, officer):
    assert client.post("/demo/vai/vua/", headers=HERE).status_code == 404


@with_demo
def test_looking_is_not_clicking(client, officer):
    assert client.get("/demo/vai/chuyen-vien/", headers=HERE).status_code == 405
