"""Codes that are printed, read aloud and typed back: of receipts, of anything that a stranger may look up.

Sixteen letters and digits at random (80 bits) and one that checks them, in the alphabet of Crockford's base 32. The
check is a sum over the field of 32 elements with the weights 2, 4, 8 ...: it finds every single wrong character and
every two that were exchanged, which Crockford's own (with its signs * ~ $ =) does too, but cannot be said aloud.
"""

import secrets
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.kit.ids import ALPHABET

LENGTH: Final = 17
_LETTERS: Final = ALPHABET.upper()
_VALUES: Final = {letter: value for value, letter in enumerate(_LETTERS)}
_LOOK_ALIKE: Final = str.maketrans("OIL", "011")


def make_code() -> str:
    """A fresh code, as it is stored and put into addresses: 17 letters and digits, the last one for the check."""
    letters = [secrets.choice(_LETTERS) for _ in range(LENGTH - 1)]
    return "".join(letters) + _LETTERS[_doubled(_sum(letters))]


def show_code(code: str) -> str:
    """`code` as it is printed: "K7M2-Q9RT-4XWP-8HJN-3"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def read_code(text: str) -> str:
    """What somebody typed, as `make_code` made it. Case, spaces and hyphens do not count; O is 0, I and L are 1.

    Raises `ValidationError` when it is no code: too short, too long, or mistyped (the check finds it).
    """
    plain = unicodedata.normalize("NFKC", text[:200]).upper()
    code = "".join(letter for letter in plain if letter.isalnum()).translate(_LOOK_ALIKE)
    if len(code) != LENGTH:
        raise ValidationError(
            _("Mã gồm %(right)d chữ và số, đang có %(got)d. Hãy chép lại đúng như trên giấy biên nhận.")
            % {"right": LENGTH, "got": len(code)},
            code="code_length",
        )
    if not _VALUES.keys() >= set(code) or _sum(code) != 0:
        raise ValidationError(
            _("Mã này có chữ hoặc số bị gõ nhầm. Hãy so lại từng nhóm với mã trên giấy biên nhận."), code="code_check"
        )
    return code


def _sum(letters: str | list[str]) -> int:
    total = 0
    for letter in letters:
        total = _doubled(total) ^ _VALUES[letter]
    return total


def _doubled(value: int) -> int:
    """`value` times the primitive element, modulo x^5 + x^2 + 1."""
    value <<= 1
    return value ^ 0b100101 if value & 0b100000 else value
