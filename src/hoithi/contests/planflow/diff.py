"""Two texts line by line, with the words that differ inside a line. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from hoithi.kit.text import fold

SAME, ADDED, REMOVED, CHANGED = "same", "added", "removed", "changed"
_ALIKE: Final = 0.5
_MOST_WORDS: Final = 400  # above it a changed line is shown whole: word by word would take longer than it helps
_WORDS: Final = re.compile(r"\S+\s*")

Piece = tuple[bool, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line beside its counterpart; a number is 1-based, None where the other side has a line of its own.

    `left` and `right` are pieces (differs, text) that join to the whole line.
    """

    kind: str
    left_number: int | None
    right_number: int | None
    left: tuple[Piece, ...] = ()
    right: tuple[Piece, ...] = ()


def line_rows(before: Sequence[str], after: Sequence[str]) -> list[Row]:
    """The two texts side by side. Lines that differ only in white space are the same; empty lines are left out."""
    left = [(number, line) for number, line in enumerate(before, 1) if line.strip()]
    right = [(number, line) for number, line in enumerate(after, 1) if line.strip()]
    matcher = SequenceMatcher(
        None, [_key(line) for _n, line in left], [_key(line) for _n, line in right], autojunk=False
    )
    rows: list[Row] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        rows += _same(left[a:b], right[c:d]) if tag == "equal" else _differing(left[a:b], right[c:d])
    return rows


def _key(line: str) -> str:
    return " ".join(line.split())


def _same(left: list[tuple[int, str]], right: list[tuple[int, str]]) -> Iterator[Row]:
    for (a, old), (b, new) in zip(left, right, strict=True):
        yield Row(SAME, a, b, ((False, old),), ((False, new),))


def _differing(left: list[tuple[int, str]], right: list[tuple[int, str]]) -> Iterator[Row]:
    partners = dict(pairs([line for _n, line in left], [line for _n, line in right]))
    taken = set(partners.values())
    waiting = 0
    for index, (number, line) in enumerate(left):
        if index not in partners:
            yield Row(REMOVED, number, None, left=((True, line),))
            continue
        for other in range(waiting, partners[index]):
            if other not in taken:
                yield Row(ADDED, None, right[other][0], right=((True, right[other][1]),))
        waiting = max(waiting, partners[index] + 1)
        new_number, new_line = right[partners[index]]
        yield Row(CHANGED, number, new_number, *word_pieces(line, new_line))
    for other in range(waiting, len(right)):
        if other not in taken:
            yield Row(ADDED, None, right[other][0], right=((True, right[other][1]),))


def word_pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces of two lines, those marked that the other has not."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > _MOST_WORDS:
        return ((True, before),), ((True, after),)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left.append((tag != "equal", "".join(old[a:b])))
        right.append((tag != "equal", "".join(new[c:d])))
    return tuple(piece for piece in left if piece[1]), tuple(piece for piece in right if piece[1])


def pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Which text of `before` became which of `after`, in order: equal ones first, then the most alike (by half of the
    letters, marks aside). A text without a partner is in no pair; pairs never cross."""
    old, new = [fold(text) for text in before], [fold(text) for text in after]
    found: list[tuple[int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += zip(range(a, b), range(c, d), strict=True)
        elif tag == "replace":
            found += _alike(old, new, range(a, b), range(c, d))
    return found


def _alike(old: list[str], new: list[str], left: range, right: range) -> Iterator[tuple[int, int]]:
    first = right.start
    for index in left:
        scored = [(_likeness(old[index], new[other]), -other) for other in range(first, right.stop)]
        best, place = max(scored, default=(0.0, 0))
        if best >= _ALIKE:
            yield index, -place
            first = -place + 1


def _likeness(old: str, new: str) -> float:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _ALIKE else 0.0


def with_context(rows: Sequence[Row], *, around: int = 2) -> list[list[Row]]:
    """The stretches of `rows` in which something differs, each with a few equal lines around it."""
    near = {
        place
        for index, row in enumerate(rows)
        if row.kind != SAME
        for place in range(index - around, index + around + 1)
    }
    stretches: list[list[Row]] = []
    for index, row in enumerate(rows):
        if index in near:
            if index - 1 not in near or not stretches:
                stretches.append([])
            stretches[-1].append(row)
    return stretches
