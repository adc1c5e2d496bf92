"""Which body a name in a paper means. Pure: over rows, without the database."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache

from django.utils.translation import gettext as _

from hoithi.kit.text import fold
from hoithi.units.models import Unit
from hoithi.units.naming import core, loose, spelling

NEAR = 0.78  # below this share of equal letters two names are not offered for one another
MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that a name may mean: how near (1 is the same spelling) and why, in words for the person who decides."""

    unit: Unit
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """What a name means. `unit` only when `sure`; otherwise `candidates`, the nearest first, for a person to decide.

    A name of many bodies ("UBND các xã, thị trấn") has the codes of their kinds in `group_kinds` and, in `group`,
    the bodies of these kinds that exist below the owner.
    """

    unit: Unit | None = None
    candidates: tuple[Candidate, ...] = ()
    sure: bool = False
    group_kinds: tuple[str, ...] = ()
    group: tuple[Unit, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Known:
    """A body with all the names under which it is known; `live` on the day that is asked about."""

    unit: Unit
    names: tuple[str, ...]
    live: bool
    successors: tuple[Unit, ...] = ()


def match_among(name: str, known: Iterable[Known], endings: list[str]) -> Match:
    """The body among `known` that `name` means; sure only for one living body under exactly this spelling."""
    ranked = sorted(_judged(name, known, endings), key=lambda found: -found.score)
    exact = [found.unit for found in ranked if found.score == 1]
    if len(exact) == 1:
        return Match(unit=exact[0], candidates=tuple(ranked[:1]), sure=True)
    return Match(candidates=tuple(ranked[:MOST_CANDIDATES]))


def _judged(name: str, known: Iterable[Known], endings: list[str]) -> list[Candidate]:
    sought = _Sought(name, tuple(endings))
    best: dict[int, Candidate] = {}
    for body in known:
        found = max((sought.compare(other, body) for other in body.names), key=lambda one: one.score)
        if found.score < NEAR:
            continue
        for offered in [found] if body.live else _heirs(body, found):
            if offered.unit.pk not in best or best[offered.unit.pk].score < offered.score:
                best[offered.unit.pk] = offered
    return list(best.values())


@lru_cache(maxsize=10_000)
def _keys(name: str, endings: tuple[str, ...]) -> tuple[str, str, str]:
    words = core(name, list(endings))
    return spelling(words), fold(" ".join(words)), loose(words)


class _Sought:
    """A name that is held against many others: what can be worked out once is."""

    def __init__(self, name: str, endings: tuple[str, ...]) -> None:
        self.endings = endings
        self.spelled, self.folded, self.bag = _keys(name, endings)
        self.letters = SequenceMatcher(None, "", self.folded, autojunk=False)

    def compare(self, other: str, body: Known) -> Candidate:
        spelled, folded, bag = _keys(other, self.endings)
        if spelled == self.spelled:
            return Candidate(body.unit, 1, _("Đúng tên “%s”") % other)
        if folded == self.folded:
            return Candidate(body.unit, 0.97, _("Chỉ khác dấu: “%s”") % other)
        if bag == self.bag:
            return Candidate(body.unit, 0.94, _("Cùng các từ, viết khác: “%s”") % other)
        self.letters.set_seq1(folded)
        if self.letters.real_quick_ratio() < NEAR or self.letters.quick_ratio() < NEAR:
            return Candidate(body.unit, 0, "")
        return Candidate(body.unit, min(self.letters.ratio(), 0.93), _("Gần giống “%s”") % other)


def _heirs(body: Known, found: Candidate) -> list[Candidate]:
    """A body that ceased is offered through those that it went over into, or itself with a warning."""
    if not body.successors:
        return [Candidate(body.unit, found.score * 0.9, _("“%s” đã chấm dứt hoạt động") % body.unit.name)]
    reason = _("“%s” đã chấm dứt, nay thuộc đơn vị này") % body.unit.name
    return [Candidate(unit, found.score * 0.95, reason) for unit in body.successors]
