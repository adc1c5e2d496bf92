"""A few numbers that stand for a title and a text, so that what may be alike is found without reading everything.

Of a title: each word, each two neighbours in either order, each three, and all of them in any order. Of a text: runs of
four words, thinned by winnowing (Schleimer, Wilkerson, Aiken 2003), which keeps at least one of any thirteen words that
two texts have in common.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from zlib import crc32

from hoithi.entries.likeness.engine.words import words

SKETCH = 1  # raised when the numbers are made otherwise: what was kept under another is made anew
RUN = 4
WINDOW = 10
LONGEST_TITLE = 80  # words
_MASK = 0x7FFFFFFF


def sketch(title: str, text: str) -> list[int]:
    """The numbers of both, each once, those of the title first: 31 bits each, the same on every machine."""
    found = dict.fromkeys(_number(part) for part in _of_title(words(title)[:LONGEST_TITLE]))
    found.update(dict.fromkeys(_of_text(words(text))))
    return list(found)


def _number(part: str) -> int:
    return crc32(part.encode()) & _MASK


def _of_title(title: list[str]) -> Iterator[str]:
    if not title:
        return
    yield "= " + " ".join(sorted(title))
    for size in (3, 2, 1):
        for place in range(len(title) - size + 1):
            yield f"{size} " + " ".join(sorted(title[place : place + size]))


def _of_text(text: list[str]) -> Iterable[int]:
    runs = [_number(" ".join(run)) for run in zip(*(text[shift:] for shift in range(RUN)), strict=False)]
    return _winnowed(runs) if len(runs) > WINDOW else ([min(runs)] if runs else [])


def _winnowed(runs: list[int]) -> Iterator[int]:
    """The smallest number of every `WINDOW` neighbours; a neighbour that stays the smallest is kept once."""
    rising: deque[int] = deque()  # places whose numbers rise
    last = -1
    for place, number in enumerate(runs):
        while rising and runs[rising[-1]] >= number:
            rising.pop()
        rising.append(place)
        if rising[0] <= place - WINDOW:
            rising.popleft()
        if place >= WINDOW - 1 and rising[0] != last:
            last = rising[0]
            yield runs[last]
