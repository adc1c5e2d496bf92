"""The clock of the house: one function, so that every deadline is read off the same instrument."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """This instant, aware, UTC."""
    return timezone.now()


def today() -> date:
    """The day it is in Viet Nam."""
    return now().astimezone(VIETNAM).date()


def start_of(day: date) -> datetime:
    """The first instant of `day` in Viet Nam."""
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
