"""The pages, and above all what they do not tell."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.contests.models import RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.entries.actions import start_entry, submit_entry
from hoithi.entries.actions.likeness import compare_version
from hoithi.entries.conftest import fill
from hoithi.entries.likeness import queries
from hoithi.entries.likeness.shown import Piece, lines, pieces, sides
from hoithi.entries.likeness.tests.conftest import SUMMARY
from hoithi.entries.models import ArchiveImport, Entry, Former, Match
from hoithi.kit import panels
from hoithi.kit.jobs import run_pending
from hoithi.kit.tests.standing import shared

pytestmark = pytest.mark.django_db
READERS = {Role.OFFICER, Role.SECRETARY, Role.HEAD}


@shared
def match(take, submitted):
    """The entry of the cast is like a winner of the cast's own district."""
    take(f"Hạt điều: máy tách vỏ;2019;Điểu Sơn;Xã An Phú;Giải Ba;Cơ khí;{SUMMARY}")
    run_pending()
    return Match.objects.get()


@shared
def foreign(elsewhere, submitted, person):
    """An entry of a contest of another district, alike, submitted later: (entry, its officer)."""
    run_pending()
    contest, officer = elsewhere
    who = actor_of(person("Thị Hoa"))
    entry = Entry.objects.create(
        contest=contest,
        owner_id=who.person_id,
        title="Máy tách vỏ hạt điều",
        state="draft",
        changed_at=submitted.changed_at,
    )
    row = submitted.latest
    row.pk, row.uid, row.entry, row.contest = None, "khac00000001", entry, contest
    row.hash, row.receipt_code = "0" * 64, "khac"
    row.save(force_insert=True)
    Entry.objects.filter(pk=entry.pk).update(
        state="submitted", latest=row, number=1, submitted_at=row.received_at, authors_line="Thị Hoa"
    )
    compare_version(type(row).objects.get(pk=row.pk))
    return Entry.objects.get(pk=entry.pk), officer


def close(contest):
    """The deadline has passed, so the head reads."""
    contest.state = State.CLOSED
    contest.save()


@pytest.mark.parametrize("role", [None, *Role])
def test_who_sees_likenesses(match, contest, actor, sign_in, role):
    close(contest)
    client = sign_in(actor(role))
    page = client.get(reverse("match_page", args=[match.uid]))
    assert page.status_code == (200 if role in READERS else 404)
    assert client.get(reverse("former_list")).status_code == (200 if role in READERS else 404)
    assert client.get(reverse("former_import")).status_code == (200 if role in READERS - {Role.HEAD} else 404)


def test_the_head_waits_for_the_deadline_and_decides_nothing(match, contest, actor, sign_in):
    client = sign_in(actor(Role.HEAD))
    address = reverse("match_page", args=[match.uid])
    assert client.get(address).status_code == 404
    close(contest)
    page = client.get(address)
    assert page.status_code == 200
    assert 'name="reason"' not in page.content.decode()
    assert client.post(address, {"state": "same", "reason": "Cùng máy", "version": 1}).status_code == 404


def test_the_author_sees_none(match, entrant, sign_in):
    assert lines(entrant, match.entry) == []
    assert sign_in(entrant).get(reverse("match_page", args=[match.uid])).status_code == 404


def test_the_office_sees_both_texts_with_the_passages_marked(match, submitted, actor, sign_in):
    Former.objects.filter(entry=submitted).update(text=f"Lời đầu. {SUMMARY}")
    match.passages = [[9, 9 + len(SUMMARY), 0, len(SUMMARY), 24]]
    match.save()
    page = sign_in(actor(Role.OFFICER)).get(reverse("match_page", args=[match.uid])).content.decode()
    assert f'<mark id="a1"><a href="#b1" aria-label="Đoạn trùng 1, xem ở bên kia">1</a> {SUMMARY}</mark>' in page
    assert f'<mark id="b1"><a href="#a1" aria-label="Đoạn trùng 1, xem ở bên kia">1</a> {SUMMARY}</mark>' in page
    assert "Hội thi cũ, 2019" in page


