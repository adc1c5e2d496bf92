"""One part at a time: kept as typed, never overwritten silently, never lost."""

from datetime import timedelta

import pytest

from hoithi.contests.queries import actor_of
from hoithi.entries.actions import add_author, save_part
from hoithi.entries.entrant.tests.conftest import browser, hidden
from hoithi.entries.models import Attempt, Author, Entry, Extension, LostText

pytestmark = pytest.mark.django_db


def test_saved_and_on_to_the_next(at_desk, draft, fresh):
    answer = at_desk.save("entry_step", draft, {"q-ly-do": "Tách vỏ chậm."}, part="ly-do")
    assert answer["Location"] == at_desk.address("entry_step", draft, part="noi-dung")
    assert fresh(draft).answers == {"ly-do": "Tách vỏ chậm."}
    answer = at_desk.save("entry_step", draft, {"q-ly-do": "Khác.", "then": "danh-sach"}, part="ly-do")
    assert answer["Location"] == at_desk.address("entry_tasks", draft)


def test_a_page_that_asks_nothing_of_this_entrant_is_not_on_the_way(at_desk, rules_of, draft):
    rules_of(
        "form",
        sections=[
            {"code": "truoc", "name": "Đã dự thi", "kind": "choice", "options": "Chưa\nRồi"},
            {"code": "nao", "name": "Ở đâu, năm nào", "when_question": "truoc", "when_value": "Rồi"},
            {"code": "ly-do", "name": "Đặt vấn đề"},
        ],
    )
    for said, following, listed in (("Chưa", "ly-do", False), ("Rồi", "nao", True), ("Chưa", "ly-do", False)):
        answer = at_desk.save("entry_step", draft, {"q-truoc": said}, part="truoc")
        assert answer["Location"] == at_desk.address("entry_step", draft, part=following)
        assert ("Ở đâu, năm nào" in at_desk.get("entry_tasks", draft).content.decode()) == listed
        words = at_desk.get("entry_step", draft, part="ly-do").content.decode()
        assert ("Phần 4 trên 7" if listed else "Phần 3 trên 6") in words
    assert "không cần phần này" in at_desk.get("entry_step", draft, part="nao").content.decode()


@pytest.mark.parametrize(
    ("entrant_kind", "form", "rules", "following"),
    [
        ("individual", {}, {}, "entry_files"),
        ("group", {}, {}, "entry_authors"),
        ("individual", {"author_details": ["birth_date"]}, {}, "entry_authors"),
        ("individual", {}, {"guardian": True}, "entry_authors"),
        ("individual", {"papers": []}, {}, "entry_check"),
        ("individual", {"papers": []}, {"unit_confirms": True}, "entry_unit"),
    ],
)
def test_led_past_what_asks_nothing(at_desk, rules_of, draft, entrant_kind, form, rules, following):
    rules_of("form", **{"author_details": [], **form})
    rules_of("eligibility", **rules)
    about = {"title": "Máy tách vỏ", "field": "cntt", "entrant": entrant_kind, "unit_name": ""}
    at_desk.save("entry_about", draft, about)
    answer = at_desk.save("entry_step", draft, {"q-chi-phi": "5"}, part="chi-phi")
    assert answer["Location"] == at_desk.address(following, draft)


def test_an_individual_with_a_co_author_is_led_to_the_authors(at_desk, rules_of, draft, entrant):
    rules_of("form", author_details=[])
    add_author(draft, full_name="Thị Mai", by=entrant)
    at_desk.save("entry_about", draft, {"title": "Máy", "field": "cntt", "entrant": "individual", "unit_name": ""})
    answer = at_desk.save("entry_step", draft, {"q-chi-phi": "5"}, part="chi-phi")
    assert answer["Location"] == at_desk.address("entry_authors", draft)
    assert at_desk.address("entry_files", draft) in at_desk.get("entry_authors", draft).content.decode()


def test_pressing_twice_saves_once(at_desk, draft, fresh):
    page = at_desk.get("entry_step", draft, part="ly-do")
    sent = {"base": hidden(page, "base"), "tab": hidden(page, "tab"), "q-ly-do": "Một lần."}
    for _press in range(2):
        assert at_desk.post("entry_step", draft, sent, part="ly-do").status_code == 302
    assert fresh(draft).parts == {"ly-do": 1}
    assert not LostText.objects.exists()


