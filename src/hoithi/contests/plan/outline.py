"""The numbering of Vietnamese papers (Decree 30/2020, Appendix I: phần, mục, điều, khoản, điểm) as a tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hoithi.contests.plan.headings import read_heading
from hoithi.contests.plan.model import Row
from hoithi.contests.plan.text import UPPER, fold, is_caps

PART, CAPITAL, SECTION, ARTICLE, BOLD, ITEM, SUBITEM, LETTER, STAR, DASH, PLUS, TEXT = (
    0,
    0.9,
    1,
    2,
    2.9,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
)

_PATTERNS = [
    (PART, re.compile(r"(?i)(?:phần|chương)\s+(thứ\s+\w+|[ivxlc]+|\d+)\b\s*[.:–-]?\s*")),
    (SECTION, re.compile(r"(?i:mục)\s+([IVXLC]+|\d{1,2})\b\s*[.:–-]?\s*")),
    (ARTICLE, re.compile(r"(?i)điều\s+(\d{1,3})\s*[.:]\s*")),
    (SECTION, re.compile(r"([IVXL](?:[IVXL1l]{0,4}))\s*(?:[./)]|[-–:](?=\s))[.)]?\s*(?=[^\W\d]|$)")),
    (CAPITAL, re.compile(r"([A-HĐ])\s*[./)]\s+(?=[^\W\d])")),
    (SUBITEM, re.compile(r"(\d{1,2}(?:\s?\.\s?\d{1,2}){1,3})\s*[.)/]?(?:\s+|(?=[^\W\d]))(?=\D)")),
    (
        ITEM,
        re.compile(
            rf"(\d{{1,2}})\s*(?:[.)](?!\d)|/(?=\s|[{UPPER}][^\W\d{UPPER}]|[{UPPER}]+\s+[{UPPER}])"
            rf"|[-–](?=\s+[^\W\d]))[.)]?\s*(?=[^\s\d]|$)"
        ),
    ),
    (LETTER, re.compile(r"([a-zđ]\d?)(?:\)|[./](?=\s))\s*(?=\S)")),
    (STAR, re.compile(r"(\*+)\s*(?=\S)")),
    (DASH, re.compile(r"([-–—−•·▪●■○◦➢✓\uf0b7\uf02d\uf0a7\uf0d8\uf0fc])(?!\s*20\d\d\b)\s*(?=\S)")),
    (PLUS, re.compile(r"(\+)\s*(?=\S)")),
]


@dataclass(slots=True)
class Mark:
    rank: float
    label: str
    rest: str


@dataclass(slots=True, eq=False)
class Node:
    """A paragraph with what stands under it. `mark` is its number or list sign, "" where it has none."""

    rank: float
    mark: str
    text: str
    row: Row
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    topic: str = ""

    @property
    def line(self) -> int:
        return self.row.line

    def walk(self) -> Iterator["Node"]:
        """This node's descendants in the order of the text."""
        for child in self.children:
            yield child
            yield from child.walk()

    def ancestors(self) -> Iterator["Node"]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


def read_mark(text: str) -> Mark | None:
    """The number or list sign that opens a paragraph, or None."""
    for rank, pattern in _PATTERNS:
        if found := pattern.match(text):
            depth = found[1].count(".") / 10 if rank == SUBITEM else 0
            return Mark(rank + depth, found[1].replace(" ", ""), text[found.end() :].strip())
    return None


def build(rows: list[Row]) -> Node:
    """The tree of the paragraphs; its root holds the parts."""
    root = Node(-1, "", "", Row(0, ""))
    top = root
    capital_rank = _capital_rank(rows)
    for at, row in enumerate(rows):
        node = _node(row, rows[at + 1] if at + 1 < len(rows) else None)
        node.rank = capital_rank if node.rank == CAPITAL else node.rank
        while top.rank >= node.rank or (node.rank == TEXT and top.rank > LETTER and top.parent is not None):
            top = top.parent or root
        node.parent = top
        top.children.append(node)
        if node.rank != TEXT:
            top = node
    return root


def _capital_rank(rows: list[Row]) -> float:
    """Headings A, B, C stand above I, II, III, unless a Roman number came first."""
    ranks = [mark.rank for row in rows if (mark := read_mark(row.text)) and mark.rank in (CAPITAL, SECTION)]
    return SECTION + 0.5 if ranks[:1] == [SECTION] else CAPITAL


def _node(row: Row, following: Row | None) -> Node:
    mark = None if row.cells else read_mark(row.text)
    if mark:
        return Node(mark.rank, mark.label, mark.rest, row)
    return Node(TEXT if row.cells else _unmarked_rank(row, following), "", row.text, row)


def _is_body_alone(text: str) -> bool:
    """A body's name alone in its line, as a heading stands without number or colon."""
    if len(text) > 120 or text.endswith((".", ";", ",", ":")):
        return False
    heading = read_heading(text)
    return heading is not None and not heading.task


def _unmarked_rank(row: Row, following: Row | None) -> float:
    """A heading without a number: capitals, bold, or a line that ends in a colon before a list.

    One that names bodies stands under the part that gives them their tasks, whatever its type face.
    """
    if len(row.text) < 200 and (is_caps(row.text) or (row.bold and not row.text.endswith((".", ";")))):
        if read_heading(row.text):
            return ITEM
        return SECTION if is_caps(row.text) else BOLD
    if following is None or following.cells:
        return TEXT
    mark = read_mark(following.text)
    if _is_body_alone(row.text):
        return mark.rank - 0.5 if mark and mark.rank >= LETTER else TEXT
    leads = row.text.endswith(":") and not fold(row.text).startswith("tren day")
    return mark.rank - 0.5 if leads and mark and mark.rank >= ITEM else TEXT
