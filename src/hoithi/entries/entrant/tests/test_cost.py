"""What the way of an entrant asks of the database: how much, and that it does not grow with the contest."""

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoithi.entries.entrant.tests.conftest import browser, hidden, picture

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # PostgreSQL asks for its locks and savepoints too
PNG = picture()
ABOUT = {"title": "Máy tách vỏ hạt điều", "field": "nong-nghiep", "entrant": "individual", "unit_name": ""}
SECTIONS = [{"code": "ly-do", "name": "Đặt vấn đề"}, {"code": "noi-dung", "name": "Nội dung", "required": True}]
# Of the record the last row; of the bodies under that of the contest three hundred, to choose from.
NO_GROWTH = ("SCAN CONSTANT ROW", "SCAN audit_event", "SCAN units_unit")
BOUNDS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")  # of transactions, which a test turns into savepoints
# Each request, and how many rows it asks for and writes in so many statements; two of them say who asks.
WAY = [
    ("begin", 5),
    ("begun", 12),
    ("tasks", 5),
    ("about", 4),
    ("about sent", 5),
    ("step", 3),
    ("step sent", 5),
    ("authors", 5),
    ("files", 4),
    ("file sent", 13),
    ("check", 5),
    ("submitted", 25),
    ("receipt", 3),
]


def walk(desk, contest):
    """The requests of the way, one after another: gives the name of each before it is made."""
    yield "begin"
    page = desk.get("entry_begin", slug=contest.slug)
    yield "begun"
    begun = {name: hidden(page, name) for name in ("once", "base", "tab")}
    answer = desk.post("entry_begin", data={**begun, **ABOUT}, slug=contest.slug)
    entry = SimpleNamespace(uid=answer["Location"].split("/")[2])
    yield "tasks"
    desk.get("entry_tasks", entry)
    yield "about"
    page = desk.get("entry_about", entry)
    yield "about sent"
    mended = {**ABOUT, "title": "Máy tách vỏ hạt điều hai trục"}
    desk.post("entry_about", entry, {"base": hidden(page, "base"), "tab": hidden(page, "tab"), **mended})
    yield "step"
    page = desk.get("entry_step", entry, part="noi-dung")
    yield "step sent"
    typed = {"base": hidden(page, "base"), "tab": hidden(page, "tab"), "q-noi-dung": "Hai trục quay."}
    desk.post("entry_step", entry, typed, part="noi-dung")
    yield "authors"
    desk.get("entry_authors", entry)
    yield "files"
    desk.get("entry_files", entry)
    yield "file sent"
    desk.post("entry_file_add", entry, {"file": SimpleUploadedFile("may.png", PNG, "image/png")}, slot="anh")
    yield "check"
    page = desk.get("entry_check", entry)
    yield "submitted"
    sent = {"once": hidden(page, "once"), "base": hidden(page, "base"), "enter": "on"}
    answer = desk.post("entry_check", entry, sent)
    yield "receipt"
    assert "HS-" in desk.client.get(answer["Location"]).content.decode()


def asked(desk, contest):
    """The statements of each request, by its name."""
    said, way = {}, walk(desk, contest)
    name = next(way)
    while name:
        with CaptureQueriesContext(connection) as spent:
            following = next(way, "")
        said[name] = [one["sql"] for one in spent.captured_queries if not one["sql"].startswith(BOUNDS)]
        name = following
    return said


@pytest.fixture
def plain(receiving, rules_of, many):
    """A form of two pages, in a contest that has one entry already: its register is open."""
    rules_of("form", sections=SECTIONS)
    many(1)
    return receiving


def test_each_request_asks_so_much_and_no_more(at_desk, plain):
    said = {name: len(statements) for name, statements in asked(at_desk, plain).items()}
    assert said == dict(WAY)


def test_it_asks_the_same_in_a_larger_contest(sign_in, entrant, actor, plain, many):
    few = asked(browser(sign_in(entrant)), plain)
    many(40)
    more = asked(browser(sign_in(actor())), plain)
    assert {name: len(one) for name, one in few.items()} == {name: len(one) for name, one in more.items()}
    read = [one for statements in more.values() for one in statements if one.startswith("SELECT")]
    assert [step for one in read for step in plan_of(one) if grows(step)] == []


def plan_of(statement):
    """How the database looks for the rows, on SQLite; elsewhere the number of queries has to do."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", None)
        return [row[3] for row in cursor.fetchall()]


def grows(step):
    """Whether a step reads a whole table, or all entries of a contest."""
    return (step.startswith("SCAN") and not step.startswith(NO_GROWTH)) or "entry_received" in step
