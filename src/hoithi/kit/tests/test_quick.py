"""Rows written and read without detours are the rows that the library writes and reads."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F, Value
from django.test.utils import CaptureQueriesContext

from hoithi.kit.models import StoredFile
from hoithi.kit.quick import Quick

pytestmark = pytest.mark.django_db
WORDS = {"name": "Ảnh 100% “máy”.png", "size": 7, "sha256": "a" * 64, "content_type": "image/png"}


def made(key="một", **more):
    return StoredFile.objects.create(key=key, **{**WORDS, **more})


@pytest.fixture
def by_library(monkeypatch):
    """Lets the library have its own way from now on."""

    def call():
        for name in ("_do_insert", "_do_update", "from_db"):
            monkeypatch.delattr(Quick, name)

    return call


def test_what_is_written_is_what_the_library_writes(by_library, time_machine):
    time_machine.move_to("2026-03-01T08:00:00+07:00", tick=False)

    def written():
        row = made(uid="0123456789ab", created_by_id=5)
        row.name, row.created_by_id = "Ảnh khác.png", None
        row.save()
        row.save(update_fields=["size", "name"])
        found = StoredFile.objects.values().get(pk=row.pk)
        row.delete()
        return {name: value for name, value in found.items() if name != "id"}

    ours = written()
    assert ours == written()  # with the statement that was kept
    by_library()
    assert ours == written()
    assert (ours["name"], ours["created_by_id"]) == ("Ảnh khác.png", None)


def test_what_is_read_is_what_the_library_reads(by_library):
    made()
    ours = StoredFile.objects.get()
    by_library()
    theirs = StoredFile.objects.get()
    assert theirs == ours
    states = [row.__dict__.pop("_state").__dict__ for row in (ours, theirs)]
    assert ours.__dict__ == theirs.__dict__ and list(ours.__dict__) == list(theirs.__dict__)
    assert states[0]["adding"] is states[1]["adding"] is False and states[0]["db"] == states[1]["db"]


def test_columns_that_were_left_out_are_asked_for_later():
    made()
    row = StoredFile.objects.only("name").get()
    assert row.get_deferred_fields() >= {"size", "key"}
    assert row.size == 7


def test_expressions_are_worked_out_by_the_database():
    row = made(size=Value(3) + Value(4))
    row.size = F("size") + 1
    row.save(update_fields=["size"])
    assert StoredFile.objects.get().size == 8


def test_a_number_given_beforehand_is_kept():
    assert made(pk=77).pk == 77
    made("hai")
    assert StoredFile.objects.count() == 2


def test_a_row_that_has_gone_is_not_changed_in_silence():
    row = made()
    StoredFile.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(update_fields=["name"])
    row.save()
    assert StoredFile.objects.count() == 1


def test_what_the_database_refuses_is_undone():
    made()
    with pytest.raises(IntegrityError), transaction.atomic():
        made()
    assert StoredFile.objects.count() == 1


def test_a_row_takes_one_statement():
    made()
    with CaptureQueriesContext(connection) as asked:
        made("hai")
    assert [one["sql"].split()[0] for one in asked] == ["INSERT"]
