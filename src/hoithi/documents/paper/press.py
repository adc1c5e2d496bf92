"""A paper as PDF: tagged for screen readers, fit for archives (PDF/A-2a, PDF/UA-1), always the same bytes."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from hoithi.documents.paper import style as styles
from hoithi.documents.paper.flow import author_of, flow, title_of
from hoithi.documents.paper.items import Columns, Frame, Grid, Item, Line, Picture, Rule, Section, room
from hoithi.documents.paper.measure import FACES, width
from hoithi.documents.paper.model import Paper
from hoithi.documents.paper.style import STYLES
from hoithi.kit.typeset import pdf, qr_svg

_TEMPLATE = Path(__file__).parents[1] / "data/paper.typ"
_FRAME = {
    "top": styles.TOP, "bottom": styles.BOTTOM, "left": styles.LEFT, "right": styles.RIGHT, "edge": styles.FROM_EDGE,
    "hairline": styles.HAIRLINE, "rule_height": styles.RULE_HEIGHT, "red": styles.RED,
    "cell_side": styles.CELL_SIDE, "cell_top": styles.CELL_TOP,
}  # fmt: skip
_STYLES = {
    role: {
        "size": style.size, "gap": style.gap, "color": style.color or "000000", "bold": style.bold,
        "italic": style.italic,
    }
    for role, style in STYLES.items()
}  # fmt: skip


def pdf_of(paper: Paper) -> bytes:
    """`paper` laid out as Decree 30/2020/NĐ-CP prescribes. Pure; callable from any thread."""
    day = paper.day and {"year": paper.day.year, "month": paper.day.month, "day": paper.day.day}
    data: dict[str, object] = {
        "title": title_of(paper), "author": author_of(paper), "day": day, "frame": _FRAME, "styles": _STYLES,
        "sections": [_section(section) for section in flow(paper)],
    }  # fmt: skip
    # The standard for archives asks for the day when a paper was made, which a draft does not have.
    return pdf(_TEMPLATE, data, faces=FACES, standards=("a-2a", "ua-1") if day else ("ua-1",))


def _section(section: Section) -> dict[str, object]:
    place = room(wide=section.wide)
    items, foot = _items(section.items, place), _items(section.foot, place)
    return {"wide": section.wide, "room": place, "items": items, "foot": foot}


def _items(items: Sequence[Item], place: float) -> list[dict[str, object]]:
    return [_item(item, place) for item in items]


def _item(item: Item, place: float) -> dict[str, object]:
    if isinstance(item, Line):
        return _line(item, place)
    if isinstance(item, Rule):
        return {"kind": "rule", "length": item.length, "before": item.before}
    if isinstance(item, Frame):
        return {"kind": "frame", "line": _line(item.line, place), "width": item.width, "height": item.height}
    if isinstance(item, Picture):
        alt = f"Mã QR: {item.text}"
        return {"kind": "picture", "svg": qr_svg(item.text), "side": item.side, "align": item.align, "alt": alt}
    if isinstance(item, Columns):
        rows = [[_items(cell, wide) for cell, wide in zip(row, item.widths, strict=True)] for row in item.rows]
        return {"kind": "columns", "widths": item.widths, "rows": rows, "splits": item.splits}
    return _grid(item)


def _grid(grid: Grid) -> dict[str, object]:
    def cells(row: Sequence[Line]) -> list[dict[str, object]]:
        widths = grid.widths if len(row) > 1 else (sum(grid.widths),)
        return [_line(cell, each - 2 * styles.CELL_SIDE) for cell, each in zip(row, widths, strict=True)]

    rows = [{"cells": cells(row), "splits": index in grid.splits} for index, row in enumerate(grid.rows)]
    return {"kind": "grid", "widths": grid.widths, "head": cells(grid.head), "rows": rows, "repeats": grid.repeats}


def _line(line: Line, place: float) -> dict[str, object]:
    style = STYLES[line.role]
    return {
        "kind": "line",
        "role": line.role,
        "runs": list(_runs(line, place - line.left - line.right - line.hang)),
        "align": line.align or style.align,
        "first_line": style.first_line if line.first_line is None else line.first_line,
        "before": style.before if line.before is None else line.before,
        "left": line.left,
        "right": line.right,
        "hang": line.hang,
        "keep": line.keep or style.keep,
        "dots": line.dots,
        "heading": line.heading,
    }


def _runs(line: Line, place: float) -> Iterator[tuple[str, bool, bool, bool]]:
    """The words of `line`, whether they are bold or italic, and whether they are one word too long for `place`."""
    style = STYLES[line.role]
    for span in line.spans:
        bold, italic = style.bold or span.bold, style.italic or span.italic
        if len(span.text) * style.size < place:
            yield span.text, bold, italic, False
            continue
        kept = ""
        for part in re.split(r"(\S+)", span.text):
            if len(part) * style.size > place and width(part, style) > place:
                yield from ((kept, bold, italic, False), (part, bold, italic, True))
                kept = ""
            else:
                kept += part
        yield kept, bold, italic, False
