"""Official letters: to bodies, upwards and downwards. They have no name of kind and no abbreviation."""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds import samples
from hoithi.documents.kinds.base import Kind, lines, register
from hoithi.documents.kinds.parts import (
    ContestFacts,
    EntryRow,
    Row,
    body,
    listed,
    paragraphs,
    rows,
    sample_of,
    table,
)
from hoithi.documents.kinds.proposals import ADDRESSEES
from hoithi.documents.kinds.samples import COMMITTEE, NAME
from hoithi.documents.kinds.wording import day, short_day, stopped
from hoithi.documents.paper.model import Align, Annex, Block, Paper, Paragraph
from hoithi.kit.schemas.specs import Day, Text, Whole, spec

GROUP = _("Công văn")
_SUBJECT = re.compile(r"(?:V/v|Về việc):?\s+", re.IGNORECASE)  # the layout says it
CONTACT = Text(label=_("Liên hệ"), help=_("Tên, điện thoại."), most=300)


@dataclass(frozen=True)
class LetterFacts(ContestFacts):
    """Of every letter; its subject stands as "V/v ..." below the number."""

    addressees: str = spec(ADDRESSEES)


def letter(facts: LetterFacts, blocks: list[Block], *annexes: Annex) -> Paper:
    """A letter with what follows it."""
    frame = {**facts.frame(), "abstract": _SUBJECT.sub("", facts.abstract)}
    paper = Paper(**frame, addressees=lines(facts.addressees), blocks=tuple(blocks))
    note = f"(Kèm theo Công văn {paper.reference} của Ban Tổ chức {facts.contest})"
    return replace(paper, annexes=tuple(replace(one, note=note) for one in annexes))


@dataclass(frozen=True)
class LateRow(Row):
    """What a body has not done yet."""

    name: str = spec(Text(label=_("Đơn vị"), required=True, most=250))
    task: str = spec(Text(label=_("Việc chưa hoàn thành"), required=True, most=1000))
    due: date | None = spec(Day(label=_("Hạn, hết ngày")))


@dataclass(frozen=True)
class ReminderFacts(LetterFacts):
    """Bodies that are late, and by when they are to be ready."""

    plan: str = spec(Text(label=_("Theo văn bản nào"), help=_("Ghi loại, số, ký hiệu, ngày, cơ quan."), most=400))
    late: tuple[LateRow, ...] = spec(rows(LateRow, _("Việc còn chậm"), _("Việc"), 500))
    new_due: date | None = spec(Day(label=_("Đề nghị hoàn thành trước ngày"), required=True))
    contact: str = spec(CONTACT)


def lay_reminder(facts: ReminderFacts) -> Paper:
    plan = f"Thực hiện {facts.plan}, " if facts.plan else "Qua theo dõi việc triển khai Hội thi, "
    units = len({one.name for one in facts.late})
    lead = f"{plan}đến nay còn {units:02d} đơn vị có việc chưa hoàn thành (danh sách kèm theo)."
    asked = f" trước {day(facts.new_due)}" if facts.new_due else ""
    blocks: list[Block] = [
        Paragraph(lead),
        Paragraph(
            f"Ban Tổ chức {facts.contest} đề nghị các đơn vị hoàn thành{asked} và báo cáo kết quả về cơ quan thường "
            "trực. Đơn vị có khó khăn đề nghị nêu rõ để Ban Tổ chức xem xét."
        ),
        *([Paragraph(stopped(f"Liên hệ: {facts.contact}"))] if facts.contact else []),
        Paragraph("Ban Tổ chức đề nghị thủ trưởng các đơn vị quan tâm chỉ đạo thực hiện"),
    ]
    heads = (("Đơn vị", 32), ("Việc chưa hoàn thành", 50), ("Hạn", 14, Align.CENTER))
    late = table(heads, ((one.name, one.task, short_day(one.due)) for one in facts.late))
    return letter(facts, blocks, Annex("Phụ lục", "DANH SÁCH VIỆC CHƯA HOÀN THÀNH", (late,)))


def sample_reminder() -> ReminderFacts:
    return sample_of(
        ReminderFacts,
        **samples.also("Như trên", COMMITTEE),
        symbol="BTC-KTHT",
        abstract=f"đôn đốc thực hiện Kế hoạch tổ chức {NAME}",
        addressees="UBND các xã, thị trấn có tên trong danh sách kèm theo\nPhòng Văn hóa và Thông tin",
        plan="Kế hoạch số 12/KH-BTC ngày 20/3/2024 của Ban Tổ chức Hội thi",
        late=[
            {"name": "UBND xã Tân Quan", "task": "Gửi danh sách Ban Chỉ đạo, Tổ giúp việc", "due": "31/5/2024"},
            {"name": "UBND xã Tân Quan", "task": "Báo cáo quý II năm 2024", "due": "19/6/2024"},
            {"name": "Phòng Văn hóa và Thông tin", "task": "Báo cáo quý II năm 2024", "due": "19/6/2024"},
        ],
        new_due="05/7/2024",
        contact="Tổ Thư ký Hội thi, điện thoại 0271.3630.000",
    )


@dataclass(frozen=True)
class CallFacts(LetterFacts):
    """An invitation to enter the contest."""

    about: str = spec(body(_("Giới thiệu Hội thi"), required=True))
    closes: date | None = spec(Day(label=_("Nhận hồ sơ đến hết ngày"), required=True))
    where: str = spec(Text(label=_("Nơi nhận hồ sơ"), most=300))
    site: str = spec(Text(label=_("Trang nộp hồ sơ trực tuyến"), most=200))
    contact: str = spec(CONTACT)


