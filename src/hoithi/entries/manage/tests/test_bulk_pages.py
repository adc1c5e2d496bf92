"""Ticked rows: preview, doing, the page of what came of it; files of what was ticked."""

import io

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from hoithi.accounts.enums import Role
from hoithi.entries.actions.intake import change_field, reject_entry
from hoithi.entries.enums import EntryState
from hoithi.entries.manage.tests.pages import text_of
from hoithi.entries.models import BulkAct, DossierExport, Entry, Supplement

pytestmark = pytest.mark.django_db


def press(client, contest, what, entries, **more):
    data = {"lam": what, "ho-so": [entry.uid for entry in entries], **more}
    return client.post(reverse("intake_bulk", args=[contest.slug]), data)


def looked_at(entries):
    return [f"{entry.uid}:{entry.desk_version}" for entry in entries]


def test_the_preview_says_row_by_row_and_does_nothing(many, desk, receiving, officer):
    entries = many(2)
    reject_entry(entries[1], reason="Sai", version=entries[1].desk_version, by=officer)
    page = text_of(press(desk, receiving, "tiep-nhan", entries))
    assert "1 trên 2 hồ sơ làm được" in page
    assert "không chuyển sang" in page
    assert Entry.objects.get(pk=entries[0].pk).state == EntryState.SUBMITTED
    assert f'value="{entries[0].uid}:{entries[0].desk_version}"' in page
    assert f'value="{entries[1].uid}:' not in page


def test_done_on_what_was_looked_at(many, desk, receiving, officer):
    entries = many(3)
    seen = looked_at(entries)
    changed = entries[2]
    change_field(changed, field="cntt", reason="Nhầm", version=changed.desk_version, by=officer)
    response = press(desk, receiving, "tiep-nhan", entries, chac="1", once="k", ban=seen)
    act = BulkAct.objects.get()
    assert response.headers["Location"] == reverse("intake_bulk_result", args=[receiving.slug, act.uid])
    page = text_of(desk.get(response.headers["Location"]))
    assert "Đã làm 2 hồ sơ, 1 hồ sơ không làm được" in page
    assert "HS-0003 vừa được xử lý" in page
    assert list(Entry.objects.order_by("number").values_list("state", flat=True)) == [
        "accepted",
        "accepted",
        "submitted",
    ]
    again = press(desk, receiving, "tiep-nhan", entries, chac="1", once="k", ban=seen)
    assert again.headers["Location"] == response.headers["Location"]
    assert Entry.objects.filter(state=EntryState.SUBMITTED).count() == 1


def test_the_key_of_another_order_is_refused(many, desk, receiving):
    first, second = many(2)
    press(desk, receiving, "tiep-nhan", [first], chac="1", once="k", ban=looked_at([first]))
    response = press(desk, receiving, "tiep-nhan", [second], chac="1", once="k", ban=looked_at([second]))
    assert response.status_code == 422
    assert "đã gửi một nội dung khác" in text_of(response)
    assert Entry.objects.get(pk=second.pk).state == EntryState.SUBMITTED


@pytest.mark.parametrize("name", ["intake_bulk", "intake_view_save"])
def test_nothing_is_done_by_opening_an_address(submitted, desk, receiving, name):
    assert desk.get(reverse(name, args=[receiving.slug])).status_code == 405


def test_a_supplement_to_many_needs_its_words(many, desk, receiving):
    entries = many(2)
    seen = looked_at(entries)
    response = press(desk, receiving, "bo-sung", entries, chac="1", once="k", ban=seen, due_at_ngay="1/1/2099")
    assert response.status_code == 422
    assert "Hãy chọn ít nhất một câu" in text_of(response)
    assert all(one in text_of(response) for one in seen)
    press(desk, receiving, "bo-sung", entries, chac="1", once="k", ban=seen, due_at_ngay="1/1/2099", reasons=["photo"])
    assert Supplement.objects.count() == 2


def test_nothing_ticked_is_said(receiving, submitted, desk):
    response = desk.post(reverse("intake_bulk", args=[receiving.slug]), {"lam": "tiep-nhan"}, follow=True)
    assert "Hãy đánh dấu ít nhất một hồ sơ" in text_of(response)
    assert press(desk, receiving, "khac", [submitted]).status_code == 404


def test_the_result_is_of_whoever_did_it(submitted, desk, receiving, sign_in, actor):
    press(desk, receiving, "tiep-nhan", [submitted], chac="1", once="k", ban=looked_at([submitted]))
    path = reverse("intake_bulk_result", args=[receiving.slug, BulkAct.objects.get().uid])
    assert desk.get(path).status_code == 200
    assert sign_in(actor(Role.SECRETARY)).get(path).status_code == 404


@pytest.mark.parametrize("role", [None, Role.HEAD, Role.AUDITOR, Role.FOCAL_POINT, Role.JUDGE])
@pytest.mark.parametrize("what", ["tiep-nhan", "zip", "excel", "zip-tat-ca"])
def test_nobody_else_does_anything(submitted, sign_in, actor, receiving, role, what):
    assert press(sign_in(actor(role)), receiving, what, [submitted]).status_code == 404
    assert not DossierExport.objects.exists()


def test_excel_of_what_was_ticked(many, desk, receiving):
    entries = many(3)
    response = press(desk, receiving, "excel", [entries[0], entries[2]])
    book = CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
    assert [row[0] for row in book.get_sheet_by_index(0).to_python()] == ["Số", "HS-0001", "HS-0003"]


def test_zip_of_what_was_ticked_or_of_all_that_was_found(many, desk, receiving):
    entries = many(3)
    press(desk, receiving, "zip", entries[:2], once="a")
    press(desk, receiving, "zip-tat-ca", [], once="b", loc="q=hs-0003")
    press(desk, receiving, "zip-tat-ca", [], once="b", loc="q=hs-0003")
    assert [export.chosen for export in DossierExport.objects.order_by("pk")] == [
        [entries[0].pk, entries[1].pk],
        [entries[2].pk],
    ]
