"""What an entry is like, as a reader may see it: lines of the panel, two texts side by side."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.entries.likeness import queries, rules
from hoithi.entries.models import Entry, Former, Match
from hoithi.entries.models.likeness import VERY_LIKE
from hoithi.entries.queries import Sight, authored_among, sight

MOST_LINES = 30
_GRADES: tuple[tuple[float, Promise], ...] = (
    (VERY_LIKE, _("rất giống")),
    (0.35, _("giống một phần")),
    (0.2, _("ít giống")),
)
_FAR = _("không giống")


def in_words(score: float) -> str:
    """A likeness in words: a number between 0 and 1 would promise more than it knows."""
    return str(next((words for least, words in _GRADES if score >= least), _FAR))


@dataclass(frozen=True, slots=True)
class Side:
    """One of two solutions as the reader may know it. `text` is None when they may know of it but not read it."""

    title: str
    edition: str
    people: str = ""
    prize: str = ""
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What an entry is like. `other`: the solution beside it; `later`: it came in after the entry."""

    match: Match
    other: Side
    later: bool

    @property
    def whole(self) -> str:
        """How alike they are."""
        return in_words(self.match.score)

    @property
    def titles(self) -> str:
        """How alike the titles are."""
        return in_words(self.match.title_score)

    @property
    def texts(self) -> str:
        """How alike the texts are."""
        return in_words(self.match.text_score)


def lines(actor: Actor, entry: Entry) -> list[Line]:
    """What `entry` is like, the nearest first, and later entries that are like it; only what `actor` may know of, and
    nothing for those who may not see likenesses. The same number of queries whatever is found."""
    if not rules.can_see(actor, entry):
        return []
    seen = queries.matches_visible_to(actor)
    mine = list(seen.filter(entry=entry)[:MOST_LINES])
    known = {match.former.entry_id for match in mine}
    turned = [one for one in seen.filter(former__entry=entry)[:MOST_LINES] if one.entry_id not in known]
    own = authored_among(actor, [*known - {None}, *(match.entry_id for match in turned)])  # type: ignore[list-item]
    found = [Line(match, _former(actor, match.former, own), later=False) for match in mine]
    found += [Line(match, _entry(actor, match.entry, own), later=True) for match in turned]
    return sorted(found, key=lambda line: -line.match.score)


def sides(actor: Actor, match: Match) -> tuple[Side, Side]:
    """The entry of `match` and the solution that it is like, each with as much as `actor` may read."""
    own = authored_among(actor, [one for one in (match.entry_id, match.former.entry_id) if one is not None])
    mine = Former.objects.select_related("entry__contest").get(entry=match.entry_id)
    return _former(actor, mine, own), _former(actor, match.former, own)


def _former(actor: Actor, former: Former, own: set[int]) -> Side:
    if former.entry is None:
        people = former.authors_line if actor.is_system or actor.holds(*queries.READERS) else ""
        return Side(former.title, former.edition, people, former.prize, former.text)
    found = sight(actor, former.entry, author=former.entry_id in own)
    people = former.entry.authors_line if found.people else ""
    return Side(former.title, former.edition, people, "", _readable(former, found))


def _readable(former: Former, found: Sight) -> str | None:
    """Its answers; with what the files say only for whoever may open the files."""
    if not found.content:
        return None
    return former.text if found.files else former.text[: former.typed]


def _entry(actor: Actor, entry: Entry, own: set[int]) -> Side:
    found = sight(actor, entry, author=entry.pk in own)
    return Side(entry.title, edition_of(entry.contest), entry.authors_line if found.people else "")


def edition_of(contest: Contest) -> str:
    """The contest and its year."""
    year = contest.end_year or contest.start_year
    return f"{contest.name}, {year}" if year else contest.name


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `number`: the passage that it is, from 1, or 0 where nothing agrees."""

    text: str
    number: int = 0


def pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    """`text` cut at the passages, numbered in their order; spans out of the text or over one another are left out."""
    place = 0
    for start, end, number in sorted((start, end, number) for number, (start, end) in enumerate(spans, 1)):
        if not place <= start < end <= len(text):
            continue
        if start > place:
            yield Piece(text[place:start])
        yield Piece(text[start:end], number)
        place = end
    if place < len(text):
        yield Piece(text[place:])
