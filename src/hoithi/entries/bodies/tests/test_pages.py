"""The word of a body: its own people's entries only, metadata and an abstract, chosen within what the rules allow."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.contests.models import RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.entries import book
from hoithi.entries.actions import add_author, ask_unit, save_part, start_entry
from hoithi.entries.conftest import fill
from hoithi.entries.entrant.tests.conftest import picture
from hoithi.entries.models import Entry, UnitConfirmation
from hoithi.entries.queries import visible_to
from hoithi.kit.clock import now
from hoithi.kit.tests.standing import shared
from hoithi.units.models import Unit

pytestmark = pytest.mark.django_db
SPEAKERS = [Role.FOCAL_POINT, Role.COMMITTEE]


def asks(entry, unit, by):
    """Fills `entry`, names `unit` and asks it."""
    fill(entry, by)
    save_part(entry, "about", {"title": "Máy tách vỏ hạt điều", "unit": unit.uid}, base=1, by=by)
    ask_unit(entry, by=by)
    return Entry.objects.get(pk=entry.pk)


@shared
def asked(draft, entrant, department, rules_of):
    """A draft whose body is asked to confirm."""
    rules_of("eligibility", unit_confirms=True)
    book.forget()
    return asks(draft, department, entrant)


@shared
def other_body(actor, department, kinds):
    """The focal point of another body."""
    unit = Unit.objects.create(code="697-gd", name="Phòng Giáo dục", kind=kinds["department"], parent=department.parent)
    return actor(Role.FOCAL_POINT, unit=unit)


@pytest.mark.parametrize("role", SPEAKERS)
def test_what_waits_is_read_in_short(client, sign_in, actor, asked, entrant, role):
    author = add_author(asked, by=entrant, full_name="Thị Hen", id_number="070084000999")
    sign_in(actor(role))
    listed = client.get(reverse("unit_entries")).content.decode()
    assert "Máy tách vỏ hạt điều" in listed
    assert "Chờ đơn vị xác nhận" in listed
    words = client.get(reverse("unit_entry", args=[asked.uid])).content.decode()
    assert "Tách vỏ bằng tay chậm và độc." in words
    for hidden in ("Hai trục quay", "070084000999", author.id_last, "/tep/", "0943999025"):
        assert hidden not in words
    assert client.get(reverse("entry_check", args=[asked.uid])).status_code == 404


@pytest.mark.parametrize("role", [None, *(role for role in Role if role not in SPEAKERS)])
def test_nobody_else_takes_the_pages(client, sign_in, actor, asked, role):
    sign_in(actor(role))
    assert client.get(reverse("unit_entries")).status_code == 404
    assert client.post(reverse("unit_entry", args=[asked.uid]), {"answer": "confirm"}).status_code == 404
    assert UnitConfirmation.objects.get().answer == "waiting"


def test_another_body_sees_nothing(client, sign_in, asked, other_body):
    sign_in(other_body)
    assert "Máy tách vỏ" not in client.get(reverse("unit_entries")).content.decode()
    here, none = (client.get(reverse("unit_entry", args=[uid])) for uid in (asked.uid, "0" * 12))
    assert (here.status_code, none.status_code) == (404, 404)
    assert client.post(reverse("unit_entry", args=[asked.uid]), {"answer": "confirm"}).status_code == 404
    assert UnitConfirmation.objects.get().answer == "waiting"


def test_a_body_named_since_is_not_shown_what_another_was_asked(client, sign_in, asked, other_body, entrant):
    other = Unit.objects.get(code="697-gd")
    save_part(asked, "about", {"unit": other.uid}, base=2, by=entrant)
    assert Entry.objects.get().unit == other
    assert not visible_to(other_body).exists()
    sign_in(other_body)
    assert client.get(reverse("unit_entry", args=[asked.uid])).status_code == 404


def test_who_did_not_ask_is_not_shown(client, sign_in, actor, draft, entrant, department):
    fill(draft, entrant)
    save_part(draft, "about", {"title": "Riêng tư", "unit": department.uid}, base=1, by=entrant)
    sign_in(actor(Role.FOCAL_POINT))
    assert "Riêng tư" not in client.get(reverse("unit_entries")).content.decode()
    assert client.get(reverse("unit_entry", args=[draft.uid])).status_code == 404


def test_confirmed_and_seen_by_the_entrant(client, sign_in, actor, asked, entrant):
    sign_in(actor(Role.FOCAL_POINT))
    address = reverse("unit_entry", args=[asked.uid])
    assert client.get(address).status_code == 200
    assert UnitConfirmation.objects.get().answer == "waiting"
    assert client.post(address, {"answer": "confirm"})["Location"] == reverse("unit_entries")
    assert client.post(address, {"answer": "confirm"}).status_code == 302
    assert UnitConfirmation.objects.get().answer == "confirmed"
    sign_in(entrant)
    assert "đã xác nhận lúc" in client.get(reverse("entry_unit", args=[asked.uid])).content.decode()


@pytest.mark.parametrize(
    ("sent", "said"), [({}, "Chưa chọn"), ({"answer": "decline"}, "Hãy ghi lý do"), ({"answer": "x"}, "")]
)
def test_an_answer_that_is_none(client, sign_in, actor, asked, sent, said):
    sign_in(actor(Role.FOCAL_POINT))
    answer = client.post(reverse("unit_entry", args=[asked.uid]), sent)
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert UnitConfirmation.objects.get().answer == "waiting"


def test_declined_with_a_reason_that_the_entrant_reads(client, sign_in, actor, asked, entrant):
    sign_in(actor(Role.FOCAL_POINT))
    client.post(reverse("unit_entry", args=[asked.uid]), {"answer": "decline", "note": "Chưa qua hội đồng cơ sở."})
    sign_in(entrant)
    words = client.get(reverse("entry_unit", args=[asked.uid])).content.decode()
    assert "Chưa qua hội đồng cơ sở." in words
    assert "Cần sửa" in client.get(reverse("entry_tasks", args=[asked.uid])).content.decode()
    client.post(reverse("entry_unit", args=[asked.uid]), {"way": "ask"})
    assert UnitConfirmation.objects.get().answer == "waiting"


def test_a_stale_tab_is_told_what_stands_and_a_new_answer_has_no_old_reason(client, sign_in, actor, asked):
    sign_in(actor(Role.FOCAL_POINT))
    address = reverse("unit_entry", args=[asked.uid])
    seen = UnitConfirmation.objects.get().mark
    assert seen in client.get(address).content.decode()
    client.post(address, {"seen": seen, "answer": "confirm"})
    declined = {"answer": "decline", "note": "Không phải người của phòng."}
    stale = client.post(address, {"seen": seen, **declined})
    assert stale.status_code == 409
    words = stale.content.decode()
    assert "nay là “Đơn vị đã xác nhận”" in words
    assert "Không phải người của phòng." in words
    standing = UnitConfirmation.objects.get()
    assert standing.answer == "confirmed"
    assert standing.mark in words
    assert client.post(address, {"seen": standing.mark, **declined}).status_code == 302
    assert "Không phải người của phòng." not in client.get(address).content.decode().partition("<form")[2]


def test_a_body_that_was_changed_has_not_confirmed(client, sign_in, actor, asked, entrant, department, kinds):
    sign_in(actor(Role.FOCAL_POINT))
    client.post(reverse("unit_entry", args=[asked.uid]), {"answer": "confirm"})
    other = Unit.objects.create(code="697-x", name="Phòng khác", kind=kinds["department"], parent=department.parent)
    save_part(asked, "about", {"unit": other.uid}, base=2, by=entrant)
    sign_in(entrant)
    assert "Chưa làm</span>" in client.get(reverse("entry_tasks", args=[asked.uid])).content.decode()


def test_a_body_chooses_within_what_the_rules_allow(
    client, sign_in, actor, asked, receiving, person, department, rules_of
):
    rules_of("eligibility", preselect=True, unit_most=1)
    book.forget()
    second = actor_of(person("Lê Văn Thử"))
    other = asks(start_entry(receiving, by=second, once_key="hai"), department, second)
    sign_in(actor(Role.COMMITTEE))
    client.post(reverse("unit_entry", args=[asked.uid]), {"answer": "confirm"})
    words = client.get(reverse("unit_entry", args=[other.uid])).content.decode()
    assert "Đơn vị đã chọn 1 trên 1 giải pháp được gửi." in words
    answer = client.post(reverse("unit_entry", args=[other.uid]), {"answer": "confirm"})
    assert (answer.status_code, "tối đa 1 giải pháp" in answer.content.decode()) == (409, True)
    client.post(reverse("unit_entry", args=[asked.uid]), {"answer": "decline", "note": "Để lần sau."})
    assert client.post(reverse("unit_entry", args=[other.uid]), {"answer": "confirm"}).status_code == 302


@pytest.mark.parametrize(("state", "free"), [("withdrawn", True), ("rejected", True), ("accepted", False)])
def test_what_is_out_leaves_its_place(
    client, sign_in, actor, asked, receiving, person, department, rules_of, state, free
):
    rules_of("eligibility", preselect=True, unit_most=1)
    book.forget()
    second = actor_of(person("Lê Văn Thử"))
    out = asks(start_entry(receiving, by=second, once_key="hai"), department, second)
    UnitConfirmation.objects.filter(entry=out).update(answer="confirmed", answered_at=now())
    Entry.objects.filter(pk=out.pk).update(state=state)
    sign_in(actor(Role.COMMITTEE))
    address = reverse("unit_entry", args=[asked.uid])
    assert f"Đơn vị đã chọn {0 if free else 1} trên 1" in client.get(address).content.decode()
    assert client.post(address, {"answer": "confirm"}).status_code == (302 if free else 409)


def test_the_list_asks_the_same_of_one_and_of_many(client, sign_in, actor, asked, receiving, person, department):
    sign_in(actor(Role.FOCAL_POINT))

    def queries():
        with CaptureQueriesContext(connection) as spent:
            assert client.get(reverse("unit_entries")).status_code == 200
        return len(spent)

    one = queries()
    for number in range(4):
        who = actor_of(person(f"Người {number}"))
        asks(start_entry(receiving, by=who, once_key=f"k{number}"), department, who)
    assert queries() == one


def test_the_page_of_the_day_says_how_many_wait(client, sign_in, actor, asked):
    sign_in(actor(Role.FOCAL_POINT))
    assert "1 hồ sơ của người trong đơn vị đang chờ." in client.get("/lam-viec/").content.decode()


def test_a_stamped_paper_instead(client, sign_in, asked, entrant, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    sign_in(entrant)
    address = reverse("entry_unit", args=[asked.uid])
    assert client.post(address, {"way": "paper"}).status_code == 422
    client.post(address, {"way": "paper", "file": SimpleUploadedFile("dau.png", picture())})
    assert UnitConfirmation.objects.get().answer == "on_paper"
    assert "Đã có bản giấy đóng dấu" in client.get(address).content.decode()


def test_a_role_over_all_contests_of_a_body(client, sign_in, person, asked, department):
    somebody = person("Đầu mối")
    RoleGrant.objects.create(
        person=somebody, role=Role.FOCAL_POINT, unit=department, starts_at=datetime(2024, 1, 1, tzinfo=UTC)
    )
    sign_in(actor_of(somebody))
    assert client.get(reverse("unit_entry", args=[asked.uid])).status_code == 200
