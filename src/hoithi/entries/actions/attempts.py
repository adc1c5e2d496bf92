"""The ledger of attempts in the last day before a deadline: what was tried, and what the person was told (R53)."""

from datetime import datetime, timedelta

from hoithi.accounts.actors import Actor
from hoithi.entries.models import Attempt, Entry
from hoithi.entries.windows import extended_until, until, window_of

LAST = timedelta(hours=24)


def note_attempt(
    entry: Entry, *, step: str, ok: bool, by: Actor, at: datetime, said: str = "", size: int | None = None
) -> None:
    """Keep one attempt when the entry's bound is within a day before or after `at`; else nothing."""
    bound = until(entry, window_of(entry.contest, at), extended_until(entry))
    if bound is not None and abs(bound - at) <= LAST:
        Attempt.objects.create(entry=entry, at=at, person_id=by.person_id, step=step, ok=ok, said=said[:300], size=size)
