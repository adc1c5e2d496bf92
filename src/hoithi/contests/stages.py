"""The state that the dates give a contest at a moment. Pure: no clock, no database."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Protocol

from hoithi.contests.enums import DRIVEN_BY_DATES, ORDER, MilestoneKind, State

_LONG_AGO = datetime(1900, 1, 1, tzinfo=UTC)


class Dated(Protocol):
    """What a milestone has to say: half-open instants that count only when a person confirmed them."""

    kind: str
    starts_at: datetime | None
    ends_at: datetime | None
    confirmed_at: datetime | None


class Led(Protocol):
    """What a contest has to say."""

    state: str
    moved_to: str
    moved_at: datetime | None
    announced_at: datetime | None


def opens_at(contest: Led, milestones: Iterable[Dated]) -> datetime | None:
    """When entries are first received: the confirmed opening, else the launch, else the announcement."""
    confirmed = [m for m in milestones if m.confirmed_at and m.starts_at]
    for kind in (MilestoneKind.ENTRIES, MilestoneKind.LAUNCH):
        if starts := [m.starts_at for m in confirmed if m.kind == kind and m.starts_at]:
            return min(starts)
    return contest.announced_at


def closes_at(milestones: Iterable[Dated]) -> datetime | None:
    """The confirmed deadline of entries, exclusive: at this instant it is too late. None while nobody confirmed one."""
    ends = [m.ends_at for m in milestones if m.kind == MilestoneKind.ENTRIES and m.confirmed_at and m.ends_at]
    return max(ends, default=None)


def judging_at(milestones: Iterable[Dated]) -> datetime | None:
    """When judging begins as confirmed."""
    starts = [m.starts_at for m in milestones if m.kind == MilestoneKind.JUDGING and m.confirmed_at and m.starts_at]
    return min(starts, default=None)


def state_at(contest: Led, milestones: Iterable[Dated], moment: datetime) -> State:
    """The state of `contest` at `moment`, exact even when no worker runs.

    Dates lead from announced to judging. A move by a person stands until the next date that lies after the move;
    judging never begins before the deadline has passed.
    """
    stored = State(contest.state)
    if stored not in DRIVEN_BY_DATES:
        return stored
    milestones = list(milestones)
    state = State(contest.moved_to) if contest.moved_to else State.ANNOUNCED
    since = contest.moved_at or _LONG_AGO
    for instant, target in _doors(contest, milestones):
        if since < instant <= moment and ORDER.index(target) > ORDER.index(state):
            state = target
    return state


def _doors(contest: Led, milestones: list[Dated]) -> list[tuple[datetime, State]]:
    opening, closing, judging = opens_at(contest, milestones), closes_at(milestones), judging_at(milestones)
    if judging and closing:
        judging = max(judging, closing)
    doors = [(opening, State.OPEN), (closing, State.CLOSED), (judging, State.JUDGING)]
    return sorted((instant, state) for instant, state in doors if instant)