def test_saved_as_it_is_typed(at_desk, draft, fresh):
    said = at_desk.post("entry_save", draft, {"base": "0", "tab": "a", "q-ly-do": "Một"}, part="ly-do").json()
    assert said["base"] == 1
    assert said["said"].startswith("Đã lưu ")
    said = at_desk.post("entry_save", draft, {"base": "1", "tab": "a", "q-ly-do": "Một hai"}, part="ly-do").json()
    assert said["base"] == 2
    assert fresh(draft).answers["ly-do"] == "Một hai"


def test_two_tabs_never_overwrite_silently(at_desk, draft, fresh):
    one, two = (at_desk.get("entry_step", draft, part="ly-do") for _tab in range(2))
    for page, words, status in ((two, "Thẻ hai.", 302), (one, "Thẻ một.", 409)):
        sent = {"base": hidden(page, "base"), "tab": hidden(page, "tab"), "q-ly-do": words}
        answer = at_desk.post("entry_step", draft, sent, part="ly-do")
        assert answer.status_code == status
    words = answer.content.decode()
    assert "Thẻ hai." in words
    assert "Thẻ một." in words
    assert fresh(draft).answers["ly-do"] == "Thẻ hai."
    assert LostText.objects.get().typed == {"ly-do": "Thẻ một."}
    assert at_desk.get("entry_tasks", draft).content.decode().count("sửa ở nơi khác") == 1


def test_two_devices_are_told_apart_while_typing(at_desk, draft):
    at_desk.post("entry_save", draft, {"base": "0", "tab": "may", "q-ly-do": "Từ máy."}, part="ly-do")
    answer = at_desk.post("entry_save", draft, {"base": "0", "tab": "dt", "q-ly-do": "Từ điện thoại."}, part="ly-do")
    assert answer.status_code == 409
    assert answer.json()["href"] == at_desk.address("entry_lost", draft, lost=LostText.objects.get().uid)


def test_two_authors(at_desk, client, sign_in, draft, person, entrant, fresh):
    other = actor_of(person("Thị Hen"))
    Author.objects.create(entry=draft, position=2, person_id=other.person_id, full_name="Thị Hen", may_edit=True)
    page = at_desk.get("entry_step", draft, part="ly-do")
    save_part(draft, "ly-do", {"ly-do": "Chị Hen ghi."}, base=0, by=other)
    sent = {"base": hidden(page, "base"), "tab": hidden(page, "tab"), "q-ly-do": "Anh Lộc ghi."}
    assert at_desk.post("entry_step", draft, sent, part="ly-do").status_code == 409
    assert fresh(draft).answers["ly-do"] == "Chị Hen ghi."
    lost = LostText.objects.get()
    sign_in(other)
    assert browser(client).get("entry_lost", draft, lost=lost.uid).status_code == 404


def test_a_lost_answer_of_ones_own_page_is_no_conflict(at_desk, draft, fresh):
    """The server saved, the network dropped its answer, more was typed: the page still builds on the old version."""
    at_desk.post("entry_save", draft, {"base": "0", "tab": "a", "q-ly-do": "Một"}, part="ly-do")
    answer = at_desk.post("entry_save", draft, {"base": "0", "tab": "a", "q-ly-do": "Một hai"}, part="ly-do")
    assert answer.status_code == 200
    assert fresh(draft).answers["ly-do"] == "Một hai"
    save_part(draft, "ly-do", {"ly-do": "Người khác"}, base=2, by=actor_of(draft.owner))
    answer = at_desk.post("entry_save", draft, {"base": "0", "tab": "a", "q-ly-do": "Một hai ba"}, part="ly-do")
    assert answer.status_code == 409


def test_a_save_that_was_longer_on_its_way_than_a_later_one_does_not_stand(at_desk, draft, fresh):
    """Both build on the same version: the answer to the first did not come."""
    page = at_desk.get("entry_step", draft, part="ly-do")
    sent = {"base": "0", "tab": hidden(page, "tab")}
    for count, words, status in (("2", "Một hai", 200), ("1", "Một", 409), ("3", "Một hai ba", 200)):
        said = {**sent, "count": count, "q-ly-do": words}
        assert at_desk.post("entry_save", draft, said, part="ly-do").status_code == status
    assert fresh(draft).answers["ly-do"] == "Một hai ba"
    assert LostText.objects.get().typed == {"ly-do": "Một"}
    shown = at_desk.post("entry_step", draft, {**sent, "count": "4", "q-ly-do": "từ " * 301}, part="ly-do")
    assert (shown.status_code, hidden(shown, "count")) == (422, "4")


