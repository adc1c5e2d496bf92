"""Check, agree, submit: everything missing is a link, nothing is ticked beforehand, one press one receipt."""

import re
from datetime import timedelta

import pytest

from hoithi.entries import book
from hoithi.entries.actions import add_author, save_part, start_entry, submit_entry
from hoithi.entries.checks import eligibility, state_of
from hoithi.entries.conftest import fill
from hoithi.entries.entrant.tests.conftest import hidden
from hoithi.entries.enums import Purpose
from hoithi.entries.models import Attempt, Consent, Entry, Provisional, Submission
from hoithi.notifications.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(whole):
    """A draft that lacks only the consent."""
    Consent.objects.all().delete()
    return whole


def keys(page):
    return {"once": hidden(page, "once"), "base": hidden(page, "base")}


def test_what_is_missing_leads_to_its_box(at_desk, draft):
    words = at_desk.get("entry_check", draft).content.decode()
    assert f'href="{at_desk.address("entry_about", draft)}#id_title"' in words
    assert f'href="{at_desk.address("entry_step", draft, part="ly-do")}#id_q-ly-do"' in words
    assert 'id="id_title"' in at_desk.get("entry_about", draft).content.decode()
    assert 'id="id_q-ly-do"' in at_desk.get("entry_step", draft, part="ly-do").content.decode()
    assert "Nộp hồ sơ</button>" not in words


def test_submitting_what_is_not_whole(at_desk, draft):
    page = at_desk.get("entry_check", draft)
    answer = at_desk.post("entry_check", draft, {**keys(page), "enter": "on"})
    assert answer.status_code == 422
    assert "điểm nên chưa nộp được." in answer.content.decode()
    assert "Chưa ghi tên giải pháp" in answer.content.decode()
    assert not Submission.objects.exists()
    assert at_desk.post("entry_check", draft, {**keys(answer), "enter": "on"}).status_code == 422


@pytest.mark.parametrize(("answer", "said"), [("Tháng 3 năm 2025", "Chưa ghi"), ("2025-03-01", "Tạo ra ngày 1/3/2025")])
def test_a_day_told_in_words_is_for_an_officer_to_read(at_desk, rules_of, whole, entrant, answer, said):
    """A question called so, of whatever kind, is where the rules look for the day."""
    rules_of("form", sections=[{"code": "ngay-tao-ra", "name": "Ngày tạo ra"}])
    rules_of("eligibility", made_from="2024-01-01")
    save_part(whole, "ngay-tao-ra", {"ngay-tao-ra": answer}, base=0, by=entrant)
    for name in ("entry_tasks", "entry_authors", "entry_check"):
        assert at_desk.get(name, whole).status_code == 200
    assert at_desk.get("entry_list").status_code == 200
    entry = Entry.objects.get(pk=whole.pk)
    found = eligibility(entry, book.book_of(entry.contest, entry), state_of(entry))
    assert next(one.sentence for one in found if one.code == "made").startswith(said)
    sent = {**keys(at_desk.get("entry_check", whole)), "enter": "on"}
    assert at_desk.post("entry_check", whole, sent).status_code == 302


def test_a_title_that_one_has_entered_already_is_said_and_may_stay(at_desk, whole, entrant, receiving, many):
    """Row 28. The office sees every likeness; an entrant hears of their own only."""
    said = "Bạn có hồ sơ khác cùng tên trong hội thi này"
    (other,) = many(1)
    assert said not in at_desk.get("entry_check", whole).content.decode()
    save_part(whole, "about", {"title": other.title}, base=1, by=entrant)
    assert said not in at_desk.get("entry_check", whole).content.decode()
    twin = fill(start_entry(receiving, by=entrant, once_key="hai"), entrant, title="GIAI PHAP SO 0")
    submit_entry(twin, once_key="hai", base=twin.version, by=entrant)
    page = at_desk.get("entry_check", whole)
    assert said in page.content.decode()
    assert "nêu rõ điểm khác trong hồ sơ rồi nộp" in page.content.decode()
    assert f'href="{at_desk.address("entry_home", twin)}"' in page.content.decode()
    assert at_desk.post("entry_check", whole, {**keys(page), "enter": "on"}).status_code == 302


