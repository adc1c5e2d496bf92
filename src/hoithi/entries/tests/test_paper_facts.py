"""What entries say on papers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoithi.accounts.actors import SYSTEM, VISITOR
from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.documents.kinds.base import kind_of
from hoithi.documents.kinds.sources import facts_for
from hoithi.entries import book
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Entry
from hoithi.kit.schemas.reading import read_data

LISTS = ("danh-sach-ho-so", "quyet-dinh-danh-sach-du-thi", "bien-ban-mo-ho-so", "bao-cao-quy", "bao-cao-tong-ket")


def entries(code, contest, by=SYSTEM):
    return facts_for(kind_of(code), contest, by=by).get("entries", [])


def test_the_list_names_what_was_submitted_and_no_draft(submitted, receiving, entrant):
    assert entries("danh-sach-ho-so", receiving) == [
        {
            "code": "hs-0001",
            "number": "HS-0001",
            "name": "Máy tách vỏ hạt điều",
            "field": "Nông nghiệp",
            "authors": "Điểu Xuân Lộc",
            "unit": "",
        }
    ]


def test_nothing_is_told_of_a_draft(whole, receiving):
    for code in LISTS:
        assert "Máy tách vỏ hạt điều" not in str(facts_for(kind_of(code), receiving, by=SYSTEM))


def test_an_edit_not_yet_submitted_stays_with_its_authors(submitted, receiving):
    submitted.authors.update(full_name="Tên chưa nộp")
    assert entries("danh-sach-ho-so", receiving)[0]["authors"] == "Điểu Xuân Lộc"


@pytest.mark.parametrize(
    ("role", "state", "authors"),
    [
        (Role.OFFICER, State.OPEN, ["Điểu Xuân Lộc"]),
        (Role.SECRETARY, State.JUDGING, ["Điểu Xuân Lộc"]),
        (Role.AUDITOR, State.JUDGING, ["Điểu Xuân Lộc"]),
        (Role.HEAD, State.OPEN, []),
        (Role.HEAD, State.JUDGING, [""]),
        (Role.HEAD, State.APPROVED, ["Điểu Xuân Lộc"]),
        (Role.JUDGE, State.APPROVED, []),
        (None, State.APPROVED, []),
    ],
)
def test_a_list_tells_nobody_more_than_the_entries_do(submitted, receiving, actor, role, state, authors):
    receiving.state = state
    receiving.save()
    asks = actor(role) if role else VISITOR
    assert [row["authors"] for row in entries("danh-sach-ho-so", receiving, asks)] == authors


def test_only_what_was_accepted_is_let_in(many, receiving):
    first, _second, third = many(3)
    Entry.objects.filter(pk__in=[first.pk, third.pk]).update(state=EntryState.ACCEPTED)
    assert [row["number"] for row in entries("quyet-dinh-danh-sach-du-thi", receiving)] == ["HS-0001", "HS-0003"]
    closing = read_data(
        kind_of("bao-cao-tong-ket").schema,
        {"position": "A", **facts_for(kind_of("bao-cao-tong-ket"), receiving, by=SYSTEM)},
    )
    assert [(one.name, one.received, one.eligible) for one in closing.fields] == [("Nông nghiệp", 3, 2)]


def test_the_report_counts_the_entries_of_each_body(many, receiving, department):
    first, second, _third = many(3)
    Entry.objects.filter(pk__in=[first.pk, second.pk]).update(unit=department)
    units = facts_for(kind_of("bao-cao-quy"), receiving, by=SYSTEM)["units"]
    assert units == [{"name": "Phòng Kinh tế và Hạ tầng", "entries": 2}]


def test_many_entries_cost_no_more_queries(many, receiving):
    many(1)
    few = {code: queries(code, receiving) for code in LISTS}
    Entry.objects.update(number=None, submitted_at=None, latest=None, once_key=None)
    many(5)
    assert {code: queries(code, receiving) for code in LISTS} == few


def queries(code, contest):
    book.forget()
    with CaptureQueriesContext(connection) as asked:
        facts_for(kind_of(code), Contest.objects.get(pk=contest.pk), by=SYSTEM)
    return len(asked)
