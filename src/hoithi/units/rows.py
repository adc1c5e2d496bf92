"""Lists of bodies in a spreadsheet or a CSV file, as rows: reading only, nothing is looked up or changed.

The first line names the columns, in any order; "Mã" and "Tên" are needed. "Tên cũ" holds former official names with
the day from which each was no longer used: "Xã Tân Khai (trước 30/4/2026)"; several values in a cell are parted by ";".
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from hoithi.kit.dates import parse_date
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text, fold

MOST_ROWS = 5000
COLUMNS = {
    "code": ("ma", "ma don vi", "ma so", "code"),
    "name": ("ten", "ten don vi", "name"),
    "kind": ("loai", "loai don vi", "kind"),
    "parent": ("ma cap tren", "cap tren", "thuoc", "parent"),
    "valid_from": ("tu ngay", "thanh lap", "ngay thanh lap", "valid from"),
    "valid_to": ("cham dut tu ngay", "cham dut", "ngay cham dut", "valid to"),
    "successors": ("ma ke thua", "ke thua", "successors"),
    "aliases": ("ten goi khac", "ten khac", "aliases"),
    "former": ("ten cu", "former"),
    "address": ("dia chi", "address"),
    "phone": ("dien thoai", "so dien thoai", "phone"),
    "email": ("thu dien tu", "email", "e mail"),
}
LABELS = {
    "code": "Mã", "name": "Tên", "kind": "Loại", "parent": "Mã cấp trên", "valid_from": "Từ ngày",
    "valid_to": "Chấm dứt từ ngày", "successors": "Mã kế thừa", "aliases": "Tên gọi khác", "former": "Tên cũ",
    "address": "Địa chỉ", "phone": "Điện thoại", "email": "Thư điện tử",
}  # fmt: skip
_FORMER = re.compile(r"(.+?)\s*\(\s*trước(?:\s+ngày)?\s+([^)]+)\)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of a list: the words as read, and what is wrong with them, in sentences that name the cell."""

    line: int
    code: str = ""
    name: str = ""
    kind: str = ""
    parent: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    former: tuple[tuple[str, date], ...] = ()
    address: str = ""
    phone: str = ""
    email: str = ""
    problems: tuple[str, ...] = ()


def read_rows(data: bytes) -> list[UnitRow]:
    """The rows of an .xlsx, .xls, .ods or .csv file. A `Refusal` says what is wrong with the file as a whole."""
    table = _cells(data)
    head = next((number for number, line in enumerate(table) if any(str(cell).strip() for cell in line)), None)
    if head is None:
        raise Refusal("units.import_empty", _("Tệp không có dòng nào."), status=422, field="file")
    places = _places(table[head])
    lines = [
        (number + 1, line) for number, line in enumerate(table) if number > head and any(str(c).strip() for c in line)
    ]
    if len(lines) > MOST_ROWS:
        raise Refusal(
            "units.import_long", _("Tệp có %d dòng; tối đa 5.000 dòng.") % len(lines), status=422, field="file"
        )
    return [_row(number, line, places) for number, line in lines]


def _cells(data: bytes) -> Sequence[Sequence[Any]]:
    if data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
        try:
            return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        except (CalamineError, IndexError, OSError, ValueError) as error:
            raise _unreadable() from error
    text = _decoded(data)
    first = text.lstrip().split("\n", 1)[0]
    delimiter = max(";\t,", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise _unreadable() from error


def _unreadable() -> Refusal:
    return Refusal(
        "units.import_file", _("Không đọc được tệp. Hãy dùng tệp Excel (.xlsx) hoặc CSV."), status=422, field="file"
    )


def _decoded(data: bytes) -> str:
    utf16 = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if b"\x00" in data and not utf16:
        raise _unreadable()
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1258"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable()


def _places(head: Iterable[Any]) -> dict[str, int]:
    titles = [fold(str(cell)) for cell in head]
    places = {
        field: next(number for number, title in enumerate(titles) if title in names)
        for field, names in COLUMNS.items()
        if any(title in names for title in titles)
    }
    missing = [LABELS[field] for field in ("code", "name") if field not in places]
    if missing:
        sentence = _("Dòng đầu của tệp thiếu cột: %s. Hãy tải tệp mẫu để xem tên các cột.") % ", ".join(missing)
        raise Refusal("units.import_columns", sentence, status=422, field="file")
    return places


def _row(number: int, line: Sequence[Any], places: dict[str, int]) -> UnitRow:
    problems: list[str] = []

    def cell(field: str) -> str:
        column = places.get(field)
        value = line[column] if column is not None and column < len(line) else ""
        return _text(value, f"{_letter(column or 0)}{number}", problems)

    def day(field: str) -> date | None:
        return _day(cell(field), LABELS[field], problems)

    row = UnitRow(
        line=number, code=cell("code"), name=cell("name"), kind=cell("kind"), parent=cell("parent"),
        valid_from=day("valid_from"), valid_to=day("valid_to"), successors=_many(cell("successors")),
        aliases=_many(cell("aliases")), former=_former(cell("former"), problems),
        address=cell("address"), phone=cell("phone"), email=cell("email"),
    )  # fmt: skip
    problems += [_("Thiếu %s.") % LABELS[field].lower() for field in ("code", "name") if not getattr(row, field)]
    return replace(row, problems=tuple(problems))


def _letter(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else f"A{chr(ord('A') + column - 26)}"


def _text(value: Any, place: str, problems: list[str]) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float):
        if value != int(value) or abs(value) >= 1e9:
            problems.append(_("Ô %s bị Excel đổi thành số. Hãy định dạng cột là Văn bản (Text) rồi gõ lại.") % place)
        return str(int(value))
    try:
        return clean_text(str(value), max_length=1000)
    except ValidationError as error:
        problems.append(f"{_('Ô')} {place}: {error.messages[0]}")
        return ""


def _day(text: str, label: str, problems: list[str]) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValidationError as error:
        problems.append(f"{label}: {error.messages[0]}")
        return None


def _many(text: str) -> tuple[str, ...]:
    return tuple(part for piece in text.split(";") if (part := piece.strip()))


def _former(text: str, problems: list[str]) -> tuple[tuple[str, date], ...]:
    names = []
    for part in _many(text):
        match = _FORMER.match(part)
        day = _day(match[2], LABELS["former"], problems) if match else None
        if match and day:
            names.append((match[1], day))
        elif not match:
            problems.append(_("Tên cũ “%s”: hãy ghi như “Xã Tân Khai (trước 30/4/2026)”.") % part[:40])
    return tuple(names)