def test_a_decision_by_the_page(match, actor, sign_in):
    client, address = sign_in(actor(Role.OFFICER)), reverse("match_page", args=[match.uid])
    wrong = client.post(address, {"state": "same", "reason": "", "version": 1})
    assert wrong.status_code == 422
    assert "Chưa nhập lý do." in wrong.content.decode()
    stale = client.post(address, {"state": "same", "reason": "Cùng máy", "version": 5})
    assert stale.status_code == 409
    done = client.post(address, {"state": "different", "reason": "Khác nguyên lý", "version": 1}, follow=True)
    assert "Đã ghi kết luận." in done.content.decode()
    assert "Khác nguyên lý" in done.content.decode()


def panel(who, entry):
    request = RequestFactory().get("/")
    request.actor = who
    return [row for row in panels.collect("entry_checks", request, entry=entry) if "likeness" in row["template"]]


@pytest.mark.parametrize("role", [None, *Role])
def test_who_has_the_panel(match, contest, actor, role):
    close(contest)
    match.entry.contest.refresh_from_db()
    assert bool(panel(actor(role), match.entry)) == (role in READERS)


def test_the_panel_says_it_in_words(match, actor, rf):
    from django.template.loader import render_to_string  # noqa: PLC0415

    (row,) = panel(actor(Role.OFFICER), match.entry)
    said = render_to_string(row["template"], {"panel": row}, request=rf.get("/"))
    assert "rất giống" in said
    assert "Hạt điều: máy tách vỏ" in said
    assert "Giải Ba · Điểu Sơn" in said
    assert "So lại" in said


def test_the_panel_costs_the_same_for_one_and_for_many(take, submitted, actor, many):
    officer = actor(Role.OFFICER)
    take("Máy tách vỏ hạt điều;2000")
    run_pending()
    with CaptureQueriesContext(connection) as few:
        assert len(panel(officer, submitted)[0]["lines"]) == 1
    take(*(f"Máy tách vỏ hạt điều;{2001 + number}" for number in range(8)))
    for other in many(2):
        former = Former.objects.get(entry=submitted)
        Match.objects.create(
            entry=other, former=former, score=0.5, title_score=0.5, text_score=0.5, found_at=submitted.changed_at
        )
    with CaptureQueriesContext(connection) as more:
        assert len(panel(officer, submitted)[0]["lines"]) == 11
    assert len(more) == len(few)


def test_an_entry_that_came_later_stands_in_the_panel_of_the_first(submitted, receiving, person, actor, sign_in):
    who = actor_of(person("Thị Lan"))
    later = fill(start_entry(receiving, by=who, once_key="hai"), who)
    submit_entry(later, once_key="nop", base=later.version, by=who)
    run_pending()
    officer = actor(Role.OFFICER)
    (line,) = lines(officer, submitted)
    assert (line.later, line.other.people) == (True, "Thị Lan")
    assert sign_in(officer).get(reverse("match_page", args=[line.match.uid])).status_code == 200


def test_nothing_of_another_district_is_told(foreign, submitted, actor, sign_in):
    """Not its title, not its edition, not that it exists: in the panel, at its address, or in the list."""
    entry, officer_there = foreign
    match = Match.objects.get(entry=entry)
    here = actor(Role.OFFICER)
    assert lines(here, submitted) == []
    assert lines(officer_there, entry) == []
    for who in (here, officer_there):
        assert sign_in(who).get(reverse("match_page", args=[match.uid])).status_code == 404
    assert "Bù Đăng" not in sign_in(here).get(reverse("former_list")).content.decode()
    assert "Hớn Quản" not in sign_in(officer_there).get(reverse("former_list")).content.decode().partition("<table")[2]


def test_who_works_over_both_districts_sees_both(foreign, submitted, district, actor):
    above = actor(Role.OFFICER, contest=None, unit=district.parent)
    (line,) = lines(above, submitted)
    assert (line.other.title, line.later) == ("Máy tách vỏ hạt điều", True)
    assert line.other.edition == "Hội thi huyện Bù Đăng, 2025"


