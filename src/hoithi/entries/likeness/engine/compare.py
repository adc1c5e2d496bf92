"""How alike two solutions are, between 0 and 1, and why."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from hoithi.entries.likeness.engine.words import folded, marked, words

# Words that stand in so many titles that sharing them says little; each counts a quarter.
_PLAIN_WORDS = (
    "nghien cuu thiet ke che tao ung dung giai phap he thong mo hinh san pham su dung cai tien xay dung nang cao hieu"
    " qua chat luong cong nghe phuong phap phan mem quan ly thong minh tu dong ban hoc sinh truong may bo va cua cho"
    " trong bang tu de cac mot nham gop voi o tai tren theo khi la nhung duoc quy trinh viet nam tinh huyen xa"
)
_PLAIN = frozenset(_PLAIN_WORDS.split())
_PLAIN_WEIGHT = 0.25
_RUN = 4
_COPIED = 15  # words copied in a row that make a text half alike, however long it is
Run = tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """What is compared of a solution. Its words are read once, however often it is compared."""

    title: str
    text: str

    @cached_property
    def title_words(self) -> list[str]:
        """The title without marks."""
        return words(self.title)

    @cached_property
    def title_marked(self) -> list[str]:
        """The title with marks; empty when it has none, as typed on a keyboard without them."""
        found = marked(self.title)
        return found if any(word != folded(word) for word in found) else []

    @cached_property
    def text_words(self) -> list[str]:
        """The text without marks."""
        return words(self.text)

    @cached_property
    def runs(self) -> set[Run]:
        """Every four neighbouring words of the text."""
        text = self.text_words
        return set(zip(*(text[shift:] for shift in range(_RUN)), strict=False))


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` of the whole, of the titles and of the texts, each from 0 to 1 and the same whichever comes first."""

    score: float
    title: float
    text: float


def likeness(one: Paper, other: Paper, plain: Collection[Run] = frozenset()) -> Likeness:
    """How alike two solutions are; `plain`: runs of words that say nothing because many texts have them.

    Titles alike and texts alike each raise the score, and a copied paragraph more than a title that is half alike. A
    title without a text beside it is weighed alone.
    """
    title, text = _titles(one, other), _texts(one, other, plain)
    both = one.text_words and other.text_words
    score = 1 - (1 - 0.7 * title**1.5) * (1 - text) if both else title**1.5
    return Likeness(round(score, 4), round(title, 4), round(text, 4))


def _titles(one: Paper, other: Paper) -> float:
    plain = _shared(one.title_words, other.title_words)
    if one.title_marked and other.title_marked:  # "máy" is not "mấy" when both were typed with marks
        plain = (plain + _shared(one.title_marked, other.title_marked)) / 2
    return plain


def _shared(mine: list[str], theirs: list[str]) -> float:
    """Words that both have, with those that stand together; a short title inside a long one counts too."""
    alone = _part(Counter(mine), Counter(theirs))
    pairs = _part(_pairs(mine), _pairs(theirs))
    return 0.65 * alone + 0.35 * pairs if len(mine) > 1 and len(theirs) > 1 else alone


def _pairs(line: list[str]) -> Counter[str]:
    return Counter(" ".join(sorted(pair)) for pair in pairwise(line))


def _part(mine: Counter[str], theirs: Counter[str]) -> float:
    both, ours, others = _weight(mine & theirs), _weight(mine), _weight(theirs)
    if not ours or not others:
        return 0.0
    inside = both / min(ours, others) if min(ours, others) >= 3 else 0.0
    return max(2 * both / (ours + others), 0.8 * inside)


def _weight(bag: Counter[str]) -> float:
    return sum(count * _worth(part) for part, count in bag.items())


def _worth(part: str) -> float:
    each: Iterable[str] = part.split(" ")
    return min(1.0, sum(_PLAIN_WEIGHT if folded(word) in _PLAIN else 1.0 for word in each) / (1 + part.count(" ")))


def _texts(one: Paper, other: Paper, plain: Collection[Run]) -> float:
    """The part of the shorter text that the other has, or what was copied however long both are."""
    both = sum(1 for run in one.runs & other.runs if run not in plain)
    fewer = min(len(one.runs), len(other.runs))
    return max(both / max(fewer, 20), both / (both + _COPIED)) if both else 0.0
