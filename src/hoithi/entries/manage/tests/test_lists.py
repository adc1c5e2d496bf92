"""The lists at one row and at a hundred and one: the same queries; what leaves as a file is what is shown."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.entries.actions.desk import ask_dossiers
from hoithi.entries.actions.intake import add_note
from hoithi.entries.enums import Decision, EntryState
from hoithi.entries.models import Attempt, Entry, Extension, SavedView
from hoithi.entries.queries import submitted_to, visible_to
from hoithi.kit.clock import now

pytestmark = pytest.mark.django_db


def more(entry, count):
    """Copies of a submitted entry, as the database alone makes them: the list reads nothing else."""
    first = Entry.objects.order_by("-number").values_list("number", flat=True).first()
    columns = {
        field.attname: getattr(entry, field.attname)
        for field in Entry._meta.concrete_fields
        if field.attname not in {"id", "uid", "number", "once_key"}
    }
    return Entry.objects.bulk_create(Entry(**columns, number=first + n) for n in range(1, count + 1))


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    "query", ["", "?q=may", "?trang-thai=submitted", "?linh-vuc=nong-nghiep&xep=-so", "?chon=tat-ca"]
)
def test_the_inbox(submitted, desk, query):
    path = reverse("intake_list", args=[submitted.contest.slug]) + query
    before = queries_of(desk, path)
    more(submitted, 100)
    assert queries_of(desk, path) == before <= 11


@pytest.mark.parametrize("name", ["intake_register", "intake_extensions"])
def test_register_and_extensions(submitted, desk, name):
    path = reverse(name, args=[submitted.contest.slug])

    def add(count):
        for entry in more(submitted, count):
            Extension.objects.create(entry=entry, until=now(), reason="Vì", proposed_at=now(), proposed_by_name="Ai")
        Entry.objects.first().contest.entry_register.__class__.objects.update(number=Entry.objects.count())

    add(1)
    before = queries_of(desk, path)
    add(100)
    assert queries_of(desk, path) == before


def test_the_page_of_an_entry(submitted, desk, officer):
    path = reverse("intake_entry", args=[submitted.uid])

    def add(start, stop):
        for n in range(start, stop):
            add_note(submitted, text=f"Ghi chú {n}", once_key=f"{n}", by=officer)
            Attempt.objects.create(entry=submitted, at=now(), step="save", ok=True)
        for copy in more(submitted, stop - start):
            Entry.objects.filter(pk=copy.pk).update(state=EntryState.DUPLICATE, duplicate_of=submitted)

    add(0, 1)
    before = queries_of(desk, path)
    add(1, 40)
    assert queries_of(desk, path) == before


def test_the_day(submitted, desk):
    path = reverse("today")
    before = queries_of(desk, path)
    more(submitted, 100)
    assert queries_of(desk, path) == before


def test_the_zip_page(submitted, desk, officer):
    path = reverse("intake_dossiers", args=[submitted.contest.slug])
    ask_dossiers(submitted.contest, [submitted.pk], query="", by=officer, once_key="a")
    before = queries_of(desk, path)
    for n in range(30):
        ask_dossiers(submitted.contest, [submitted.pk], query="", by=officer, once_key=f"k{n}")
    assert queries_of(desk, path) == before


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", [State.OPEN, State.CLOSED, State.JUDGING])
def test_what_the_list_holds_is_what_the_reader_may_see(submitted, draft, actor, role, state):
    Contest.objects.filter(pk=submitted.contest_id).update(state=state)
    contest = Contest.objects.get(pk=submitted.contest_id)
    who = actor(role)
    seen = set(visible_to(who).filter(contest=contest, trial=False).exclude(state=EntryState.DRAFT))
    listed = set(submitted_to(who, contest))
    bodies = role in {Role.FOCAL_POINT, Role.COMMITTEE}
    assert listed == (set() if bodies else seen)
    assert set(submitted_to(SYSTEM, contest)) == {submitted}


def sheet(response):
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(b"".join(response.streaming_content)))
        .get_sheet_by_index(0)
        .to_python()
    )


ODD = ['=HYPERLINK("http://x.vn")', "+cmd", "-1+1", "@SUM(1)", "\t=1", "＝1"]


@pytest.mark.parametrize("title", ODD)
def test_a_title_is_never_a_formula(submitted, desk, title):
    Entry.objects.filter(pk=submitted.pk).update(title=title, authors_line=title)
    rows = sheet(desk.get(reverse("intake_list", args=[submitted.contest.slug]), {"xuat": "xlsx"}))
    assert rows[1][1] == title
    assert rows[1][3] == title
    assert len(rows) == 2


def test_the_file_is_what_is_shown_and_its_taking_is_recorded(many, desk, receiving):
    many(3)
    rows = sheet(desk.get(reverse("intake_list", args=[receiving.slug]), {"xuat": "xlsx", "q": "hs-0002"}))
    assert [row[0] for row in rows] == ["Số", "HS-0002"]
    event = Event.objects.get(verb="entries.export_list")
    assert event.data == {"rows": 1, "what": "list", "personal": True}


def test_who_may_not_read_names_takes_none_away(submitted, sign_in, actor):
    Contest.objects.filter(pk=submitted.contest_id).update(state=State.CLOSED, moved_to=State.CLOSED, moved_at=now())
    client = sign_in(actor(Role.HEAD))
    for name in ("intake_list", "intake_register"):
        rows = sheet(client.get(reverse(name, args=[submitted.contest.slug]), {"xuat": "xlsx"}))
        assert "Tác giả" not in rows[0]
        assert not any("Điểu Xuân Lộc" in str(cell) for row in rows for cell in row)
    assert {event.data["personal"] for event in Event.objects.filter(verb="entries.export_list")} == {False}


def test_the_head_takes_no_rows_before_the_deadline(submitted, sign_in, actor):
    rows = sheet(sign_in(actor(Role.HEAD)).get(reverse("intake_list", args=[submitted.contest.slug]), {"xuat": "xlsx"}))
    assert len(rows) == 1


def test_a_view_costs_one_query_however_many(submitted, desk, officer):
    path = reverse("intake_list", args=[submitted.contest.slug])
    before = queries_of(desk, path)
    for n in range(30):
        SavedView.objects.create(contest=submitted.contest, person_id=officer.person_id, name=f"Lọc {n}", query="")
    assert queries_of(desk, path) == before


def test_extensions_waiting_for_the_head_cost_one_query(submitted, sign_in, actor):
    client = sign_in(actor(Role.HEAD))
    path = reverse("today")

    def propose(count):
        for _ in range(count):
            Extension.objects.create(
                entry=submitted,
                until=now(),
                reason="Vì",
                state=Decision.WAITING,
                proposed_at=now(),
                proposed_by_name="Ai",
            )

    propose(1)
    before = queries_of(client, path)
    propose(100)
    assert queries_of(client, path) == before
