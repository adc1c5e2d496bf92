"""PDF files with a text layer: pieces of text by their place on the page, put together into lines and tables."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.plan.model import Row, Source
from hoithi.contests.plan.sources.columns import in_reading_order
from hoithi.contests.plan.sources.glyphs import read_boxes
from hoithi.contests.plan.sources.grid import Box, Grid, find_grids, group_lines
from hoithi.contests.plan.sources.join import join_rows
from hoithi.contests.plan.sources.tabs import is_mark
from hoithi.contests.plan.text import squeeze
from hoithi.kit.pdfium import opened

MAX_PAGES = 200
_SLACK = 1.5
_PAGE_NUMBER = re.compile(r"(?i)[-–—\s]*(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*")


def read_pdf(data: bytes) -> Source:
    """Paragraphs put together from the lines of the pages. Raises `NotAPlan` for a file without text to read."""
    pages = _pages(data)
    if sum(len(box.text) for boxes, _ in pages for box in boxes) < 40:
        raise NotAPlan("Tệp PDF chỉ có ảnh, không có lớp chữ để đọc; hãy gửi bản .docx hoặc bản PDF xuất từ Word.")
    ruler = _ruler([box for boxes, _ in pages for box in boxes])
    running = _running([group_lines(boxes) for boxes, _ in pages])
    pages = [([box for box in boxes if _print_of(box) not in running], grids) for boxes, grids in pages]
    parts: list[list[Row]] = []
    for boxes, grids in pages:
        _append_page(parts, _page_lines(boxes, grids, ruler))
    rows = join_rows(in_reading_order(parts))
    for number, row in enumerate(rows, 1):
        row.line, row.room = number, float("inf")
    return Source([squeeze(row.text) for row in rows], rows)


def _running(pages: list[list[list[Box]]]) -> set[tuple[str, int]]:
    """What stands at the top or at the bottom of most pages: running heads, but for the numbers in them."""
    edges = [{_print_of(box) for line in (*lines[:2], *lines[-2:]) for box in line} for lines in pages]
    seen = Counter(text for edge in edges for text in edge)
    return {text for text, pages_with in seen.items() if pages_with > 1 and pages_with * 2 > len(pages)}


def _print_of(box: Box) -> tuple[str, int]:
    """Its words, whatever numbers are among them, and its height on the page."""
    return re.sub(r"\d+", "#", squeeze(box.text)), round(box.middle / 4)


@dataclass(frozen=True, slots=True)
class Ruler:
    """Width of a character and the margins of the file, in points."""

    char: float
    left: float
    margin: float

    def row(self, box: Box) -> Row:
        return Row(
            0,
            box.text,
            box.bold,
            x=(box.left - self.left) / self.char,
            room=max(0.0, self.margin - box.right) / self.char - _SLACK,
        )


def _ruler(boxes: list[Box]) -> Ruler:
    chars = sorted(box.char for box in boxes if len(box.text) > 20) or [5.5]
    ends = sorted(box.right for box in boxes if len(box.text) > 20) or [500.0]
    starts = sorted(box.left for box in boxes if len(box.text) > 20) or [85.0]
    return Ruler(chars[len(chars) // 2], starts[len(starts) // 50], ends[-1 - len(ends) // 50])


def _pages(data: bytes) -> list[tuple[list[Box], list[Grid]]]:
    try:
        with opened(data) as document:
            if len(document) > MAX_PAGES:
                raise NotAPlan(f"Tệp PDF dài hơn {MAX_PAGES} trang nên không được đọc; hãy gửi riêng bản kế hoạch.")
            return [_read_page(document[index]) for index in range(len(document))]
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise NotAPlan("Tệp PDF có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.") from error
        raise NotAPlan("Tệp PDF bị hỏng hoặc không phải PDF; hãy xuất lại rồi gửi lại.") from error


def _read_page(page: Any) -> tuple[list[Box], list[Grid]]:
    paths = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3)
    grids = find_grids([path.get_bounds() for path in paths])
    boxes = read_boxes(page)
    page.close()
    return boxes, grids


def _append_page(parts: list[list[Row]], page: list[list[Row]]) -> None:
    """Adds a page; a row of a table that goes on from the page before is put together."""
    above, below = (parts or [[]])[-1], (page or [[]])[0]
    if above and below and above[0].cells and len(above[0].cells) == len(below[0].cells) and not below[0].cells[0]:
        cells = zip(above[0].cells, below[0].cells, strict=True)
        above[0].cells = tuple(f"{first} {rest}".strip() for first, rest in cells)
        above[0].text = squeeze(" | ".join(above[0].cells))
        page = page[1:]
    parts += page


def _page_lines(boxes: list[Box], grids: list[Grid], ruler: Ruler) -> list[list[Row]]:
    """The lines of a page from top to bottom, each as its pieces; an empty one stands for a gap."""
    loose = [box for box in boxes if not any(grid.holds(box) for grid in grids)]
    lines = [line for line in (_merge(line) for line in group_lines(loose)) if not _is_page_number(line)]
    pitch = _pitch(lines)
    parts: list[list[Row]] = []
    last: Box | None = None
    pieces: list[list[Box] | Grid] = [*lines, *grids]
    for content in sorted(pieces, key=_top, reverse=True):
        if isinstance(content, Grid):
            parts += [[row] for row in content.rows([box for box in boxes if content.holds(box)])]
            last = None
            continue
        if last is not None and last.middle - content[0].middle > pitch * 1.22:
            parts.append([])
        parts.append([ruler.row(box) for box in content])
        last = content[0]
    return parts


def _top(item: list[Box] | Grid) -> float:
    return item.top if isinstance(item, Grid) else item[0].top


def _merge(line: list[Box]) -> list[Box]:
    *_, second, widest = [0.0, 0.0, *sorted(b.left - a.right for a, b in pairwise(line))]
    parted = widest > max(3.2 * line[0].char, 1.8 * second)
    merged = [line[0]]
    for box in line[1:]:
        gap = box.left - merged[-1].right
        if parted and gap == widest and not is_mark(merged[-1].text) and len(merged) < 2:
            merged.append(box)
        else:
            merged[-1] = merged[-1].joined(box, " " if gap > 0.2 * box.char else "")
    return merged


def _is_page_number(line: list[Box]) -> bool:
    return len(line) == 1 and _PAGE_NUMBER.fullmatch(line[0].text) is not None


def _pitch(lines: list[list[Box]]) -> float:
    """The usual distance between two lines of a paragraph: the smallest that is common."""
    steps = sorted(round(a[0].middle - b[0].middle) for a, b in pairwise(lines))
    steps = [step for step in steps if step > 5]
    return float(steps[len(steps) // 4]) if steps else 20.0
