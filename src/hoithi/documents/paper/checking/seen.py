"""What is seen on a paper, whichever kind of file it is: lines with their letters, sheets with their margins."""

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Place(StrEnum):
    """Where a line stands: in running text, in a table without borders that only arranges, in a table of figures."""

    FLOW = "flow"
    FRAME = "frame"
    GRID = "grid"


@dataclass(slots=True)
class Line:
    """A paragraph of a Word file, or a printed line of a PDF. `None` is what the file does not tell.

    `sizes` in pt and `fonts` of all its letters; `bold` and `italic` when every letter is, `any_...` when one is.
    Lengths in mm, `before` and `after` in pt, `spacing` as a multiple of single. `frame` and `column` number the table
    without borders that it stands in, and its cell; `page` counts from 1, in a Word file sections do.
    """

    text: str
    where: str
    page: int = 1
    place: Place = Place.FLOW
    frame: int = -1
    column: int = 0
    row: int = 0
    sizes: frozenset[float] = frozenset()
    fonts: frozenset[str] = frozenset()
    bold: bool = False
    italic: bool = False
    any_bold: bool = False
    any_italic: bool = False
    capitals: bool = False
    colours: frozenset[str] = frozenset()
    align: str | None = None
    first_line: float | None = None
    before: float | None = None
    after: float | None = None
    spacing: float | None = None
    left: float | None = None
    right: float | None = None
    top: float | None = None
    rule: float | None = None  # length of the rule right below, 0 when there is none, None when it cannot be told
    widths: tuple[float, ...] = ()  # of its words, line by line


@dataclass(slots=True)
class Sheet:
    """One page of a PDF, or one section of a Word file, in mm; margins that cannot be told are None."""

    where: str
    width: float
    height: float
    top: float | None
    bottom: float | None
    left: float | None
    right: float | None


@dataclass(slots=True)
class PageNumber:
    """A number of a page: on which page, what it says, its letters, how far its middle is off the sheet's (mm)."""

    where: str
    page: int
    text: str
    sizes: frozenset[float]
    upright: bool
    off_centre: float
    in_top: bool


@dataclass(slots=True)
class Paper:
    """All of it. `numbers` is None when the file says nothing of page numbers (a Word file of one page may not)."""

    kind: str  # docx, pdf
    lines: list[Line] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    numbers: list[PageNumber] = field(default_factory=list)
    pages: int = 1


def in_capitals(text: str) -> bool:
    """Whether no letter of `text` is small, and some letter is there."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and not any(sign.islower() for sign in letters)


def quoted(text: str, most: int = 40) -> str:
    """The beginning of a line, to find it by."""
    words = re.sub(r"\s+", " ", text).strip()
    return f"“{words[:most].rstrip()}…”" if len(words) > most else f"“{words}”"


class CannotRead(ValueError):  # noqa: N818 - an answer, not an error of the program
    """The file is not what it says, with a sentence."""
