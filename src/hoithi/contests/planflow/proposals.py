"""What the words of a plan say beyond the plan format: the hour of a deadline, the last day of a task. Only proposed,
never guessed: where the words leave any doubt there is nothing."""

import re
from datetime import date, timedelta
from typing import Any, Final

from hoithi.contests.plan.dates import find_phrases
from hoithi.contests.plan.text import compose
from hoithi.contests.planflow.instants import day_of

_HOUR: Final = r"\b(\d{1,2})\s*(?:giờ|g|h|:)\s*(\d{2})?\s*(?:phút)?\s*,?\s*(?:ngày)?\s*0?"


def hour_in(written: str, *, end: Any) -> str | None:
    """The hour that `written` names right before the day `end` ("trước 17 giờ ngày 15/4" -> "17:00")."""
    day = day_of(end)
    if day is None:
        return None
    found = re.findall(rf"{_HOUR}{day.day}\s*[/.\-]\s*0?{day.month}\b", compose(written), re.IGNORECASE)
    if len(found) != 1 or int(found[0][0]) > 23 or int(found[0][1] or 0) > 59:
        return None
    return f"{int(found[0][0]):02d}:{int(found[0][1] or 0):02d}"


def due_in(text: str) -> tuple[date, str] | None:
    """The last day on which a task may be done and the words that say so, when its text names one full day as a limit
    ("trước ngày 30/4/2025" -> 29/4/2025, "chậm nhất ngày 15/6/2026" -> that day)."""
    said = compose(text)
    limits = [one for one in find_phrases(said) if one.first is None and one.last is not None]
    if len(limits) != 1 or limits[0].precision != "day" or not limits[0].has_year():
        return None
    try:
        day = limits[0].days(None)[1]
    except ValueError:
        return None
    words = said[limits[0].begin : limits[0].end].strip()
    return (day - timedelta(days=1) if limits[0].before else day, words) if day else None
