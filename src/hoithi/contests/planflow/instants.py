"""From the days that a plan writes to instants: first instant inclusive, last instant exclusive, hours of Viet Nam.

Source: plans write "đến hết ngày 15/4/2025" (the day is in, so the bound is 16/4 at 0 giờ) and "trước ngày 30/4/2025"
(the day is out, so the bound is 30/4 at 0 giờ). Which of the two is meant is for a person to confirm.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.kit.clock import VIETNAM, start_of
from hoithi.kit.dates import parse_date, parse_hour, show_date, show_instant


def day_of(value: Any) -> date | None:
    """The day of a stored ISO text; None when there is none, or when what was typed is not a day."""
    try:
        return parse_date(value) if value else None
    except ValidationError:
        return None


def bound_of(value: Any, *, bound: str | None, hour: str | None = None) -> datetime | None:
    """The exclusive bound, UTC, of the last day `value` ("2025-04-15"): at `hour` of that day if the plan names one,
    at its first instant for "before", else at the first instant of the day after."""
    day = day_of(value)
    if day is None:
        return None
    try:
        clock = parse_hour(hour) if hour else None
    except ValidationError:
        return None
    if clock is not None:
        return datetime.combine(day, clock, VIETNAM).astimezone(UTC)
    return start_of(day if bound == "before" else day + timedelta(days=1)).astimezone(UTC)


def reading_of(row: Mapping[str, Any]) -> tuple[datetime | None, datetime | None]:
    """The instants (first, exclusive last) that a milestone of the review stands for; None where the plan is silent."""
    start = day_of(row.get("start"))
    ends_at = bound_of(row.get("end"), bound=row.get("bound"), hour=row.get("hour"))
    return (start_of(start).astimezone(UTC) if start else None), ends_at


def in_words(row: Mapping[str, Any]) -> str:
    """How a milestone is understood: "đến hết ngày 15/4/2025 → hạn cuối: trước 0 giờ 00, thứ Tư, 16/4/2025"."""
    starts_at, ends_at = reading_of(row)
    parts = []
    if starts_at is not None:
        parts.append(_("từ %s") % show_instant(starts_at))
    if ends_at is not None:
        parts.append(_("%(said)s → hạn cuối: trước %(bound)s") % {"said": _said(row), "bound": show_instant(ends_at)})
    return "; ".join(parts)


def due_in_words(value: Any) -> str:
    """How the due day of a task is understood."""
    bound = bound_of(value, bound="in")
    return _("trước %s") % show_instant(bound) if bound else ""


def _said(row: Mapping[str, Any]) -> str:
    day = show_date(day_of(row["end"]) or date.min)
    if row.get("hour"):
        return _("đến %(hour)s ngày %(day)s") % {"hour": row["hour"], "day": day}
    return (_("trước ngày %s") if row.get("bound") == "before" else _("đến hết ngày %s")) % day
