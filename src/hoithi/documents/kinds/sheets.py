"""Sheets that go with the judging: one judge's scores of one entry, and the scores of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds import samples
from hoithi.documents.kinds.base import Kind, lines, register
from hoithi.documents.kinds.parts import ContestFacts, Row, labelled, paragraphs, rows, sample_of, table
from hoithi.documents.kinds.samples import COMMITTEE, NAME
from hoithi.documents.kinds.wording import points
from hoithi.documents.paper.model import Align, Blanks, Block, Paper, Paragraph, Signature
from hoithi.kit.numbers import parse_decimal
from hoithi.kit.schemas.reading import Problem
from hoithi.kit.schemas.specs import Lines, Points, Spec, Text, spec

GROUP = _("Phiếu, danh sách")
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class ScoredRow(Row):
    """One criterion on a score sheet; no points yet for a sheet that is filled in by hand."""

    name: str = spec(Text(label=_("Tiêu chí"), required=True, most=300))
    most: Decimal | None = spec(Points(label=_("Điểm tối đa"), required=True))
    points: Decimal | None = spec(Points(label=_("Điểm chấm")))
    note: str = spec(Text(label=_("Nhận xét"), most=500))


@dataclass(frozen=True)
class SheetFacts(ContestFacts):
    """One judge's sheet for one entry. It names no author: judging is blind."""

    symbol: str = spec(Text(label=_("Ký hiệu"), silent=True))
    number: str = spec(Text(label=_("Mã hồ sơ"), most=30))
    title: str = spec(Text(label=_("Tên giải pháp"), required=True, most=300))
    field: str = spec(Text(label=_("Lĩnh vực"), most=200))
    judge: str = spec(Text(label=_("Giám khảo"), most=100))
    criteria: tuple[ScoredRow, ...] = spec(rows(ScoredRow, _("Các tiêu chí"), _("Tiêu chí"), 20))
    remarks: str = spec(Lines(label=_("Nhận xét chung"), most=4000))

    def check(self) -> Iterator[Problem]:
        for at, one in enumerate(self.criteria):
            if one.points is not None and one.most is not None and one.points > one.most:
                yield Problem(f"criteria.{at}.points", __("“%s”: điểm chấm cao hơn điểm tối đa.") % one.name)


def lay_sheet(facts: SheetFacts) -> Paper:
    """With points it adds them up; without, all is left for the pen."""
    scored = [one.points for one in facts.criteria if one.points is not None]
    whole = points(sum(scored, Decimal(0))) if scored and len(scored) == len(facts.criteria) else ""
    most = points(sum((one.most or Decimal(0) for one in facts.criteria), Decimal(0)))
    heads = (
        ("Tiêu chí", 42),
        ("Điểm tối đa", 13, Align.CENTER),
        ("Điểm chấm", 13, Align.CENTER),
        ("Nhận xét", 27),
    )
    cells = ((one.name, points(one.most), points(one.points), one.note) for one in facts.criteria)
    blocks: list[Block] = [
        *labelled("Mã hồ sơ", facts.number),
        *labelled("Tên giải pháp", facts.title),
        *labelled("Lĩnh vực", facts.field),
        *labelled("Giám khảo", facts.judge),
        table(heads, cells, total=("Cộng", most, whole, ""), by_hand=("Điểm chấm", "Nhận xét")),
        *(
            [Paragraph("Nhận xét chung:"), *paragraphs(facts.remarks)]
            if facts.remarks
            else [Blanks(4, "Nhận xét chung:")]
        ),
    ]
    frame = facts.frame()
    return Paper(
        **{
            **frame,
            "symbol": "",
            "signature": Signature(
                position=facts.position, name=facts.judge or facts.signer, note="(Ký, ghi rõ họ tên)"
            ),
        },
        kind_name="PHIẾU CHẤM ĐIỂM",
        blocks=tuple(blocks),
        closing="",
    )


_SHEET = {key: COMMITTEE[key] for key in ("parent", "issuer", "place", "contest")}


def sample_sheet() -> SheetFacts:
    return sample_of(
        SheetFacts,
        **_SHEET,
        abstract=NAME,
        position="GIÁM KHẢO",
        number="HS-0002",
        title=samples.ENTRIES[1]["name"],
        field=samples.ENTRIES[1]["field"],
        judge="Đặng Minh Khôi",
        criteria=[
            {**row, "points": scored, "note": note}
            for row, scored, note in zip(
                samples.CRITERIA,
                ("36,5", "28", "27"),
                ("Cách dán mới so với quy trình cũ", "Đã áp dụng tại nhà máy", ""),
                strict=True,
            )
        ],
        remarks="Giải pháp đã áp dụng ổn định, dễ nhân rộng.",
    )


@dataclass(frozen=True, kw_only=True)
class Marks(Spec):
    """Points of several judges, in their order: "85; 90,5; 88"."""

    @property
    def empty(self) -> tuple[Decimal, ...]:
        return ()

    def read(self, raw: Any) -> tuple[Decimal, ...]:
        if isinstance(raw, list | tuple):
            raw = "; ".join(str(one) for one in raw)
        return super().read(raw)  # type: ignore[no-any-return]

    def parse(self, text: str) -> tuple[Decimal, ...]:
        return tuple(parse_decimal(one) for one in text.split(";") if one.strip())

    def typed(self, value: tuple[Decimal, ...]) -> str:
        return "; ".join(points(one) for one in value)

    def json(self, value: tuple[Decimal, ...]) -> list[str]:
        return [format(one, "f") for one in value]


