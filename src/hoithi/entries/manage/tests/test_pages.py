"""The office's pages by role: what each reader sees, and that the absent and the hidden are the same."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import (
    add_author,
    add_file,
    answer_invitation,
    confirm_unit_on_paper,
    edit_author,
    invite_author,
    save_part,
    submit_entry,
)
from hoithi.entries.actions.extensions import propose_extension
from hoithi.entries.actions.files import keep_late_file
from hoithi.entries.actions.intake import accept_entry, add_note, mark_duplicate
from hoithi.entries.actions.preparing import prepare_file
from hoithi.entries.actions.typing import confirm_typed_on_paper
from hoithi.entries.enums import EntryState
from hoithi.entries.manage.tests.pages import assert_absent, close, decide, listed, shown, text_of
from hoithi.entries.models import Entry, EntryFile, SavedView
from hoithi.entries.queries import sight
from hoithi.kit.clock import now

pytestmark = pytest.mark.django_db
READING = [Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.AUDITOR]
OTHERS = [None, *(role for role in Role if role not in READING)]


PAGES = ["intake_list", "intake_register", "intake_extensions", "intake_dossiers"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("role", OTHERS)
def test_hidden_from_others(submitted, sign_in, actor, name, role):
    client = sign_in(actor(role))
    assert_absent(client, reverse(name, args=[submitted.contest.slug]), reverse(name, args=["khong-co"]))


@pytest.mark.parametrize("role", [None, Role.JUDGE, Role.PANEL_CHAIR, Role.FINANCE, Role.ADMIN, Role.HEAD])
def test_an_entry_is_hidden_from_whom_it_does_not_concern(submitted, sign_in, actor, role):
    assert_absent(sign_in(actor(role)), shown(submitted), reverse("intake_entry", args=["khong-co"]))


def test_a_draft_is_no_business_of_the_office(draft, desk):
    assert desk.get(shown(draft)).status_code == 404
    page = text_of(desk.get(listed(draft.contest)))
    assert "1 hồ sơ đang được soạn" in page
    assert "Chưa nhận hồ sơ nào" in page


def test_the_office_sees_rows_counts_and_names(submitted, desk):
    page = text_of(desk.get(listed(submitted.contest)))
    for words in ("HS-0001", "Máy tách vỏ hạt điều", "Điểu Xuân Lộc", "Nông nghiệp", "Đã nộp, chờ kiểm tra"):
        assert words in page


def test_the_head_before_the_deadline_sees_counts(submitted, sign_in, actor):
    client = sign_in(actor(Role.HEAD))
    page = text_of(client.get(listed(submitted.contest)))
    assert "Đã nhận 1 hồ sơ" in page
    assert "Máy tách" not in page
    assert "Máy tách" not in text_of(client.get(reverse("intake_register", args=[submitted.contest.slug])))


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR])
def test_after_it_the_list_with_names_only_for_who_reads_them(submitted, sign_in, actor, role):
    close(submitted.contest)
    who = actor(role)
    names = sight(who, Entry.objects.select_related("contest").get()).people
    client = sign_in(who)
    for query in ("", "?q=Lộc", "?q=khong-co-ai"):
        page = text_of(client.get(listed(submitted.contest, query)))
        assert ("Máy tách vỏ hạt điều" in page) == (not names or query != "?q=khong-co-ai")
        assert names or "Điểu Xuân Lộc" not in page
    page = text_of(client.get(shown(submitted)))
    assert ("Điểu Xuân Lộc" in page) == names
    assert "decision-bar" not in page
    assert ("Hai trục quay ngược chiều." in page) == (role == Role.HEAD)


def test_the_office_sees_which_account_confirmed(whole, entrant, person, desk):
    save_part(whole, "about", {"entrant": "group"}, base=1, by=entrant)
    author = add_author(whole, by=entrant, full_name="Nguyễn Thị Bé", share=40)
    first = whole.authors.get(represents=True)
    edit_author(first, version=first.version, by=entrant, share=60)
    answer_invitation(invite_author(author, by=entrant), accept=True, by=actor_of(person("Điểu Ôn")))
    fresh = Entry.objects.get(pk=whole.pk)
    submit_entry(fresh, once_key="nop", base=fresh.version, by=entrant)
    page = text_of(desk.get(shown(fresh)))
    assert "Nguyễn Thị Bé: xác nhận bằng tài khoản Điểu Ôn" in page
    assert "(khác tên)" in page


def test_a_body_sees_metadata_and_the_abstract_of_its_own(submitted, sign_in, actor, department):
    Entry.objects.filter(pk=submitted.pk).update(unit=department)
    page = text_of(sign_in(actor(Role.FOCAL_POINT)).get(shown(submitted)))
    assert "Tách vỏ bằng tay chậm và độc." in page
    assert "Hai trục quay ngược chiều." not in page
    assert "Lịch sử" in page
    assert "intake_file" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=tach vo", True),
        ("?q=TÁCH%20VỎ", True),
        ("?q=hs-0001", True),
        ("?q=loc", True),
        ("?q=khong co", False),
        ("?trang-thai=submitted", True),
        ("?trang-thai=accepted", False),
        ("?linh-vuc=nong-nghiep&nguon=online", True),
        ("?linh-vuc=cntt", False),
        ("?viec=thieu-tep", False),
        ("?viec=lau", False),
        ("?viec=qua-han", False),
        ("?trang-thai=lạ", True),
    ],
)
def test_searched_and_filtered_by_the_address(submitted, desk, query, found):
    assert ("Máy tách vỏ hạt điều" in text_of(desk.get(listed(submitted.contest, query)))) == found


@pytest.mark.parametrize("odd", ["%25", "_", "%5C", "Robert'); DROP TABLE", "%00", "a" * 10_000, "từ " * 500])
def test_odd_searches_are_literal(submitted, desk, odd):
    response = desk.get(listed(submitted.contest, f"?q={odd}"))
    assert response.status_code == 200
    assert "Máy tách vỏ hạt điều" not in text_of(response)
    if len(odd) > 200:
        assert "200 ký tự đầu" in text_of(response)


def test_pages_out_of_range_say_so(submitted, desk):
    for asked in ("0", "-1", "abc", "99999999"):
        assert "đây là trang 1" in text_of(desk.get(listed(submitted.contest, f"?trang={asked}")))


def test_late_supplements_and_long_waits_are_found(many, desk, receiving):
    waiting, late = many(2)
    Entry.objects.filter(pk=waiting.pk).update(moved_at=now() - timedelta(days=4))
    Entry.objects.filter(pk=late.pk).update(state=EntryState.RETURNED, due_at=now() - timedelta(hours=1))
    page = text_of(desk.get(listed(receiving, "?viec=lau")))
    assert "Giải pháp số 0" in page
    assert "Giải pháp số 1" not in page
    page = text_of(desk.get(listed(receiving, "?viec=qua-han")))
    assert "quá hạn bổ sung" in page
    assert "Giải pháp số 0" not in page


def test_by_body(many, desk, receiving, department):
    first, _second = many(2)
    Entry.objects.filter(pk=first.pk).update(unit=department)
    page = text_of(desk.get(listed(receiving, f"?don-vi={department.uid}")))
    assert "Giải pháp số 0" in page
    assert "Giải pháp số 1" not in page
    assert "Phòng Kinh tế và Hạ tầng" in page


def test_the_page_of_an_entry_shows_all_to_the_office(submitted, desk, officer):
    add_note(submitted, text="Gọi lại chiều thứ Ba.", once_key="n", by=officer)
    page = text_of(desk.get(shown(submitted)))
    for words in ("Hai trục quay ngược chiều.", "Gọi lại chiều thứ Ba.", "0943999025", "Nộp hồ sơ", "Lần 1"):
        assert words in page
    assert "Được dự thi:" in page  # the rule is quoted


def test_text_is_shown_as_it_was_typed(submitted, desk, officer):
    odd = "<script>alert(1)</script> {{ 7*7 }}"
    add_note(submitted, text=odd, once_key="n", by=officer)
    page = text_of(desk.get(shown(submitted)))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in page
    assert "<script>alert" not in page


def test_versions_side_by_side(submitted, desk, entrant):
    save_part(submitted, "noi-dung", {"noi-dung": "Ba trục quay ngược chiều."}, base=1, by=entrant)
    entry = Entry.objects.get()
    submit_entry(entry, once_key="b", base=entry.version, by=entrant)
    path = reverse("intake_compare", args=[submitted.uid])
    assert path in text_of(desk.get(shown(submitted)))
    page = text_of(desk.get(path))
    assert "<del>Hai </del>" in page
    assert "<ins>Ba </ins>" in page
    assert "Không đổi:" in page
    for odd in ("?cu=9&moi=a", "?cu=-1", "?moi=1&cu=2"):
        assert desk.get(path + odd).status_code == 200


def test_comparing_is_for_who_reads_content(submitted, sign_in, actor):
    close(submitted.contest)
    path = reverse("intake_compare", args=[submitted.uid])
    assert sign_in(actor(Role.HEAD)).get(path).status_code == 200
    assert sign_in(actor(Role.AUDITOR)).get(path).status_code == 404


def test_views_are_kept_opened_and_deleted_by_their_owner(submitted, desk, sign_in, actor, officer):
    save = reverse("intake_view_save", args=[submitted.contest.slug])
    query = "trang-thai=submitted&q=v%E1%BB%8F&la=1&trang=3"
    response = desk.post(save, {"ten": "Chờ tôi", "loc": query})
    view = SavedView.objects.get()
    assert view.query == "q=v%E1%BB%8F&trang-thai=submitted"
    assert response.headers["Location"] == listed(submitted.contest, f"?{view.query}")
    assert "Chờ tôi" in text_of(desk.get(listed(submitted.contest)))
    assert "Máy tách" in text_of(desk.get(listed(submitted.contest, f"?{view.query}")))
    desk.post(save, {"ten": "Chờ tôi", "loc": ""})
    assert SavedView.objects.get().query == ""
    delete = reverse("intake_view_delete", args=[submitted.contest.slug, view.uid])
    assert sign_in(actor(Role.SECRETARY)).post(delete).status_code == 404
    sign_in(officer).post(delete)
    assert not SavedView.objects.exists()


def test_a_view_needs_a_name(submitted, desk):
    response = desk.post(
        reverse("intake_view_save", args=[submitted.contest.slug]), {"ten": " ", "loc": ""}, follow=True
    )
    assert "Chưa nhập tên bộ lọc." in text_of(response)


def test_the_register_has_every_number_and_says_when_one_is_missing(many, desk, receiving):
    entries = many(3)
    path = reverse("intake_register", args=[receiving.slug])
    page = text_of(desk.get(path))
    assert "không thiếu số nào" in page
    assert page.index("HS-0001") < page.index("HS-0003")
    Entry.objects.filter(pk=entries[1].pk).update(number=7)
    assert "Các số đã cấp mà không thấy hồ sơ: 2, 4, 5, 6." in text_of(desk.get(path))
    assert desk.get(path + "?in=1").status_code == 200


def test_the_day_of_an_officer_says_what_waits(many, desk, receiving, actor, sign_in, deadline, officer):
    _new, late = many(2)
    Entry.objects.filter(pk=late.pk).update(state=EntryState.RETURNED, due_at=now() - timedelta(hours=1))
    page = text_of(desk.get(reverse("today")))
    assert listed(receiving, "?trang-thai=submitted") in page
    assert listed(receiving, "?viec=qua-han") in page
    propose_extension(late, until=deadline + timedelta(days=1), reason="Bão", by=officer)
    assert "gia hạn" not in text_of(sign_in(actor(Role.SECRETARY)).get(reverse("today")))
    assert "Hồ sơ chờ kiểm tra" not in text_of(sign_in(actor(Role.FOCAL_POINT)).get(reverse("today")))


def test_a_decided_dossier_leads_to_the_next_that_waits(many, desk, officer):
    first, second = many(2)
    accept_entry(first, version=first.desk_version, by=officer)
    assert shown(second) in text_of(desk.get(shown(first)))


def test_a_body_learns_nothing_of_the_entry_that_its_own_repeats(many, sign_in, actor, officer, department):
    own, other = many(2)
    Entry.objects.filter(pk=own.pk).update(unit=department)
    mark_duplicate(own, other, reason="Cùng nội dung.", version=own.desk_version, by=officer)
    add_note(own, text="Nội bộ", once_key="n", by=officer)
    page = text_of(sign_in(actor(Role.FOCAL_POINT)).get(shown(own)))
    assert "Giải pháp số 1" not in page
    assert "Ghi chú nội bộ" not in page
    assert officer.name not in page
    assert "Giải pháp số 1" in text_of(sign_in(officer).get(shown(own)))


def test_an_officer_who_enters_is_told_why_there_is_no_button(submitted, desk, officer, account):
    Entry.objects.filter(pk=submitted.pk).update(owner=account(officer))
    page = text_of(desk.get(shown(submitted)))
    assert decide(submitted, "tiep-nhan") not in page
    assert "không tự xử lý được" in page


def test_files_are_looked_at_in_the_page(whole, entrant, page, desk):
    stored = page(entrant)
    placed = add_file(whole, "anh", stored, by=entrant)
    entry = Entry.objects.get(pk=whole.pk)
    submit_entry(entry, once_key="a", base=entry.version, by=entrant)
    prepare_file(EntryFile.objects.get(pk=placed.pk))
    answer = desk.get(shown(entry))
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    small = reverse("intake_picture", args=[entry.uid, placed.uid, 0])
    assert small in text_of(answer)
    for number in (0, 1):
        picture = desk.get(reverse("intake_picture", args=[entry.uid, placed.uid, number]))
        assert picture["Content-Type"] == "image/webp"
        assert "sandbox" in picture["Content-Security-Policy"]
    assert desk.get(reverse("intake_picture", args=[entry.uid, placed.uid, 7])).status_code == 404


def test_what_the_scanner_holds_back_is_shown_to_nobody(whole, entrant, page, desk):
    placed = add_file(whole, "anh", page(entrant), by=entrant)
    entry = Entry.objects.get(pk=whole.pk)
    submit_entry(entry, once_key="a", base=entry.version, by=entrant)
    prepare_file(EntryFile.objects.get(pk=placed.pk))
    EntryFile.objects.filter(pk=placed.pk).update(scan=EntryFile.Scan.INFECTED)
    assert "có mã độc" in text_of(desk.get(shown(entry)))
    for name, args in (("intake_file", ()), ("intake_picture", (0,))):
        assert desk.get(reverse(name, args=[entry.uid, placed.uid, *args])).status_code == 404


@pytest.fixture
def stamped(whole, entrant, department, page):
    """A submitted entry whose body confirmed on paper, and the address of that paper."""
    save_part(whole, "about", {"unit": department.uid}, base=1, by=entrant)
    paper = page(entrant, name="dau.jpg")
    confirm_unit_on_paper(whole, paper=paper, by=entrant)
    whole.refresh_from_db()
    submit_entry(whole, once_key="a", base=whole.version, by=entrant)
    return whole, reverse("intake_paper", args=[whole.uid, paper.uid])


def test_the_office_opens_the_paper_of_the_body(stamped, desk, sign_in, actor):
    entry, path = stamped
    page = text_of(desk.get(shown(entry)))
    assert path in page
    assert "dau.jpg" in page
    assert "attachment" in desk.get(path)["Content-Disposition"]
    nowhere = reverse("intake_paper", args=[entry.uid, "khong-co"])
    close(entry.contest)
    for role in (Role.HEAD, Role.AUDITOR, Role.FOCAL_POINT):
        assert_absent(sign_in(actor(role)), path, nowhere)


def test_a_paper_of_another_entry_is_not_opened_through_this_one(stamped, many, desk):
    _entry, path = stamped
    other = many(1)[0]
    assert desk.get(path.replace(stamped[0].uid, other.uid)).status_code == 404


@pytest.mark.parametrize(("said", "status"), [("clean", 200), ("infected:Eicar", 404), ("unknown", 404)])
def test_a_paper_is_scanned_when_it_is_opened(stamped, desk, monkeypatch, said, status):
    monkeypatch.setattr("hoithi.entries.manage.views.entry.scan", lambda _bytes: said)
    assert desk.get(stamped[1]).status_code == status


def test_the_office_opens_what_the_owner_signed(typed, officer, page, desk):
    paper = page(officer, name="ban-ky.jpg")
    confirm_typed_on_paper(typed, signed_by="Thị Liên", paper=paper, by=officer)
    path = reverse("intake_paper", args=[typed.entry.uid, paper.uid])
    assert path in text_of(desk.get(shown(typed.entry)))
    assert desk.get(path).status_code == 200


def test_a_file_that_came_too_late_is_seen_and_opened(submitted, entrant, desk, page, deadline, time_machine, sign_in):
    time_machine.move_to(deadline + timedelta(minutes=5), tick=False)
    placed = keep_late_file(submitted, "anh", page(entrant, name="may.jpg"), by=entrant)
    seen = text_of(desk.get(shown(submitted)))
    address = reverse("intake_file", args=[submitted.uid, placed.uid])
    assert ("Tệp đến sau hạn" in seen, address in seen) == (True, True)
    assert desk.get(address).status_code == 200
    own = text_of(sign_in(entrant).get(reverse("entry_files", args=[submitted.uid])))
    assert ("Tệp đến sau hạn" in own, "may.jpg" in own) == (True, True)
