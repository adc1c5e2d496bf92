"""Dates, days left and other small words of the templates. Loaded everywhere."""

from django import template

from hoithi.kit import dates

register = template.Library()
register.filter("day", dates.show_date)
register.filter("instant", dates.show_instant)
register.filter("left", dates.show_left)
register.filter("last_day", dates.last_day_before)


@register.filter
def weekday(day: object) -> str:
    """ "thứ Ba, 15/4/2025"."""
    return dates.show_date(day, weekday=True)  # type: ignore[arg-type]
