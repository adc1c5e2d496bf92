"""Each invariant holds on what the verbs make, and finds what an intruder or a fault does."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hoithi.entries.actions import add_file, submit_entry
from hoithi.entries.enums import EntryState
from hoithi.entries.manage.invariants import broken_files, broken_numbers, broken_states, broken_versions
from hoithi.entries.models import Entry, EntryFile, ReceiptKey, Register, Submission
from hoithi.kit import invariants
from hoithi.kit.files import PLANS, store
from hoithi.kit.keys import receipt_seed
from hoithi.kit.signing import sign
from hoithi.kit.tests.standing import shared

pytestmark = pytest.mark.django_db
ALL = (broken_numbers, broken_states, broken_versions, broken_files)


@shared
def three(many, draft, entrant):
    """Three submitted entries and a draft."""
    return many(3)


def said(broken):
    return list(broken())


def test_all_hold_on_what_the_verbs_make(three):
    assert [said(broken) for broken in ALL] == [[], [], [], []]


def test_they_are_asked_with_the_others():
    assert {"entry numbers", "entry states", "entry versions", "entry files"} <= set(invariants.names())


def test_a_missing_number(three):
    Entry.objects.filter(number=2).update(number=9)
    assert "3 numbers were given, 3 entries carry one" in said(broken_numbers)[0]


def test_a_number_that_the_register_does_not_know(three):
    Register.objects.update(number=2)
    assert len(said(broken_numbers)) == 1


def test_an_entry_that_lost_its_state(three):
    Entry.objects.filter(number=2).update(state=EntryState.DRAFT)
    assert "3 submitted, 2 in a state after that" in said(broken_states)[0]


def test_an_entry_that_lost_its_version(three):
    Entry.objects.filter(number=2).update(latest=None)
    assert len(said(broken_states)) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"content": {"about": {"title": "Khác"}}}, "was altered after it was sealed"),
        ({"manifest": [{"slot": "a", "name": "b", "size": 1, "sha256": "c"}]}, "list of files"),
        ({"receipt": "{}"}, "signature does not hold"),
        ({"previous_hash": "x" * 64}, "does not follow the one before it"),
    ],
)
def test_an_altered_version(three, change, words):
    Submission.objects.filter(sequence=2).update(**change)
    assert any(words in sentence for sentence in said(broken_versions))


def test_a_receipt_of_another_version(three):
    first, second = Submission.objects.order_by("sequence")[:2]
    Submission.objects.filter(pk=second.pk).update(receipt=first.receipt, signature=first.signature)
    assert any("differs from its receipt" in sentence for sentence in said(broken_versions))


def test_a_version_taken_out_of_the_middle_or_from_the_end(three):
    for sequence, words in ((3, "taken away from the end"), (1, "does not follow")):
        Entry.objects.filter(latest__sequence=sequence).update(latest=None)
        Submission.objects.filter(sequence=sequence).delete()
        assert any(words in sentence for sentence in said(broken_versions))


def test_receipts_of_an_older_key_verify(three, settings):
    settings.RECEIPT_KEY = ""
    settings.SECRET_KEY = "another-key-another-key-another-key-another-key-another"
    receipt_seed.cache_clear() if hasattr(receipt_seed, "cache_clear") else None
    assert sign({"a": 1}).key_id not in set(ReceiptKey.objects.values_list("key_id", flat=True))
    assert said(broken_versions) == []


def test_a_complete_version_without_its_file(whole, entrant):
    stored = store(SimpleUploadedFile("a.txt", b"Mot"), kinds=PLANS, by=entrant)
    add_file(whole, "tai-lieu", stored, by=entrant)
    entry = Entry.objects.get(pk=whole.pk)
    submit_entry(entry, once_key="a", base=entry.version, by=entrant)
    assert said(broken_files) == []
    EntryFile.objects.all().delete()
    assert "complete without its file" in said(broken_files)[0]


def test_a_version_that_waits_for_ever(whole, entrant, time_machine, arriving):
    running = arriving(whole, entrant)
    version = submit_entry(whole, once_key="a", base=whole.version, by=entrant, running=(running,))
    time_machine.move_to(version.grace_until + timedelta(minutes=9), tick=False)
    assert said(broken_files) == []
    time_machine.move_to(version.grace_until + timedelta(minutes=11), tick=False)
    assert "still waits for bytes" in said(broken_files)[0]
