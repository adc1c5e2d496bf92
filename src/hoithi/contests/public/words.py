"""Milestones in words and as places on a line of time. Pure: rows in, rows out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hoithi.contests.enums import MilestoneKind, Precision, State
from hoithi.contests.models import Milestone
from hoithi.kit.clock import VIETNAM, start_of
from hoithi.kit.dates import days_left, last_day_before, show_bound, show_date, show_instant, show_left

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
    last = show_bound(end) if end else ""
    if start is None:
        return _("đến %s") % last if last else milestone.written or _("chưa định ngày")
    first = show_instant(start) if milestone.precision == Precision.MINUTE else show_date(start, weekday=True)
    if end is None:
        return first
    if milestone.precision != Precision.MINUTE and show_date(start) == show_date(last_day_before(end)):
        return first
    return _("từ %(first)s đến %(last)s") % {"first": first, "last": last}


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
    words = show_bound(at) if is_end else show_date(at, weekday=True)
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
    """Rows in the order given, each in words and as a picture of its place on one line of time with today on it.

    `ticks` and `today` are the head and the foot of the column of pictures; empty when there is no span to draw.
    """
    rows: list[dict[str, Any]] = [
        {"label": item.label, "when": when(item), "place": item.place, "phase": phase(item, moment)}
        for item in milestones
    ]
    for row, item in zip(rows, milestones, strict=True):
        row["left"] = show_left(item.ends_at) if row["phase"] == "now" and item.ends_at else ""
    dated = [day for item in milestones for day in (item.starts_at, item.ends_at) if day]
    if len(set(dated)) < 2:
        return {"rows": rows, "ticks": "", "today": ""}
    line = Line(min(dated), max(dated), moment)
    for row, item in zip(rows, milestones, strict=True):
        row["bar"] = line.bar(item.starts_at or item.ends_at, item.ends_at or item.starts_at)
    return {"rows": rows, "ticks": line.head(), "today": line.foot()}


class Line:
    """One scale for all rows, from `first` to `last` in percent; pictures as SVG elements, numbers only, so safe."""

    def __init__(self, first: datetime, last: datetime, moment: datetime) -> None:
        self.first, self.seconds = first, (last - first).total_seconds()
        self.days = _ticks(first, last)
        self.today = self._place(moment) if first <= moment <= last else None
        upright = [f'<line class="tick" x1="{x}%" x2="{x}%" y2="100%"/>' for x, _ in self._marks()]
        now = f'<line class="today" x1="{self.today:.2f}%" x2="{self.today:.2f}%" y2="100%"/>' if self.today else ""
        self._behind, self._before = "".join(upright), now

    def _place(self, at: datetime) -> float:
        return 100 * (at - self.first).total_seconds() / self.seconds

    def _marks(self) -> list[tuple[str, date]]:
        return [(f"{self._place(start_of(day)):.2f}", day) for day in self.days]

    def bar(self, start: datetime | None, end: datetime | None) -> SafeString:
        """A milestone between the upright lines of months and of today."""
        shape = ""
        if start and end:
            left = min(self._place(start), 98.5)
            right = max(self._place(end), left + 0.1)
            shape = f'<line class="bar" x1="{left:.2f}%" x2="{right:.2f}%" y1="50%" y2="50%"/>'
        return mark_safe(self._behind + shape + self._before)

    def head(self) -> SafeString:
        """The months over the upright lines."""
        return mark_safe("".join(f'<text x="{x}%" y="65%">{day.month}/{day.year}</text>' for x, day in self._marks()))

    def foot(self) -> SafeString:
        """The word "today" under its line."""
        if self.today is None:
            return mark_safe("")
        anchor = "start" if self.today < 10 else "end" if self.today > 90 else "middle"
        place = format_html('x="{}%" y="65%" text-anchor="{}"', f"{self.today:.2f}", anchor)
        return format_html('<text class="today" {}>{}</text>', place, _("hôm nay"))


def _ticks(first: datetime, last: datetime) -> list[date]:
    """The first days of quarters (of years for long contests) inside the span, at most a dozen."""
    months = 3 if (last - first).days < 900 else 12
    found, day = [], date(first.astimezone(VIETNAM).year, 1, 1)
    while start_of(day) < last:
        if start_of(day) >= first:
            found.append(day)
        month = day.month - 1 + months
        day = date(day.year + month // 12, month % 12 + 1, 1)
    return found


def entry_window(milestones: Sequence[Milestone]) -> Milestone | None:
    """The milestone of the intake, if the plan names one."""
    return next((item for item in milestones if item.kind == MilestoneKind.ENTRIES), None)
