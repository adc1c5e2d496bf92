"""A month of a contest: its milestones, and the days on which tasks fall due."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from hoithi.contests.enums import Precision
from hoithi.contests.models import Milestone
from hoithi.contests.public import words
from hoithi.kit.clock import VIETNAM
from hoithi.kit.dates import last_day_before
from hoithi.planning.models import Task

_EXACT = (Precision.DAY, Precision.MINUTE)


@dataclass(slots=True)
class Day:
    """One day: what begins, ends or takes place, and the tasks due."""

    day: date
    events: list[str] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    inside: bool = True

    @property
    def busy(self) -> bool:
        """Whether there is anything on this day."""
        return bool(self.events or self.tasks)


@dataclass(frozen=True, slots=True)
class Month:
    """The weeks of a month, Monday first, the busy days of it in order, and what else may fall in it."""

    first: date
    weeks: list[list[Day]]
    days: list[Day]
    undated: list[tuple[str, str]]

    @property
    def before(self) -> str:
        """The month before, as the address writes it: "2025-03"."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after."""
        return f"{self.first + timedelta(days=32):%Y-%m}"

    @property
    def title(self) -> str:
        """ "Tháng 4 năm 2025"."""
        return _("Tháng %(month)d năm %(year)d") % {"month": self.first.month, "year": self.first.year}


def parse_month(text: str) -> date | None:
    """The first day of the month that "2025-04" names; None for anything else."""
    year, _dash, month = text.partition("-")
    if not (year.isascii() and month.isascii() and year.isdigit() and month.isdigit() and len(text) == 7):
        return None
    return date(int(year), int(month), 1) if 1900 <= int(year) <= 2199 and 1 <= int(month) <= 12 else None


def nearest_month(milestones: Iterable[Milestone], day: date) -> date:
    """The month of `day` while the contest runs, else that of its nearest milestone."""
    ends = [last_day_before(one.ends_at) for one in milestones if one.ends_at]
    starts = [one.starts_at.astimezone(VIETNAM).date() for one in milestones if one.starts_at]
    known = sorted([*ends, *starts])
    if known and not known[0] <= day <= known[-1]:
        day = known[0] if day < known[0] else known[-1]
    return day.replace(day=1)


def month_of(first: date, milestones: Sequence[Milestone], tasks: Iterable[Task]) -> Month:
    """The month that begins on `first`; `tasks` carry `due`."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    days = {day: Day(day, inside=day.month == first.month) for week in weeks for day in week}
    for milestone in milestones:
        for day, text in _marks(milestone):
            if day in days:
                days[day].events.append(text)
    for task in tasks:
        due = task.due  # type: ignore[attr-defined] # annotated by visible_to
        if due is not None and last_day_before(due) in days:
            days[last_day_before(due)].tasks.append(task)
    return Month(
        first=first,
        weeks=[[days[day] for day in week] for week in weeks],
        days=[day for day in days.values() if day.inside and day.busy],
        undated=[(one.label, words.when(one)) for one in milestones if _vague_in(one, first)],
    )


def _marks(milestone: Milestone) -> list[tuple[date, str]]:
    """The days that a milestone marks: its first and its last; none while nobody confirmed how it is read."""
    if milestone.confirmed_at is None or milestone.precision not in _EXACT:
        return []
    start = milestone.starts_at.astimezone(VIETNAM).date() if milestone.starts_at else None
    last = last_day_before(milestone.ends_at) if milestone.ends_at else None
    if start and last and start != last:
        return [(start, _("Bắt đầu: %s") % milestone.label), (last, _("Ngày cuối: %s") % milestone.label)]
    if last and not start:
        return [(last, _("Ngày cuối: %s") % milestone.label)]
    return [(start, milestone.label)] if start else []


def _vague_in(milestone: Milestone, first: date) -> bool:
    """Whether a milestone without exact days may fall in the month; one that names no day at all always may."""
    if milestone.confirmed_at is not None and milestone.precision in _EXACT:
        return False
    start = milestone.starts_at.astimezone(VIETNAM).date() if milestone.starts_at else None
    last = last_day_before(milestone.ends_at) if milestone.ends_at else None
    following = (first + timedelta(days=32)).replace(day=1)
    return (start is None or start < following) and (last is None or last >= first)
