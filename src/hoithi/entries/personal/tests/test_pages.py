import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.enums import State
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import edit_author
from hoithi.entries.actions.personal import ask_erasure, reveal
from hoithi.entries.models import Author, Consent, DataRequest, Entry
from hoithi.kit import panels
from hoithi.kit.tests.standing import shared

pytestmark = pytest.mark.django_db
NUMBER = "070084000999"


@shared
def author(submitted, entrant):
    """The author of a submitted entry, with an identity number."""
    one = submitted.authors.get()
    edit_author(one, version=one.version, by=entrant, id_number=NUMBER)
    return Author.objects.select_related("entry__contest").get(pk=one.pk)


@pytest.fixture
def mine(client, entrant, sign_in):
    """The client of the entrant."""
    return sign_in(entrant)


def test_what_is_held_is_shown_and_the_number_only_when_asked(mine, author):
    page = mine.get(reverse("my_data")).content.decode()
    for text in ("Điểu Xuân Lộc", "0943999025", "Máy tách vỏ hạt điều", "Xét hồ sơ dự thi", "•••• •••• 0999"):
        assert text in page
    assert NUMBER not in page
    answer = mine.post(reverse("my_value", args=[author.uid, "id_number"]))
    assert NUMBER in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def test_a_consent_is_taken_back(mine, author):
    address = reverse("my_withdrawal", args=[author.uid, "enter"])
    assert "không xét tiếp được hồ sơ" in mine.post(address).content.decode()
    assert Consent.objects.filter(withdrawn_at=None).exists()
    assert mine.post(address, {"sure": "1"}).status_code == 302
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert "đã rút" in mine.get(reverse("my_data")).content.decode()
    assert mine.post(address, {"sure": "1"}).status_code == 302  # said twice
    assert mine.post(reverse("my_withdrawal", args=[author.uid, "gi-do"])).status_code == 404


def test_the_copy_has_everything_of_mine_and_nothing_of_others(mine, author, many):
    many(2)
    held = json.loads(mine.post(reverse("my_copy", args=["json"])).content)
    assert held["account"]["phone"] == "0943999025"
    assert held["as_author"][0]["id_number"] == NUMBER
    assert [entry["number"] for entry in held["entries"]] == ["HS-0001"]
    assert "Người dự thi" not in json.dumps(held, ensure_ascii=False)
    page = mine.post(reverse("my_copy", args=["html"]))
    assert "attachment" in page["Content-Disposition"]
    assert NUMBER in page.content.decode()
    assert DataRequest.objects.filter(kind="copy", done=True).count() == 2
    assert mine.post(reverse("my_copy", args=["exe"])).status_code == 404


def test_hostile_text_of_mine_runs_nowhere(mine, entrant, author):
    Person.objects.filter(pk=entrant.person_id).update(full_name="<script>alert(1)</script>")
    Entry.objects.update(title="<img src=x onerror=alert(1)>")
    for page in (mine.get(reverse("my_data")), mine.post(reverse("my_copy", args=["html"]))):
        assert "<script>alert" not in page.content.decode()
        assert "<img src=x" not in page.content.decode()


@pytest.mark.parametrize("role", [None, *Role])
def test_nothing_of_mine_for_others(client, sign_in, actor, author, role):
    sign_in(actor(role))
    assert client.post(reverse("my_value", args=[author.uid, "id_number"])).status_code == 404
    assert client.post(reverse("my_withdrawal", args=[author.uid, "enter"])).status_code == 404
    page = client.get(reverse("my_data")).content.decode()
    assert "Máy tách vỏ hạt điều" not in page


def test_erasure_is_asked_knowingly(mine, author):
    address = reverse("my_erasure")
    assert mine.post(address, {}).status_code == 422
    assert mine.post(address, {"sure": "on", "text": "Tôi thôi"}).status_code == 302
    assert DataRequest.objects.get().words == "Tôi thôi"
    assert "Hạn trả lời" in mine.get(reverse("my_data")).content.decode()


def test_the_office_answers_with_the_clock_in_view(client, sign_in, officer, author, entrant, account):
    asked = ask_erasure(account(entrant), text="Tôi thôi", by=entrant)
    sign_in(officer)
    assert "Điểu Xuân Lộc" in client.get(reverse("data_requests")).content.decode()
    address = reverse("data_request", args=[asked.uid])
    assert "Tôi thôi" in client.get(address).content.decode()
    assert client.post(address, {"do": "0"}).status_code == 422
    refused = client.post(address, {"do": "1"})
    assert refused.status_code == 409
    assert "đang được xét" in refused.content.decode()
    author.entry.contest.state = State.PUBLISHED
    author.entry.contest.save()
    assert client.post(address, {"do": "1"}).status_code == 302
    shown = client.get(reverse("data_requests")).content.decode()
    assert "Điểu Xuân Lộc" not in shown
    assert "Đã thực hiện" in shown


