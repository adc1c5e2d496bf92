"""A text as folded words that know where they stand in it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from hoithi.kit.text import fold

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+")


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """One written word without marks or case. Vietnamese has a few thousand syllables, so most are met again."""
    return fold(word).replace(" ", "")


def placed(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of `text` folded, with where it begins and ends."""
    for found in _WORD.finditer(text):
        if word := folded(found[0]):
            yield word, found.start(), found.end()


def words(text: str) -> list[str]:
    """The folded words of `text` in their order."""
    return [word for word, _start, _end in placed(text)]


def marked(text: str) -> list[str]:
    """The words of `text` with their marks, in small letters."""
    return [found[0].casefold() for found in _WORD.finditer(text)]
