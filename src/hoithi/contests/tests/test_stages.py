from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from hoithi.contests.enums import MilestoneKind, State
from hoithi.contests.stages import closes_at, opens_at, state_at


@dataclass
class Date:
    kind: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    confirmed_at: datetime | None = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass
class Edition:
    state: str = State.ANNOUNCED
    moved_to: str = ""
    moved_at: datetime | None = None
    announced_at: datetime | None = datetime(2025, 1, 2, tzinfo=UTC)


def day(month, number, hour=0):
    return datetime(2025, month, number, hour, tzinfo=UTC)


DATES = [
    Date(MilestoneKind.ENTRIES, day(2, 1), day(4, 15, 17)),
    Date(MilestoneKind.JUDGING, day(5, 1), day(5, 16)),
]


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (day(1, 3), State.ANNOUNCED),
        (day(2, 1), State.OPEN),
        (day(4, 15, 17) - timedelta(microseconds=1), State.OPEN),
        (day(4, 15, 17), State.CLOSED),
        (day(5, 1), State.JUDGING),
        (day(12, 1), State.JUDGING),
    ],
)
def test_the_dates_lead_to_the_instant(moment, state):
    assert state_at(Edition(), DATES, moment) == state
    assert state_at(Edition(state=State.OPEN), DATES, moment) == state


def test_an_unconfirmed_date_opens_and_closes_nothing():
    unread = [Date(m.kind, m.starts_at, m.ends_at, None) for m in DATES]
    assert closes_at(unread) is None
    assert state_at(Edition(announced_at=day(3, 1)), unread, day(2, 20)) == State.ANNOUNCED


def test_without_an_opening_the_launch_or_the_announcement_opens():
    deadline = Date(MilestoneKind.ENTRIES, None, day(4, 15))
    assert opens_at(Edition(), [deadline]) == day(1, 2)
    assert opens_at(Edition(), [deadline, Date(MilestoneKind.LAUNCH, day(1, 20))]) == day(1, 20)


def test_a_move_by_a_person_stands_until_the_next_date():
    early = Edition(state=State.CLOSED, moved_to=State.CLOSED, moved_at=day(4, 1))
    assert state_at(early, DATES, day(4, 10)) == State.CLOSED
    reopened = Edition(state=State.OPEN, moved_to=State.OPEN, moved_at=day(4, 20))
    assert state_at(reopened, DATES, day(4, 30)) == State.OPEN
    assert state_at(reopened, DATES, day(5, 1)) == State.JUDGING


def test_judging_waits_for_the_deadline():
    late = [Date(MilestoneKind.ENTRIES, day(2, 1), day(6, 1)), DATES[1]]
    assert state_at(Edition(), late, day(5, 2)) == State.OPEN
    assert state_at(Edition(), late, day(6, 1)) == State.JUDGING


@pytest.mark.parametrize("state", [State.DRAFT, State.DELIBERATION, State.ARCHIVED, State.CANCELLED])
def test_dates_lead_nothing_before_and_after(state):
    assert state_at(Edition(state=state), DATES, day(12, 1)) == state