def test_nothing_is_ticked_beforehand_and_one_consent_is_needed(at_desk, ready):
    page = at_desk.get("entry_check", ready)
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page.content.decode())
    assert [re.search(r'name="(\w+)"', box)[1] for box in boxes] == ["enter", "publish", "contact"]
    assert not any("checked" in box for box in boxes)
    answer = at_desk.post("entry_check", ready, {**keys(page), "publish": "on"})
    assert answer.status_code == 422
    assert 'href="#id_enter"' in answer.content.decode()
    assert "không xét được hồ sơ" in answer.content.decode()
    assert not Submission.objects.exists()


def test_what_was_agreed_to_and_no_more_is_kept(at_desk, ready):
    page = at_desk.get("entry_check", ready)
    at_desk.post("entry_check", ready, {**keys(page), "enter": "on", "contact": "on"})
    given = Consent.objects.order_by("purpose").values_list("purpose", "how", "given_by")
    assert list(given) == [("contact", "click", "Điểu Xuân Lộc"), ("enter", "click", "Điểu Xuân Lộc")]


def test_pressed_twice_or_sent_again_after_back_it_is_one(at_desk, ready, deadline, time_machine):
    page = at_desk.get("entry_check", ready)
    sent = {**keys(page), "enter": "on"}
    first = at_desk.post("entry_check", ready, sent)
    again = at_desk.post("entry_check", ready, sent)
    time_machine.move_to(deadline + timedelta(seconds=5), tick=False)
    late = at_desk.post("entry_check", ready, sent)
    assert (
        first["Location"] == again["Location"] == late["Location"] == at_desk.address("entry_receipt", ready, number=1)
    )
    assert Submission.objects.count() == Message.objects.filter(kind="entries.receipt").count() == 1


def test_changed_elsewhere_since_it_was_checked(at_desk, ready, entrant):
    page = at_desk.get("entry_check", ready)
    save_part(ready, "ly-do", {"ly-do": "Sửa ở máy khác."}, base=1, by=entrant)
    answer = at_desk.post("entry_check", ready, {**keys(page), "enter": "on"})
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "vừa được sửa ở nơi khác" in words
    assert "Sửa ở máy khác." in words
    assert at_desk.post("entry_check", ready, keys(answer)).status_code == 302


def test_a_key_used_for_another_content(at_desk, ready, entrant):
    page = at_desk.get("entry_check", ready)
    at_desk.post("entry_check", ready, {**keys(page), "enter": "on"})
    entry = Entry.objects.get(pk=ready.pk)
    save_part(entry, "ly-do", {"ly-do": "Sửa."}, base=1, by=entrant)
    entry.refresh_from_db()
    answer = at_desk.post("entry_check", ready, {"once": hidden(page, "once"), "base": entry.version})
    assert answer.status_code == 422
    assert "Trang này đã nộp một bản khác. Hãy mở lại trang kiểm tra rồi nộp." in answer.content.decode()
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    "sent", [{}, {"once": "", "base": "1"}, {"once": "x" * 10_000, "base": "1"}, {"once": "a", "base": "x"}]
)
def test_a_request_that_no_page_sends(at_desk, ready, sent):
    assert at_desk.post("entry_check", ready, {**sent, "enter": "on"}).status_code == 422
    assert not Submission.objects.exists()


@pytest.mark.parametrize(("after", "status"), [(-0.001, 302), (0, 409), (0.001, 409)])
def test_the_deadline_is_an_instant(at_desk, ready, deadline, time_machine, after, status):
    page = at_desk.get("entry_check", ready)
    time_machine.move_to(deadline + timedelta(seconds=after), tick=False)
    answer = at_desk.post("entry_check", ready, {**keys(page), "enter": "on"})
    assert answer.status_code == status
    assert list(Attempt.objects.values_list("step", "ok")) == [("submit", status == 302)]
    if status == 409:
        assert "Đã hết hạn nộp" in answer.content.decode()
        assert "Cần giúp?" in answer.content.decode()
        assert not Consent.objects.exists()


