"""Text as officers type it, made into blocks: a line is a paragraph, and its number or dash says what it is.

"I. TIÊU ĐỀ", "1. ...", "a) ...", "- ..." and "+ ..." are numbers of the decree; **đậm** and *nghiêng* are faces; lines
next to each other whose cells are parted by bars are a table, the first its heads. Anything else is printed as it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from hoithi.documents.paper.model import Block, Column, Heading, Level, Paragraph, Span, Table, Words

_MARKS: tuple[tuple[Level | None, re.Pattern[str]], ...] = (
    (Level.PART, re.compile(r"(?P<label>(?:Phần|Chương) (?:[IVXLC]+|\d+))(?:[.:]\s*(?P<rest>.*))?\Z", re.IGNORECASE)),
    (Level.SECTION, re.compile(r"(?P<label>(?:Mục|Tiểu mục) \d+)(?:[.:]\s*(?P<rest>.*))?\Z", re.IGNORECASE)),
    (Level.ARTICLE, re.compile(r"(?P<label>Điều \d+\.)\s+(?P<rest>\S.*)\Z")),
    (Level.ROMAN, re.compile(r"(?P<label>[IVXLC]+\.)\s+(?P<rest>\S.*)\Z")),
    (Level.ARABIC, re.compile(r"(?P<label>(?:\d{1,2}\.)+|\d{1,2}(?:\.\d{1,2})+)\s+(?P<rest>\S.*)\Z")),
    (Level.LETTER, re.compile(r"(?P<label>[a-zđ]\))\s+(?P<rest>\S.*)\Z")),
    (None, re.compile(r"(?P<label>[-–+*])\s+(?P<rest>\S.*)\Z")),
)
_ALONE = {Level.PART, Level.SECTION}  # whose title stands below them
_FACES = re.compile(
    r"\*\*(?=[^\s*])(?P<bold>[^*]*?[^\s*])\*\*|(?<![\w*])\*(?=[^\s*])(?P<italic>[^*]*?[^\s*])\*(?![\w*])"
)
_BAR = re.compile(r"(?:^|(?<=\s))\|(?=\s|$)")
_RULE = re.compile(r":?-*:?")
_LONGEST_TITLE = 160
_SENTENCE = re.compile(r":\s*\S|[.;]\s|;$")


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a text that was typed into a box of several lines."""
    lines = [line for line in text.split("\n") if line.strip()]
    return tuple(_blocks(lines))


def words_of_line(text: str) -> Words:
    """A line with its faces."""
    pieces: list[Span] = []
    at = 0
    for found in _FACES.finditer(text):
        if found.start() > at:
            pieces.append(Span(text[at : found.start()]))
        bold = found["bold"]
        pieces.append(Span(bold, bold=True) if bold is not None else Span(found["italic"], italic=True))
        at = found.end()
    if not pieces:
        return text
    return (*pieces, *([Span(text[at:])] if at < len(text) else []))


def bare(text: str) -> str:
    """A line without the signs of its faces."""
    return _FACES.sub(lambda found: found["bold"] or found["italic"], text)


def _blocks(lines: list[str]) -> Iterator[Block]:
    at = 0
    while at < len(lines):
        end = _table_end(lines, at)
        if end > at + 1 and (table := _table(lines[at:end])):
            yield table
            at = end
            continue
        following = lines[at + 1] if at + 1 < len(lines) else ""
        block = _block(lines[at], following)
        if isinstance(block, Heading) and block.level in _ALONE and not block.title and following.isupper():
            block = replace(block, title=bare(following))
            at += 1
        yield block
        at += 1


def _cells(line: str) -> list[str]:
    framed = line.startswith("|") and line.endswith("|")
    return [cell.strip() for cell in (line.split("|") if framed else _BAR.split(line))]


def _table_end(lines: list[str], at: int) -> int:
    """The first line after those from `at` on that have as many cells."""
    end, cells = at, len(_cells(lines[at]))
    while cells > 1 and end < len(lines) and len(_cells(lines[end])) == cells:
        end += 1
    return end


def _table(lines: Iterable[str]) -> Table | None:
    """The lines as a table; None when no cell says anything."""
    grid = [cells for line in lines if not all(map(_RULE.fullmatch, cells := _cells(line)))]
    if not grid:
        return None
    if not any(row[0] or row[-1] for row in grid):  # bars around the rows too
        grid = [row[1:-1] for row in grid]
    heads, *rows = grid
    shares = [float(min(max(map(len, cells)), 40)) for cells in zip(*grid, strict=True)]
    columns = tuple(Column(bare(head), max(share, 5)) for head, share in zip(heads, shares, strict=True))
    return Table(columns, tuple(tuple(words_of_line(cell) for cell in row) for row in rows))


def _mark(line: str) -> tuple[Level | None, str, str] | None:
    """What a line is by its number or sign, that sign, and what follows; None for a line without one."""
    for level, pattern in _MARKS:
        if found := pattern.match(line):
            return level, found["label"], found["rest"] or ""
    return None


def _rank(line: str) -> int:
    """How deep a line stands: that of its mark, deepest without one."""
    return next((rank for rank, (_level, pattern) in enumerate(_MARKS) if pattern.match(line)), len(_MARKS))


def _block(line: str, following: str) -> Block:
    mark = _mark(line)
    if mark is None:
        return Paragraph(words_of_line(line))
    level, label, rest = mark
    numbered = level == Level.ARABIC or (level == Level.ARTICLE and not rest.endswith("."))
    titled = numbered and _heads(line, rest, following)
    if level is not None and (titled or level in {*_ALONE, Level.ROMAN}):
        return Heading(level, label, bare(rest))
    return Paragraph(words_of_line(rest), label=label, bold_label=level == Level.ARTICLE)


def _heads(line: str, rest: str, following: str) -> bool:
    """Whether a numbered line is the title of what stands below it, and no sentence of its own."""
    if not following or _rank(following) <= _rank(line) or len(rest) > _LONGEST_TITLE or _SENTENCE.search(bare(rest)):
        return False
    below = _mark(following)
    if below is None:
        return not rest.endswith(".")
    return not (rest.endswith(":") and below[0] == Level.LETTER)  # "1. Hồ sơ gồm:" begins its points
