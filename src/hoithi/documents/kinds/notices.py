"""Notices: to one entrant, or to all."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds import samples
from hoithi.documents.kinds.base import Kind, register
from hoithi.documents.kinds.parts import (
    SOME_PRIZES,
    ContestFacts,
    PrizeRow,
    Row,
    body,
    counted_prizes,
    listed,
    paragraphs,
    prizes_table,
    rows,
    sample_of,
    table,
)
from hoithi.documents.kinds.samples import COMMITTEE, NAME
from hoithi.documents.kinds.wording import day, hour, joined, short_day, stopped
from hoithi.documents.paper.model import Align, Block, Paper, Paragraph
from hoithi.kit.schemas.specs import Day, Hour, Lines, Text, spec

GROUP = _("Thông báo")
CONTACT = Text(label=_("Liên hệ"), help=_("Tên, điện thoại."), most=300)


@dataclass(frozen=True)
class SupplementFacts(ContestFacts):
    """What a dossier lacks, and by when it is awaited."""

    entrant: str = spec(Text(label=_("Gửi ai"), required=True, most=250))
    number: str = spec(Text(label=_("Mã hồ sơ"), most=30))
    title: str = spec(Text(label=_("Tên giải pháp"), required=True, most=300))
    missing: str = spec(Lines(label=_("Cần bổ sung"), help=_("Mỗi thứ một dòng."), required=True, most=6000))
    due: date | None = spec(Day(label=_("Bổ sung đến hết ngày"), required=True))
    where: str = spec(Text(label=_("Nơi nhận bổ sung"), most=300))
    contact: str = spec(CONTACT)


def lay_supplement(facts: SupplementFacts) -> Paper:
    number = f" (mã hồ sơ {facts.number})" if facts.number else ""
    blocks: list[Block] = [
        Paragraph(
            f"Ban Tổ chức đã kiểm tra hồ sơ giải pháp “{facts.title}”{number} của {facts.entrant} tham dự "
            f"{facts.contest}. Để hồ sơ đủ điều kiện dự thi, đề nghị {facts.entrant} bổ sung:"
        ),
        *listed(facts.missing),
    ]
    due = f"Hồ sơ bổ sung gửi đến hết {day(facts.due)}" if facts.due else ""
    where = f"Nơi nhận: {facts.where}" if facts.where else ""
    contact = f"Liên hệ: {facts.contact}" if facts.contact else ""
    blocks += [Paragraph(stopped(one)) for one in (due, where, contact) if one]
    blocks.append(Paragraph("Quá thời hạn trên, hồ sơ không bổ sung đủ sẽ không được đưa vào danh sách chấm thi"))
    return Paper(**facts.frame(), kind_name="THÔNG BÁO", blocks=tuple(blocks))


def sample_supplement() -> SupplementFacts:
    return sample_of(
        SupplementFacts,
        **{**COMMITTEE, "recipients": "Ông Điểu Văn Lành\nUBND xã An Khương"},
        symbol="TB-BTC",
        abstract=f"Về việc bổ sung hồ sơ dự thi {NAME}",
        entrant="ông Điểu Văn Lành",
        number="HS-0001",
        title="Máy thái củ mì",
        missing="Bản mô tả giải pháp, phần hiệu quả kinh tế\nXác nhận của UBND xã nơi áp dụng giải pháp",
        due="22/4/2025",
        where="phòng Kinh tế và Hạ tầng huyện, khu phố 1, thị trấn Tân Khai",
        contact="Tổ Thư ký Hội thi, điện thoại 0271.3630.000",
    )


@dataclass(frozen=True)
class AnnouncedFacts(ContestFacts):
    """The results, told to everybody."""

    decided: str = spec(Text(label=_("Theo quyết định nào"), help=_("Ghi loại, số, ký hiệu, ngày, cơ quan."), most=400))
    prizes: tuple[PrizeRow, ...] = spec(SOME_PRIZES)
    note: str = spec(body(_("Thông tin thêm")))


def lay_announced(facts: AnnouncedFacts) -> Paper:
    count = f"{len(facts.prizes):02d} giải pháp đạt giải"
    said = joined(f"Ban Tổ chức thông báo kết quả {facts.contest}: {count}", counted_prizes(facts.prizes, "gồm "))
    blocks: list[Block] = [Paragraph(stopped(said)), prizes_table(facts.prizes), *paragraphs(facts.note)]
    blocks.append(Paragraph(f"Ban Tổ chức {facts.contest} thông báo để các tác giả, cơ quan, đơn vị biết"))
    bases = (f"Căn cứ {facts.decided}",) if facts.decided else ()
    return Paper(**facts.frame(), kind_name="THÔNG BÁO", bases=bases, blocks=tuple(blocks))


def sample_announced() -> AnnouncedFacts:
    return sample_of(
        AnnouncedFacts,
        **COMMITTEE,
        symbol="TB-BTC",
        abstract=f"Kết quả {NAME}",
        decided="Quyết định số 1520/QĐ-UBND ngày 26/5/2025 của Chủ tịch Ủy ban nhân dân huyện Hớn Quản",
        prizes=[{key: value for key, value in row.items() if key != "points"} for row in samples.PRIZES],
        note="Lễ tổng kết và trao giải tổ chức trong quý IV năm 2025; thời gian, địa điểm có giấy mời riêng.",
    )


@dataclass(frozen=True)
class StepRow(Row):
    """Something that happens at a time."""

    name: str = spec(Text(label=_("Nội dung"), required=True, most=300))
    from_day: date | None = spec(Day(label=_("Từ ngày")))
    to_day: date | None = spec(Day(label=_("Đến hết ngày")))
    at: time | None = spec(Hour(label=_("Giờ")))
    where: str = spec(Text(label=_("Địa điểm, đơn vị thực hiện"), most=300))


def when(step: StepRow) -> str:
    """The days of a step as a table has them."""
    first, last = short_day(step.from_day), short_day(step.to_day)
    days = first if first == last else f"{first} - {last}" if first and last else first and f"từ {first}"
    return joined(hour(step.at), days or (last and f"đến hết {last}"), by=", ngày " if step.at and days else ", ")


@dataclass(frozen=True)
class ScheduleFacts(ContestFacts):
    """What happens when."""

    opening: str = spec(body(_("Câu mở đầu")))
    steps: tuple[StepRow, ...] = spec(rows(StepRow, _("Lịch"), _("Việc"), 100))
    note: str = spec(body(_("Lưu ý")))


def lay_schedule(facts: ScheduleFacts) -> Paper:
    opening = paragraphs(facts.opening) or [Paragraph(f"Ban Tổ chức thông báo lịch {facts.contest} như sau:")]
    heads = (("Nội dung", 42), ("Thời gian", 28, Align.CENTER), ("Địa điểm, đơn vị thực hiện", 30))
    steps = table(heads, ((one.name, when(one), one.where) for one in facts.steps))
    closing = Paragraph("Ban Tổ chức thông báo để các cơ quan, đơn vị, tác giả biết, thực hiện")
    return Paper(**facts.frame(), kind_name="THÔNG BÁO", blocks=(*opening, steps, *paragraphs(facts.note), closing))


def sample_schedule() -> ScheduleFacts:
    return sample_of(
        ScheduleFacts,
        **COMMITTEE,
        symbol="TB-BTC",
        abstract=f"Lịch chấm thi {NAME}",
        steps=[
            {"name": "Mở hồ sơ, kiểm tra điều kiện dự thi", "from_day": "17/4/2025", "to_day": "17/4/2025",
             "at": "8:00", "where": "Hội trường phòng Kinh tế và Hạ tầng"},
            {"name": "Giám khảo chấm hồ sơ", "from_day": "05/5/2025", "to_day": "12/5/2025", "where": "Các tiểu ban"},
            {"name": "Xem mô hình tại nơi áp dụng", "from_day": "13/5/2025", "to_day": "15/5/2025",
             "where": "Các xã, thị trấn, đơn vị"},
            {"name": "Nhận ý kiến về kết quả", "to_day": "30/5/2025", "where": "Tổ Thư ký"},
        ],
        note="Tác giả có mô hình chuẩn bị để giám khảo xem tại chỗ.",
    )  # fmt: skip


for kind in (
    Kind(
        code="thong-bao-bo-sung", name=_("Thông báo bổ sung hồ sơ"), group=GROUP, schema=SupplementFacts,
        lay=lay_supplement, sample=sample_supplement, abbreviation="TB", sample_day=date(2025, 4, 17),
    ),
    Kind(
        code="thong-bao-lich", name=_("Thông báo lịch"), group=GROUP, schema=ScheduleFacts, lay=lay_schedule,
        sample=sample_schedule, abbreviation="TB", sample_day=date(2025, 4, 16),
    ),
    Kind(
        code="thong-bao-ket-qua", name=_("Thông báo kết quả"), group=GROUP, schema=AnnouncedFacts,
        lay=lay_announced, sample=sample_announced, abbreviation="TB", sample_day=date(2025, 5, 28),
    ),
):  # fmt: skip
    register(kind)
