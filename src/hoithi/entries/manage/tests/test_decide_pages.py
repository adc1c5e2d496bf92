"""The bar of decisions and the form of each."""

import re
from datetime import timedelta

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import State
from hoithi.contests.models import Contest, Milestone
from hoithi.entries import book
from hoithi.entries.actions.intake import change_field, reject_entry
from hoithi.entries.enums import EntryState
from hoithi.entries.manage.tests.pages import close, decide, shown, text_of
from hoithi.entries.models import Entry, Note
from hoithi.kit.clock import VIETNAM, now, today

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "possible", "missing"),
    [
        (EntryState.SUBMITTED, ["tiep-nhan", "bo-sung", "khong-hop-le", "rut", "trung", "chuyen-linh-vuc"], ["mo-lai"]),
        (EntryState.RETURNED, ["khong-hop-le", "rut", "chuyen-linh-vuc"], ["tiep-nhan", "bo-sung", "trung", "mo-lai"]),
        (EntryState.ACCEPTED, ["bo-sung", "khong-hop-le", "rut", "trung", "mo-lai", "chuyen-linh-vuc"], ["tiep-nhan"]),
        (EntryState.REJECTED, ["mo-lai"], ["tiep-nhan", "bo-sung", "rut", "trung", "chuyen-linh-vuc"]),
        (
            EntryState.WITHDRAWN,
            [],
            ["tiep-nhan", "bo-sung", "khong-hop-le", "rut", "trung", "mo-lai", "chuyen-linh-vuc"],
        ),
    ],
)
def test_the_bar_has_exactly_what_the_state_allows(submitted, desk, state, possible, missing):
    Entry.objects.filter(pk=submitted.pk).update(state=state)
    page = text_of(desk.get(shown(submitted)))
    for code in possible:
        assert decide(submitted, code) in page
        assert desk.get(decide(submitted, code)).status_code == 200
    for code in missing:
        assert decide(submitted, code) not in page
        assert desk.get(decide(submitted, code)).status_code == 302
    assert "Vì sao không có nút khác?" in page


def test_once_judging_has_begun_the_bar_says_why_it_is_empty(submitted, desk):
    Contest.objects.update(state=State.JUDGING, moved_to=State.JUDGING, moved_at=now())
    page = text_of(desk.get(shown(submitted)))
    assert decide(submitted, "tiep-nhan") not in page
    assert "chỉ làm được khi hội thi đang nhận" in page


def test_one_click_accepts_what_is_in_order(submitted, desk):
    desk.post(decide(submitted, "tiep-nhan"), {"version": submitted.desk_version, "reason": ""})
    assert Entry.objects.get().state == EntryState.ACCEPTED


def test_a_reason_is_asked_where_something_stands_against(submitted, desk, rules_of):
    rules_of("eligibility", unit_confirms=True)
    assert f'href="{decide(submitted, "tiep-nhan")}"' in text_of(desk.get(shown(submitted)))
    data = {"version": submitted.desk_version, "reason": ""}
    response = desk.post(decide(submitted, "tiep-nhan"), data)
    assert response.status_code == 422
    assert "Đơn vị chưa xác nhận" in text_of(response)
    desk.post(decide(submitted, "tiep-nhan"), {**data, "reason": "Đã gọi điện."})
    assert Entry.objects.get().state == EntryState.ACCEPTED


DUE = {"due_at_ngay": "1/1/2099", "due_at_gio": ""}
FORMS = [
    ("bo-sung", {"reasons": ["photo"], "text": "", "once": "a", **DUE}, EntryState.RETURNED),
    ("khong-hop-le", {"canned": ["late"], "reason": "Gửi ngày 5."}, EntryState.REJECTED),
    ("rut", {"reason": "Bà Mơ gọi điện."}, EntryState.WITHDRAWN),
    ("trung", {"of": "HS-0002", "reason": "Cùng nội dung."}, EntryState.DUPLICATE),
    ("trung", {"of": " hs2 ", "reason": "Cùng nội dung."}, EntryState.DUPLICATE),
    ("chuyen-linh-vuc", {"field": "cntt", "reason": "Phần mềm."}, EntryState.SUBMITTED),
    ("ghi-chu", {"text": "Gọi lại.", "once": "a"}, EntryState.SUBMITTED),
]


@pytest.mark.parametrize(("code", "data", "state"), FORMS)
def test_each_decision_through_its_form(many, desk, code, data, state):
    entry, _other = many(2)
    response = desk.post(decide(entry, code), {"version": entry.desk_version, **data})
    assert (response.status_code, response.headers.get("Location")) == (302, shown(entry))
    assert Entry.objects.get(pk=entry.pk).state == state


