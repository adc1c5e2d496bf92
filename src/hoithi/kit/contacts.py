"""Telephone numbers and e-mail addresses: one written form each, however they were typed."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from hoithi.kit.text import clean_text

_SEPARATORS = re.compile(r"[\s.\-()]+")
_MOBILE = re.compile(r"0[35789][0-9]{8}\Z")
_LANDLINE = re.compile(r"02[0-9]{9}\Z")


def parse_phone(text: str, *, landline: bool = False) -> str:
    """The national form ("0943999025") of a Vietnamese number; "0943.999.025", "+84 943 999 025" are the same.

    Land lines (11 digits from 02) only where `landline` is set. Raises `ValidationError`. Source: the numbering plan
    in force since 2018, ten-digit mobile numbers starting 03, 05, 07, 08 or 09.
    """
    digits = _SEPARATORS.sub("", unicodedata.normalize("NFKC", clean_text(text)))
    digits = re.sub(r"\A(?:\+?84)(?=[0-9]{9,10}\Z)", "0", digits)
    if _MOBILE.match(digits) or (landline and _LANDLINE.match(digits)):
        return digits
    if landline:
        raise ValidationError(
            _("“%s” không phải là số điện thoại. Hãy ghi số di động 10 chữ số hoặc số cố định bắt đầu bằng 02.")
            % text[:40],
            code="phone",
        )
    raise ValidationError(
        _("“%s” không phải là số di động. Số di động gồm 10 chữ số, bắt đầu 03, 05, 07, 08 hoặc 09.") % text[:40],
        code="phone",
    )


def parse_email(text: str) -> str:
    """The address in the form in which it is unique: NFKC, case folded. Raises `ValidationError`."""
    address = unicodedata.normalize("NFKC", clean_text(text)).casefold()
    try:
        validate_email(address)
        local = address.partition("@")[0]
        if not local.isascii() or len(local) > 64 or len(address) > 254:
            raise ValidationError(address)
    except ValidationError as error:
        raise ValidationError(
            _("“%s” không phải là địa chỉ thư điện tử. Hãy ghi như ten@vidu.vn.") % text[:40], code="email"
        ) from error
    return address
