"""What the clock does to entries: drafts that wait for their deadline, versions that wait for bytes."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import Model

from hoithi.contests.enums import MilestoneKind
from hoithi.contests.models import Milestone
from hoithi.entries import known
from hoithi.entries.actions import seal_provisional, settle_version
from hoithi.entries.book import book_of
from hoithi.entries.checks import lacks, states_of
from hoithi.entries.enums import EntryState, VersionState
from hoithi.entries.models import Entry, Provisional, Submission
from hoithi.entries.queries import with_standing
from hoithi.entries.windows import RECEIVING, missed_at
from hoithi.kit.clock import now
from hoithi.kit.jobs import every, job

Row = TypeVar("Row", bound=Model)


@every(minutes=1)
@job
def settle_versions() -> None:
    """Versions that wait for the bytes of their uploads: whole, or the grace is over."""
    _each(Submission.objects.filter(state=VersionState.WAITING), settle_version)


@every(minutes=1)
@job
def seal_at_the_deadline() -> None:
    """Drafts whose owners asked for it are submitted once their door has shut. Those that lack something are looked at
    each minute anew, in a few queries for all of them."""
    moment = now()
    over = Milestone.objects.filter(kind=MilestoneKind.ENTRIES, ends_at__lte=moment).values("contest")
    asked = Entry.objects.filter(state=EntryState.DRAFT, auto_submit=True, contest__in=over)
    rows = with_standing(asked).annotate(**known.of_contest("contest")).select_related("contest").order_by("pk")
    missed = {}
    for entry in rows.filter(contest__state__in=RECEIVING):
        known.keep(entry.contest, entry)
        if last := missed_at(entry, moment):
            missed[entry] = last
    kept = set(Provisional.objects.filter(entry__in=missed).values_list("entry", flat=True))
    states = states_of(list(missed))

    def seal(entry: Entry) -> None:
        found = lacks(entry, book_of(entry.contest, entry), states[entry.pk], at=missed[entry])
        if entry.pk in kept or not found:
            seal_provisional(entry)

    _each(missed, seal)


def _each(rows: Iterable[Row], act: Callable[[Row], object]) -> None:
    """`act` on every row; one that fails holds up no other, and the job tells of all that failed."""
    failed = []
    for row in rows:
        try:
            act(row)
        except Exception as error:  # noqa: BLE001 - raised below
            failed.append(error)
    if failed:
        raise ExceptionGroup("rows", failed)