@dataclass(frozen=True)
class SummedRow(Row):
    """One entry with what each judge gave."""

    number: str = spec(Text(label=_("Mã hồ sơ"), most=30))
    name: str = spec(Text(label=_("Tên giải pháp"), required=True, most=300))
    marks: tuple[Decimal, ...] = spec(
        Marks(label=_("Điểm của từng giám khảo"), help=_("Cách nhau bằng dấu chấm phẩy: 85; 90,5; 88."))
    )

    @property
    def mean(self) -> Decimal | None:
        """The mean to two places; None without marks."""
        if not self.marks:
            return None
        return (sum(self.marks, Decimal(0)) / len(self.marks)).quantize(_HUNDREDTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class SummaryFacts(ContestFacts):
    """The scores of all judges for all entries of a panel or a contest."""

    symbol: str = spec(Text(label=_("Ký hiệu"), silent=True))
    panel: str = spec(Text(label=_("Tiểu ban, lĩnh vực"), most=200))
    judges: str = spec(Lines(label=_("Các giám khảo"), help=_("Mỗi người một dòng."), most=2000))
    entries: tuple[SummedRow, ...] = spec(rows(SummedRow, _("Điểm các giải pháp"), _("Giải pháp"), 1000))
    clerk: str = spec(Text(label=_("Người lập bảng"), most=100))

    def check(self) -> Iterator[Problem]:
        judges = len(lines(self.judges))
        for at, one in enumerate(self.entries):
            if one.marks and len(one.marks) != judges:
                words = {"name": one.name, "marks": len(one.marks), "judges": judges}
                sentence = __("“%(name)s” có %(marks)d điểm, mà có %(judges)d giám khảo.") % words
                yield Problem(f"entries.{at}.marks", sentence)


def lay_summary(facts: SummaryFacts) -> Paper:
    """Best first; equal means share a rank. Entries without marks stand last, without a rank."""
    judges = lines(facts.judges)
    means = [one.mean for one in facts.entries if one.mean is not None]
    ranked = sorted(facts.entries, key=lambda one: (one.mean is None, -(one.mean or Decimal(0))))
    heads: list[tuple[str, float, Align]] = [("Mã hồ sơ", 11, Align.CENTER), ("Tên giải pháp", 34, Align.LEFT)]
    heads += [(f"GK{at}", 8, Align.CENTER) for at in range(1, len(judges) + 1)]
    heads += [("Điểm trung bình", 11, Align.CENTER), ("Xếp hạng", 9, Align.CENTER)]
    cells = (
        (
            one.number,
            one.name,
            *(points(mark) for mark in (*one.marks, *[None] * (len(judges) - len(one.marks)))[: len(judges)]),
            points(one.mean),
            str(1 + sum(mean > one.mean for mean in means)) if one.mean is not None else "",
        )
        for one in ranked
    )
    blocks: list[Block] = labelled("Tiểu ban, lĩnh vực", facts.panel)
    blocks.append(table(heads, cells))
    if judges:
        named = "; ".join(f"GK{at}: {name}" for at, name in enumerate(judges, 1))
        blocks.append(Paragraph(f"Giám khảo: {named}."))
    return Paper(
        **{**facts.frame(), "symbol": ""},
        kind_name="BẢNG TỔNG HỢP ĐIỂM",
        blocks=tuple(blocks),
        closing="",
        second_signature=Signature(position="NGƯỜI LẬP BẢNG", name=facts.clerk),
        wide=True,
    )


def sample_summary() -> SummaryFacts:
    marks = ("90; 93; 94,5", "85; 88,5; 90,5", "81; 84; 87,75", "80; 81,5; 83", "75; 73; 77")
    return sample_of(
        SummaryFacts,
        **_SHEET,
        abstract=NAME,
        position="CHỦ TỊCH HỘI ĐỒNG GIÁM KHẢO",
        signer="Lê Thị Hồng Nhung",
        panel="Toàn Hội thi",
        judges="Nguyễn Hữu Phước\nĐặng Minh Khôi\nMai Thị Lệ Quyên",
        entries=[
            {"number": samples.ENTRIES[at]["number"], "name": samples.ENTRIES[at]["name"], "marks": given}
            for at, given in zip((1, 2, 0, 3, 4), marks, strict=True)
        ],
        clerk="Bùi Quốc Khánh",
    )


for kind in (
    Kind(
        code="phieu-cham", name=_("Phiếu chấm điểm"), group=GROUP, schema=SheetFacts, lay=lay_sheet,
        sample=sample_sheet, prescribed=False, personal=True, sample_day=date(2025, 5, 8),
    ),
    Kind(
        code="bang-tong-hop-diem", name=_("Bảng tổng hợp điểm"), group=GROUP, schema=SummaryFacts, lay=lay_summary,
        sample=sample_summary, prescribed=False, personal=True, sample_day=date(2025, 5, 15),
    ),
):  # fmt: skip
    register(kind)
