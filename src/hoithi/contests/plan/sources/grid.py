"""Ruled tables of a PDF page: the lines that are drawn, and the cells between them."""

from collections.abc import Iterable
from dataclasses import dataclass

from hoithi.contests.plan.model import Row
from hoithi.contests.plan.text import squeeze

_THIN, _SHORT, _SLACK = 3.5, 6.0, 4.0
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of text and its place on the page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    bold: bool = False

    @property
    def char(self) -> float:
        """Width of a character on the average."""
        return max(1.0, (self.right - self.left) / max(1, len(self.text)))

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def joined(self, other: "Box", glue: str) -> "Box":
        return Box(
            self.left,
            min(self.bottom, other.bottom),
            other.right,
            max(self.top, other.top),
            self.text + glue + other.text,
            self.bold and other.bold,
        )


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the places of its columns' and rows' borders, and the lines as drawn."""

    columns: list[float]
    borders: list[float]
    across: list[Bounds]
    down: list[Bounds]

    @property
    def top(self) -> float:
        return self.borders[0]

    def holds(self, box: Box) -> bool:
        """Whether a piece of text stands inside the table."""
        x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
        return self.columns[0] < x < self.columns[-1] and self.borders[-1] < y < self.borders[0]

    def rows(self, boxes: list[Box]) -> list[Row]:
        """Rows of cells; a cell that spans rows is repeated in each, one that spans columns fills the first."""
        texts = self._texts(boxes)
        rows = []
        for at in range(len(self.borders) - 1):
            cells = tuple(texts.get(self._owner(at, column), "") for column in range(len(self.columns) - 1))
            if any(cells):
                rows.append(Row(0, squeeze(" | ".join(cells)), cells=cells))
        return rows

    def _texts(self, boxes: list[Box]) -> dict[tuple[int, int], str]:
        held: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
            column = sum(edge < x for edge in self.columns) - 1
            row = sum(edge > y for edge in self.borders) - 1
            held.setdefault(self._owner(row, column), []).append(box)
        return {place: _cell_text(inside) for place, inside in held.items()}

    def _owner(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of the merged cell that holds this place."""
        while row > 0 and not self._ruled_across(self.borders[row], column):
            row -= 1
        while column > 0 and not self._ruled_down(self.columns[column], row):
            column -= 1
        return row, column

    def _ruled_across(self, y: float, column: int) -> bool:
        x = (self.columns[column] + self.columns[column + 1]) / 2
        return any(b[0] <= x <= b[2] and abs((b[1] + b[3]) / 2 - y) < _SLACK for b in self.across)

    def _ruled_down(self, x: float, row: int) -> bool:
        y = (self.borders[row] + self.borders[row + 1]) / 2
        return any(b[1] <= y <= b[3] and abs((b[0] + b[2]) / 2 - x) < _SLACK for b in self.down)


def _cell_text(boxes: list[Box]) -> str:
    """Lines of a cell from top to bottom; a new line of text is kept only before a list mark."""
    lines = [" ".join(box.text for box in line) for line in group_lines(boxes)]
    listed = lines[0][:1] in "-+•–"
    text = ""
    for words in lines:
        text += ("\n" if listed and words[:1] in "-+•–" else " ") + words
    return "\n".join(squeeze(line) for line in text.split("\n")).strip()


def group_lines(boxes: list[Box]) -> list[list[Box]]:
    """Pieces that stand at one height, line by line from the top, each line from left to right."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: -box.middle):
        if lines and lines[-1][0].bottom < box.middle < lines[-1][0].top:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [sorted(line, key=lambda box: box.left) for line in lines]


def find_grids(bounds: list[Bounds]) -> list[Grid]:
    """The tables that the drawn lines of a page make, from top to bottom."""
    edges = [edge for box in bounds for edge in _edges(box)]
    across = [box for box in edges if box[3] - box[1] <= _THIN and box[2] - box[0] > _SHORT]
    down = [box for box in edges if box[2] - box[0] <= _THIN and box[3] - box[1] > _SHORT]
    grids = [_grid(group) for group in _touching(across, down)]
    return sorted((grid for grid in grids if grid), key=lambda grid: -grid.top)


def _edges(box: Bounds) -> list[Bounds]:
    """A thin line itself; the four sides of a frame."""
    left, bottom, right, top = box
    if right - left <= _THIN or top - bottom <= _THIN:
        return [box]
    return [
        (left, bottom, right, bottom),
        (left, top, right, top),
        (left, bottom, left, top),
        (right, bottom, right, top),
    ]


def _touching(across: list[Bounds], down: list[Bounds]) -> list[tuple[list[Bounds], list[Bounds]]]:
    """Lines that meet, group by group."""
    groups: list[tuple[list[Bounds], list[Bounds]]] = []
    for is_down, box in [*((False, box) for box in across), *((True, box) for box in down)][:4000]:
        met = [group for group in groups if any(_meet(box, other) for part in group for other in part)]
        groups = [group for group in groups if group not in met]
        joined: tuple[list[Bounds], list[Bounds]] = (
            [other for group in met for other in group[0]],
            [other for group in met for other in group[1]],
        )
        joined[is_down].append(box)
        groups.append(joined)
    return groups


def _meet(a: Bounds, b: Bounds) -> bool:
    return a[0] - _SLACK <= b[2] and b[0] - _SLACK <= a[2] and a[1] - _SLACK <= b[3] and b[1] - _SLACK <= a[3]


def _grid(group: tuple[list[Bounds], list[Bounds]]) -> Grid | None:
    across, down = group
    columns = _places((box[0] + box[2]) / 2 for box in down)
    borders = _places((box[1] + box[3]) / 2 for box in across)[::-1]
    return Grid(columns, borders, across, down) if len(columns) > 2 and len(borders) > 1 else None


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SLACK:
            places.append(value)
    return places
