"""Dates and hours as people in Viet Nam write and read them."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from hoithi.kit.clock import VIETNAM, now, today

_NUMBERS = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d+)\Z")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_WORDS = re.compile(r"(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d+)\Z", re.IGNORECASE)
_NO_YEAR = re.compile(r"(?:ngày\s+)?\d{1,2}[/.\-]\d{1,2}\Z", re.IGNORECASE)
_HOUR = re.compile(r"(\d{1,2})(?:\s*(?:giờ|g|h|:)\s*(\d{1,2})?)?\s*(?:phút)?\Z", re.IGNORECASE)
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def parse_date(text: str) -> date:
    """The day that `text` names (15/4/2025, 15.4.2025, 2025-04-15, "15 tháng 4 năm 2025"); day before month.

    Raises `ValidationError` with a sentence that says what is wrong and how to write it.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if iso := _ISO.match(text):
        year, month, day = iso.groups()
    elif written := _NUMBERS.match(text) or _WORDS.match(text):
        day, month, year = written.groups()
    elif _NO_YEAR.match(text):
        raise ValidationError(_("“%s” thiếu năm. Hãy ghi đủ ngày/tháng/năm, ví dụ 15/4/2025.") % text, code="no_year")
    else:
        raise ValidationError(_("“%s” không phải là ngày. Hãy ghi ngày/tháng/năm, ví dụ 15/4/2025.") % text[:40])
    return _real_day(text, int(day), int(month), year)


def _real_day(text: str, day: int, month: int, year: str) -> date:
    if len(year) != 4:
        raise ValidationError(_("“%s”: hãy ghi đủ 4 chữ số của năm.") % text[:40], code="short_year")
    if not 1 <= month <= 12:
        raise ValidationError(_("“%s”: tháng phải từ 1 đến 12 (ngày/tháng/năm).") % text, code="month")
    try:
        found = date(int(year), month, day)
    except ValueError as error:
        raise ValidationError(_("Ngày %s không có thật.") % text, code="unreal") from error
    if not 1900 <= found.year <= 2200:
        raise ValidationError(_("“%s”: năm phải từ 1900 đến 2200.") % text, code="range")
    return found


def parse_hour(text: str) -> time:
    """The hour that `text` names: "17 giờ 30", "17g30", "17:30", "17". Raises `ValidationError`."""
    match = _HOUR.match(unicodedata.normalize("NFKC", text).strip())
    try:
        if not match:
            raise ValueError(text)
        return time(int(match[1]), int(match[2] or 0))
    except ValueError as error:
        raise ValidationError(_("“%s” không phải là giờ. Hãy ghi như 17:00 hoặc 17 giờ 00.") % text[:40]) from error


def show_date(day: date | datetime, *, weekday: bool = False) -> str:
    """ "15/4/2025", or "thứ Ba, 15/4/2025". An instant is shown as the day it has in Viet Nam."""
    if isinstance(day, datetime):
        day = day.astimezone(VIETNAM).date()
    if get_language() == "en":
        return f"{day:%a, }{day.day} {day:%b %Y}" if weekday else f"{day.day} {day:%b %Y}"
    text = f"{day.day}/{day.month}/{day.year}"
    return f"{WEEKDAYS[day.weekday()]}, {text}" if weekday else text


def show_instant(moment: datetime) -> str:
    """ "17 giờ 00, thứ Ba, 15/4/2025"; the hour is Viet Nam's."""
    local = moment.astimezone(VIETNAM)
    hour = f"{local:%H:%M}" if get_language() == "en" else f"{local.hour} giờ {local.minute:02d}"
    return f"{hour}, {show_date(local, weekday=True)}"


def last_day_before(bound: datetime) -> date:
    """The last day that lies before an exclusive bound: midnight of the 16th gives the 15th."""
    return (bound.astimezone(VIETNAM) - timedelta(microseconds=1)).date()


def bound_as_day(bound: datetime) -> date | datetime:
    """An exclusive bound as a table keeps it: the last day when it is midnight, else the instant itself."""
    return last_day_before(bound) if bound.astimezone(VIETNAM).time() == time(0) else bound


def show_bound(bound: datetime) -> str:
    """An exclusive bound as people say it: "hết thứ Ba, 15/4/2025" when the whole day is in, else with its hour."""
    day = bound_as_day(bound)
    return show_instant(day) if isinstance(day, datetime) else _("hết %s") % show_date(day, weekday=True)


def days_left(bound: datetime, *, at: datetime | None = None) -> int:
    """Whole days from today to the last day before `bound`; 0 on that day, negative after it."""
    day = at.astimezone(VIETNAM).date() if at else today()
    return (last_day_before(bound) - day).days


def show_left(bound: datetime) -> str:
    """ "còn 3 ngày", "còn 5 giờ", "còn 40 phút", "đã qua 2 ngày": how far an exclusive bound is from now."""
    days, minutes = days_left(bound), int((bound - now()).total_seconds() // 60)
    if minutes < 0:
        return ngettext("đã qua %d ngày", "đã qua %d ngày", -days) % -days if days < 0 else _("vừa hết hạn")
    if days > 0:
        return ngettext("còn %d ngày", "còn %d ngày", days) % days
    if minutes >= 60:
        return ngettext("còn %d giờ", "còn %d giờ", minutes // 60) % (minutes // 60)
    return ngettext("còn %d phút", "còn %d phút", minutes) % minutes