@pytest.mark.parametrize(("choose", "stands"), [("mine", "Của tôi."), ("kept", "Đang lưu.")])
def test_a_person_chooses_between_both_texts(at_desk, draft, fresh, choose, stands):
    at_desk.post("entry_save", draft, {"base": "0", "tab": "a", "q-ly-do": "Đang lưu."}, part="ly-do")
    at_desk.post("entry_save", draft, {"base": "0", "tab": "b", "q-ly-do": "Của tôi."}, part="ly-do")
    lost = LostText.objects.get()
    page = at_desk.get("entry_lost", draft, lost=lost.uid)
    at_desk.post("entry_lost", draft, {"choose": choose, "base": hidden(page, "base")}, lost=lost.uid)
    assert fresh(draft).answers["ly-do"] == stands
    assert at_desk.get("entry_lost", draft, lost=lost.uid).status_code == 404
    assert "Không có gì" in at_desk.get("entry_losts", draft).content.decode()


def test_changed_again_while_choosing(at_desk, draft, fresh):
    at_desk.post("entry_save", draft, {"base": "0", "tab": "a", "q-ly-do": "Một."}, part="ly-do")
    at_desk.post("entry_save", draft, {"base": "0", "tab": "b", "q-ly-do": "Hai."}, part="ly-do")
    lost = LostText.objects.get()
    at_desk.post("entry_save", draft, {"base": "1", "tab": "a", "q-ly-do": "Ba."}, part="ly-do")
    answer = at_desk.post("entry_lost", draft, {"choose": "mine", "base": "1"}, lost=lost.uid)
    assert answer.status_code == 409
    assert "Ba." in answer.content.decode()
    assert fresh(draft).answers["ly-do"] == "Ba."


def test_lost_texts_are_kept_thirty_days(at_desk, draft, time_machine):
    at_desk.post("entry_save", draft, {"base": "0", "tab": "a", "q-ly-do": "Một."}, part="ly-do")
    at_desk.post("entry_save", draft, {"base": "0", "tab": "b", "q-ly-do": "Hai."}, part="ly-do")
    lost = LostText.objects.get()
    LostText.objects.update(at=lost.at - timedelta(days=29, hours=23))
    assert at_desk.get("entry_lost", draft, lost=lost.uid).status_code == 200
    LostText.objects.update(at=lost.at - timedelta(days=30))
    assert at_desk.get("entry_lost", draft, lost=lost.uid).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hai triệu", "không phải là số tiền"),
        ("-5", "-5"),
        ("1" * 40, "1"),
    ],
)
def test_what_cannot_be_read_stays_in_its_box(at_desk, draft, fresh, typed, said):
    answer = at_desk.save("entry_step", draft, {"q-chi-phi": typed}, part="chi-phi")
    assert answer.status_code == 422
    assert "Lỗi:" in answer.content.decode()
    again = at_desk.get("entry_step", draft, part="chi-phi").content.decode()
    assert f'value="{typed}"' in again
    assert said in again
    assert "chi-phi" not in fresh(draft).answers
    assert "Cần sửa" in at_desk.get("entry_tasks", draft).content.decode()
    assert at_desk.save("entry_step", draft, {"q-chi-phi": "1.500.000"}, part="chi-phi").status_code == 302
    assert fresh(draft).answers["chi-phi"] == 1_500_000


def test_a_broken_letter_is_no_error_of_ours(at_desk, draft, fresh):
    answer = at_desk.save("entry_step", draft, {"q-ly-do": "Nguyễn\x00Văn"}, part="ly-do")
    assert answer.status_code == 422
    assert "Có ký tự không hợp lệ" in answer.content.decode()
    assert "Nguyễn" in fresh(draft).work["typed"]["ly-do"]
    assert at_desk.get("entry_step", draft, part="ly-do").status_code == 200