def test_who_may_know_of_the_other_but_not_read_it_sees_its_title_alone(
    foreign, submitted, department, person, sign_in
):
    """An officer here who is also the focal point of a body that entered there."""
    entry, _officer = foreign
    Entry.objects.filter(pk=entry.pk).update(unit=department)
    Former.objects.filter(entry=entry).update(text="Bí quyết của nơi khác.", typed=22)
    somebody = person("Người hai vai")
    for role, scope in ((Role.OFFICER, {"contest": submitted.contest}), (Role.FOCAL_POINT, {"unit": department})):
        RoleGrant.objects.create(person=somebody, role=role, starts_at=datetime(2024, 1, 1, tzinfo=UTC), **scope)
    who = actor_of(somebody, second_factor=True)
    (line,) = lines(who, submitted)
    assert line.other.title == "Máy tách vỏ hạt điều"
    said = sign_in(who).get(reverse("match_page", args=[line.match.uid])).content.decode()
    assert "Bạn chỉ được biết tên giải pháp này, không được xem nội dung." in said
    assert "Bí quyết" not in said
    assert "<mark" not in said
    assert 'name="reason"' not in said


def test_passages_of_files_are_not_marked_for_who_reads_answers_only(match, submitted, contest, actor, sign_in):
    close(contest)
    Former.objects.filter(entry=submitted).update(text="Câu trả lời.\n\nTrong tệp.", typed=12)
    Match.objects.update(passages=[[0, 3, 0, 3, 8], [14, 19, 4, 8, 8]])
    said = sign_in(actor(Role.HEAD)).get(reverse("match_page", args=[match.uid])).content.decode()
    assert (said.count("<mark"), "Trong tệp" in said) == (2, False)


def test_a_list_is_read_by_its_own_office_and_by_all_when_it_is_public(take, elsewhere, actor):
    _contest, officer_there = elsewhere
    take("Máy giấu;2019")
    take("Máy công bố;2019", published=True)
    seen = lambda who: set(queries.visible_to(who).values_list("title", flat=True))  # noqa: E731
    assert seen(actor(Role.OFFICER)) == {"Máy giấu", "Máy công bố"}
    assert seen(officer_there) == {"Máy công bố"}
    assert seen(actor(None)) == seen(actor(Role.FINANCE)) == seen(actor(Role.ADMIN)) == set()
    assert ArchiveImport.objects.count() == 2
    assert not queries.archives_of(officer_there).exists()


def test_the_head_reads_answers_but_not_files_and_no_names(match, submitted, contest, actor):
    close(contest)
    Former.objects.filter(entry=submitted).update(text="Câu trả lời.\n\nTrong tệp.", typed=12)
    head, _other = sides(actor(Role.HEAD), Match.objects.select_related("entry__contest").get())
    assert (head.text, head.people) == ("Câu trả lời.", "")
    office, _other = sides(actor(Role.OFFICER), match)
    assert (office.text, office.people) == ("Câu trả lời.\n\nTrong tệp.", "Điểu Xuân Lộc")


def test_authors_of_entries_are_neither_listed_nor_found_by_name(submitted, contest, actor, sign_in):
    run_pending()
    client = sign_in(actor(Role.OFFICER))
    assert "Máy tách vỏ hạt điều" in client.get(reverse("former_list")).content.decode()
    assert "Điểu Xuân Lộc" not in client.get(reverse("former_list")).content.decode()
    assert "Không tìm thấy gì" in client.get(reverse("former_list") + "?q=xuan+loc").content.decode()


def test_the_list_costs_the_same_for_one_and_for_many(take, actor, sign_in):
    client = sign_in(actor(Role.OFFICER))
    take("Máy 0;2019")
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("former_list"))
    take(*(f"Máy {number};2019" for number in range(1, 60)))
    with CaptureQueriesContext(connection) as more:
        assert "60 dòng" in client.get(reverse("former_list")).content.decode()
    assert len(more) == len(few)


def test_the_button_asks_and_says_so(match, actor, sign_in):
    page = sign_in(actor(Role.OFFICER)).post(reverse("entry_compare", args=[match.entry.uid]))
    assert (page.status_code, page["Location"]) == (302, f"/lam-viec/ho-so/{match.entry.uid}/")


def test_texts_are_cut_at_passages_and_never_lose_a_letter():
    text = "một hai ba bốn"
    cut = list(pieces(text, [(4, 7), (0, 3)]))
    assert cut == [Piece("một", 2), Piece(" "), Piece("hai", 1), Piece(" ba bốn")]
    for spans in ([], [(0, 99)], [(5, 3)], [(0, 7), (4, 9)], [(-2, 3)]):
        assert "".join(piece.text for piece in pieces(text, spans)) == text


def test_matches_of_the_system_are_all(match):
    assert list(queries.matches_visible_to(SYSTEM)) == [match]
