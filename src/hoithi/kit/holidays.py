"""Public holidays of Viet Nam, so that nobody sets a deadline on one unawares.

Labour Code 45/2019/QH14, article 112. Tết and the Hùng Kings' day follow the lunar calendar and are listed by year;
the National Day's second day is left out since it is announced year by year.
"""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_FIXED = {
    (1, 1): gettext_noop("Tết Dương lịch"),
    (4, 30): gettext_noop("Ngày Chiến thắng"),
    (5, 1): gettext_noop("Ngày Quốc tế lao động"),
    (9, 2): gettext_noop("Quốc khánh"),
}
_LUNAR_NEW_YEAR = {
    2024: date(2024, 2, 10),
    2025: date(2025, 1, 29),
    2026: date(2026, 2, 17),
    2027: date(2027, 2, 6),
    2028: date(2028, 1, 26),
    2029: date(2029, 2, 13),
    2030: date(2030, 2, 2),
}
_HUNG_KINGS = {
    2024: date(2024, 4, 18),
    2025: date(2025, 4, 7),
    2026: date(2026, 4, 26),
    2027: date(2027, 4, 16),
    2028: date(2028, 4, 4),
    2029: date(2029, 4, 23),
    2030: date(2030, 4, 12),
}


def holiday_name(day: date) -> str:
    """The name of the holiday that `day` is, or nothing. Lunar ones are known for the years 2024 to 2030."""
    if name := _FIXED.get((day.month, day.day)):
        return _(name)
    new_year = _LUNAR_NEW_YEAR.get(day.year)
    if new_year and new_year - timedelta(days=1) <= day <= new_year + timedelta(days=3):
        return _("Tết Nguyên đán")
    return _("Giỗ Tổ Hùng Vương") if _HUNG_KINGS.get(day.year) == day else ""


def is_working_day(day: date) -> bool:
    """Whether offices work on `day`: no Saturday, no Sunday, no holiday that is known here."""
    return day.weekday() < 5 and not holiday_name(day)


def after_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`, which itself is not counted: two after a Friday is the Tuesday."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
