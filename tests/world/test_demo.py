"""The demo is what the README promises: the founding contest, a live ward with forty entries in every state and files
that open, the city above it, one person a role."""

import io
import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from hoithi.accounts.models import DemoRole, Person
from hoithi.contests.enums import State
from hoithi.contests.models import Contest, Milestone
from hoithi.contests.plan.reading import read_plan_bytes
from hoithi.contests.queries import actor_of
from hoithi.documents.models import CertificateRun, Document, Number, OfficeTemplate
from hoithi.entries.actions.likeness import compare_version
from hoithi.entries.actions.submitting import digest
from hoithi.entries.book import book_of
from hoithi.entries.checks import lacks, state_of
from hoithi.entries.enums import AuthorState, EntryState, Source, UnitAnswer
from hoithi.entries.jobs.likeness import index_list
from hoithi.entries.models import (
    ArchiveImport,
    Author,
    Entry,
    EntryFile,
    Extension,
    Former,
    Match,
    ReceiptKey,
    Submission,
    UnitConfirmation,
)
from hoithi.entries.queries import own_entries
from hoithi.kit import invariants
from hoithi.kit.clock import now
from hoithi.kit.files import read
from hoithi.kit.models import StoredFile
from hoithi.kit.signing import verify
from hoithi.planning.models import Task
from hoithi.site.demo import load_demo
from hoithi.site.demo.desk import ARCHIVE
from hoithi.site.demo.dossiers import solutions
from hoithi.site.demo.people import PLAYED
from hoithi.site.demo.plans import WARD, filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]
PLANS = Path(__file__).parents[1] / "samples" / "plans"
STATES = {"draft": 6, "submitted": 14, "returned": 5, "accepted": 10, "rejected": 2, "duplicate": 1, "withdrawn": 2}


def test_the_founding_plan_became_its_contest():
    contest = Contest.objects.get(owner__code="694")
    assert contest.name == "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản"
    assert (contest.edition, contest.years) == (8, "2024-2025")
    assert contest.standing_agency.name == "Phòng Kinh tế và Hạ tầng"
    deadline = contest.milestones.get(kind="entries")
    assert deadline.ends_at.isoformat() == "2025-04-15T17:00:00+00:00"
    assert deadline.confirmed_at
    orders = Task.objects.filter(contest=contest).values_list("order", flat=True)
    assert {int(order) for order in orders} == set(range(1, 15))
    communes = Task.objects.filter(contest=contest, order="14").values("unit").distinct()
    assert communes.count() == 13
    assert contest.reporting.due_day == 20


def test_the_ward_is_always_open_and_has_the_city_above_it():
    contest = Contest.objects.get(owner__code="25357")
    assert contest.state == State.OPEN
    assert contest.upper.owner.code == "75"
    assert contest.reporting.period == "month"
    assert not Milestone.objects.filter(contest=contest, confirmed_at=None, kind="entries").exists()


def test_every_role_has_one_person_and_a_second_start_keeps_the_data():
    assert list(DemoRole.objects.values_list("code", flat=True)) == [played.code for played in PLAYED]
    assert load_demo() is False


@pytest.mark.parametrize("days", range(0, 400, 37))
def test_the_plan_of_the_ward_reads_the_same_on_every_day(days):
    day = date(2026, 11, 23) + timedelta(days=days)
    read = read_plan_bytes(filled(WARD, day), WARD)
    ends = {milestone["kind"]: milestone["end"] for milestone in read["milestones"]}
    assert ends["entries"] == (day + timedelta(days=21)).isoformat()
    assert set(ends) == {"launch", "entries", "jury", "judging", "promotion", "ceremony"}
    assert sum(len(assignment["units"]) for assignment in read["assignments"]) == 10


def entry(code):
    """The entry that was made of the data with that code."""
    return Entry.objects.get(title=next(one.title for one in solutions() if one.code == code))


def test_forty_entries_stand_in_every_state():
    ward = Contest.objects.get(owner__code="25357")
    assert set(STATES) == set(EntryState.values)
    assert Counter(Entry.objects.values_list("state", flat=True)) == STATES
    assert set(Entry.objects.values_list("contest", "trial")) == {(ward.pk, False)}
    fields = Counter(Entry.objects.values_list("field", flat=True))
    assert set(fields) == {field.code for field in book_of(ward).fields.items}
    assert set(Entry.objects.values_list("entrant", flat=True)) == {"individual", "group", "organization"}


