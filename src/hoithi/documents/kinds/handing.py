"""Minutes of what passed from hand to hand: things handed over, scores typed in twice."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds import samples
from hoithi.documents.kinds.base import Kind, register
from hoithi.documents.kinds.minutes import GROUP, MEETING, MinutesFacts, minutes
from hoithi.documents.kinds.parts import (
    Row,
    labelled,
    rows,
    sample_of,
    table,
)
from hoithi.documents.kinds.samples import NAME
from hoithi.documents.kinds.wording import points
from hoithi.documents.paper.model import Align, Block, Paper, Paragraph, Signature
from hoithi.kit.schemas.reading import Problem
from hoithi.kit.schemas.specs import Points, Text, Whole, spec


@dataclass(frozen=True)
class ThingRow(Row):
    """A model or another thing that changes hands."""

    name: str = spec(Text(label=_("Tên mô hình, hiện vật"), required=True, most=300))
    number: str = spec(Text(label=_("Mã hồ sơ"), most=30))
    count: int | None = spec(Whole(label=_("Số lượng"), required=True, most=10000))
    state: str = spec(Text(label=_("Tình trạng"), help=_("Ví dụ: nguyên vẹn; nứt vỏ bên trái."), most=300))


@dataclass(frozen=True)
class HandedFacts(MinutesFacts):
    """Models that are handed in or back."""

    giver: str = spec(Text(label=_("Bên giao"), help=_("Họ tên, địa chỉ hoặc đơn vị."), required=True, most=250))
    taker: str = spec(Text(label=_("Bên nhận"), help=_("Họ tên, địa chỉ hoặc đơn vị."), required=True, most=250))
    clerk: str = spec(Text(label=_("Họ tên người giao ký"), most=100))
    clerk_post: str = spec(Text(label=_("Chức vụ thư ký"), silent=True))
    things: tuple[ThingRow, ...] = spec(rows(ThingRow, _("Mô hình, hiện vật"), _("Hiện vật"), 200))


def lay_handed(facts: HandedFacts) -> Paper:
    heads = (
        ("Tên mô hình, hiện vật", 40),
        ("Mã hồ sơ", 14, Align.CENTER),
        ("Số lượng", 12, Align.CENTER),
        ("Tình trạng", 28),
    )
    cells = ((one.name, one.number, str(one.count or 0), one.state) for one in facts.things)
    total = ("Cộng", "", str(sum(one.count or 0 for one in facts.things)), "")
    findings: list[Block] = [
        *labelled("Bên giao", facts.giver),
        *labelled("Bên nhận", facts.taker),
        Paragraph("Hai bên cùng kiểm tra và giao, nhận:"),
        table(heads, cells, total=total),
    ]
    paper = minutes(replace(facts, clerk=""), findings, ending="Việc giao, nhận kết thúc")
    return replace(paper, second_signature=Signature(position="BÊN GIAO", name=facts.clerk))


def sample_handed() -> HandedFacts:
    return sample_of(
        HandedFacts,
        **{**MEETING, "chair": "", "position": "BÊN NHẬN", "signer": "Ngô Bích Liên", "clerk": "Điểu Văn Lành",
           "clerk_post": ""},
        abstract=f"Giao, nhận mô hình dự thi {NAME}",
        began_on="14/4/2025",
        giver="Ông Điểu Văn Lành, xã An Khương",
        taker="Bà Ngô Bích Liên, Tổ Thư ký Hội thi",
        things=[
            {"name": "Máy thái củ mì", "number": "HS-0001", "count": 1, "state": "Nguyên vẹn, chạy thử tốt"},
            {"name": "Bộ lưỡi dao dự phòng", "number": "HS-0001", "count": 4, "state": "Mới"},
        ],
        conclusion="Bên nhận bảo quản hiện vật và trả lại sau lễ tổng kết.",
    )  # fmt: skip


@dataclass(frozen=True)
class TypedRow(Row):
    """One sheet typed in twice."""

    name: str = spec(Text(label=_("Phiếu"), help=_("Mã hồ sơ và giám khảo."), required=True, most=200))
    first: Decimal | None = spec(Points(label=_("Lần nhập thứ nhất"), required=True))
    second: Decimal | None = spec(Points(label=_("Lần nhập thứ hai"), required=True))
    right: Decimal | None = spec(Points(label=_("Điểm đúng theo phiếu")))

    @property
    def differs(self) -> bool:
        """Whether the two typed something else."""
        return self.first != self.second


@dataclass(frozen=True)
class TypingFacts(MinutesFacts):
    """Scores on paper, typed in by two people and compared."""

    sheets: int | None = spec(Whole(label=_("Tổng số phiếu đã nhập"), required=True))
    typed: tuple[TypedRow, ...] = spec(rows(TypedRow, _("Phiếu nhập khác nhau, và phiếu cần ghi lại"), _("Phiếu")))

    def check(self) -> Iterator[Problem]:
        yield from super().check()
        for at, one in enumerate(self.typed):
            if one.differs and one.right is None:
                yield Problem(
                    f"typed.{at}.right", __("“%s”: hai lần nhập khác nhau thì phải ghi điểm đúng.") % one.name
                )


def lay_typing(facts: TypingFacts) -> Paper:
    differing = sum(one.differs for one in facts.typed)
    sheets = f"Tổng số phiếu đã nhập: {facts.sheets or 0:02d}; số phiếu hai lần nhập khác nhau: {differing:02d}."
    heads = (
        ("Phiếu", 40),
        ("Lần thứ nhất", 15, Align.CENTER),
        ("Lần thứ hai", 15, Align.CENTER),
        ("Điểm đúng theo phiếu", 18, Align.CENTER),
    )
    cells = (
        (one.name, points(one.first), points(one.second), points(one.right if one.differs else one.first))
        for one in facts.typed
    )
    findings: list[Block] = [
        Paragraph("Hai người nhập độc lập điểm trên phiếu giấy, phần mềm so sánh, thư ký đối chiếu với phiếu gốc."),
        Paragraph(sheets),
        *([table(heads, cells)] if facts.typed else []),
    ]
    return minutes(facts, findings, ending="Việc nhập, đối chiếu kết thúc")


def sample_typing() -> TypingFacts:
    return sample_of(
        TypingFacts,
        **MEETING,
        abstract=f"Nhập và đối chiếu điểm chấm {NAME}",
        began_on="15/5/2025",
        present=[samples.PEOPLE[1], *samples.SECRETARIES],
        sheets=171,
        typed=[
            {"name": "HS-0002, giám khảo Đặng Minh Khôi", "first": "91,5", "second": "95,1", "right": "91,5"},
            {"name": "HS-0004, giám khảo Trương Gia Bảo", "first": "80", "second": "81", "right": "81"},
        ],
        conclusion="Điểm đã nhập đúng với phiếu gốc.",
    )


for kind in (
    Kind(
        code="bien-ban-giao-nhan-mo-hinh", name=_("Biên bản giao nhận mô hình"), group=GROUP, schema=HandedFacts,
        lay=lay_handed, sample=sample_handed, abbreviation="BB", sample_day=date(2025, 4, 14), layout=2,
    ),
    Kind(
        code="bien-ban-nhap-diem", name=_("Biên bản nhập, đối chiếu điểm"), group=GROUP, schema=TypingFacts,
        lay=lay_typing, sample=sample_typing, abbreviation="BB", sample_day=date(2025, 5, 15),
    ),
):  # fmt: skip
    register(kind)
