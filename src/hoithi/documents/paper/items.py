"""The few things that both layouts can draw. Texts are final here; lengths are points."""

from dataclasses import dataclass, replace

from hoithi.documents.paper.model import Align, Span, Words, spans
from hoithi.documents.paper.style import FRAME_HEIGHT, LEFT, RIGHT, SHEET, STYLES, Role
from hoithi.kit.typeset import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph. None takes what the style of its role says. `hang` is how far its further lines stand in;
    `dots` fill the rest of the line; `heading` is its depth in the tree of headings, 0 for none."""

    role: Role
    spans: tuple[Span, ...] = ()
    align: Align | None = None
    first_line: float | None = None
    before: float | None = None
    left: float = 0
    right: float = 0
    hang: float = 0
    keep: bool = False
    dots: bool = False
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A stroke in the middle of its place."""

    length: float
    before: float = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """Words in a red box."""

    line: Line
    width: float
    height: float = FRAME_HEIGHT


@dataclass(frozen=True, slots=True)
class Picture:
    """A QR code."""

    text: str
    side: float
    align: Align


@dataclass(frozen=True, slots=True)
class Columns:
    """Rows of cells without borders. A row that `splits` may go on over the page."""

    widths: tuple[float, ...]
    rows: "tuple[tuple[tuple[Item, ...], ...], ...]"
    splits: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with borders below titles that each page repeats. A row in `splits` is too high to stand on one page;
    a row of one cell goes over all columns."""

    widths: tuple[float, ...]
    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    splits: frozenset[int] = frozenset()
    repeats: bool = True


Item = Line | Rule | Frame | Picture | Columns | Grid


@dataclass(frozen=True, slots=True)
class Section:
    """What has a numbering of pages of its own. `foot` stands at the foot of its first page."""

    items: tuple[Item, ...]
    wide: bool = False
    foot: tuple[Item, ...] = ()


def room(*, wide: bool) -> float:
    """The width of what is written on a sheet."""
    return SHEET[1 if wide else 0] - LEFT - RIGHT


def line_of(role: Role, words: Words, **given: object) -> Line:
    """A line of `words` as they are printed in that role; `given` are its other fields."""
    made = tuple(
        replace(span, text=printable(span.text.upper() if STYLES[role].capitals else span.text))
        for span in spans(words)
        if span.text
    )
    return Line(role=role, spans=made, **given)  # type: ignore[arg-type]