def test_too_many_words_stay_with_the_count(at_desk, draft):
    answer = at_desk.save("entry_step", draft, {"q-ly-do": "từ " * 301}, part="ly-do")
    assert answer.status_code == 422
    assert "Tối đa 300 từ (đang có 301)" in answer.content.decode()
    assert at_desk.save("entry_step", draft, {"q-ly-do": "từ " * 300}, part="ly-do").status_code == 302


def test_text_is_kept_literally_and_shown_escaped(at_desk, draft, fresh):
    hostile = (
        "<script>alert(1)</script> {{7*7}} %(x)s {0.__class__} [x](javascript:alert(2)) ![](http://t.example/a.png)"
    )
    at_desk.save("entry_about", draft, {"title": hostile})
    at_desk.save("entry_step", draft, {"q-ly-do": hostile}, part="ly-do")
    assert fresh(draft).about["title"] == hostile
    for name in ("entry_check", "entry_tasks", "entry_list"):
        page = at_desk.get(name, None if name == "entry_list" else draft).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert(1)" not in page
        assert "{{7*7}}" in page
        assert 'href="javascript:' not in page
        assert 'src="http://t.example' not in page


def test_what_was_not_asked_is_not_taken(at_desk, draft, fresh):
    extra = {"title": "Máy", "state": "accepted", "owner_id": "1", "number": "9", "trial": "on", "auto_submit": "on"}
    at_desk.save("entry_about", draft, extra)
    entry = fresh(draft)
    assert (entry.title, entry.state, entry.number, entry.trial, entry.auto_submit) == (
        "Máy",
        "draft",
        None,
        False,
        None,
    )
    assert set(entry.work) == {"about"}


@pytest.mark.parametrize("base", ["", "x", "-1", "9" * 30, "1e3"])
def test_a_strange_version_is_no_version(at_desk, draft, base):
    at_desk.post("entry_save", draft, {"base": "0", "tab": "a", "q-ly-do": "Một."}, part="ly-do")
    answer = at_desk.post("entry_save", draft, {"base": base, "tab": "b", "q-ly-do": "Hai."}, part="ly-do")
    assert answer.status_code == 409


def test_a_part_that_the_form_lacks(at_desk, draft):
    assert at_desk.get("entry_step", draft, part="khong-co").status_code == 404
    assert at_desk.post("entry_save", draft, {"base": "0"}, part="khong-co").status_code == 404


@pytest.mark.parametrize(("name", "more"), [("entry_step", {"part": "ly-do"}), ("entry_about", {})])
def test_signed_out_while_typing_the_text_comes_back(at_desk, client, sign_in, entrant, draft, fresh, name, more):
    page = at_desk.get(name, draft, **more)
    client.logout()
    sent = {"base": hidden(page, "base"), "tab": "a", "q-ly-do": "Ba giờ gõ.", "title": "Máy ba giờ"}
    answer = at_desk.post(name, draft, sent, **more)
    assert answer["Location"] == f"/dang-nhap/?next={at_desk.address(name, draft, **more)}"
    client.post("/dang-nhap/", {"login": draft.owner.email, "password": "sai"})
    sign_in(entrant)
    words = at_desk.get(name, draft, **more).content.decode()
    assert ("Ba giờ gõ." if more else "Máy ba giờ") in words
    assert "trước khi phiên hết hạn vẫn còn" in words
    assert fresh(draft).answers == {}
    page = at_desk.get(name, draft, **more)
    assert ("Ba giờ gõ." if more else "Máy ba giờ") in page.content.decode()  # also when the page is opened again
    at_desk.post(name, draft, sent | {"base": hidden(page, "base"), "q-ly-do": "Hai giờ.", "title": "Máy"}, **more)
    assert ("Hai giờ." if more else "Máy") in at_desk.get(name, draft, **more).content.decode()
    assert "trước khi phiên hết hạn vẫn còn" not in at_desk.get(name, draft, **more).content.decode()


