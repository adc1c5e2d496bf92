"""What every decision asks and says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds.base import lines
from hoithi.documents.kinds.parts import BASES, ContestFacts, articles
from hoithi.documents.kinds.wording import stopped
from hoithi.documents.paper.model import Annex, Block, Paper, Paragraph, roman
from hoithi.kit.schemas.specs import Text, spec

_EXECUTORS = "Các cơ quan, đơn vị và cá nhân có liên quan"


@dataclass(frozen=True)
class DecisionFacts(ContestFacts):
    """Of every decision: who decides, on what grounds, who carries it out."""

    decider: str = spec(
        Text(
            label=_("Người, cơ quan quyết định"),
            help=_("Ví dụ: Chủ tịch Ủy ban nhân dân huyện Hớn Quản."),
            required=True,
            most=250,
        )
    )
    bases: str = spec(replace(BASES, required=True))
    executors: str = spec(
        Text(label=_("Ai chịu trách nhiệm thi hành"), help=_("Để trống: các cơ quan, cá nhân có liên quan."), most=500)
    )


def decision(facts: DecisionFacts, *contents: Sequence[Block]) -> Paper:
    """A decision with these articles, and the last one: from when it holds and who carries it out."""
    last = Paragraph(
        "Quyết định này có hiệu lực kể từ ngày ký. "
        + stopped(f"{facts.executors or _EXECUTORS} chịu trách nhiệm thi hành Quyết định này")
    )
    return Paper(
        **facts.frame(),
        kind_name="QUYẾT ĐỊNH",
        decider=facts.decider.upper(),
        bases=lines(facts.bases),
        command="QUYẾT ĐỊNH:",
        blocks=tuple(articles(*contents, [last])),
    )


def with_annexes(paper: Paper, facts: DecisionFacts, *annexes: Annex, issued: bool = False) -> Paper:
    """The same with annexes that name it; the number and the day come in when the paper is numbered. `issued`: they
    are what the decision puts in force."""
    lead = "Ban hành kèm theo" if issued else "Kèm theo"
    note = f"({lead} Quyết định {paper.reference} của {facts.decider})" if facts.decider else ""
    several = len(annexes) > 1
    labelled = (
        replace(one, note=note, label="" if issued else f"Phụ lục {roman(at)}" if several else "Phụ lục")
        for at, one in enumerate(annexes, 1)
    )
    return replace(paper, annexes=tuple(labelled))
