"""A paper as a Word file that people go on writing in: named styles, tables without borders, real headers and sections.

The parts are written as text: python-docx would first read its own template, and then most of it would be taken out.
"""

from collections.abc import Iterator, Sequence
from html import escape

from hoithi.documents.paper import package
from hoithi.documents.paper.flow import author_of, flow, title_of
from hoithi.documents.paper.items import Columns, Frame, Grid, Item, Line, Picture, Rule, Section, room
from hoithi.documents.paper.model import Paper, Span
from hoithi.documents.paper.package import ALIGNMENT, twips
from hoithi.documents.paper.style import (
    BOTTOM,
    CELL_SIDE,
    CELL_TOP,
    FROM_EDGE,
    HAIRLINE,
    LEFT,
    LINE_HEIGHT,
    RED,
    RIGHT,
    RULE_HEIGHT,
    SHEET,
    STYLES,
    TOP,
)
from hoithi.kit.typeset import qr_png

_STROKE = f'w:val="single" w:sz="{HAIRLINE * 8:.0f}"'
_GAP_ABOVE_TABLE = 6.0


def docx_of(paper: Paper) -> bytes:
    """`paper` laid out as Decree 30/2020/NĐ-CP prescribes. Pure: the same paper gives the same bytes."""
    pictures: list[bytes] = []
    *others, last = sections = flow(paper)
    body = "".join(_section(section, pictures) + _paragraph(_gap(1), sect=_sheet(section)) for section in others)
    body += _section(last, pictures) + _paragraph(_gap(1)) + _sheet(last)
    foot = _items(sections[0].foot, room(wide=paper.wide), pictures)
    return package.packed(
        body=body, foot=foot, pictures=pictures, title=title_of(paper), author=author_of(paper), day=paper.day
    )


def _section(section: Section, pictures: list[bytes]) -> str:
    return _items(section.items, room(wide=section.wide), pictures)


def _sheet(section: Section) -> str:
    """The properties of a section: its sheet, its margins, page numbers from 1 and none on the first page."""
    high, wide = (SHEET[0], SHEET[1]) if section.wide else (SHEET[1], SHEET[0])
    orient = ' w:orient="landscape"' if section.wide else ""
    foot = "foot" if section.foot else "empty"
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        f'<w:footerReference w:type="first" r:id="{foot}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(wide)}" w:h="{twips(high)}"{orient}/>'
        f'<w:pgMar w:top="{twips(TOP)}" w:right="{twips(RIGHT)}" w:bottom="{twips(BOTTOM)}" w:left="{twips(LEFT)}"'
        f' w:header="{twips(FROM_EDGE)}" w:footer="{twips(FROM_EDGE)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def _items(items: Sequence[Item], place: float, pictures: list[bytes]) -> str:
    return "".join(_item(item, place, pictures) for item in items)


def _item(item: Item, place: float, pictures: list[bytes]) -> str:
    if isinstance(item, Line):
        return _line(item, place)
    if isinstance(item, Rule):
        return _rule(item, place)
    if isinstance(item, Frame):
        return _frame(item, place)
    if isinstance(item, Picture):
        pictures.append(qr_png(item.text))
        return _paragraph(
            f'<w:keepNext/><w:spacing w:before="120"/><w:jc w:val="{ALIGNMENT[item.align]}"/>',
            package.drawing(len(pictures), item.side, f"Mã QR: {item.text}"),
        )
    if isinstance(item, Columns):
        return _columns(item, pictures)
    return _grid(item)


def _paragraph(properties: str, content: str = "", sect: str = "") -> str:
    return f"<w:p><w:pPr>{properties}{sect}</w:pPr>{content}</w:p>"


def _gap(height: float) -> str:
    """The properties of an empty paragraph: Word asks for one after a table and between two."""
    return f'<w:pStyle w:val="gap"/><w:spacing w:line="{twips(height)}" w:lineRule="exact"/>'


