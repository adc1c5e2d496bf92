"""The head of the paper: number and symbol, place and date, the issuing body, the title."""

import re
from datetime import date

from hoithi.contests.plan.dates import read_day
from hoithi.contests.plan.model import Document, Row
from hoithi.contests.plan.text import fold, is_caps, squeeze

_NUMBER = re.compile(r"(?:^|\s)so\s*[:.]?\s*(?P<number>[\d.…_\s]*?)\s*[/\-–]\s*(?P<symbol>[a-z].*)$")
_PLACE = re.compile(r"(?P<place>[^,:/·|]{2,50}?)\s*,?\s+ngay\b(?:[^:]*\bthang\b|\s*\d{1,2}\s*[/.-])")
_STATE = re.compile(r"cong hoa xa hoi|doc lap|dang cong san")


def read_letterhead(letterhead: list[Row], title: list[Row]) -> Document:
    """Number, symbol, place, date and title as the head of the paper gives them; what it leaves blank is None."""
    document = Document(title=_title(title))
    for row, following in zip(letterhead, [*letterhead[1:], None], strict=False):
        _read_number(document, row.text)
        wrapped = following is not None and row.text.rstrip().endswith("năm")
        _read_place(document, f"{row.text} {following.text}" if following and wrapped else row.text)
    return document


def _read_number(document: Document, text: str) -> None:
    found = _NUMBER.search(fold(text))
    if not found or document.symbol:
        return
    symbol = text[found.start("symbol") :]
    if place := _PLACE.search(fold(symbol)):
        symbol = symbol[: place.start()]
    digits = re.sub(r"\D", "", found["number"])
    document.number, document.symbol = digits or None, squeeze(symbol).strip(" .;,·|") or None


def _read_place(document: Document, text: str) -> None:
    found = _PLACE.match(fold(text))
    if found and not document.place:
        document.place = squeeze(text[: found.end("place")]).strip(" ,") or None
        document.date = _full_day(text[found.end("place") :])


def _full_day(text: str) -> date | None:
    return read_day(text)


def gives_place(row: Row) -> bool:
    """Whether a line says where and when the paper was signed."""
    return len(row.text) < 80 and _PLACE.match(fold(row.text)) is not None


def _title(rows: list[Row]) -> str | None:
    said = [row.text for row in rows if any(char.isalnum() for char in row.text)]
    lines = [text for text in said if not re.match(r"\(?(?:ban hanh )?kem theo\b|\(?so\s*:", fold(text))]
    return squeeze(" ".join(lines)).strip("* ") or None


def issuing_body(letterhead: list[Row]) -> str | None:
    """The body in the left corner, the last of its lines that stand above the number."""
    names: list[str] = []
    for row in letterhead:
        folded = fold(row.text)
        if _NUMBER.search(folded) or folded.startswith("so:"):
            break
        if is_caps(row.text) and not _STATE.match(folded):
            names.append(row.text)
    if len(names) > 1 and re.match(r"(?:xa|phuong|huyen|tinh|thanh pho|thi tran|dac khu|quan)\b", fold(names[-1])):
        return squeeze(" ".join(names[-2:]))
    return names[-1] if names else None
