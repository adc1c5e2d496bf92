"""All rules of annex I of Nghị định 30/2020/NĐ-CP over a paper."""

from collections.abc import Callable, Iterable, Iterator

from hoithi.documents.paper.checking import content, ends, general, heads
from hoithi.documents.paper.checking.looks import Deviation
from hoithi.documents.paper.checking.parts import Parts, parts_of
from hoithi.documents.paper.checking.seen import Paper

_RULES: tuple[Callable[[Paper, Parts], Iterator[Deviation]], ...] = (
    general.sheets, general.fonts, general.page_numbers, heads.state, heads.issuers, heads.number_and_place,
    heads.title, content.bases, content.headings, content.body, ends.signers, ends.addressees, ends.recipients,
    ends.others,
)  # fmt: skip


def deviations_of(paper: Paper) -> list[Deviation]:
    """Everything in `paper` that does not follow annex I, in the order of the decree; alike ones are one, with the
    first places. An empty list when it follows."""
    parts = parts_of(paper)
    return _gathered(each for rule in _RULES for each in rule(paper, parts))


def _gathered(found: Iterable[Deviation]) -> list[Deviation]:
    groups: dict[tuple[str, str], list[str]] = {}
    for each in found:
        groups.setdefault((each.clause, each.sentence), []).append(each.where)
    return [
        Deviation(clause, _places(list(dict.fromkeys(places))), sentence)
        for (clause, sentence), places in groups.items()
    ]


def _places(places: list[str]) -> str:
    more = len(places) - 3
    return ", ".join(places[:3]) + (f" và {more} chỗ khác" if more > 0 else "")
