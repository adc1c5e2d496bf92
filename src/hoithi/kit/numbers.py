"""Numbers and money as people in Viet Nam write them: comma for decimals, points between thousands."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_DECIMAL = re.compile(r"[0-9]{1,12}(?:[.,][0-9]{1,6})?\Z")
_WHOLE = re.compile(r"[0-9]{1,18}\Z")
_MONEY = re.compile(r"(?:[0-9]{1,15}|[0-9]{1,3}(?:[. ][0-9]{3}){1,4})(?:\s*(?:đồng|đ|₫|vnđ|vnd))?\Z", re.IGNORECASE)


def parse_decimal(text: str) -> Decimal:
    """ "8,5" and "8.5" are both 8.5. Refused: signs, exponents, underscores, other digits than 0 to 9, NaN.

    Raises `ValidationError`.
    """
    if not _DECIMAL.match(text.strip()):
        raise ValidationError(_("“%s”: chỉ ghi chữ số và dấu phẩy, ví dụ 8,5.") % text[:40], code="decimal")
    return Decimal(text.strip().replace(",", "."))


def parse_whole(text: str) -> int:
    """A whole number from 0, of at most 18 digits (so that every database can keep it). Raises `ValidationError`."""
    if not _WHOLE.match(text.strip()):
        raise ValidationError(_("“%s”: chỉ ghi chữ số từ 0 đến 9.") % text[:40], code="whole")
    return int(text.strip())


def parse_money(text: str) -> Decimal:
    """Whole đồng: "1.500.000", "1 500 000 đ" and "1500000" are the same. A comma is refused, for it could be either
    thousands or decimals. Raises `ValidationError`."""
    if not _MONEY.match(text.strip()):
        raise ValidationError(_("“%s” không phải là số tiền. Hãy ghi như 1.500.000.") % text[:40], code="money")
    return Decimal(re.sub(r"[^0-9]", "", text))


def show_decimal(number: Decimal | int) -> str:
    """ "8,5": no needless zeros, a decimal comma."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")


def show_money(amount: Decimal | int) -> str:
    """ "1.500.000 đồng"."""
    return _("%s đồng") % f"{int(amount):,}".replace(",", ".")


def show_size(size: int) -> str:
    """The size of a file, given in bytes: "84 KB", "1,2 MB" (thousands, as telephones show it; at least 1 KB)."""
    return f"{size / 1e6:.1f} MB".replace(".", ",") if size >= 1e6 else f"{max(round(size / 1e3), 1)} KB"
