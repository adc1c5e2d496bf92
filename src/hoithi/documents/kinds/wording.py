"""How papers write days, hours, money and points; always Vietnamese, whatever language the page speaks."""

import re
from datetime import date, time
from decimal import Decimal

from hoithi.documents.paper.model import show_day, show_month
from hoithi.kit.numbers import show_decimal

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_STOPPED = re.compile(r"[.;:!?…]['\")”»]*$")


def in_words(amount: int) -> str:
    """A sum of whole đồng as receipts and lists spell it out: "Một triệu năm trăm nghìn đồng"."""
    words = _spelt(amount) or _DIGITS[0]
    return f"{words[0].upper()}{words[1:]} đồng"


def _spelt(number: int, *, inner: bool = False) -> str:
    """`number` without its unit, "" for nought. `inner`: something stands before it, so that hundreds are said."""
    if number >= _BILLION:
        head, rest = divmod(number, _BILLION)
        return f"{_spelt(head, inner=inner)} tỷ {_spelt(rest, inner=True)}".strip()
    said: list[str] = []
    for unit, name in ((10**6, "triệu"), (1000, "nghìn"), (1, "")):
        group, number = divmod(number, unit)
        if group:
            said.append(f"{_hundreds(group, inner=inner or bool(said))} {name}".strip())
    return " ".join(said)


def _hundreds(number: int, *, inner: bool) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = [f"{_DIGITS[hundreds]} trăm"] if hundreds or inner else []
    if tens > 1:
        said.append(f"{_DIGITS[tens]} mươi")
    elif tens:
        said.append("mười")
    elif ones and said:
        said.append("linh")
    if ones:
        said.append("mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else _DIGITS[ones])
    return " ".join(said)


def grouped(number: int | None) -> str:
    """ "1.234.567"; "" for nothing."""
    return "" if number is None else f"{number:,}".replace(",", ".")


def money(amount: int | None) -> str:
    """ "1.234.567 đồng"; "" for nothing."""
    return "" if amount is None else f"{grouped(amount)} đồng"


def points(number: Decimal | int | None) -> str:
    """ "8,5"; "" for nothing."""
    return "" if number is None else show_decimal(number)


def day(value: date | None) -> str:
    """ "ngày 05 tháng 3 năm 2024"; "" for nothing."""
    return "" if value is None else show_day(value)


def short_day(value: date | None) -> str:
    """ "05/3/2024" for tables; "" for nothing."""
    return "" if value is None else f"{value.day:02d}/{show_month(value.month)}/{value.year}"


def hour(value: time | None) -> str:
    """ "08 giờ 00 phút"; "" for nothing."""
    return "" if value is None else f"{value.hour:02d} giờ {value.minute:02d} phút"


def moment(at: time | None, on: date | None) -> str:
    """ "08 giờ 00 phút, ngày 05 tháng 3 năm 2024", with what of it is known."""
    return joined(hour(at), day(on))


def joined(*texts: str, by: str = ", ") -> str:
    """The texts that say something."""
    return by.join(text for text in texts if text)


def stopped(text: str, mark: str = ".") -> str:
    """`text` with a mark at its end, unless one stands there or it says nothing."""
    return text if not text or _STOPPED.search(text) else f"{text}{mark}"
