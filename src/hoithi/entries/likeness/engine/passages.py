"""Where two texts say the same: runs of words that both have, joined over a few words that were changed."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

from hoithi.entries.likeness.engine.words import placed

SEED = 4  # words that must stand together in both texts
GAP = 4  # changed words that a passage survives
SHORTEST = 8  # words of a passage worth showing
MOST = 40
_MOST_PLACES = 12  # of one seed in a text: a refrain is not followed to every place


class Passage(NamedTuple):
    """Characters [start, end) of the first text agree with characters [other_start, other_end) of the other."""

    start: int
    end: int
    other_start: int
    other_end: int
    words: int  # that stand in both


class _Run(NamedTuple):
    place: int
    other: int
    end: int
    other_end: int
    words: int


def passages(text: str, other: str, plain: Collection[tuple[str, ...]] = frozenset()) -> list[Passage]:
    """The passages that agree, in the order of `text`, none overlapping another in either text; at most forty. `plain`:
    runs of `SEED` words that say nothing; what is made of them for the greater part is left out."""
    mine, theirs = list(placed(text)), list(placed(other))
    agreeing = _apart(_runs([one[0] for one in mine], [one[0] for one in theirs]))
    runs = _joined([run for run in agreeing if not plain or _tells(run, mine, plain)])
    longest = sorted((run for run in runs if run.words >= SHORTEST), key=lambda run: -run.words)[:MOST]
    return [
        Passage(mine[run.place][1], mine[run.end - 1][2], theirs[run.other][1], theirs[run.other_end - 1][2], run.words)
        for run in sorted(longest)
    ]


def _tells(run: _Run, mine: list[tuple[str, int, int]], plain: Collection[tuple[str, ...]]) -> bool:
    line = [word for word, _start, _end in mine[run.place : run.end]]
    seeds = list(zip(*(line[shift:] for shift in range(SEED)), strict=False))
    return 2 * sum(seed in plain for seed in seeds) < len(seeds)


def _runs(mine: list[str], theirs: list[str]) -> Iterator[_Run]:
    """Every longest run of the same words, from `SEED` words up."""
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(theirs) - SEED + 1):
        places = seeds[tuple(theirs[place : place + SEED])]
        if len(places) < _MOST_PLACES:
            places.append(place)
    reached: dict[int, int] = {}  # by diagonal: how far it was followed
    covered = 0  # how far any was
    for place in range(len(mine) - SEED + 1):
        places = seeds.get(tuple(mine[place : place + SEED]), [])
        if len(places) == _MOST_PLACES and place < covered:
            continue  # a refrain again: following it from each of its places would take the square of the text
        for other in places:
            if reached.get(other - place, -1) > place:
                continue
            length = _length(mine, theirs, place, other)
            reached[other - place] = place + length
            covered = max(covered, place + length)
            yield _Run(place, other, place + length, other + length, length)


def _length(mine: list[str], theirs: list[str], place: int, other: int) -> int:
    """How many words agree from there on, when a seed does."""
    length, most = SEED, min(len(mine) - place, len(theirs) - other)
    while length < most and mine[place + length] == theirs[other + length]:
        length += 1
    return length


def _apart(runs: Iterator[_Run]) -> list[_Run]:
    """The longest first, each without the words that a longer one has taken in either text."""
    kept: list[_Run] = []
    taken: set[int] = set()
    taken_there: set[int] = set()
    for run in sorted(runs, key=lambda one: (-one.words, one)):
        if (cut := _free(run, taken, taken_there)) is not None:
            taken.update(range(cut.place, cut.end))
            taken_there.update(range(cut.other, cut.other_end))
            kept.append(cut)
    return sorted(kept)


def _free(run: _Run, taken: set[int], taken_there: set[int]) -> _Run | None:
    """`run` without the taken words at its two ends; None when less than a seed is left."""
    first, last = 0, run.words
    while first < last and (run.place + first in taken or run.other + first in taken_there):
        first += 1
    while last > first and (run.place + last - 1 in taken or run.other + last - 1 in taken_there):
        last -= 1
    if last - first < SEED:
        return None
    return _Run(run.place + first, run.other + first, run.place + last, run.other + last, last - first)


def _joined(runs: list[_Run]) -> list[_Run]:
    joined: list[_Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before and run.place - before.end <= GAP and 0 <= run.other - before.other_end <= GAP:
            joined[-1] = _Run(before.place, before.other, run.end, run.other_end, before.words + run.words)
        else:
            joined.append(run)
    return joined