def test_the_real_sign_in_carries_the_text_over(client, receiving, draft, account, entrant):
    owner = account(entrant)
    owner.set_password("mat-khau-dai-1")
    owner.save()
    owner.emailaddress_set.update(verified=True)
    desk = browser(client)
    desk.post("entry_step", draft, {"base": "0", "q-ly-do": "Ba giờ gõ."}, part="ly-do")
    where = desk.address("entry_step", draft, part="ly-do")
    answer = client.post(
        f"/dang-nhap/?next={where}", {"login": owner.email, "password": "mat-khau-dai-1", "next": where}
    )
    assert answer["Location"] == where
    assert "Ba giờ gõ." in client.get(where).content.decode()


def test_signed_out_while_saving_as_typed(client, draft):
    address = browser(client).address("entry_save", draft, part="ly-do")
    answer = client.post(address, {"base": "0", "q-ly-do": "Một."}, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "Những gì vừa gõ vẫn còn" in answer.content.decode()


@pytest.mark.parametrize(("after", "open_still"), [(-1, True), (0, False), (1, False)])
def test_the_door_at_the_deadline(at_desk, draft, deadline, time_machine, fresh, after, open_still):
    page = at_desk.get("entry_step", draft, part="ly-do")
    time_machine.move_to(deadline + timedelta(seconds=after), tick=False)
    sent = {"base": hidden(page, "base"), "tab": hidden(page, "tab"), "q-ly-do": "Gõ sát giờ."}
    answer = at_desk.post("entry_step", draft, sent, part="ly-do")
    if open_still:
        assert answer.status_code == 302
        return
    assert answer.status_code == 409
    assert "Gõ sát giờ." in answer.content.decode()
    assert "Đã hết hạn nộp" in answer.content.decode()
    assert fresh(draft).answers == {}
    assert list(Attempt.objects.values_list("step", "ok")) == [("save", False)]
    said = at_desk.post("entry_save", draft, sent, part="ly-do")
    assert (said.status_code, "Đã hết hạn nộp" in said.json()["said"]) == (409, True)


def test_an_extension_opens_the_door_for_this_entry(at_desk, draft, deadline, time_machine, fresh):
    time_machine.move_to(deadline + timedelta(seconds=1), tick=False)
    Extension.objects.create(
        entry=draft, until=deadline + timedelta(days=1), reason="mất điện", state="approved", proposed_at=deadline,
        proposed_by_name="Cán bộ",
    )  # fmt: skip
    assert at_desk.save("entry_step", draft, {"q-ly-do": "Được gia hạn."}, part="ly-do").status_code == 302
    assert fresh(draft).answers["ly-do"] == "Được gia hạn."


def test_the_body_is_found_by_its_name(at_desk, draft, department, fresh):
    assert at_desk.save("entry_about", draft, {"unit_name": "phong kinh te va ha tang"}).status_code == 302
    assert fresh(draft).unit == department
    answer = at_desk.save("entry_about", draft, {"unit_name": "Kinh tế"})
    assert "Ý bạn là đơn vị nào?" in answer.content.decode()
    assert fresh(draft).unit is None
    page = {"base": hidden(answer, "base"), "tab": hidden(answer, "tab"), "unit_name": "Kinh tế"}
    at_desk.post("entry_about", draft, {**page, "unit_choice": department.uid})
    assert fresh(draft).unit == department
    answer = at_desk.save("entry_about", draft, {"unit_name": "Kinh tế 2", "unit_choice": "-"})
    assert answer.status_code == 302
    assert (fresh(draft).unit, fresh(draft).unit_name) == (None, "Kinh tế 2")


def test_an_edit_after_submission_is_seen_by_its_authors_alone(at_desk, submitted, fresh):
    at_desk.save("entry_about", submitted, {"title": "Tên mới"})
    entry = fresh(submitted)
    assert (entry.title, entry.about["title"]) == ("Máy tách vỏ hạt điều", "Tên mới")
    assert "Tên mới" in at_desk.get("entry_tasks", submitted).content.decode()
    assert Entry.objects.filter(title="Tên mới").count() == 0


def test_a_body_that_was_chosen_from_a_list_stands_in_the_box_and_stays(at_desk, draft, fresh, entrant, department):
    save_part(draft, "about", {"unit": department.uid}, base=0, by=entrant)
    assert f'value="{department.name}"' in at_desk.get("entry_about", draft).content.decode()
    at_desk.save("entry_about", draft, {"unit_name": department.name})
    assert fresh(draft).unit == department
