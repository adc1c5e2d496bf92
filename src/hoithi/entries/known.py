"""What a page needs to know of the contest of an entry, read in the query that reads the entry: its doors and its
rules. `windows.window_of` and `book.book_of` find it on the contest and ask nothing more.

Known only to rows that were read just now (a request's, or a verb's inside its transaction).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Model, OuterRef, Subquery

from hoithi.contests.enums import MilestoneKind, RuleKind
from hoithi.contests.models import Contest, Milestone, RuleVersion

DOORS, RULES = "known_doors", "known_rules"
_KINDS = (RuleKind.FIELDS, RuleKind.ELIGIBILITY, RuleKind.FORM)
_CONFIRMED = datetime(1900, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Door:
    """The one instant of its kind that counts, as a milestone says it."""

    kind: str
    starts_at: datetime | None
    ends_at: datetime | None
    confirmed_at: datetime | None = _CONFIRMED


def of_contest(number: str) -> dict[str, Subquery]:
    """Columns to annotate rows with; `number` is their column that names the contest."""
    confirmed = Milestone.objects.filter(contest=OuterRef(number), confirmed_at__isnull=False)
    rules = RuleVersion.objects.filter(contest=OuterRef(number)).order_by("-number")

    def first(kind: MilestoneKind) -> Subquery:
        starts = confirmed.filter(kind=kind, starts_at__isnull=False).order_by("starts_at")
        return Subquery(starts.values("starts_at")[:1])

    ends = confirmed.filter(kind=MilestoneKind.ENTRIES, ends_at__isnull=False).order_by("-ends_at")
    return {
        "known_entries": first(MilestoneKind.ENTRIES),
        "known_launch": first(MilestoneKind.LAUNCH),
        "known_judging": first(MilestoneKind.JUDGING),
        "known_closes": Subquery(ends.values("ends_at")[:1]),
        **{f"known_{kind.value}": Subquery(rules.filter(kind=kind).values("pk")[:1]) for kind in _KINDS},
    }


def keep(contest: Contest, row: Model) -> None:
    """Puts what `row` was annotated with onto its `contest`."""
    said: dict[str, Any] = row.__dict__
    contest.__dict__[DOORS] = (
        Door(MilestoneKind.ENTRIES, said["known_entries"], said["known_closes"]),
        Door(MilestoneKind.LAUNCH, said["known_launch"], None),
        Door(MilestoneKind.JUDGING, said["known_judging"], None),
    )
    found = {kind.value: said[f"known_{kind.value}"] for kind in _KINDS}
    contest.__dict__[RULES] = {kind: number for kind, number in found.items() if number is not None}