def test_numbers_and_versions_follow_the_time_at_which_they_came():
    numbers = sorted(Entry.objects.exclude(number=None).values_list("number", flat=True))
    assert numbers == list(range(1, 35))
    versions = list(Submission.objects.order_by("sequence"))
    assert all(one.received_at <= after.received_at for one, after in pairwise(versions))
    assert now() - versions[0].received_at > timedelta(days=20)
    per_entry = Counter(version.entry_id for version in versions)
    assert sum(count >= 2 for count in per_entry.values()) >= 8
    assert 3 in per_entry.values()


def test_every_receipt_verifies_and_the_chain_is_whole():
    keys = dict(ReceiptKey.objects.values_list("key_id", "public"))
    before = ""
    for version in Submission.objects.order_by("sequence"):
        assert verify(version.receipt, version.signature, keys[version.key_id])
        assert (version.previous_hash, version.hash) == (before, digest(version))
        before = version.hash
    assert before


def rows_of(workbook):
    """How many rows its first sheet has."""
    return CalamineWorkbook.from_filelike(io.BytesIO(workbook)).get_sheet_by_index(0).height


OPENED = {
    "application/pdf": lambda data: len(pypdfium2.PdfDocument(data)) == 1,
    "image/jpeg": lambda data: Image.open(io.BytesIO(data)).convert("RGB").width >= 900,
    "wordprocessingml.document": lambda data: len(docx.Document(io.BytesIO(data)).paragraphs) > 10,
    "spreadsheetml.sheet": lambda data: (
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).height > 4
    ),
}


def test_every_file_opens():
    kinds = Counter()
    for stored in StoredFile.objects.filter(pk__in=EntryFile.objects.values("file")):
        kind = next(kind for kind in OPENED if stored.content_type.endswith(kind))
        assert OPENED[kind](read(stored)), stored.name
        kinds[kind] += 1
    assert all(kinds[kind] >= 5 for kind in OPENED)
    for paper in UnitConfirmation.objects.exclude(paper=None).select_related("paper"):
        assert OPENED["image/jpeg"](read(paper.paper))


def test_pictures_are_as_large_as_a_telephone_sends_them_and_no_larger():
    pictures = EntryFile.objects.filter(slot="anh", file__name__endswith=".jpg").select_related("file")
    assert pictures.count() > 40
    for placed in pictures:
        assert Image.open(io.BytesIO(read(placed.file))).size == (1200, 900)
        assert 40_000 < placed.file.size < 120_000


def test_nothing_that_must_always_hold_is_broken():
    assert [(name, said) for name in invariants.names() for said in invariants.broken(name)] == []


def test_the_entrant_of_the_bar_has_something_to_go_on_with():
    person = DemoRole.objects.get(code="thi-sinh").person
    own = {one.state: one for one in own_entries(actor_of(person))}
    assert set(own) == {EntryState.DRAFT, EntryState.SUBMITTED, EntryState.RETURNED}
    draft = own[EntryState.DRAFT]
    parts = {lack.part for lack in lacks(draft, book_of(draft.contest), state_of(draft), at=now())}
    assert "hieu-qua" in parts and "van-de" not in parts
    assert own[EntryState.RETURNED].due_at > now()
    assert own[EntryState.SUBMITTED].latest.number == 2


def test_drafts_are_at_different_points_and_one_goes_by_itself():
    drafts = Entry.objects.filter(state=EntryState.DRAFT)
    counts = {one.title: len(lacks(one, book_of(one.contest), state_of(one), at=now())) for one in drafts}
    assert len(set(counts.values())) >= 4
    assert min(counts.values()) == 1
    by_itself = drafts.get(auto_submit=True)
    assert counts[by_itself.title] == 1


def test_bodies_have_confirmed_declined_and_not_yet_answered():
    answers = Counter(UnitConfirmation.objects.values_list("answer", flat=True))
    assert (answers[UnitAnswer.DECLINED], answers[UnitAnswer.WAITING]) == (1, 2)
    assert answers[UnitAnswer.CONFIRMED] > 15
    assert answers[UnitAnswer.ON_PAPER] >= 5
    assert not UnitConfirmation.objects.filter(answer=UnitAnswer.ON_PAPER, paper=None).exists()
    asked = UnitConfirmation.objects.filter(answer=UnitAnswer.WAITING)
    assert asked.filter(unit__name="Phòng Văn hóa - Xã hội").exists()  # for the focal point of the bar to answer


def test_one_supplement_is_overdue_the_others_have_days_left():
    returned = Entry.objects.filter(state=EntryState.RETURNED)
    left = sorted(one.due_at - one.moved_at for one in returned)
    assert left[0] < timedelta(seconds=5)
    assert left[1] > timedelta(days=3)
    assert all(one.reason for one in returned)


