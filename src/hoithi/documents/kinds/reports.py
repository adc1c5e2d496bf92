"""Reports: each quarter, and at the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds import samples
from hoithi.documents.kinds.base import Kind, lines, register
from hoithi.documents.kinds.parts import (
    ENTRIES,
    PRIZES,
    ContestFacts,
    CountRow,
    EntryRow,
    PrizeRow,
    Row,
    body,
    counted_prizes,
    counts_table,
    entries_table,
    paragraphs,
    prizes_table,
    rows,
    sample_of,
    sum_said,
    table,
)
from hoithi.documents.kinds.proposals import ADDRESSEES, in_parts
from hoithi.documents.kinds.samples import COMMITTEE, NAME
from hoithi.documents.kinds.wording import grouped, stopped
from hoithi.documents.paper.model import Align, Block, Paper, Paragraph
from hoithi.kit.schemas.specs import Money, Text, Whole, spec

GROUP = _("Báo cáo")


@dataclass(frozen=True)
class ReportFacts(ContestFacts):
    """Of every report."""

    addressees: str = spec(ADDRESSEES)
    opening: str = spec(body(_("Câu mở đầu")))
    course: str = spec(body(_("Công tác phát động, triển khai")))


def report(facts: ReportFacts, opening: str, parts: list[tuple[str, list[Block]]]) -> Paper:
    """A report in parts with Roman numbers."""
    blocks: list[Block] = [*(paragraphs(facts.opening) or [Paragraph(opening)]), *in_parts(parts)]
    blocks.append(Paragraph("Trên đây là báo cáo, kính gửi các cơ quan theo dõi, chỉ đạo"))
    return Paper(**facts.frame(), kind_name="BÁO CÁO", addressees=lines(facts.addressees), blocks=tuple(blocks))


@dataclass(frozen=True)
class UnitCountRow(Row):
    """What one body did in the period."""

    name: str = spec(Text(label=_("Đơn vị"), required=True, most=250))
    entries: int | None = spec(Whole(label=_("Số giải pháp đăng ký")))
    events: int | None = spec(Whole(label=_("Số buổi tuyên truyền")))
    note: str = spec(Text(label=_("Ghi chú"), most=400))


@dataclass(frozen=True)
class QuarterFacts(ReportFacts):
    """The three things that the plan wants to hear each quarter."""

    period: str = spec(Text(label=_("Kỳ báo cáo"), help=_("Ví dụ: quý I năm 2025."), required=True, most=100))
    units: tuple[UnitCountRow, ...] = spec(rows(UnitCountRow, _("Theo đơn vị"), _("Đơn vị"), 300))
    entries: tuple[EntryRow, ...] = spec(ENTRIES)
    difficulties: str = spec(body(_("Khó khăn, vướng mắc")))
    wishes: str = spec(body(_("Đề xuất, kiến nghị")))


def _units(units: tuple[UnitCountRow, ...]) -> list[Block]:
    if not units:
        return []
    heads = (
        ("Đơn vị", 40),
        ("Số giải pháp đăng ký", 16, Align.CENTER),
        ("Số buổi tuyên truyền", 16, Align.CENTER),
        ("Ghi chú", 24),
    )
    cells = ((one.name, _count(one.entries), _count(one.events), one.note) for one in units)
    total = ("Cộng", _sum(one.entries for one in units), _sum(one.events for one in units), "")
    return [table(heads, cells, total=total)]


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _sum(numbers: Iterable[int | None]) -> str:
    return str(sum(number or 0 for number in numbers))


def lay_quarter(facts: QuarterFacts) -> Paper:
    registered: list[Block] = [Paragraph(f"Trong kỳ có {len(facts.entries):02d} giải pháp đăng ký dự thi:")]
    return report(
        facts,
        f"Ban Tổ chức báo cáo tình hình triển khai {facts.contest} {facts.period} như sau:",
        [
            ("CÔNG TÁC PHÁT ĐỘNG, TRIỂN KHAI HỘI THI", [*paragraphs(facts.course), *_units(facts.units)]),
            ("GIẢI PHÁP, MÔ HÌNH, SẢN PHẨM ĐĂNG KÝ THAM GIA", [*registered, entries_table(facts.entries)]),
            ("KHÓ KHĂN, VƯỚNG MẮC", paragraphs(facts.difficulties)),
            ("ĐỀ XUẤT, KIẾN NGHỊ", paragraphs(facts.wishes)),
        ],
    )


def sample_quarter() -> QuarterFacts:
    return sample_of(
        QuarterFacts,
        **samples.also("Như trên", COMMITTEE),
        symbol="BC-BTC",
        abstract=f"Tình hình triển khai {NAME} quý I năm 2025",
        addressees="Ủy ban nhân dân huyện Hớn Quản\nBan Tổ chức Hội thi Sáng tạo kỹ thuật tỉnh Bình Phước",
        period="quý I năm 2025",
        course="1. 13/13 xã, thị trấn đã thành lập Ban Chỉ đạo và Tổ giúp việc.\n"
        "2. Đài Truyền thanh và Truyền hình huyện phát 06 bản tin về Thể lệ Hội thi.",
        units=[
            {"name": "Xã An Khương", "entries": 6, "events": 3},
            {"name": "Xã Thanh An", "entries": 4, "events": 2},
            {"name": "Xã Tân Quan", "entries": 0, "events": 1, "note": "Chậm báo cáo"},
        ],
        entries=samples.ENTRIES,
        difficulties="- Một số xã chưa bố trí kinh phí tuyên truyền.\n"
        "- Tác giả là nông dân gặp khó khi viết bản mô tả.",
        wishes="- Đề nghị phòng Tài chính - Kế hoạch hướng dẫn nguồn kinh phí tuyên truyền ở xã.",
    )


@dataclass(frozen=True)
class FieldRow(Row):
    """How many there were at each step, in one field."""

    name: str = spec(Text(label=_("Lĩnh vực"), required=True, most=250))
    received: int | None = spec(Whole(label=_("Hồ sơ nhận")))
    eligible: int | None = spec(Whole(label=_("Đủ điều kiện")))
    won: int | None = spec(Whole(label=_("Đạt giải")))


@dataclass(frozen=True)
class SpentRow(Row):
    """Money that was spent."""

    name: str = spec(Text(label=_("Nội dung chi"), required=True, most=300))
    amount: int | None = spec(Money(label=_("Số tiền (đồng)"), required=True))


@dataclass(frozen=True)
class ClosingFacts(ReportFacts):
    """The whole contest, when it is over."""

    fields: tuple[FieldRow, ...] = spec(rows(FieldRow, _("Số liệu theo lĩnh vực"), _("Lĩnh vực"), 30))
    authors: tuple[CountRow, ...] = spec(rows(CountRow, _("Tác giả theo nhóm"), _("Nhóm"), 30))
    prizes: tuple[PrizeRow, ...] = spec(PRIZES)
    spent: tuple[SpentRow, ...] = spec(rows(SpentRow, _("Kinh phí đã chi"), _("Nội dung chi"), 50))
    praise: str = spec(body(_("Ưu điểm")))
    faults: str = spec(body(_("Hạn chế, nguyên nhân")))
    wishes: str = spec(body(_("Phương hướng, kiến nghị")))


def _fields(found: tuple[FieldRow, ...]) -> list[Block]:
    if not found:
        return []
    heads = (
        ("Lĩnh vực", 46),
        ("Hồ sơ nhận", 15, Align.CENTER),
        ("Đủ điều kiện", 15, Align.CENTER),
        ("Đạt giải", 15, Align.CENTER),
    )
    cells = ((one.name, _count(one.received), _count(one.eligible), _count(one.won)) for one in found)
    total = ("Cộng", *(_sum(getattr(one, name) for one in found) for name in ("received", "eligible", "won")))
    return [table(heads, cells, total=total)]


def _spent(found: tuple[SpentRow, ...]) -> list[Block]:
    if not found:
        return []
    heads = (("Nội dung chi", 66), ("Số tiền (đồng)", 26, Align.RIGHT))
    cells = ((one.name, grouped(one.amount)) for one in found)
    spent = table(heads, cells, total=("Cộng", grouped(sum(one.amount or 0 for one in found))))
    return [spent, *sum_said("Tổng kinh phí đã chi là", found)]


def lay_closing(facts: ClosingFacts) -> Paper:
    won: list[Block] = []
    if facts.prizes:
        how_many = f"{len(facts.prizes):02d} giải pháp đạt giải{counted_prizes(facts.prizes, ', gồm ')}"
        won = [Paragraph(stopped(how_many)), prizes_table(facts.prizes)]
    return report(
        facts,
        f"Ban Tổ chức báo cáo tổng kết {facts.contest} như sau:",
        [
            ("CÔNG TÁC TỔ CHỨC, TRIỂN KHAI", paragraphs(facts.course)),
            (
                "KẾT QUẢ HỘI THI",
                [
                    *_fields(facts.fields),
                    *([counts_table(facts.authors, "Nhóm tác giả")] if facts.authors else []),
                    *won,
                ],
            ),
            ("KINH PHÍ", _spent(facts.spent)),
            ("ĐÁNH GIÁ CHUNG", [*_assessed("Ưu điểm", facts.praise), *_assessed("Hạn chế, nguyên nhân", facts.faults)]),
            ("PHƯƠNG HƯỚNG, KIẾN NGHỊ", paragraphs(facts.wishes)),
        ],
    )


def _assessed(lead: str, text: str) -> list[Block]:
    said = paragraphs(text)
    return [Paragraph(f"{lead}:"), *said] if said else []


def sample_closing() -> ClosingFacts:
    return sample_of(
        ClosingFacts,
        **samples.also("Như trên", COMMITTEE),
        symbol="BC-BTC",
        abstract=f"Tổng kết {NAME}",
        addressees="Ủy ban nhân dân huyện Hớn Quản\nBan Tổ chức Hội thi Sáng tạo kỹ thuật tỉnh Bình Phước",
        course="1. Ban Tổ chức đã ban hành Kế hoạch, Thể lệ, thành lập Hội đồng Giám khảo đúng thời gian.\n"
        "2. Công tác tuyên truyền được thực hiện đến ấp, sóc, khu phố.",
        fields=[
            {"name": field, "received": received, "eligible": eligible, "won": won}
            for field, received, eligible, won in zip(
                samples.FIELDS, (9, 14, 21, 18), (9, 13, 19, 16), (1, 1, 2, 1), strict=True
            )
        ],
        authors=[
            {"name": "Cán bộ, công chức, viên chức", "count": 31},
            {"name": "Công nhân, người lao động", "count": 27},
            {"name": "Nông dân", "count": 18},
        ],
        prizes=samples.PRIZES,
        spent=[
            {"name": "Tiền thưởng", "amount": 29_500_000},
            {"name": "Chấm thi", "amount": 11_400_000},
            {"name": "Tuyên truyền, lễ phát động, lễ tổng kết", "amount": 18_250_000},
        ],
        praise="- Số hồ sơ tăng so với lần trước.\n"
        "- Nhiều giải pháp do nông dân, công nhân tạo ra đã áp dụng rộng rãi.",
        faults="- Lĩnh vực công nghệ thông tin còn ít giải pháp.",
        wishes="- Đề nghị UBND tỉnh hỗ trợ hoàn thiện, nhân rộng các giải pháp đạt giải.",
    )


for kind in (
    Kind(
        code="bao-cao-quy", name=_("Báo cáo quý"), group=GROUP, schema=QuarterFacts, lay=lay_quarter,
        sample=sample_quarter, abbreviation="BC", sample_day=date(2025, 3, 18),
    ),
    Kind(
        code="bao-cao-tong-ket", name=_("Báo cáo tổng kết"), group=GROUP, schema=ClosingFacts, lay=lay_closing,
        sample=sample_closing, abbreviation="BC", sample_day=date(2025, 6, 20),
    ),
):  # fmt: skip
    register(kind)
