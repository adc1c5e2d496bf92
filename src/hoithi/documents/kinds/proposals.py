"""Proposals to whoever decides."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds import samples
from hoithi.documents.kinds.base import Kind, lines, register
from hoithi.documents.kinds.parts import (
    BASES,
    SOME_PRIZES,
    ContestFacts,
    PrizeRow,
    body,
    counted_prizes,
    paragraphs,
    prizes_table,
    sample_of,
    sum_said,
)
from hoithi.documents.kinds.samples import COMMITTEE, NAME, PLAN
from hoithi.documents.kinds.wording import joined, stopped
from hoithi.documents.paper.model import Block, Heading, Level, Paper, Paragraph, roman
from hoithi.kit.schemas.specs import Lines, Text, spec

GROUP = _("Tờ trình")
ADDRESSEES = Lines(label=_("Kính gửi"), help=_("Mỗi nơi một dòng."), required=True, most=2000)


@dataclass(frozen=True)
class ProposalFacts(ContestFacts):
    """The prizes that the committee proposes."""

    addressees: str = spec(ADDRESSEES)
    bases: str = spec(BASES)
    course: str = spec(body(_("Quá trình tổ chức, chấm thi")))
    prizes: tuple[PrizeRow, ...] = spec(SOME_PRIZES)
    funding: str = spec(Text(label=_("Nguồn kinh phí"), most=300))
    wishes: str = spec(body(_("Đề nghị khác")))


def lay_proposal(facts: ProposalFacts) -> Paper:
    """What was done, what is proposed, and what else is asked."""
    count = len(facts.prizes)
    propose = joined(f"Đề nghị trao giải thưởng cho {count:02d} giải pháp", counted_prizes(facts.prizes, "gồm: "))
    parts: list[tuple[str, list[Block]]] = [
        ("QUÁ TRÌNH TỔ CHỨC, CHẤM THI", paragraphs(facts.course)),
        (
            "KẾT QUẢ VÀ ĐỀ NGHỊ TRAO GIẢI",
            [
                Paragraph(stopped(propose)),
                prizes_table(facts.prizes),
                *sum_said("Tổng số tiền thưởng là", facts.prizes, facts.funding),
            ],
        ),
        ("ĐỀ NGHỊ KHÁC", paragraphs(facts.wishes)),
    ]
    blocks: list[Block] = [Paragraph(f"Ban Tổ chức báo cáo và đề nghị về kết quả {facts.contest} như sau:")]
    blocks += in_parts(parts)
    blocks.append(Paragraph(f"Kính trình {joined(*lines(facts.addressees))} xem xét, quyết định"))
    return Paper(
        **facts.frame(),
        kind_name="TỜ TRÌNH",
        addressees=lines(facts.addressees),
        bases=lines(facts.bases),
        blocks=tuple(blocks),
    )


def in_parts(parts: list[tuple[str, list[Block]]]) -> list[Block]:
    """Parts with Roman numbers; one that says nothing takes none."""
    made: list[Block] = []
    for number, (title, blocks) in enumerate((part for part in parts if part[1]), 1):
        made += [Heading(Level.ROMAN, f"{roman(number)}.", title), *blocks]
    return made


def sample_proposal() -> ProposalFacts:
    return sample_of(
        ProposalFacts,
        **samples.also("Như trên", COMMITTEE),
        symbol="TTr-BTC",
        abstract=f"Về việc công nhận kết quả và trao giải thưởng {NAME}",
        addressees="Chủ tịch Ủy ban nhân dân huyện Hớn Quản",
        bases=f"{PLAN}\nCăn cứ Biên bản họp Hội đồng Giám khảo ngày 16/5/2025",
        course="1. Hội thi nhận 62 hồ sơ, trong đó 57 hồ sơ đủ điều kiện dự thi.\n"
        "2. Hội đồng Giám khảo chấm từ ngày 05/5/2025 đến ngày 15/5/2025, mỗi giải pháp do 03 giám khảo chấm độc lập.",
        prizes=samples.PRIZES,
        funding="ngân sách huyện năm 2025",
        wishes="Chọn 03 giải pháp đạt giải Nhất, giải Nhì và giải Ba gửi dự thi cấp tỉnh.",
    )


register(
    Kind(
        code="to-trinh-giai-thuong", name=_("Tờ trình đề nghị trao giải thưởng"), group=GROUP, schema=ProposalFacts,
        lay=lay_proposal, sample=sample_proposal, abbreviation="TTr", sample_day=date(2025, 5, 20),
    )
)  # fmt: skip
