"""Until when an entry may be worked on. Instants only, half-open: at the bound it is too late (INV-5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hoithi.contests.enums import State
from hoithi.contests.models import Contest, Milestone
from hoithi.contests.stages import Dated, closes_at, opens_at, state_at
from hoithi.entries import known
from hoithi.entries.enums import Decision, EntryState
from hoithi.entries.models import Entry, Extension

RECEIVING = (State.OPEN, State.CLOSED, State.JUDGING)  # the clock may be late: what came in time is still taken in
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Window:
    """When a contest receives entries: from `opens` until `closes` (exclusive), and its state at the moment asked."""

    state: State
    opens: datetime | None
    closes: datetime | None

    def is_open(self, at: datetime) -> bool:
        """Whether a new entry may come in at `at`."""
        return self.state == State.OPEN and (self.closes is None or at < self.closes)


def window_of(contest: Contest, at: datetime, milestones: Iterable[Milestone] | None = None) -> Window:
    """The window of `contest` as its dates give it at `at`; one query when the milestones are neither given nor
    `known`."""
    doors: Iterable[Dated] | None = contest.__dict__.get(known.DOORS) if milestones is None else milestones
    dated = list(Milestone.objects.filter(contest=contest).order_by() if doors is None else doors)
    return Window(state_at(contest, dated, at), opens_at(contest, dated), closes_at(dated))


def extended_until(entry: Entry) -> datetime | None:
    """The last bound that an approved extension gives this entry; no query when `queries.with_standing` read it."""
    if "extended" in entry.__dict__:
        known: datetime | None = entry.__dict__["extended"]
        return known
    bounds = Extension.objects.filter(entry=entry, state=Decision.APPROVED).values_list("until", flat=True)
    return max(bounds, default=None)


def until(entry: Entry, window: Window, extended: datetime | None = None) -> datetime | None:
    """Until when this entry may be submitted or corrected; None: as long as the contest receives entries.

    A dossier that was returned has its own day, never earlier than the deadline of all.
    """
    bounds = [bound for bound in (window.closes, extended) if bound is not None]
    if entry.state == EntryState.RETURNED and entry.due_at is not None:
        bounds.append(entry.due_at)
    return max(bounds, default=None)


def missed_at(entry: Entry, at: datetime) -> datetime | None:
    """The last instant at which the draft `entry` could be submitted, once that is past at `at`; None while it is not,
    and where drafts no longer come in."""
    window = window_of(entry.contest, at)
    bound = until(entry, window, extended_until(entry))
    missed = window.state in RECEIVING and window.closes is not None and bound is not None and bound <= at
    return bound - _INSTANT if missed and bound else None


def is_in_time(entry: Entry, window: Window, at: datetime, extended: datetime | None = None) -> bool:
    """Whether `entry` may be submitted at `at`: the contest receives, or its own extension or supplement still runs and
    judging has not begun: nobody could check it any more."""
    if window.is_open(at):
        return True
    if window.state not in {State.OPEN, State.CLOSED}:
        return False
    own = [extended] if entry.state != EntryState.RETURNED else [extended, entry.due_at]
    return any(bound is not None and at < bound for bound in own)
