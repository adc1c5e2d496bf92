"""Invitations."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds.base import Kind, register
from hoithi.documents.kinds.parts import ContestFacts, body, labelled, paragraphs, sample_of
from hoithi.documents.kinds.samples import COMMITTEE, NAME
from hoithi.documents.kinds.wording import moment, stopped
from hoithi.documents.paper.model import Blanks, Block, Paper, Paragraph
from hoithi.kit.schemas.specs import Day, Hour, Text, spec


@dataclass(frozen=True)
class InvitationFacts(ContestFacts):
    """Who is asked to come to what."""

    host: str = spec(Text(label=_("Ai mời"), required=True, most=250))
    guest: str = spec(Text(label=_("Mời ai"), help=_("Để trống để ghi tay từng giấy."), most=400))
    event: str = spec(Text(label=_("Tới dự"), required=True, most=400))
    chair: str = spec(Text(label=_("Chủ trì"), most=250))
    at: time | None = spec(Hour(label=_("Giờ"), required=True))
    on: date | None = spec(Day(label=_("Ngày"), required=True))
    where: str = spec(Text(label=_("Địa điểm"), required=True, most=300))
    programme: str = spec(body(_("Nội dung, chương trình")))
    note: str = spec(body(_("Lưu ý")))


def lay_invitation(facts: InvitationFacts) -> Paper:
    """As annex III of the decree has it: who invites whom, to what, who leads, when, where."""
    lead = f"{facts.host} trân trọng kính mời:"
    blocks: list[Block] = [
        Paragraph(f"{lead} {facts.guest}") if facts.guest else Blanks(1, lead),
        Paragraph(stopped(f"Tới dự {facts.event}")),
        *labelled("Chủ trì", facts.chair),
        *labelled("Thời gian", moment(facts.at, facts.on)),
        *labelled("Địa điểm", facts.where),
    ]
    programme = paragraphs(facts.programme)
    blocks += [Paragraph("Nội dung:", label="-"), *programme] if programme else []
    blocks += paragraphs(facts.note)
    blocks.append(Paragraph("Rất mong sự có mặt của quý đại biểu"))
    return Paper(**facts.frame(), kind_name="GIẤY MỜI", blocks=tuple(blocks))


def sample_invitation() -> InvitationFacts:
    return sample_of(
        InvitationFacts,
        **COMMITTEE,
        symbol="GM-BTC",
        abstract=f"Dự Lễ tổng kết và trao giải {NAME}",
        host=f"Ban Tổ chức {NAME}",
        guest="Ông (bà) Trưởng phòng Giáo dục và Đào tạo huyện",
        event=f"Lễ tổng kết và trao giải {NAME}",
        chair="Ông Trần Quốc Tuấn, Phó Chủ tịch UBND huyện, Trưởng Ban Tổ chức Hội thi",
        at="8:00",
        on="12/6/2025",
        where="Hội trường Trung tâm Văn hóa - Thể thao huyện, thị trấn Tân Khai",
        programme="+ Báo cáo tổng kết Hội thi;\n+ Công bố quyết định và trao giải thưởng;\n"
        "+ Giới thiệu mô hình đạt giải.",
        note="Đại biểu vui lòng có mặt trước 15 phút.",
    )


register(
    Kind(
        code="giay-moi", name=_("Giấy mời"), group=_("Giấy mời"), schema=InvitationFacts, lay=lay_invitation,
        sample=sample_invitation, abbreviation="GM", sample_day=date(2025, 6, 2),
    )
)  # fmt: skip