def test_looking_submits_nothing(at_desk, client, whole):
    at_desk.get("entry_check", whole)
    client.head(at_desk.address("entry_check", whole))
    assert not Submission.objects.exists()


def test_agreed_without_submitting(at_desk, ready):
    page = at_desk.get("entry_check", ready)
    at_desk.post("entry_check", ready, {**keys(page), "enter": "on", "do": "save"})
    assert Consent.objects.filter(purpose=Purpose.ENTER).count() == 1
    assert not Submission.objects.exists()
    assert 'name="enter"' not in at_desk.get("entry_check", ready).content.decode()


def test_corrected_until_the_deadline(at_desk, submitted):
    words = at_desk.get("entry_check", submitted).content.decode()
    assert "chưa có gì thay đổi từ lần nộp trước" in words
    assert "Nộp lại hồ sơ</button>" not in words
    at_desk.save("entry_step", submitted, {"q-ly-do": "Sửa cho rõ."}, part="ly-do")
    page = at_desk.get("entry_check", submitted)
    assert "Nộp lại hồ sơ" in page.content.decode()
    answer = at_desk.post("entry_check", submitted, keys(page))
    assert answer["Location"] == at_desk.address("entry_receipt", submitted, number=2)
    assert at_desk.get("entry_receipt", submitted, number=1).status_code == 200


def test_a_child_enters_with_a_guardian(at_desk, ready, entrant, rules_of):
    rules_of("eligibility", guardian=True)
    book.forget()
    save_part(ready, "about", {"entrant": "group"}, base=1, by=entrant)
    child = add_author(ready, by=entrant, full_name="Thị Na", birth_date=None)
    at_desk.post(
        "entry_author", ready,
        {
            "version": child.version, "full_name": "Thị Na", "birth_date": "1/1/2020", "guardian_name": "Thị Mơ",
            "share": "50",
        },
        author=child.uid,
    )  # fmt: skip
    own = ready.authors.get(represents=True)
    at_desk.post(
        "entry_author", ready, {"version": own.version, "full_name": own.full_name, "share": "50"}, author=own.uid
    )
    at_desk.post("entry_author_paper", ready, author=child.uid)
    page = at_desk.get("entry_check", ready)
    assert f'name="guardian_{child.uid}"' in page.content.decode()
    answer = at_desk.post("entry_check", ready, {**keys(page), "enter": "on"})
    assert answer.status_code == 422
    sent = {**keys(page), "enter": "on", f"guardian_{child.uid}": "on", f"guardian_publish_{child.uid}": "on"}
    assert at_desk.post("entry_check", ready, sent).status_code == 302
    given = Consent.objects.filter(author=child).order_by("purpose").values_list("purpose", "given_by")
    assert list(given) == [("guardian", "Thị Mơ"), ("guardian_publish", "Thị Mơ")]


def test_the_last_complete_state_is_kept_for_whoever_wants_it(at_desk, whole):
    at_desk.post("entry_auto", whole, {"wanted": "yes"})
    assert Provisional.objects.get().content["answers"]["ly-do"] == "Tách vỏ bằng tay chậm và độc."
    at_desk.save("entry_step", whole, {"q-ly-do": "Bản mới hơn."}, part="ly-do")
    assert Provisional.objects.get().content["answers"]["ly-do"] == "Bản mới hơn."
    at_desk.save("entry_step", whole, {"q-ly-do": ""}, part="ly-do")
    assert Provisional.objects.get().content["answers"]["ly-do"] == "Bản mới hơn."
    page = at_desk.get("entry_tasks", whole).content.decode()
    assert "bản hoàn chỉnh gần nhất sẽ tự nộp" in page


def test_asked_once_and_changed_at_will(at_desk, draft, fresh):
    assert "Nếu đến hạn mà bạn chưa bấm nộp?" in at_desk.get("entry_tasks", draft).content.decode()
    at_desk.post("entry_auto", draft, {"wanted": "no"})
    assert fresh(draft).auto_submit is False
    assert "Nếu đến hạn mà bạn chưa bấm nộp?" not in at_desk.get("entry_tasks", draft).content.decode()
    at_desk.post("entry_auto", draft, {"wanted": "yes"})
    assert fresh(draft).auto_submit is True
