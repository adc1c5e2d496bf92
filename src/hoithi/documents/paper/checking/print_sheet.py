"""A PDF as what is seen: letters with their faces and places, put together to lines; rules drawn between them."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from hoithi.documents.paper.checking.seen import CannotRead, Line, PageNumber, Paper, Place, Sheet, in_capitals

_MM = 25.4 / 72
_GAP_MM = 7.0  # letters further apart belong to two columns
_MOST_PAGES = 300
_NAME = re.compile(r"^[A-Z]{6}\+")
_BOLD, _ITALIC = re.compile(r"bold|black|heavy", re.IGNORECASE), re.compile(r"italic|oblique", re.IGNORECASE)
_DIGITS = re.compile(r"^[\s\-–]*(\d{1,3})[\s\-–]*$")
_BROKEN = "Tệp PDF bị hỏng hoặc có mật khẩu nên không đọc được. Hãy xuất lại tệp rồi gửi lại."


@dataclass(slots=True)
class _Letter:
    sign: str
    x0: float
    x1: float
    base: float  # mm from the top
    size: float
    font: str
    bold: bool
    italic: bool
    colour: str


def read_print(data: bytes) -> Paper:
    """What is seen in a PDF with a text layer. Raises `CannotRead`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise CannotRead(_BROKEN) from error
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> Paper:
    paper = Paper("pdf", pages=len(document))
    if paper.pages > _MOST_PAGES:
        raise CannotRead(f"Tệp PDF có hơn {_MOST_PAGES} trang nên không kiểm tra được. Hãy gửi từng văn bản.")
    for index in range(paper.pages):
        page = document[index]
        width, height = (side * _MM for side in page.get_size())
        rows = _rows(list(_letters(page, height)))
        rules = list(_rules(page, height))
        lines = [line for row in rows for line in _lines(row, index + 1, rules)]
        number = next((line for line in (*lines[:1], *lines[-1:]) if _is_number(line, height)), None)
        if number is not None:
            lines.remove(number)
            paper.numbers.append(_number(number, width))
        _set_places(lines, list(_uprights(page, height)))
        paper.lines += lines
        paper.sheets.append(_sheet(index + 1, width, height, lines))
    if not paper.lines:
        raise CannotRead("Tệp PDF không có lớp chữ (bản chụp), nên không kiểm tra được. Hãy gửi tệp xuất từ Word.")
    return paper


def _letters(page: Any, height: float) -> Iterator[_Letter]:
    text = page.get_textpage()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        sign = chr(code) if code else ""
        if sign in {"", "\r", "\n", "\ufffe"}:
            continue
        box = [ctypes.c_double() for _ in range(4)]
        x, y = ctypes.c_double(), ctypes.c_double()
        if not pdfium.FPDFText_GetCharBox(text, index, *(ctypes.byref(side) for side in box)):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        font = _font(text, index)
        yield _Letter(
            sign, box[0].value * _MM, box[1].value * _MM, height - y.value * _MM, _size(text, index),
            _NAME.sub("", font),
            bool(_BOLD.search(font)), bool(_ITALIC.search(font)), _colour(text, index),
        )  # fmt: skip


def _size(text: Any, index: int) -> float:
    """The size in pt as it is seen: that of the font times what the page scales it by."""
    matrix = pdfium.FS_MATRIX()
    scale = matrix.d if pdfium.FPDFText_GetMatrix(text, index, ctypes.byref(matrix)) and matrix.d else 1.0
    return float(round(abs(pdfium.FPDFText_GetFontSize(text, index) * scale), 1))


def _font(text: Any, index: int) -> str:
    flags = ctypes.c_int()
    room = ctypes.create_string_buffer(200)
    pdfium.FPDFText_GetFontInfo(text, index, room, 200, ctypes.byref(flags))
    return room.value.decode(errors="replace")


def _colour(text: Any, index: int) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFText_GetFillColor(text, index, *(ctypes.byref(part) for part in parts))
    return "{:02X}{:02X}{:02X}".format(*(part.value for part in parts[:3]))


def _rules(page: Any, height: float) -> Iterator[tuple[float, float, float]]:
    """Level strokes as (from, to, mm from the top)."""
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = (side * _MM for side in shape.get_bounds())
        if top - bottom < 1.0 and right - left > 4.0:
            yield left, right, height - (top + bottom) / 2


