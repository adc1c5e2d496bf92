"""Annex I, part I, I: the sheet, its margins, letters and numbers."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hoithi.documents.paper.checking.looks import Deviation, at, no
from hoithi.documents.paper.checking.parts import Parts
from hoithi.documents.paper.checking.seen import Line, Paper, Sheet
from hoithi.kit.text import fold

_FACES = re.compile(r"^(times ?new ?roman|tinos|liberation ?serif|nimbus ?roman|times)([ ,\-]?|ps|mt)*", re.IGNORECASE)
_BLACK = {"auto", "000000"}
_SLACK = 0.6  # mm: what rounding to points and twips makes


def sheets(paper: Paper, _parts: Parts) -> Iterator[Deviation]:
    for sheet in paper.sheets:
        sides = sorted((sheet.width, sheet.height))
        if abs(sides[0] - 210) > 1 or abs(sides[1] - 297) > 1:
            yield no("I.1", sheet.where, f"Khổ giấy {sides[0]:.0f} x {sides[1]:.0f} mm; phải là A4 (210 x 297 mm).")
        elif not sheet.width > sheet.height:
            yield from _margins(sheet)


def _margins(sheet: Sheet) -> Iterator[Deviation]:
    asked = (("trên", sheet.top, 20, 25), ("dưới", sheet.bottom, 20, 25), ("trái", sheet.left, 30, 35))
    for name, margin, least, most in (*asked, ("phải", sheet.right, 15, 20)):
        if margin is not None and not least - _SLACK <= margin <= most + _SLACK:
            said = f"{margin:.1f}".replace(".", ",")
            yield no("I.3", sheet.where, f"Lề {name} {said} mm; phải từ {least} đến {most} mm.")


def fonts(paper: Paper, parts: Parts) -> Iterator[Deviation]:
    for line in paper.lines:
        for font in sorted(line.fonts):
            if not _FACES.match(font):
                yield no("I.4", at(line), f"Phông chữ {font}; phải là Times New Roman.")
        if not line.colours <= _BLACK and not any(line is mark for mark in parts.urgency):
            yield no("I.4", at(line), "Chữ có màu; phải là màu đen.")


def page_numbers(paper: Paper, _parts: Parts) -> Iterator[Deviation]:
    for number in paper.numbers:
        if number.page == 1 or number.text == "1":
            yield no("I.7", number.where, "Số trang hiện ở trang thứ nhất; trang thứ nhất không hiển thị số.")
        if not number.in_top:
            yield no("I.7", number.where, "Số trang không ở lề trên; phải canh giữa trong phần lề trên.")
        elif number.off_centre > 6:
            yield no("I.7", number.where, "Số trang không canh giữa; phải canh giữa trong phần lề trên.")
        if any(not 13 <= size <= 14 for size in number.sizes) or not number.upright:
            yield no("I.7", number.where, "Số trang phải cỡ 13 đến 14, kiểu chữ đứng.")
    told = {number.page for number in paper.numbers}
    missing = [n for n in range(2, paper.pages + 1) if n not in told] if paper.kind == "pdf" else []
    firsts = {line.page for above, line in pairwise([None, *paper.lines]) if line and _begins(line, above)}
    for page in missing:
        if page not in firsts:
            yield no("I.7", f"trang {page}", "Trang không có số; phải đánh số từ trang thứ hai.")
    if paper.kind == "docx" and paper.pages > 1 and not paper.numbers:
        yield no("I.7", "cả văn bản", "Văn bản nhiều trang nhưng không có số trang ở lề trên.")


def _begins(line: Line, above: Line | None) -> bool:
    """Whether an annex, or a paper that goes along, begins with this line: its first page shows no number either."""
    first = above is None or above.page != line.page
    return first and (line.capitals or fold(line.text).startswith("phu luc"))
