from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.entries.actions.materials import receive_material
from hoithi.entries.conftest import photo
from hoithi.entries.models import Material
from hoithi.kit.clock import now

pytestmark = pytest.mark.django_db


def url(name, contest, *more):
    return reverse(name, args=[contest.slug, *more])


@pytest.fixture
def desk(sign_in, officer):
    """The client of an officer."""
    return sign_in(officer)


@pytest.fixture
def model(submitted, officer):
    """A thing of the submitted entry."""
    return receive_material(submitted, kind="model", name="Mô hình máy tách vỏ", place="Kệ 3", once_key="a", by=officer)


def test_received_moved_printed_and_given_back(desk, receiving, submitted):
    data = {"number": "1", "kind": "model", "name": "Máy", "count": "1", "place": "Kệ 1", "once": "a"}
    answer = desk.post(url("material_new", receiving), {**data, "photo": SimpleUploadedFile("a.jpg", photo())})
    made = Material.objects.get()
    assert answer["Location"] == url("material", receiving, made.uid)
    shown = desk.get(url("material_file", receiving, made.uid, "anh"))
    assert b"".join(shown.streaming_content) == photo()
    labels = desk.get(url("material_labels", receiving, submitted.uid)).content.decode()
    assert "HS-0001/1" in labels
    assert "data:image/svg+xml" in labels
    desk.post(url("material_move", receiving, made.uid), {"place": "Kệ 2"})
    assert "Kệ 2" in desk.get(url("material", receiving, made.uid)).content.decode()
    assert "Biên bản trả hiện vật" in desk.get(url("material_paper", receiving, made.uid)).content.decode()
    signed = {"to": "Điểu Xuân Lộc", "condition": "Tốt", "paper": SimpleUploadedFile("b.jpg", photo())}
    assert desk.post(url("material_return", receiving, made.uid), signed).status_code == 302
    assert "Điểu Xuân Lộc" in desk.get(url("material", receiving, made.uid)).content.decode()
    assert desk.post(url("material_return", receiving, made.uid), {"to": "Ai", "condition": "Tốt"}).status_code == 409


def test_a_number_that_the_contest_has_not(desk, receiving, submitted):
    data = {"number": "99", "kind": "model", "name": "Máy", "count": "1", "once": "a"}
    answer = desk.post(url("material_new", receiving), data)
    assert answer.status_code == 422
    assert "không có hồ sơ số này" in answer.content.decode()


def test_search_filters_and_what_should_have_been_fetched(desk, receiving, model):
    def shown(**query):
        return "Mô hình máy tách vỏ" in desk.get(url("materials", receiving), query).content.decode()

    assert shown(q="tach vo hat dieu")
    assert not shown(q="may bay")
    assert shown(**{"tinh-trang": "con"})
    assert not shown(**{"tinh-trang": "qua-han"})
    receiving.state, receiving.moved_at = State.PUBLISHED, now() - timedelta(days=31)
    receiving.save()
    assert shown(**{"tinh-trang": "qua-han"})
    assert not shown(**{"tinh-trang": "da-tra"})


def test_the_list_leaves_as_excel(desk, receiving, model):
    answer = desk.get(url("materials", receiving), {"xuat": "xlsx"})
    assert b"".join(answer.streaming_content)[:2] == b"PK"


@pytest.mark.parametrize("role", [None, *Role])
def test_only_the_office(client, sign_in, actor, receiving, submitted, model, role):
    sign_in(actor(role))
    expected = 200 if role in {Role.OFFICER, Role.SECRETARY} else 404
    pages = [
        url("materials", receiving),
        url("material_new", receiving),
        url("material_labels", receiving, submitted.uid),
        *(
            url(name, receiving, model.uid)
            for name in ("material", "material_move", "material_return", "material_paper")
        ),
    ]
    assert {client.get(address).status_code for address in pages} == {expected}
    assert client.get(url("material_file", receiving, model.uid, "anh")).status_code == 404  # it has no photo


def test_another_contests_things_are_not_there(desk, receiving, model, contest):
    other = type(contest).objects.create(
        slug="khac", name="Hội thi khác", owner=contest.owner.parent, state=State.OPEN, announced_at=now()
    )
    assert desk.get(url("material", other, model.uid)).status_code == 404


def test_the_list_costs_the_same_at_one_and_at_many(desk, receiving, submitted, officer):
    counted = []
    for count in (1, 40):
        for number in range(count):
            receive_material(submitted, kind="medium", name=f"USB {number}", once_key=f"{count}-{number}", by=officer)
        desk.get(url("materials", receiving))
        with CaptureQueriesContext(connection) as queries:
            desk.get(url("materials", receiving))
        counted.append(len(queries))
    assert counted[0] == counted[1]
