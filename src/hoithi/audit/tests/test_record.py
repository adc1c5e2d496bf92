"""The record: appended in the verb's transaction, guarded by the database, and altered only with a trace."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from hoithi.audit.actions import from_address, record
from hoithi.audit.models import Event, digest
from hoithi.audit.queries import broken_links, events_of
from hoithi.kit.databases import guard_append_only, is_append_only, lift_append_only
from hoithi.kit.models import StoredFile

OFFICER = SimpleNamespace(person_id=7, name="Trần Thị Mẫu")


@pytest.fixture
def thing(db):
    return StoredFile.objects.create(name="a.pdf", size=1, sha256="", content_type="", key="a")


@pytest.fixture
def events(thing):
    """A chain of four events."""
    with transaction.atomic(), from_address("192.0.2.7"):
        return [record("kit.test", on=thing, by=OFFICER, reason="Lý do", số=number) for number in range(4)]


@pytest.fixture
def unguarded(events):
    """The chain as somebody finds it who has taken the triggers away."""
    lift_append_only(Event)
    yield events
    guard_append_only(Event)


def chain():
    return [line for line in broken_links() if not line.startswith("the database")]


def test_a_chain_is_whole(events):
    assert is_append_only(Event)
    assert list(broken_links()) == []
    assert [event.previous_hash for event in events] == ["", *[event.hash for event in events[:-1]]]
    assert events[0].address == "192.0.2.7"
    assert events_of(events[0].subject)[0].pk == events[-1].pk


@pytest.mark.parametrize(
    "change",
    [
        lambda: Event.objects.update(reason="khác"),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.first().save(),
    ],
)
def test_the_database_refuses_to_change_the_record(events, change):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        change()
    assert list(broken_links()) == []


def test_a_missing_guard_is_said(unguarded):
    assert list(broken_links()) == ["the database does not guard the record against changes; run: hoithi upgrade"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reason", "Lý dọ"),
        ("actor_id", 8),
        ("actor_name", "Trần Thị Mẩu"),
        ("at", datetime(2020, 1, 1, tzinfo=UTC)),
        ("verb", "kit.tesT"),
        ("subject", "storedfile:0"),
        ("scope", "x"),
        ("address", None),
        ("data", {"số": 9}),
    ],
)
def test_one_altered_field_is_found(unguarded, field, value):
    Event.objects.filter(pk=unguarded[1].pk).update(**{field: value})
    assert chain() == [f"event {unguarded[1].pk} was altered after it was written"]


def test_a_removed_event_is_found(unguarded):
    unguarded[1].delete()
    assert chain() == [f"event {unguarded[2].pk} does not follow the one before it"]


def test_an_altered_event_with_a_fresh_hash_breaks_the_next_link(unguarded):
    event = unguarded[1]
    event.reason = "khác"
    event.hash = digest(event)
    event.save()
    assert chain() == [f"event {unguarded[2].pk} does not follow the one before it"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_turn", [1, 2])
def test_tests_that_commit_find_the_record_empty_and_guarded(_turn):
    assert not Event.objects.exists()
    assert is_append_only(Event)
    thing = StoredFile.objects.create(name="a.pdf", size=1, sha256="", content_type="", key="a")
    with transaction.atomic():
        record("kit.test", on=thing, by=OFFICER)
    with pytest.raises(RuntimeError):  # outside the transaction of a verb
        record("kit.test", on=thing, by=OFFICER)
