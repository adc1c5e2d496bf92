"""The dates of a contest as a calendar that phones subscribe to (RFC 5545), hours of Viet Nam."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Alarm, Calendar, Event, Timezone

from hoithi.contests.enums import Precision
from hoithi.contests.models import Contest, Milestone
from hoithi.contests.public.words import when
from hoithi.kit.clock import VIETNAM
from hoithi.kit.dates import last_day_before

_TIMED = {Precision.MINUTE}


def calendar_of(contest: Contest, milestones: Sequence[Milestone]) -> bytes:
    """The confirmed milestones of `contest` as iCalendar; an event keeps its UID when its date moves."""
    calendar = Calendar()
    calendar.add("prodid", "-//hoithi//hoithi//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", contest.name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add_component(Timezone.from_tzinfo(VIETNAM, first_date=date(2000, 1, 1)))
    for milestone in milestones:
        if milestone.confirmed_at and (milestone.starts_at or milestone.ends_at):
            calendar.add_component(_event(contest, milestone))
    return bytes(calendar.to_ical())


def _event(contest: Contest, milestone: Milestone) -> Any:
    event = Event()
    event.add("uid", f"{milestone.uid}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", milestone.confirmed_at)
    event.add("summary", f"{milestone.label} · {contest.name}"[:200])
    event.add("description", when(milestone))
    event.add("url", settings.BASE_URL + reverse("contest_detail", args=[contest.slug]))
    if milestone.place:
        event.add("location", milestone.place)
    if milestone.tentative:
        event.add("status", "TENTATIVE")
    _when(event, milestone)
    if milestone.ends_at and milestone.kind == "entries":
        event.add_component(_reminder())
    return event


def _when(event: Any, milestone: Milestone) -> None:
    """Whole days where the plan names days; RFC 5545 has the end of a day event exclusive, as ours is."""
    start, end = milestone.starts_at, milestone.ends_at
    if milestone.precision in _TIMED:
        event.add("dtstart", (start or end).astimezone(VIETNAM))  # type: ignore[union-attr]
        if start and end:
            event.add("dtend", end.astimezone(VIETNAM))
        return
    first = start.astimezone(VIETNAM).date() if start else last_day_before(end)  # type: ignore[arg-type]
    event.add("dtstart", first)
    event.add("dtend", (last_day_before(end) if end else first) + timedelta(days=1))


def _reminder() -> Any:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "3")
    alarm.add("trigger", timedelta(days=-3), parameters={"RELATED": "END"})
    return alarm
