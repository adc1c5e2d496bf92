"""The rows of the permission matrix that speak of entries: each column asks for one entry in one state and phase.

E is the owner, C a co-author who has confirmed; the other letters are roles in the contest, U and X those of the body
that the entry comes from.
"""

import csv
import re
from datetime import timedelta
from pathlib import Path

import pytest

from hoithi.accounts.actors import VISITOR
from hoithi.accounts.enums import LETTERS
from hoithi.contests.enums import State
from hoithi.contests.models import Milestone
from hoithi.entries import rules
from hoithi.entries.actions import add_author, answer_invitation, invite_author
from hoithi.entries.conftest import (  # noqa: F401 - the cast of entries
    deadline,
    draft,
    entrant,
    nothing_read_before,
    receiving,
    rules_of,
    submitted,
    whole,
)
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Entry
from hoithi.entries.queries import drafts_of, sight, visible_to
from hoithi.kit.clock import now

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).resolve().parent.parent / "permissions.csv"
ROWS = {(row["object"], row["state"]): row for row in csv.DictReader(TABLE.open(encoding="utf-8"))}
ROLES = {letter: role for role, letter in LETTERS.items()}


def reads(actor, entry):
    return entry in visible_to(actor)


def knows_of(actor, entry):
    """Reads it, or is told that it exists (note 7)."""
    return reads(actor, entry) or drafts_of(actor, entry.contest) > 0


def sees(what):
    return lambda actor, entry: reads(actor, entry) and getattr(sight(actor, entry), what)


def may(rule):
    return lambda actor, entry: bool(rule(actor, entry, at=now()))


def owns(actor, entry):
    """Dropping a draft is its owner's alone."""
    return actor.person_id == entry.owner_id


READING = {"R": reads}
# (row of the table) -> state of the entry, state of the contest, what each letter means
ENTRY_PROBES = {
    ("Entry", "draft · K1"): (
        EntryState.DRAFT, State.OPEN, {"R": knows_of, "U": may(rules.can_edit), "D": owns, "S": may(rules.can_submit)},
    ),
    ("Entry on behalf (assisted)", "K1"): (
        EntryState.SUBMITTED, State.OPEN, {"CU": lambda actor, entry: bool(rules.can_type(actor, entry.contest))},
    ),
    ("Entry", "submitted · K1"): (
        EntryState.SUBMITTED, State.OPEN,
        {"R": reads, "U": may(rules.can_edit), "D": may(rules.can_withdraw), "S": may(rules.can_submit)},
    ),
    ("Entry", "submitted · K2"): (
        EntryState.SUBMITTED, State.CLOSED,
        {"R": reads, "U": may(rules.can_edit), "M": lambda actor, entry: bool(rules.can_check(actor, entry))},
    ),
    ("Entry", "returned · K1–K2"): (
        EntryState.RETURNED, State.CLOSED,
        {
            "R": reads, "U": may(rules.can_edit), "S": may(rules.can_submit),
            "M": lambda actor, entry: bool(rules.can_check(actor, entry)),
        },
    ),
    ("Entry", "withdrawn/rejected"): (EntryState.REJECTED, State.CLOSED, READING),
    ("Entry", "accepted/assigned · K3"): (
        EntryState.ACCEPTED, State.JUDGING,
        {"R": reads, "U": may(rules.can_edit), "M": lambda actor, entry: bool(rules.can_check(actor, entry))},
    ),
    ("Entry", "K4–K5"): (EntryState.ACCEPTED, State.DELIBERATION, READING),
    ("Original files", "K1–K2"): (EntryState.SUBMITTED, State.CLOSED, {"R": sees("files")}),
    ("Original files", "K6–K8"): (EntryState.ACCEPTED, State.PUBLISHED, {"R": sees("files")}),
    ("Basic personal data of authors", ""): (EntryState.SUBMITTED, State.CLOSED, {"R": sees("people")}),
    ("CCCD no., card image, bank account", ""): (EntryState.SUBMITTED, State.CLOSED, {"R": sees("sealed")}),
    ("Minor's consent & guardian papers", ""): (EntryState.SUBMITTED, State.CLOSED, {"R": sees("guardian")}),
}  # fmt: skip
LATER = {"J", "H", "V", "F", "P"}  # judges see entries with judging, the others with results and promotion
READ_AS = {
    # Note 6: a co-author edits when the owner lets them, which `test_drafting` holds; submitting stays with the owner.
    ("Entry", "draft · K1", "C"): "R",
    ("Entry", "returned · K1–K2", "C"): "R",
    # A body knows of a draft only when its author asks it to confirm.
    ("Entry", "draft · K1", "U"): "",
    ("Entry", "draft · K1", "X"): "",
    ("Entry", "submitted · K1", "B"): "",  # note 10: counts
    ("Basic personal data of authors", "", "B"): "",  # from K5 on
    ("Original files", "K6–K8", "A"): "",  # note 14: by breaking the glass
}


def cell(row, column):
    if column in LATER:
        return ""
    said = READ_AS.get((row["object"], row["state"], column))
    if said is not None:
        return said
    return re.sub(r"\*\d+|\(.*?\)", "", row[column]).replace("r", "R")


CASES = [
    pytest.param(name, column, letters, id=f"{name[0]}-{name[1]}-{column}-{letters}")
    for name, (_entry, _contest, probes) in ENTRY_PROBES.items()
    for column in ("P", "E", "C", *ROLES)
    for letters in probes
]


@pytest.fixture
def in_phase(submitted, department):  # noqa: F811
    """Puts the entry of the cast into a state, its contest into a phase: `in_phase(EntryState.RETURNED,
    State.CLOSED)`."""

    def put(entry_state, contest_state):
        contest = submitted.contest
        contest.state = contest.moved_to = contest_state
        contest.moved_at = now()
        contest.save(update_fields=["state", "moved_to", "moved_at"])
        if contest_state != State.OPEN:
            Milestone.objects.filter(contest=contest).update(ends_at=now() - timedelta(hours=1))
        due = now() + timedelta(days=3) if entry_state == EntryState.RETURNED else None
        Entry.objects.filter(pk=submitted.pk).update(state=entry_state, unit=department, due_at=due)
        if entry_state == EntryState.DRAFT:
            Entry.objects.filter(pk=submitted.pk).update(number=None, submitted_at=None, unit=None)
        return Entry.objects.select_related("contest", "unit").get(pk=submitted.pk)

    return put


@pytest.mark.parametrize(("name", "column", "letters"), CASES)
def test_each_may_do_what_its_cell_says(name, column, letters, in_phase, actor, entrant, submitted):  # noqa: F811
    entry_state, contest_state, probes = ENTRY_PROBES[name]
    if column == "C":
        friend = actor()
        author = add_author(submitted, by=entrant, full_name="Thị Hồng")
        answer_invitation(invite_author(author, by=entrant), accept=True, by=friend)
    entry = in_phase(entry_state, contest_state)
    who = {"P": VISITOR, "E": entrant}.get(column) or (friend if column == "C" else actor(ROLES[column]))
    wanted = any(letter in cell(ROWS[name], column) for letter in letters)
    assert probes[letters](who, entry) == wanted


def test_every_row_of_entries_is_asked_or_comes_later():
    about = ("Entry", "Original files", "Basic personal data of authors", "CCCD", "Minor's consent")
    rows = {name for name in ROWS if name[0].startswith(about)}
    assert rows - set(ENTRY_PROBES) == {("Entry", "awarded · K6+ (public card)")}
    assert len(CASES) > 350
