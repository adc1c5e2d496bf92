"""The former solutions as a whole: a solution is kept with the numbers of its sketch, who is near is found by them.

A number that many solutions share says nothing and is passed over, so the work does not grow with the corpus: at most
`MOST_PROBES` short looks into the shingles, then an exact comparison with `MOST_COMPARED` solutions.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import nlargest
from math import log

from django.db import transaction

from hoithi.entries.likeness.engine import SKETCH, Likeness, Paper, Run, likeness, sketch
from hoithi.entries.models import Former, Shingle

COMMON = 400  # solutions that share a number before it stops telling them apart
MOST_PROBES = 700
MOST_COMPARED = 60
PLAIN = 4  # of those compared that have a run of words before it says nothing
NEAREST = 10
LEAST = 0.2  # less alike is not worth a person's look
_BITS = 32
_LOW = (1 << _BITS) - 1


@dataclass(frozen=True, slots=True)
class Near:
    """A former solution and how alike it is."""

    former: Former
    likeness: Likeness


def paper_of(former: Former) -> Paper:
    """What is compared of it."""
    return Paper(former.title, former.text)


def index(formers: Collection[Former]) -> None:
    """Make these findable, in one transaction; done twice it changes nothing."""
    keys = sorted(key for former in formers for key in keys_of(former))
    with transaction.atomic():
        add_shingles(keys)
        Former.objects.filter(pk__in=[former.pk for former in formers]).update(sketch=SKETCH)


def add_shingles(keys: Iterable[int]) -> None:
    """Set shingles; those that stand stay."""
    Shingle.objects.bulk_create((Shingle(key=key) for key in keys), ignore_conflicts=True)


def take_shingles(keys: Collection[int]) -> None:
    """Take shingles away: before a solution says something else, or goes."""
    waiting = sorted(keys)
    for start in range(0, len(waiting), 500):
        Shingle.objects.filter(key__in=waiting[start : start + 500]).delete()


def keys_of(former: Former) -> list[int]:
    """The shingles of one solution."""
    return [number << _BITS | former.pk for number in sketch(former.title, former.text)]


def nearest(paper: Paper, *, but: int | None = None, count: int = NEAREST) -> list[Near]:
    """`compared` without what says nothing."""
    return compared(paper, but=but, count=count)[0]


def compared(paper: Paper, *, but: int | None = None, count: int = NEAREST) -> tuple[list[Near], set[Run]]:
    """The solutions that are most like `paper`, the nearest first, none below `LEAST`; and the runs of words that say
    nothing, for more than a handful have them: the printed heads of a form. `but`: the number of its own.

    Reads at most 700 ranges of shingles and 60 texts, however many solutions there are.
    """
    found = Former.objects.filter(pk__in=_candidates(sketch(paper.title, paper.text), but)).defer("search_key")
    papers = [(former, paper_of(former)) for former in found]
    plain = _plain(paper, [other for _former, other in papers])
    near = [Near(former, likeness(paper, other, plain)) for former, other in papers]
    worth = (one for one in near if one.likeness.score >= LEAST)
    return nlargest(count, worth, key=lambda one: (one.likeness.score, one.former.pk)), plain


def _plain(paper: Paper, others: list[Paper]) -> set[Run]:
    """Runs of words that so many have that they are a manner of speaking, not a copy."""
    shared = Counter(run for other in others for run in paper.runs & other.runs)
    return {run for run, number in shared.items() if number > PLAIN}


def _candidates(numbers: list[int], but: int | None) -> list[int]:
    """Those that share the rarest numbers, by what sharing them says."""
    weights: dict[int, float] = defaultdict(float)
    for number in _spread(numbers):
        sharing = _sharing(number)
        if len(sharing) <= COMMON:
            told = 1 + log(COMMON / max(len(sharing), 1))
            for pk in sharing:
                weights[pk] += told
    weights.pop(but or 0, None)
    return nlargest(MOST_COMPARED, weights, key=lambda pk: (weights[pk], pk))


def _sharing(number: int) -> list[int]:
    """Who has this number; one more than `COMMON` stands for many."""
    bounds = (number << _BITS, number << _BITS | _LOW)
    keys: Iterable[int] = (
        Shingle.objects.filter(key__range=bounds).order_by().values_list("key", flat=True)[: COMMON + 1]
    )
    return [key & _LOW for key in keys]


def _spread(numbers: list[int]) -> list[int]:
    """All of them, or as many from every part of a long text."""
    if len(numbers) <= MOST_PROBES:
        return numbers
    return [numbers[place * len(numbers) // MOST_PROBES] for place in range(MOST_PROBES)]
