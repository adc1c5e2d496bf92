"""My entries, the task list, the track."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hoithi.accounts.enums import Role
from hoithi.audit.actions import record
from hoithi.audit.messages import NAMES
from hoithi.contests.queries import actor_of
from hoithi.entries import book
from hoithi.entries.actions import add_author, answer_invitation, invite_author, start_entry
from hoithi.entries.actions.extensions import approve_extension, propose_extension, refuse_extension
from hoithi.entries.entrant.tests.conftest import browser
from hoithi.entries.entrant.track import SHOWN, track_of
from hoithi.entries.models import Entry, Supplement
from hoithi.kit.clock import VIETNAM
from hoithi.kit.dates import show_instant

pytestmark = pytest.mark.django_db
PAGES = ["entry_home", "entry_tasks", "entry_about", "entry_authors", "entry_files", "entry_unit", "entry_check",
         "entry_consents", "entry_losts", "entry_withdraw", "entry_drop", "entry_author_add"]  # fmt: skip


@pytest.mark.parametrize("which", ["draft", "submitted"])
@pytest.mark.parametrize("after", [-1, 0, 1])
def test_every_page_around_the_deadline(at_desk, reached, deadline, time_machine, which, after):
    """R40: no blank page on the day of the deadline."""
    entry = reached(which)
    time_machine.move_to(deadline + timedelta(seconds=after), tick=False)
    for name in PAGES:
        answer = at_desk.get(name, entry)
        assert (name, answer.status_code) == (name, 200)
        assert "Cần giúp?" in answer.content.decode() or name == "entry_losts"
    for part in ("ly-do", "noi-dung", "chi-phi"):
        assert at_desk.get("entry_step", entry, part=part).status_code == 200
    assert at_desk.get("entry_list").status_code == 200


def test_what_was_written_is_readable_after_the_deadline(at_desk, whole, deadline, time_machine):
    time_machine.move_to(deadline + timedelta(days=1), tick=False)
    words = at_desk.get("entry_step", whole, part="ly-do").content.decode()
    assert "Tách vỏ bằng tay chậm và độc." in words
    assert "Đã hết hạn nộp" in words
    assert "Lưu và tiếp tục" not in words
    assert "không còn nhận hồ sơ" in at_desk.get("entry_list").content.decode()


def test_the_list_asks_the_same_of_one_and_of_many(at_desk, client, receiving, entrant, draft):
    def queries():
        with CaptureQueriesContext(connection) as spent:
            assert at_desk.get("entry_list").status_code == 200
        return len(spent)

    queries()  # the rules are read once a process
    one = queries()
    for number in range(5):
        start_entry(receiving, by=entrant, once_key=f"nhieu-{number}")
    assert queries() == one <= 8


def test_the_list_says_the_next_step(at_desk, draft):
    words = at_desk.get("entry_list").content.decode()
    assert "đã xong 1 trên 5 phần" in words
    assert "Làm tiếp: Giải pháp và người dự thi" in words
    assert "Chưa ghi tên giải pháp." in words


def test_nothing_yet(at_desk):
    assert "Bạn chưa có hồ sơ nào" in at_desk.get("entry_list").content.decode()


def test_the_states_of_the_parts(at_desk, draft):
    words = at_desk.get("entry_tasks", draft).content.decode()
    assert words.count("Chưa làm</span>") == 3
    assert "Không bắt buộc" in words
    assert "Chưa làm được" in words
    at_desk.save("entry_about", draft, {"title": "Máy"})
    at_desk.save("entry_step", draft, {"q-ly-do": "Một."}, part="ly-do")
    words = at_desk.get("entry_tasks", draft).content.decode()
    assert "Đang làm" in words
    assert "Đã xong 2 trên 5 phần" in words


def test_the_bodys_word_is_a_part_when_the_rules_ask(at_desk, draft, rules_of):
    assert "Đơn vị xác nhận" not in at_desk.get("entry_tasks", draft).content.decode()
    rules_of("eligibility", unit_confirms=True)
    book.forget()
    assert "Đơn vị xác nhận" in at_desk.get("entry_tasks", draft).content.decode()


def test_the_track_names_no_staff(at_desk, submitted, actor):
    officer = actor(Role.OFFICER)
    record("entries.accept_entry", on=submitted, by=officer, scope=submitted.contest)
    record("entries.open_sealed", on=submitted, by=officer, scope=submitted.contest)
    words = at_desk.get("entry_home", submitted).content.decode()
    assert "Tiếp nhận hợp lệ" in words
    assert officer.name not in words
    assert "entries.open_sealed" not in words
    assert words.index("Tiếp nhận hợp lệ") < words.index("Ban tổ chức đã nhận hồ sơ")


def test_every_step_of_the_track_is_recorded_by_some_verb():
    assert set(SHOWN) - set(NAMES) == set()


@pytest.mark.parametrize(
    ("decide", "said"), [(approve_extension, "Được gia hạn đến"), (refuse_extension, "Không được")]
)
def test_the_track_tells_of_an_extension(at_desk, submitted, actor, deadline, decide, said):
    asked = propose_extension(submitted, until=deadline + timedelta(days=2), reason="Bão số 5.", by=actor(Role.OFFICER))
    decide(asked, reason="Đã xem.", by=actor(Role.HEAD))
    assert said in at_desk.get("entry_home", submitted).content.decode()


def test_the_track_names_the_co_author_who_did_it(at_desk, submitted, entrant, person):
    author = add_author(submitted, by=entrant, full_name="Thị Hen")
    friend = actor_of(person("Thị Hen"))
    answer_invitation(invite_author(author, by=entrant), accept=True, by=friend)
    record("entries.ask_unit", on=submitted, by=friend, scope=submitted.contest)
    stop = track_of(submitted, entrant)[0]
    assert (stop.what, stop.by) == ("Xin đơn vị xác nhận", "Thị Hen")


def test_a_supplement_is_asked_with_its_reasons_and_day(at_desk, submitted, deadline):
    due = deadline + timedelta(days=3)
    Supplement.objects.create(
        entry=submitted, version=submitted.latest, reasons=["Thiếu ảnh sản phẩm."], text="Chụp rõ trục.",
        asked_at=deadline, asked_by_name="Cán bộ Mẫu", due_at=due,
    )  # fmt: skip
    Entry.objects.filter(pk=submitted.pk).update(state="returned", reason="Thiếu ảnh sản phẩm.", due_at=due)
    words = at_desk.get("entry_home", submitted).content.decode()
    assert "Thiếu ảnh sản phẩm." in words
    assert "Chụp rõ trục." in words
    assert "Bổ sung rồi nộp lại" in words
    assert "Cán bộ Mẫu" not in words


def test_what_was_changed_after_submission_is_said_to_be_unsent(at_desk, submitted, deadline, time_machine):
    said, pages = "Có chỗ đã sửa mà chưa nộp lại", ["entry_home", "entry_tasks"]
    assert not any(said in at_desk.get(name, submitted).content.decode() for name in pages)
    at_desk.save("entry_step", submitted, {"q-ly-do": "Viết lại."}, part="ly-do")
    assert all(said in at_desk.get(name, submitted).content.decode() for name in pages)
    time_machine.move_to(deadline, tick=False)
    assert "chỗ sửa sau đó không được tính" in at_desk.get("entry_home", submitted).content.decode()


def test_a_changed_word_that_is_changed_back_leaves_nothing_unsent(at_desk, submitted):
    before = submitted.answers["ly-do"]
    for text in ("Viết lại.", before):
        at_desk.save("entry_step", submitted, {"q-ly-do": text}, part="ly-do")
    assert "chưa nộp lại" not in at_desk.get("entry_home", submitted).content.decode()


def test_help_is_given_and_taken_back(at_desk, draft, fresh):
    at_desk.post("entry_help", draft)
    assert fresh(draft).help_until is not None
    assert "đang xem được bản nháp" in at_desk.get("entry_tasks", draft).content.decode()
    at_desk.post("entry_help", draft, {"wanted": "no"})
    assert fresh(draft).help_until is None


@pytest.mark.parametrize("name", ["entry_help", "entry_auto", "entry_file_add", "entry_save"])
def test_an_act_is_no_look(at_desk, draft, name):
    more = {"entry_file_add": {"slot": "anh"}, "entry_save": {"part": "ly-do"}}.get(name, {})
    answer = at_desk.get(name, draft, **more)
    assert (answer.status_code, "POST" in answer["Allow"]) == (405, True)
    assert "Chưa có gì được ghi lại." in answer.content.decode()


def test_a_forged_request_is_refused(draft, entrant, account):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account(entrant))
    assert browser(client).post("entry_drop", draft).status_code == 403
    assert Entry.objects.filter(pk=draft.pk).exists()


def test_the_page_of_the_day_leads_on(at_desk, client, draft):
    words = client.get("/lam-viec/").content.decode()
    assert "Làm tiếp: Giải pháp và người dự thi" in words


def test_45_the_page_carries_the_hour_of_the_server(at_desk, draft, deadline, time_machine):
    """The script shows the notice where the clock of the reader is off (tests/browser/test_clock.py)."""
    moment = deadline - timedelta(hours=2)
    time_machine.move_to(moment, tick=False)
    for name in ("entry_tasks", "entry_check"):
        words = at_desk.get(name, draft).content.decode()
        assert f'<div hidden data-server-clock="{moment.astimezone(VIETNAM).isoformat()}">' in words
        assert f"lúc mở trang này là <b>{show_instant(moment)}</b>" in words
    time_machine.move_to(deadline, tick=False)
    assert "data-server-clock" not in at_desk.get("entry_tasks", draft).content.decode()