@pytest.mark.parametrize("role", [None, *Role])
def test_who_sees_requests(client, sign_in, actor, author, entrant, account, role):
    asked = ask_erasure(account(entrant), text="", by=entrant)
    sign_in(actor(role))
    address = reverse("data_request", args=[asked.uid])
    assert client.get(address).status_code == (200 if role in {Role.OFFICER, Role.SECRETARY} else 404)


def test_a_value_is_opened_with_a_reason_and_shown_once(client, sign_in, officer, author):
    sign_in(officer)
    address = reverse("reveal_value", args=[author.entry.uid, author.uid, "id_number"])
    assert NUMBER not in client.get(address).content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    answer = client.post(address, {"reason": "Đối chiếu"})
    assert NUMBER in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert NUMBER not in client.get(address).content.decode()
    assert client.get(reverse("reveal_value", args=[author.entry.uid, author.uid, "bank"])).status_code == 404


@pytest.mark.parametrize("role", [None, *Role])
def test_who_takes_the_page_of_opening(client, sign_in, actor, author, role):
    sign_in(actor(role))
    address = reverse("reveal_value", args=[author.entry.uid, author.uid, "id_number"])
    expected = 200 if role in {Role.OFFICER, Role.SECRETARY} else 404
    assert client.get(address).status_code == expected
    assert client.post(address, {"reason": "Xem"}).status_code == expected


@pytest.mark.parametrize("role", [None, *Role])
def test_who_reads_and_takes_away_who_saw_what(client, sign_in, actor, author, officer, role):
    reveal(author, "id_number", reason="Đối chiếu", by=officer)
    sign_in(actor(role))
    address = reverse("reveals", args=[author.entry.contest.slug])
    readers = {Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.AUDITOR}
    answer = client.get(address)
    assert answer.status_code == (200 if role in readers else 404)
    assert ("Đối chiếu" in answer.content.decode()) is (role in readers - {Role.OFFICER})
    file = client.get(address, {"xuat": "xlsx"})
    assert file["Content-Type"].endswith("sheet") is (role in {Role.HEAD, Role.AUDITOR})


def test_the_panel_masks_and_is_for_the_office(rf, author, officer, actor):
    asked = rf.get("/")
    asked.actor = officer
    (panel,) = panels.collect("entry_people", asked, entry=author.entry)
    assert panel["rows"][0]["sealed"] == [
        {"what": "id_number", "label": "Số căn cước công dân", "text": "•••• •••• 0999"}
    ]
    for role in (Role.HEAD, Role.AUDITOR, Role.FOCAL_POINT, Role.JUDGE):
        asked.actor = actor(role)
        assert panels.collect("entry_people", asked, entry=author.entry) == []


def test_lists_cost_the_same_at_one_and_at_many(client, sign_in, officer, actor, author, many):
    sign_in(officer)
    counted = []
    for count in (1, 12):
        for _number in range(count):
            reveal(author, "id_number", reason="Xem", by=officer)
        for entry in many(count) if count == 1 else []:
            ask_erasure(entry.owner, text="", by=actor_of(entry.owner))
        for address in (reverse("reveals", args=[author.entry.contest.slug]), reverse("data_requests")):
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            counted.append(len(queries))
    assert counted[:2] == counted[2:]


def test_what_stands_in_the_way_of_erasure_is_said_to_both_before_they_press(mine, submitted, sign_in, actor, client):
    page = mine.get(reverse("my_erasure")).content.decode()
    assert "Chưa xóa được ngay" in page
    assert reverse("entry_withdraw", args=[submitted.uid]) in page
    asked = ask_erasure(submitted.owner, text="", by=actor_of(submitted.owner))
    sign_in(actor(Role.OFFICER))
    told = "người này còn hồ sơ đang được xét"
    assert told in client.get(reverse("data_request", args=[asked.uid])).content.decode()
    Entry.objects.filter(pk=submitted.pk).update(state="withdrawn")
    assert told not in client.get(reverse("data_request", args=[asked.uid])).content.decode()