def test_refusals_say_why_and_a_duplicate_points_to_its_twin():
    for one in Entry.objects.filter(state__in=(EntryState.REJECTED, EntryState.DUPLICATE)):
        assert len(one.reason) > 60
    assert entry("may-xat-mi").duplicate_of == entry("may-thai-mi")


def test_what_came_on_paper_waits_to_be_typed_in():
    on_paper = Entry.objects.exclude(source=Source.ONLINE).order_by("source")
    assert [(one.source, one.typing_done) for one in on_paper] == [(Source.COUNTER, False), (Source.POST, False)]
    assert all(one.typed_by.full_name == "Lê Thị Mai Thảo" and one.materials.exists() for one in on_paper)
    assert on_paper[1].postmarked_on < on_paper[1].submitted_at.date()


def test_an_extension_was_agreed_to_by_another_than_asked_and_one_waits():
    made = Extension.objects.order_by("state")
    assert [one.state for one in made] == ["approved", "waiting"]
    assert made[0].proposed_by_id != made[0].decided_by_id


def test_shares_of_a_group_add_up_and_everybody_has_answered():
    for one in Entry.objects.exclude(state=EntryState.DRAFT):
        authors = list(Author.objects.filter(entry=one, removed_at=None))
        if len(authors) > 1:
            assert sum(author.share for author in authors) == 100, one.title
        for author in authors:
            assert author.person_id == one.owner_id or author.state in {AuthorState.CONFIRMED, AuthorState.ON_PAPER}
    assert Author.objects.filter(state=AuthorState.CONFIRMED).count() >= 5


def test_everybody_is_invented():
    plans = "\n".join(file.read_text(encoding="utf-8") for file in PLANS.glob("*.md"))
    bar = set(DemoRole.objects.values_list("person__full_name", flat=True))
    names = {author.full_name for author in Author.objects.all()} - bar
    assert len(names) > 55
    assert [name for name in names if name in plans] == []
    said = {author.details.get("phone", "") for author in Author.objects.all()}
    owned = set(Person.objects.exclude(phone=None).values_list("phone", flat=True))
    assert all(re.fullmatch(r"(09000000\d\d)?", phone) for phone in said | owned)


def test_the_texts_differ_and_give_figures():
    told = [one for one in solutions() if one.state != "draft"]
    for name in ("title", "problem", "solution", "applied", "effect"):
        assert len({getattr(one, name) for one in told}) == len(told), name
    assert [one.code for one in told if not re.search(r"\d", one.effect)] == []


def test_former_winners_are_there_and_likeness_finds_the_near_ones():
    rows = ARCHIVE.read_text(encoding="utf-8").splitlines()[1:]
    assert Former.objects.filter(archive__isnull=False).count() == len(rows) == 60
    index_list.call(ArchiveImport.objects.get().uid)  # what the worker of the demo does first
    pairs = {
        "may-thai-mi": "Máy thái lát khoai mì tự nạp củ",
        "gay-thong-minh": "Gậy dò đường thông minh cho người khiếm thị",
        "dam-go": "Lò đốt yếm khí hứng dấm gỗ từ cành điều",
        "tai-sinh-nhua": "Gạch lát vỉa hè từ túi ni lông và cát",
    }
    for code, title in pairs.items():
        compare_version(entry(code).latest)
        assert Match.objects.filter(entry=entry(code), former__title=title).exists(), code
    compare_version(entry("may-xat-mi").latest)
    assert Match.objects.filter(entry=entry("may-xat-mi"), former__entry=entry("may-thai-mi")).exists()


def test_papers_stand_at_every_stage_and_the_founding_plan_went_out_in_its_own_words():
    papers = Document.objects.filter(contest__owner__code="25357")
    assert set(papers.values_list("state", flat=True)) == {"draft", "submitted", "approved", "issued"}
    assert set(Number.objects.filter(contest__owner__code="25357").values_list("state", flat=True)) == {
        "issued", "reserved", "cancelled",
    }  # fmt: skip
    assert [one.state for one in OfficeTemplate.objects.filter(unit__code="25357")] == ["approved"]
    plan = Document.objects.get(contest__owner__code="694", kind="ke-hoach")
    assert plan.number.shown == "01/KH-BTC"
    assert "Hớn Quản" in plan.title


def test_certificates_stand_at_every_stage_and_one_was_called_off():
    runs = CertificateRun.objects.filter(contest__owner__code="25357")
    assert set(runs.values_list("state", flat=True)) == {"draft", "submitted", "approved", "issued"}
    printed = runs.get(state="issued").certificates.all()
    assert [one.state for one in printed] == ["valid", "valid", "valid", "cancelled"]
    assert all(one.file_id for one in printed)