def lay_call(facts: CallFacts) -> Paper:
    details = (
        ("Thời gian nhận hồ sơ", f"đến hết {day(facts.closes)}" if facts.closes else ""),
        ("Nơi nhận hồ sơ", facts.where),
        ("Nộp trực tuyến", facts.site),
        ("Liên hệ", facts.contact),
    )
    blocks: list[Block] = [
        *paragraphs(facts.about),
        *listed("\n".join(f"{label}: {value}" for label, value in details if value)),
        Paragraph(
            f"Ban Tổ chức đề nghị các cơ quan, đơn vị thông tin, vận động cán bộ, công chức, viên chức, người lao "
            f"động, học sinh và Nhân dân tham gia {facts.contest}"
        ),
    ]
    return letter(facts, blocks)


def sample_call() -> CallFacts:
    return sample_of(
        CallFacts,
        **samples.also("Như trên", COMMITTEE),
        symbol="BTC-KTHT",
        abstract=f"mời tham gia {NAME}",
        addressees="Các cơ quan, đơn vị, trường học, doanh nghiệp trên địa bàn huyện\nUBND các xã, thị trấn",
        about=f"Ban Tổ chức tổ chức {NAME} nhằm khơi dậy phong trào lao động sáng tạo, đưa các giải pháp kỹ thuật vào "
        "sản xuất và đời sống.\nMọi tổ chức, cá nhân có giải pháp được tạo ra và áp dụng trên địa bàn huyện đều có thể "
        "dự thi. Hội thi nhận hồ sơ như sau:",
        closes="15/4/2025",
        where="phòng Kinh tế và Hạ tầng huyện, khu phố 1, thị trấn Tân Khai",
        contact="Tổ Thư ký Hội thi, điện thoại 0271.3630.000",
    )


@dataclass(frozen=True)
class SentRow(EntryRow):
    """A dossier that goes to the upper tier."""

    prize: str = spec(Text(label=_("Giải đã đạt"), most=100))
    pages: int | None = spec(Whole(label=_("Số bộ hồ sơ"), most=100))


@dataclass(frozen=True)
class HandOverFacts(LetterFacts):
    """Dossiers that go on to the province."""

    upper: str = spec(Text(label=_("Tên Hội thi cấp trên"), required=True, most=300))
    entries: tuple[SentRow, ...] = spec(rows(SentRow, _("Giải pháp gửi dự thi"), _("Giải pháp"), least=1))
    contact: str = spec(CONTACT)


def lay_hand_over(facts: HandOverFacts) -> Paper:
    sets = sum(one.pages or 0 for one in facts.entries)
    how_many = f"{len(facts.entries):02d} giải pháp" + (f", {sets:02d} bộ hồ sơ" if sets else "")
    blocks: list[Block] = [
        Paragraph(
            f"Từ kết quả {facts.contest}, Ban Tổ chức đã chọn {how_many} dự thi {facts.upper} (danh sách kèm theo)."
        ),
        *([Paragraph(stopped(f"Liên hệ: {facts.contact}"))] if facts.contact else []),
        Paragraph("Ban Tổ chức kính đề nghị xem xét, tiếp nhận"),
    ]
    heads = (
        ("Tên giải pháp", 34),
        ("Lĩnh vực", 20),
        ("Tác giả", 20),
        ("Đơn vị", 18),
        ("Giải đã đạt", 12),
        ("Số bộ hồ sơ", 9, Align.CENTER),
    )
    cells = (
        (e.name, e.field, e.authors, e.unit, e.prize, "" if e.pages is None else str(e.pages)) for e in facts.entries
    )
    total = ("Cộng", "", "", "", "", str(sets)) if sets else ()
    title = f"Danh sách giải pháp gửi dự thi {facts.upper}".upper()
    return letter(facts, blocks, Annex("Phụ lục", title, (table(heads, cells, total=total),), wide=True))


def sample_hand_over() -> HandOverFacts:
    won = {row["name"]: row["prize"] for row in samples.PRIZES[:3]}
    return sample_of(
        HandOverFacts,
        **{**COMMITTEE, "recipients": "Như trên\nCT, các PCT. UBND huyện\nThành viên Ban Tổ chức, Tổ Thư ký"},
        symbol="BTC-KTHT",
        abstract="gửi hồ sơ dự thi Hội thi Sáng tạo kỹ thuật tỉnh Bình Phước lần thứ VIII",
        addressees="Ban Tổ chức Hội thi Sáng tạo kỹ thuật tỉnh Bình Phước",
        upper="Hội thi Sáng tạo kỹ thuật tỉnh Bình Phước lần thứ VIII, năm 2024-2025",
        entries=[{**row, "prize": won[row["name"]], "pages": 2} for row in samples.ENTRIES if row["name"] in won],
        contact="Tổ Thư ký Hội thi, điện thoại 0271.3630.000",
    )


for kind in (
    Kind(
        code="cong-van-moi-du-thi", name=_("Công văn mời tham gia Hội thi"), group=GROUP, schema=CallFacts,
        lay=lay_call, sample=sample_call, sample_day=date(2024, 4, 2),
    ),
    Kind(
        code="cong-van-don-doc", name=_("Công văn đôn đốc"), group=GROUP, schema=ReminderFacts, lay=lay_reminder,
        sample=sample_reminder, sample_day=date(2024, 6, 24), layout=2,
    ),
    Kind(
        code="cong-van-chuyen-ho-so", name=_("Công văn gửi hồ sơ dự thi cấp trên"), group=GROUP,
        schema=HandOverFacts, lay=lay_hand_over, sample=sample_hand_over, sample_day=date(2025, 5, 29), layout=2,
    ),
):  # fmt: skip
    register(kind)
