"""What can be typed into a review: each kind of field shows a stored value as text and reads typed text back.

Nothing typed is ever lost: text that is not (yet) a date or a number is kept as it was typed, and `fault` says what is
wrong with it. Stored dates are ISO days, hours "17:00", nothing is None.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hoithi.contests.planflow.instants import day_of
from hoithi.kit.dates import parse_date, parse_hour, show_date
from hoithi.kit.text import clean_text, unturned

TEXT, LONG, LINES, DATE, HOUR, NUMBER, YEARS, CHOICE, FLAG, MANY = (
    "text",
    "long",
    "lines",
    "date",
    "hour",
    "number",
    "years",
    "choice",
    "flag",
    "many",
)
_YEARS: Final = re.compile(r"(\d{4})(?:\s*[-–,]\s*(\d{4}))?\Z")
_HEAPS: Final = re.compile(r"[\u0300-\u036f]{5,}")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that can be typed: `path` is where it stands in the review or row ("document.signer.name")."""

    path: str
    label: str | Promise
    kind: str = TEXT
    max_length: int = 300
    choices: tuple[tuple[str, Any], ...] = ()
    help: str | Promise = ""

    @property
    def wide(self) -> bool:
        """Whether it takes more than one line."""
        return self.kind in {LONG, LINES}


def show(field: Field, value: Any) -> str:
    """`value` as the text that stands in the input."""
    if value is None or value is False:
        return ""
    if field.kind == LINES:
        return "\n".join(value) if isinstance(value, list) else str(value)
    if field.kind == YEARS and isinstance(value, list):
        return "-".join(str(year) for year in value)
    if field.kind == DATE and (day := day_of(str(value))):
        return show_date(day)
    return "1" if value is True else str(value)


def read(field: Field, typed: Sequence[str]) -> Any:
    """The value that stands for `typed` (all values posted under the name); what cannot be stored is left out."""
    if field.kind == MANY:
        return [_gate(text) for text in typed]
    text = _gate(typed[-1] if typed else "", multiline=field.wide)
    if field.kind == FLAG:
        return bool(text)
    if field.kind == LINES:
        return [line for line in (part.strip() for part in text.split("\n")) if line]
    if field.kind == CHOICE and field.choices and text not in {str(value) for value, _label in field.choices}:
        return None
    return _READERS.get(field.kind, str)(text) if text else None


def _gate(text: str, *, multiline: bool = False) -> str:
    # A draft is never refused: only what no text can hold (NUL, halves of letters, heaps of marks) is dropped.
    text = text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    text = _HEAPS.sub("", unicodedata.normalize("NFD", text))
    return clean_text(unturned(text), multiline=multiline)


def _read_date(text: str) -> str:
    try:
        return parse_date(text).isoformat()
    except ValidationError:
        return text


def _read_hour(text: str) -> str:
    try:
        return f"{parse_hour(text):%H:%M}"
    except ValidationError:
        return text


def _read_number(text: str) -> int | str:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else text


def _read_years(text: str) -> list[int] | str:
    match = _YEARS.match(text)
    return [int(year) for year in match.groups() if year] if match else text


_READERS: Final[dict[str, Any]] = {DATE: _read_date, HOUR: _read_hour, NUMBER: _read_number, YEARS: _read_years}


def fault(field: Field, value: Any) -> str:
    """What is wrong with a stored value, as one sentence; "" when nothing is."""
    if value is None or value in ("", [], False):
        return ""
    if field.kind in {DATE, HOUR}:
        return _fault_of_parser(parse_date if field.kind == DATE else parse_hour, str(value))
    if field.kind == NUMBER and not isinstance(value, int):
        return _("“%s” không phải là số. Hãy ghi bằng chữ số, ví dụ 8.") % str(value)[:40]
    if field.kind == YEARS and not isinstance(value, list):
        return _("“%s” không phải là năm. Hãy ghi như 2026 hoặc 2024-2025.") % str(value)[:40]
    longest = max((len(str(part)) for part in value), default=0) if isinstance(value, list) else len(str(value))
    if longest > field.max_length:
        return _("Tối đa %(most)d ký tự (đang có %(got)d).") % {"most": field.max_length, "got": longest}
    return ""


def _fault_of_parser(parse: Any, text: str) -> str:
    try:
        parse(text)
    except ValidationError as error:
        return str(error.messages[0])
    return ""
