"""Tables: how wide their columns are, and which rows are too high to stay on one page."""

from collections.abc import Iterable, Sequence

from hoithi.documents.paper import measure
from hoithi.documents.paper.items import Grid, Item, Line, line_of
from hoithi.documents.paper.model import Align, Span, Table, plain
from hoithi.documents.paper.style import CELL_SIDE, SHEET, STYLES, Role

_NARROWEST = 24.0  # of a column


def table_items(table: Table, width: float) -> Iterable[Item]:
    """`table` with its caption, as wide as `width`; nothing but the caption when it has no columns."""
    if table.caption:
        yield line_of(Role.CAPTION, table.caption)
    if not table.columns:
        return
    head = tuple(line_of(Role.COLUMN, column.title) for column in table.columns)
    rows = tuple(
        tuple(
            line_of(Role.COLUMN if index in table.strong else Role.CELL, cell, align=column.align)
            for column, cell in zip(table.columns, row, strict=True)
        )
        for index, row in enumerate(table.rows)
    )
    if not rows and table.empty:
        rows = ((line_of(Role.CELL, (Span(table.empty, italic=True),), align=Align.CENTER),),)
    widths = _widths([column.share for column in table.columns], [head, *rows], width)
    splits = frozenset(index for index, row in enumerate(rows) if _is_high(row, widths))
    yield Grid(widths, head, rows, splits, repeats=not _is_high(head, widths))


def _widths(shares: Sequence[float], rows: Sequence[Sequence[Line]], width: float) -> tuple[float, ...]:
    """The widths of columns by their shares, but each wide enough for its longest word when there is room for all."""
    floor = min(_NARROWEST, width / len(shares))
    free = width - floor * len(shares)
    asked = [width * share / sum(shares) for share in shares]
    if min(asked) < floor:
        asked = [floor + free * share / sum(shares) for share in shares]
    least = [0.0] * len(shares)
    for row in rows:
        for index, cell in enumerate(row if len(row) == len(shares) else ()):
            least[index] = max(least[index], _longest_word(cell, asked[index]))
    short = sum(max(need - has, 0) for need, has in zip(least, asked, strict=True))
    spare = [max(has - need, 0) for need, has in zip(least, asked, strict=True)]
    if not short or short > sum(spare):
        return tuple(asked)
    return tuple(
        max(need, has - more * short / sum(spare)) for need, has, more in zip(least, asked, spare, strict=True)
    )


def _longest_word(cell: Line, asked: float) -> float:
    style, edges = STYLES[cell.role], 2 * CELL_SIDE + 1
    words = (word for word in plain(cell.spans).split() if len(word) * style.size + edges > asked)
    return max((measure.width(word, style) + edges for word in words), default=0)


def _is_high(cells: Sequence[Line], widths: Sequence[float]) -> bool:
    """Whether a row of `cells` is higher than a third of a sheet."""
    return any(_height(cell, width - 2 * CELL_SIDE) > SHEET[1] / 3 for cell, width in zip(cells, widths, strict=False))


def _height(line: Line, place: float) -> float:
    text, style = plain(line.spans), STYLES[line.role]
    most = max(1.0, place / style.size)  # letters of a line, were all as wide as high
    if len(text) / most + text.count("\n") < 10:
        return 0
    place = max(place, style.size)
    return sum(1 + end // place for end in measure.lines(text, style, place)) * style.size * 1.2
