"""Where a signature stands on the sheet (annex I, part I, II.7.d and II.8), found by reading the PDF."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from hoithi.documents.paper.checking.parts import parts_of
from hoithi.documents.paper.checking.print_sheet import read_print
from hoithi.documents.paper.checking.seen import Line
from hoithi.kit.text import fold

PICTURE_WIDTH = 45.0
MOST_WIDTH, MOST_HEIGHT = 110.0, 60.0  # of a signature with its seal
_LEAST_ROOM, _ROOM_BELOW = 10.0, 22.0
_SAME_COLUMN = 25.0
_ABOVE, _CAPITAL = 2.0, 4.5  # below a base line; height of a capital of 14 pt with some air
_EDGE, _CORNER_WIDTH, _CORNER_HEIGHT = 10.0, 62.0, 9.0


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page (from 1), in mm from the upper left corner of the sheet."""

    page: int
    left: float
    top: float
    width: float
    height: float


def signer_place(data: bytes, *, name: str = "") -> Place | None:
    """The room for a signature between position and name: of the signer called `name`, else of the one at the right,
    who signs for the body. None when the paper has no such room. Raises `CannotRead`."""
    columns = list(_columns(parts_of(read_print(data)).signers))
    named = [column[: at + 1] for column in columns for at, line in enumerate(column) if fold(line.text) == fold(name)]
    for column in named[-1:] or sorted(columns, key=_middle, reverse=True)[:1]:
        return _room(column)
    return None


def corner_place(data: bytes) -> Place:
    """The upper right corner of page 1, for the agency's signature on an annex sent as a file of its own."""
    sheet = read_print(data).sheets[0]
    return Place(1, sheet.width - _EDGE - _CORNER_WIDTH, _EDGE, _CORNER_WIDTH, _CORNER_HEIGHT)


def _columns(lines: list[Line]) -> Iterable[list[Line]]:
    """Lines above one another, on the page where the last of them stands."""
    here = [line for line in lines if lines and line.page == lines[-1].page and line.top is not None]
    columns: list[list[Line]] = []
    for line in sorted(here, key=lambda one: one.top or 0):
        own = [column for column in columns if abs(_middle(column) - _middle([line])) < _SAME_COLUMN]
        if own:
            own[0].append(line)
        else:
            columns.append([line])
    return columns


def _middle(lines: list[Line]) -> float:
    return ((lines[0].left or 0) + (lines[0].right or 0)) / 2


def _room(column: list[Line]) -> Place | None:
    """The last wide gap between two lines; below the last line when nothing is printed under the position."""
    gaps = [(above, _gap(above, below) - _ABOVE - _CAPITAL) for above, below in pairwise(column)]
    wide = [(above, height) for above, height in gaps if height >= _LEAST_ROOM]
    if not wide and (column[-1].capitals or column[-1].italic):
        wide.append((column[-1], _ROOM_BELOW))
    for above, height in wide[-1:]:
        left = _middle(column) - PICTURE_WIDTH / 2
        return Place(above.page, left, (above.top or 0) + _ABOVE, PICTURE_WIDTH, min(height, MOST_HEIGHT))
    return None


def _gap(above: Line, below: Line) -> float:
    return (below.top or 0) - (above.top or 0)