def _uprights(page: Any, height: float) -> Iterator[tuple[float, float]]:
    """Upright strokes as (top, bottom) in mm from the top: the sides of tables."""
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        left, bottom, right, top = (side * _MM for side in shape.get_bounds())
        if top - bottom > 3.0 and (right - left < 1.0 or right - left > 8.0):
            yield height - top, height - bottom


def _rows(letters: list[_Letter]) -> list[list[_Letter]]:
    """Letters on one base line, from top to bottom."""
    rows: list[list[_Letter]] = []
    for letter in sorted(letters, key=lambda one: (round(one.base, 1), one.x0)):
        if rows and abs(rows[-1][0].base - letter.base) < 0.6:
            rows[-1].append(letter)
        else:
            rows.append([letter])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _lines(row: list[_Letter], page: int, rules: list[tuple[float, float, float]]) -> Iterator[Line]:
    parts: list[list[_Letter]] = []
    last = None
    for letter in row:
        if letter.sign.isspace():
            if parts and parts[-1]:
                parts[-1].append(letter)
            continue
        if last is None or letter.x0 - last.x1 > _GAP_MM:
            parts.append([])
        parts[-1].append(letter)
        last = letter
    for part in parts:
        line = _line(part, page, rules)
        if line.text:
            yield line


def _line(letters: list[_Letter], page: int, rules: list[tuple[float, float, float]]) -> Line:
    text = re.sub(r"\s+", " ", "".join(letter.sign for letter in letters)).strip()
    inked = [letter for letter in letters if not letter.sign.isspace()]
    if not inked:
        return Line("", "")
    left, right, base = inked[0].x0, max(letter.x1 for letter in inked), inked[0].base
    middle = (left + right) / 2
    below = [
        rule for rule in rules if 0 < rule[2] - base < 5.0 and abs((rule[0] + rule[1]) / 2 - middle) < 3.0
    ]  # fmt: skip
    return Line(
        text, f"trang {page}", page=page,
        sizes=frozenset(letter.size for letter in inked), fonts=frozenset(letter.font for letter in inked),
        bold=all(letter.bold for letter in inked), italic=all(letter.italic for letter in inked),
        any_bold=any(letter.bold for letter in inked), any_italic=any(letter.italic for letter in inked),
        capitals=in_capitals(text), colours=frozenset(letter.colour for letter in inked),
        left=left, right=right, top=base, widths=(right - left,),
        rule=max((rule[1] - rule[0] for rule in below), default=0.0),
    )  # fmt: skip


def _is_number(line: Line, height: float) -> bool:
    """A number alone, within the upper or the lower margin."""
    return bool(_DIGITS.match(line.text)) and not 20.0 < (line.top or 0) < height - 20.0


def _number(line: Line, width: float) -> PageNumber:
    found = _DIGITS.match(line.text)
    return PageNumber(
        line.where, line.page, found.group(1) if found else line.text, line.sizes, not line.any_italic,
        abs(_middle(line) - width / 2), in_top=(line.top or 0) < 25.0,
    )  # fmt: skip


def _middle(line: Line) -> float:
    return ((line.left or 0) + (line.right or 0)) / 2


def _sheet(page: int, width: float, height: float, lines: list[Line]) -> Sheet:
    """The side margins, from where most lines of running text end; a page of other things tells nothing of them."""
    flow = [line for line in lines if line.place == Place.FLOW]
    lefts = [line.left for line in flow if line.left is not None]
    rights = [line.right for line in flow if line.right is not None]
    edge = max(rights, default=0.0)
    full = sum(1 for right in rights if edge - right < 0.5) >= 3
    begin = min(lefts, default=0.0)
    begun = sum(1 for left in lefts if left - begin < 0.5) >= 3
    return Sheet(f"trang {page}", width, height, None, None, begin if begun else None, width - edge if full else None)


def _set_places(lines: list[Line], uprights: list[tuple[float, float]]) -> None:
    """Lines between the sides of a table stand in its cells; others side by side on one base line in columns."""
    for index, line in enumerate(lines):
        base = line.top or 0
        if sum(1 for top, bottom in uprights if top < base < bottom) > 1:
            line.place = Place.GRID
            continue
        beside = [
            other for other in lines[max(0, index - 6) : index + 7]
            if other is not line and abs((other.top or 0) - base) < 0.6
        ]  # fmt: skip
        if beside:
            line.place = Place.FRAME
            line.column = sum(1 for other in beside if (other.left or 0) < (line.left or 0))