def _line(line: Line, place: float, border: str = "") -> str:
    style = STYLES[line.role]
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(place)}"/></w:tabs>' if line.dots else ""
    properties = [f'<w:pStyle w:val="{line.role}"/>', "<w:keepNext/>" if line.keep else "", border, tabs]
    if line.before is not None:
        properties.append(f'<w:spacing w:before="{twips(line.before)}"/>')
    indents = []
    if line.left or line.hang:
        indents.append(f'w:left="{twips(line.left + line.hang)}"')
    if line.right:
        indents.append(f'w:right="{twips(line.right)}"')
    if line.hang:
        indents.append(f'w:hanging="{twips(line.hang)}"')
    elif line.first_line is not None and line.first_line != style.first_line:
        indents.append(f'w:firstLine="{twips(line.first_line)}"')
    if indents:
        properties.append(f"<w:ind {' '.join(indents)}/>")
    if line.align and line.align != style.align:
        properties.append(f'<w:jc w:val="{ALIGNMENT[line.align]}"/>')
    runs = "".join(_run(span) for span in line.spans) + ("<w:r><w:tab/></w:r>" if line.dots else "")
    return _paragraph("".join(properties), runs)


def _run(span: Span) -> str:
    face = ("<w:b/><w:bCs/>" if span.bold else "") + ("<w:i/><w:iCs/>" if span.italic else "")
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in span.text.split("\n"))
    return f"<w:r>{f'<w:rPr>{face}</w:rPr>' if face else ''}{words}</w:r>"


def _rule(rule: Rule, place: float) -> str:
    aside = twips((place - rule.length) / 2)
    return _paragraph(
        f'<w:pStyle w:val="gap"/><w:pBdr><w:top {_STROKE} w:space="0" w:color="auto"/></w:pBdr>'
        f'<w:spacing w:before="{twips(rule.before)}" w:line="{twips(RULE_HEIGHT)}" w:lineRule="exact"/>'
        f'<w:ind w:left="{aside}" w:right="{aside}"/>'
    )


def _frame(frame: Frame, place: float) -> str:
    style = STYLES[frame.line.role]
    inside = round((frame.height - style.size * LINE_HEIGHT) / 2)
    sides = "".join(
        f'<w:{side} {_STROKE} w:space="{inside if side in {"top", "bottom"} else 0}" w:color="{RED}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    return _line(frame.line, place, f"<w:pBdr>{sides}</w:pBdr>")


def _columns(columns: Columns, pictures: list[bytes]) -> str:
    def cells(row: Sequence[tuple[Item, ...]]) -> Iterator[str]:
        for items, width in zip(row, columns.widths, strict=True):
            yield _cell(width, _items(items, width, pictures) or _paragraph(_gap(1)))

    rows = "".join(_row(cells(row), splits=columns.splits) for row in columns.rows)
    return _table(columns.widths, "", rows)


def _grid(grid: Grid) -> str:
    whole = sum(grid.widths)

    def cells(row: Sequence[Line]) -> Iterator[str]:
        over = f'<w:gridSpan w:val="{len(grid.widths)}"/>' if len(row) == 1 else ""
        for line, width in zip(row, grid.widths if len(row) > 1 else [whole], strict=True):
            middle = '<w:vAlign w:val="center"/>'
            yield _cell(width, _line(line, width - 2 * CELL_SIDE), over + middle)

    sides = "".join(
        f'<w:{side} {_STROKE} w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = _row(cells(grid.head), splits=not grid.repeats, repeats=grid.repeats)
    rows += "".join(_row(cells(row), splits=index in grid.splits) for index, row in enumerate(grid.rows))
    table = _table(grid.widths, f"<w:tblBorders>{sides}</w:tblBorders>", rows, inside=(CELL_TOP, CELL_SIDE))
    return _paragraph(_gap(_GAP_ABOVE_TABLE)) + table


def _table(widths: Sequence[float], borders: str, rows: str, inside: tuple[float, float] = (0, 0)) -> str:
    margins = "".join(
        f'<w:{side} w:w="{twips(inside[side in {"left", "right"}])}" w:type="dxa"/>'
        for side in ("top", "left", "bottom", "right")
    )
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>" + _paragraph(_gap(1))
    )


def _row(cells: Iterator[str], *, splits: bool, repeats: bool = False) -> str:
    whole = "" if splits else "<w:cantSplit/>"
    return f"<w:tr><w:trPr>{whole}{'<w:tblHeader/>' if repeats else ''}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(width: float, content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'
