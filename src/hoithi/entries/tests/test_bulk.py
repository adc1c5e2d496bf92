"""One decision on many: previewed row by row, each row on its own, nothing twice."""

from datetime import timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.entries import book
from hoithi.entries.actions.bulk import Order, chosen_entries, effects, run_bulk
from hoithi.entries.actions.intake import reject_entry
from hoithi.entries.enums import EntryState
from hoithi.entries.models import BulkAct, Entry, Former, Match, Supplement
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.standing import shared
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


@shared
def officer(actor):
    return actor(Role.OFFICER)


def order(what, entries, **more):
    return Order(what=what, chosen=[(entry.uid, entry.desk_version) for entry in entries], **more)


def states():
    return list(Entry.objects.order_by("number").values_list("state", flat=True))


def test_the_preview_changes_nothing_and_says_why_not(many, officer, receiving):
    entries = many(3)
    reject_entry(entries[2], reason="Sai", version=entries[2].desk_version, by=officer)
    rows = chosen_entries(receiving, [entry.uid for entry in entries], by=officer)
    found = effects(receiving, rows, "accept", by=officer)
    assert [(row.code, row.ok) for row in found] == [("HS-0001", True), ("HS-0002", True), ("HS-0003", False)]
    assert "không chuyển sang" in found[2].said
    assert states() == ["submitted", "submitted", "rejected"]


def test_the_preview_names_what_stands_against_a_row(submitted, officer, receiving, rules_of):
    rules_of("eligibility", unit_confirms=True)
    (row,) = effects(receiving, chosen_entries(receiving, [submitted.uid], by=officer), "accept", by=officer)
    assert not row.ok
    assert "Đơn vị chưa xác nhận" in row.said


def test_each_row_stands_on_its_own_and_what_changed_meanwhile_is_named(many, officer, receiving):
    entries = many(3)
    wanted = order("accept", entries)
    reject_entry(entries[1], reason="Sai", version=entries[1].desk_version, by=officer)
    act = run_bulk(receiving, wanted, by=officer, once_key="k")
    assert states() == ["accepted", "rejected", "accepted"]
    assert [row["ok"] for row in act.rows] == [True, False, True]
    assert "vừa được xử lý" in act.rows[1]["said"]
    assert Event.objects.get(verb="entries.bulk").data == {"what": "accept", "done": 2, "refused": 1}


def test_the_same_key_does_nothing_twice(many, officer, receiving):
    wanted = order("supplement", many(2), reasons=["photo"], due_at=now() + timedelta(days=2))
    first = run_bulk(receiving, wanted, by=officer, once_key="k")
    assert run_bulk(receiving, wanted, by=officer, once_key="k") == first
    assert Supplement.objects.count() == Message.objects.filter(kind="entries.supplement").count() == 2
    assert Event.objects.filter(verb="entries.bulk").count() == 1


@pytest.mark.parametrize("what", ["accept", "supplement"])
def test_a_run_that_died_half_way_goes_on(many, officer, receiving, what):
    entries = many(2)
    wanted = order(what, entries, reasons=["photo"], due_at=now() + timedelta(days=2))
    run_bulk(receiving, wanted, by=officer, once_key="k")
    BulkAct.objects.update(done_at=None, rows=[])
    act = run_bulk(receiving, wanted, by=officer, once_key="k")
    assert [row["ok"] for row in act.rows] == [True, True]
    assert Event.objects.filter(verb__in=["entries.accept_entry", "entries.request_supplement"]).count() == 2


def test_rows_that_one_may_not_see_are_not_there(many, officer, receiving, draft):
    entries = many(1)
    wanted = order("accept", [*entries, draft])
    act = run_bulk(receiving, wanted, by=officer, once_key="k")
    assert [row["code"] for row in act.rows] == ["HS-0001"]
    assert Entry.objects.get(pk=draft.pk).state == EntryState.DRAFT


@pytest.mark.parametrize("role", [None, Role.HEAD, Role.AUDITOR, Role.JUDGE, Role.ADMIN])
def test_nobody_else(submitted, actor, receiving, role):
    with pytest.raises(Refusal) as refused:
        run_bulk(receiving, order("accept", [submitted]), by=actor(role), once_key="k")
    assert refused.value.status == 404
    assert not BulkAct.objects.exists()


def test_nothing_chosen(receiving, officer):
    with pytest.raises(Refusal, match="Chưa chọn hồ sơ nào"):
        run_bulk(receiving, order("accept", []), by=officer, once_key="k")


def test_the_preview_says_what_the_officer_would_have_seen(receiving, submitted, officer, rules_of):
    rules_of("eligibility", prior="not_awarded")
    book.forget()
    Former.objects.all().delete()
    list_ = Former.objects.create(source="entry", entry=submitted, version=submitted.latest, contest_name="Hội thi")
    Match.objects.create(
        entry=submitted, former=list_, score=0.9, title_score=0.9, text_score=0.9, passages=[], found_at=now()
    )
    (row,) = effects(receiving, chosen_entries(receiving, [submitted.uid], by=officer), "accept", by=officer)
    assert row.ok
    assert "1 giải pháp rất giống chưa ai kết luận." in row.look
    assert any("Chưa so xong" in sentence for sentence in row.look)
