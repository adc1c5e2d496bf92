"""Milestones in words and as places on a line of time. Pure: rows in, rows out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoithi.contests.enums import MilestoneKind, Precision, State
from hoithi.contests.models import Milestone
from hoithi.kit.clock import VIETNAM, start_of
from hoithi.kit.dates import days_left, last_day_before, show_date, show_instant, show_left

WAITING = frozenset({State.ANNOUNCED, State.OPEN, State.CLOSED, State.JUDGING})  # people wait for the next date
_ROMAN = ("I", "II", "III", "IV")


def when(milestone: Milestone) -> str:
    """When it is, exactly if a person confirmed the reading; otherwise as the plan writes it."""
    if milestone.confirmed_at is None:
        return milestone.written or _("chưa định ngày")
    words = _exact(milestone) if milestone.precision in {Precision.DAY, Precision.MINUTE} else _rough(milestone)
    return _("dự kiến %s") % words if milestone.tentative else words


def _rough(milestone: Milestone) -> str:
    if milestone.starts_at is None or milestone.ends_at is None:
        return milestone.written or _exact(milestone)
    first, last = milestone.starts_at.astimezone(VIETNAM), last_day_before(milestone.ends_at)
    year = {"year": first.year}
    if milestone.precision == Precision.YEAR:
        return _("năm %(year)d") % year
    if milestone.precision == Precision.QUARTER and (first.month - 1) // 3 == (last.month - 1) // 3:
        return _("quý %(quarter)s năm %(year)d") % {"quarter": _ROMAN[(first.month - 1) // 3], **year}
    if milestone.precision == Precision.MONTH and (first.year, first.month) == (last.year, last.month):
        return _("tháng %(month)d/%(year)d") % {"month": first.month, **year}
    return _exact(milestone)


def _exact(milestone: Milestone) -> str:
    start, end = milestone.starts_at, milestone.ends_at
    last = bound(end) if end else ""
    if start is None:
        return _("đến %s") % last if last else milestone.written or _("chưa định ngày")
    first = show_instant(start) if milestone.precision == Precision.MINUTE else show_date(start, weekday=True)
    if end is None:
        return first
    if milestone.precision != Precision.MINUTE and show_date(start) == show_date(last_day_before(end)):
        return first
    return _("từ %(first)s đến %(last)s") % {"first": first, "last": last}


def bound(end: datetime) -> str:
    """An exclusive bound as people say it: midnight is "hết" the day before, else the hour itself."""
    if end.astimezone(VIETNAM).time().isoformat() == "00:00:00":
        return _("hết %s") % show_date(last_day_before(end), weekday=True)
    return show_instant(end)


@dataclass(frozen=True, slots=True)
class Countdown:
    """The next date that people wait for: what, the bound, its words, and how far in a number and its unit."""

    what: str
    at: datetime
    bound: str
    number: int
    unit: str
    left: str


def next_date(milestones: Sequence[Milestone], moment: datetime) -> Countdown | None:
    """The nearest confirmed bound after `moment`; the end of the intake goes before everything while it runs."""
    dates = [
        (at, is_end, item)
        for item in milestones
        if item.confirmed_at and item.precision in {Precision.DAY, Precision.MINUTE}
        for is_end, at in ((False, item.starts_at), (True, item.ends_at))
        if at and at > moment
    ]
    if not dates:
        return None
    running = [row for row in dates if row[1] and row[2].kind == MilestoneKind.ENTRIES and _running(row[2], moment)]
    at, is_end, item = min(running or dates, key=lambda row: row[0])
    return _countdown(_what(item, is_end=is_end), at, moment, is_end=is_end)


def _running(milestone: Milestone, moment: datetime) -> bool:
    return milestone.starts_at is None or milestone.starts_at <= moment


def _what(milestone: Milestone, *, is_end: bool) -> str:
    if is_end and milestone.kind == MilestoneKind.ENTRIES:
        return _("Hạn nộp hồ sơ")
    if not is_end and milestone.kind == MilestoneKind.ENTRIES:
        return _("Bắt đầu nhận hồ sơ")
    return milestone.label


def _countdown(what: str, at: datetime, moment: datetime, *, is_end: bool) -> Countdown:
    days, hours = days_left(at, at=moment), int((at - moment).total_seconds() // 3600)
    if hours >= 24 and days >= 1:
        number, unit = days, ngettext("ngày", "ngày", days)
    else:
        number, unit = max(hours, 1), ngettext("giờ", "giờ", max(hours, 1))
    words = bound(at) if is_end else show_date(at, weekday=True)
    return Countdown(what, at, words, number, unit, show_left(at))


def phase(milestone: Milestone, moment: datetime) -> str:
    """ "past", "now", "next", or "" while nobody confirmed the reading."""
    if milestone.confirmed_at is None:
        return ""
    start, end = milestone.starts_at, milestone.ends_at
    end = end or (start + timedelta(days=1) if start else None)
    if end and end <= moment:
        return "past"
    if start and start <= moment:
        return "now"
    return "next"


def line_of_time(milestones: Sequence[Milestone], moment: datetime) -> dict[str, Any]:
    """Rows for the picture: each milestone in words and as a bar in percent of the whole, ticks, and today's place."""
    dated = [day for item in milestones for day in (item.starts_at, item.ends_at) if day]
    rows = [
        {
            "label": item.label,
            "when": when(item),
            "place": item.place,
            "phase": phase(item, moment),
            "left": _left(item, moment),
        }
        for item in milestones
    ]
    if len(dated) < 2 or min(dated) == max(dated):
        return {"rows": rows, "ticks": [], "today": ""}
    first, last = min(dated), max(dated)
    span = (last - first).total_seconds()

    def place(at: datetime) -> float:
        return 100 * (at - first).total_seconds() / span

    for row, item in zip(rows, milestones, strict=True):
        start, end = item.starts_at or item.ends_at, item.ends_at or item.starts_at
        if start and end:
            left = min(place(start), 98.5)
            row["x"], row["end"] = f"{left:.2f}", f"{max(place(end), left + 0.1):.2f}"
    picture = {"rows": rows, "ticks": _ticks(first, last, place), "today": ""}
    if first <= moment <= last:
        here = place(moment)
        picture |= {"today": f"{here:.2f}", "anchor": "start" if here < 10 else "end" if here > 90 else "middle"}
    return picture


def _left(milestone: Milestone, moment: datetime) -> str:
    if milestone.confirmed_at and milestone.ends_at and phase(milestone, moment) == "now":
        return show_left(milestone.ends_at)
    return ""


def _ticks(first: datetime, last: datetime, place: Any) -> list[dict[str, Any]]:
    """The first days of quarters (of years for long contests), at most a dozen."""
    months = 3 if (last - first).days < 900 else 12
    found, day = [], date(first.astimezone(VIETNAM).year, 1, 1)
    while start_of(day) < last:
        if start_of(day) >= first:
            found.append({"x": f"{place(start_of(day)):.2f}", "label": f"{day.month}/{day.year}"})
        month = day.month - 1 + months
        day = date(day.year + month // 12, month % 12 + 1, 1)
    return found


def entry_window(milestones: Sequence[Milestone]) -> Milestone | None:
    """The milestone of the intake, if the plan names one."""
    return next((item for item in milestones if item.kind == MilestoneKind.ENTRIES), None)
