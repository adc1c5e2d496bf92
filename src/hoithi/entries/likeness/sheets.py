"""A table from an Excel or CSV file as it stands there: cells with their addresses, and what a reader would miss.

Nothing is looked up or changed. Merged cells all say what the first of them says; of a formula the value that was
saved is read.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text

MOST_ROWS = 5000
_MOST_COLUMNS = 60
_MOST_SCANNED = 50_000  # lines, empty ones too
_LONGEST = 20_000
_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
_ROW = re.compile(rb"<row\b([^>]*[^/>])>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_CELL_ERROR = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL
)
_SHEET = re.compile(rb'<sheet\b[^>]*\br:id="([^"]+)"')
_PART = re.compile(rb"<Relationship\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty, by its number in the file, from 1."""

    number: int
    cells: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of the first sheet, the number of those that are hidden there, the names of other sheets."""

    lines: list[Line]
    hidden_lines: int = 0
    other_sheets: tuple[str, ...] = ()


def read_table(data: bytes) -> Table:
    """The table in an .xlsx or .csv file. A `Refusal` says what is wrong with the file as a whole."""
    table = _workbook(data) if data[:4] == b"PK\x03\x04" else Table(_lines(_csv(data)))
    if not table.lines:
        raise _refuse("likeness.file_empty", _("Tệp không có dòng nào."))
    if len(table.lines) > MOST_ROWS + 20:  # a title may stand above the head
        raise too_long(len(table.lines))
    return table


def too_long(count: int) -> Refusal:
    """The refusal of a list with so many rows."""
    sentence = _("Tệp có %d dòng; tối đa 5.000 dòng. Hãy chia thành nhiều tệp.") % count
    return _refuse("likeness.file_long", sentence)


def to_utf8(data: bytes) -> bytes:
    """The bytes of a CSV file in UTF-8, whichever of the codings of Excel it came in; a workbook as it is."""
    if data[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
        return data
    utf16 = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for coding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1258"):
        try:
            return data.decode(coding).encode()
        except UnicodeDecodeError:
            continue
    raise _unreadable()


def _workbook(data: bytes) -> Table:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [one.name for one in book.sheets_metadata]
        shown = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible] or names
        first = names.index(shown[0])
        markup = _markup(data, first)
        lines = _lines(_rows(book.get_sheet_by_index(first), _errors(markup)))
    except (CalamineError, IndexError, KeyError, OSError, ValueError, zipfile.BadZipFile) as error:
        raise _unreadable() from error
    hidden = sum(1 for row in _ROW.finditer(markup) if _HIDDEN.search(row[1]))
    return Table(lines, hidden, tuple(name for name in names if name != shown[0]))


def _markup(data: bytes, sheet: int) -> bytes:
    """The sheet as it stands in the file: the library tells neither hidden rows nor formulas that went wrong."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        wanted = _SHEET.findall(archive.read("xl/workbook.xml"))[sheet]
        parts = _PART.findall(archive.read("xl/_rels/workbook.xml.rels"))
        part = next(one for one in parts if b'Id="' + wanted + b'"' in one)
        target = part.partition(b'Target="')[2].partition(b'"')[0].decode()
        return archive.read(target.lstrip("/") if target.startswith("/") else f"xl/{target}")


def _errors(markup: bytes) -> dict[tuple[int, int], str]:
    """What stands in cells whose formula went wrong, by row and column from 0: "#REF!"."""
    return {
        (int(row) - 1, _place(column.decode())): said.decode("utf-8", "replace")
        for column, row, said in _CELL_ERROR.findall(markup)
    }


def _place(letters: str) -> int:
    place = 0
    for one in letters:
        place = place * 26 + ord(one) - ord("A") + 1
    return place - 1


def _rows(sheet: CalamineSheet, errors: dict[tuple[int, int], str]) -> Iterator[list[Any]]:
    """Rows from the first of the sheet on, so that numbers and letters are those that Excel shows."""
    left = sheet.start[1] if sheet.start else 0
    filled = _merged(sheet)
    wanted = set(filled.values())
    firsts: dict[tuple[int, int], Any] = {}
    for row, cells in enumerate(sheet.iter_rows()):
        line = [*[""] * left, *cells][:_MOST_COLUMNS]  # the library begins at the first column that says something
        for column, value in enumerate(line):
            here = (row, column)
            if here in errors:
                line[column] = errors[here]
            elif value == "" and here in filled:
                line[column] = firsts.get(filled[here], "")
            if here in wanted:
                firsts[here] = line[column]
        yield line


def _merged(sheet: CalamineSheet) -> dict[tuple[int, int], tuple[int, int]]:
    """The first cell of every cell that was merged into it."""
    return {
        (row, column): (first_row, first_column)
        for (first_row, first_column), (last_row, last_column) in sheet.merged_cell_ranges or ()
        for row in range(first_row, min(last_row, first_row + MOST_ROWS) + 1)
        for column in range(first_column, min(last_column, _MOST_COLUMNS) + 1)
    }


def _csv(data: bytes) -> Iterator[list[Any]]:
    text = to_utf8(data).decode()
    if "\x00" in text:
        raise _unreadable()
    first = text.lstrip().split("\n", 1)[0]
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=max(";\t,", key=first.count))
    except csv.Error as error:
        raise _unreadable() from error


def _lines(rows: Iterator[list[Any]]) -> list[Line]:
    """The lines that say something. Reading stops soon after there are too many."""
    found: list[Line] = []
    for number, cells in enumerate(rows, 1):
        if any(str(cell).strip() for cell in cells):
            found.append(Line(number, cells))
        if len(found) > 2 * MOST_ROWS or number >= _MOST_SCANNED:
            break
    return found


def letter(column: int) -> str:
    """The letters of a column as Excel shows them: 0 is A, 27 is AB."""
    return chr(ord("A") + column) if column < 26 else letter(column // 26 - 1) + letter(column % 26)


def text_of(value: Any, place: str, *, most: int = _LONGEST, lines: bool = False) -> str:
    """What a cell says, clean; raises `ValidationError` with a sentence that names the cell by `place`."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _number_text(float(value), place)
    said = str(value).strip()
    if said in _ERRORS:
        raise ValidationError(
            _("Ô %(place)s có công thức lỗi (%(said)s). Hãy sửa trong Excel rồi chọn lại tệp.")
            % {"place": place, "said": said}
        )
    try:
        return clean_text(str(value), multiline=lines, max_length=most)
    except ValidationError as error:
        raise ValidationError(f"{_('Ô')} {place}: {error.messages[0]}") from error


def _number_text(value: float, place: str) -> str:
    if value != int(value) or abs(value) >= 1e9:
        raise ValidationError(_("Ô %s bị Excel đổi thành số. Hãy định dạng cột là Văn bản (Text) rồi gõ lại.") % place)
    return str(int(value))


def _unreadable() -> Refusal:
    return _refuse("likeness.file", _("Không đọc được tệp. Hãy dùng tệp Excel (.xlsx) hoặc CSV."))


def _refuse(code: str, sentence: str) -> Refusal:
    return Refusal(code, sentence, status=422, field="file")