def test_a_rejection_is_taken_back_by_its_form(submitted, desk, officer):
    reject_entry(submitted, reason="Sai", version=submitted.desk_version, by=officer)
    version = Entry.objects.get().desk_version
    desk.post(decide(submitted, "mo-lai"), {"version": version, "reason": "Nhầm."})
    assert Entry.objects.get().state == EntryState.SUBMITTED


@pytest.mark.parametrize(
    ("code", "data", "sentence"),
    [
        ("bo-sung", {"once": "a", **DUE}, "Hãy chọn ít nhất một câu hoặc ghi thêm."),
        ("bo-sung", {"once": "a", "reasons": ["photo"]}, "Chưa nhập hạn bổ sung."),
        ("bo-sung", {"once": "a", "reasons": ["photo"], "due_at_ngay": "1/1/2020"}, "Hạn bổ sung phải sau lúc này."),
        ("bo-sung", {"once": "a", "reasons": ["photo"], "due_at_ngay": "31/2/2099"}, "không có thật"),
        ("khong-hop-le", {}, "Hãy chọn hoặc ghi lý do."),
        ("trung", {"of": "abc", "reason": "Vì"}, "Hãy ghi số hồ sơ, ví dụ HS-0042."),
        ("trung", {"of": "99", "reason": "Vì"}, "Không có hồ sơ mang số này trong hội thi."),
        ("trung", {"of": "1", "reason": "Vì"}, "Hồ sơ không thể trùng với chính nó."),
        ("chuyen-linh-vuc", {"field": "la", "reason": "Vì"}, "field"),
        ("ghi-chu", {"text": "\u200b", "once": "a"}, "Chưa nhập ghi chú."),
        ("ghi-chu", {"text": "a\x00b", "once": "a"}, "Có ký tự không hợp lệ."),
    ],
)
def test_what_is_wrong_is_said_in_the_form(submitted, desk, code, data, sentence):
    before = Event.objects.count()
    response = desk.post(decide(submitted, code), {"version": submitted.desk_version, **data})
    assert response.status_code in {409, 422}
    assert sentence in text_of(response)
    assert Event.objects.count() == before


def test_two_officers_on_one_dossier(submitted, desk, actor):
    """F14: the second reads what the first did, keeps what they typed, and decides knowingly."""
    seen = submitted.desk_version
    change_field(submitted, field="cntt", reason="Là phần mềm.", version=seen, by=actor(Role.SECRETARY))
    data = {"version": seen, "canned": ["late"], "reason": "Gửi ngày 5."}
    response = desk.post(decide(submitted, "khong-hop-le"), data)
    page = text_of(response)
    assert response.status_code == 409
    assert "Là phần mềm." in page
    assert "Gửi ngày 5." in page
    assert Entry.objects.get().state == EntryState.SUBMITTED
    assert f'name="version" value="{seen + 1}"' in page
    desk.post(decide(submitted, "khong-hop-le"), {**data, "version": seen + 1})
    assert Entry.objects.get().state == EntryState.REJECTED


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR, Role.FOCAL_POINT, Role.JUDGE, None])
@pytest.mark.parametrize("code", ["tiep-nhan", "ghi-chu", "khong-co"])
def test_decisions_are_the_office_s(submitted, sign_in, actor, role, code):
    close(submitted.contest)
    client = sign_in(actor(role))
    assert client.get(decide(submitted, code)).status_code == 404
    response = client.post(decide(submitted, code), {"version": submitted.desk_version, "text": "x", "once": "a"})
    assert response.status_code == 404
    assert not Note.objects.exists()


def test_a_supplement_proposes_a_day_and_what_the_check_knows(submitted, desk, deadline, rules_of):
    rules_of("eligibility", unit_confirms=True)
    book.forget()
    page = text_of(desk.get(decide(submitted, "bo-sung")))
    assert re.search(r'value="unit"[^>]*checked', page)
    assert page.count("checked") == 1
    day = deadline.astimezone(VIETNAM)
    assert f'value="{day.day}/{day.month}/{day.year}"' in page  # ten days: later than a week
    Milestone.objects.update(ends_at=now() + timedelta(days=1))
    week = today() + timedelta(days=7)
    page = text_of(desk.get(decide(submitted, "bo-sung")))
    assert f'value="{week.day}/{week.month}/{week.year}"' in page
