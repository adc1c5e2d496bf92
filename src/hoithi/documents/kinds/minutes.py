"""Minutes: what was done, by whom, from when until when (annex III of the decree, template 1.9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds import samples
from hoithi.documents.kinds.base import Kind, lines, register
from hoithi.documents.kinds.parts import (
    ENTRIES,
    PRIZES,
    ContestFacts,
    EntryRow,
    Member,
    PrizeRow,
    body,
    entries_table,
    labelled,
    paragraphs,
    prizes_table,
    rows,
    sample_of,
)
from hoithi.documents.kinds.samples import COMMITTEE, NAME
from hoithi.documents.kinds.wording import joined, moment, points, stopped
from hoithi.documents.paper.model import Block, Heading, Level, Paper, Paragraph, Signature, Signatures
from hoithi.kit.schemas.reading import Problem
from hoithi.kit.schemas.specs import Day, Hour, Lines, Text, Whole, spec

GROUP = _("Biên bản")
_IN_A_ROW = 3


@dataclass(frozen=True)
class MinutesFacts(ContestFacts):
    """Of all minutes. They have no place and day in the head: when it began and ended is in the text."""

    place: str = spec(Text(label=_("Địa danh"), silent=True))
    began_at: time | None = spec(Hour(label=_("Giờ bắt đầu"), required=True))
    began_on: date | None = spec(Day(label=_("Ngày bắt đầu"), required=True))
    where: str = spec(Text(label=_("Địa điểm"), required=True, most=300))
    present: tuple[Member, ...] = spec(rows(Member, _("Thành phần tham dự"), _("Người dự"), 100))
    absent: str = spec(Lines(label=_("Vắng mặt"), help=_("Họ tên, lý do, mỗi người một dòng."), most=3000))
    chair: str = spec(Text(label=_("Chủ trì"), help=_("Họ tên, chức vụ."), most=250))
    clerk: str = spec(Text(label=_("Thư ký"), help=_("Họ tên người ghi biên bản."), most=100))
    clerk_post: str = spec(Text(label=_("Chức vụ thư ký"), most=200))
    course: str = spec(body(_("Nội dung, diễn biến")))
    conclusion: str = spec(body(_("Kết luận")))
    ended_at: time | None = spec(Hour(label=_("Giờ kết thúc")))
    ended_on: date | None = spec(Day(label=_("Ngày kết thúc"), help=_("Để trống nếu trong cùng ngày.")))
    copies: int | None = spec(Whole(label=_("Số bản"), least=1, most=20))

    def check(self) -> Iterator[Problem]:
        if self.ended_on and self.began_on and self.ended_on < self.began_on:
            yield Problem("ended_on", __("Ngày kết thúc trước ngày bắt đầu."))
        same_day = self.ended_on in {None, self.began_on}
        if same_day and self.ended_at and self.began_at and self.ended_at <= self.began_at:
            yield Problem("ended_at", __("Giờ kết thúc phải sau giờ bắt đầu."))


def minutes(
    facts: MinutesFacts, findings: Sequence[Block], *, ending: str = "Cuộc họp kết thúc", all_sign: bool = False
) -> Paper:
    """Minutes with what they are about between the course and the conclusion. `all_sign`: those present do, within the
    body, besides chair and clerk."""
    blocks: list[Block] = [
        *labelled("Thời gian bắt đầu", moment(facts.began_at, facts.began_on)),
        *labelled("Địa điểm", facts.where),
    ]
    if facts.present:
        blocks += [Paragraph("Thành phần tham dự:", label="-"), *_present(facts.present)]
    blocks += labelled("Vắng mặt", joined(*lines(facts.absent), by="; "))
    blocks += labelled("Chủ trì", facts.chair)
    blocks += labelled("Thư ký", joined(facts.clerk, facts.clerk_post))
    said = [*paragraphs(facts.course), *findings]
    blocks += [Heading(Level.ROMAN, "I.", "NỘI DUNG"), *said] if said else []
    concluded = paragraphs(facts.conclusion)
    if concluded:
        blocks += [Heading(Level.ROMAN, "II." if said else "I.", "KẾT LUẬN"), *concluded]
    signing = [one for one in facts.present if all_sign and one.name not in {facts.signer, facts.clerk}]
    blocks.append(Paragraph(_ended(facts, ending) + ("./." if signing else "")))
    return Paper(
        **{**facts.frame(), "place": ""},
        kind_name="BIÊN BẢN",
        blocks=(*blocks, *_sign(signing)),
        closing="" if signing else "./.",
        second_signature=Signature(position="THƯ KÝ", name=facts.clerk),
    )


def _present(people: Sequence[Member]) -> Iterator[Block]:
    for number, one in enumerate(people, 1):
        yield Paragraph(stopped(joined(one.name, one.post, one.duty), ";"), label=f"{number}.")


def _ended(facts: MinutesFacts, ending: str) -> str:
    at = moment(facts.ended_at, facts.ended_on or facts.began_on) if facts.ended_at else ""
    ended = f"{ending} vào {at}. " if at else ""
    copies = f", được lập thành {facts.copies:02d} bản có giá trị như nhau" if facts.copies else ""
    return f"{ended}Biên bản đã được đọc cho những người có mặt cùng nghe, thống nhất{copies}"


def _sign(people: Sequence[Member]) -> Iterator[Block]:
    signatures = [Signature(position=one.duty.upper() or "THÀNH VIÊN", name=one.name) for one in people]
    for start in range(0, len(signatures), _IN_A_ROW):
        yield Signatures(tuple(signatures[start : start + _IN_A_ROW]))


MEETING = {
    **{key: COMMITTEE[key] for key in ("parent", "issuer", "contest", "filing")},
    "symbol": "BB-BTC",
    "position": "CHỦ TỌA",
    "signer": "Lê Thị Hồng Nhung",
    "recipients": "Thành viên Ban Tổ chức, Tổ Thư ký",
    "where": "Hội trường phòng Kinh tế và Hạ tầng huyện Hớn Quản",
    "chair": "Bà Lê Thị Hồng Nhung, Trưởng phòng Kinh tế và Hạ tầng, Phó Trưởng Ban Thường trực",
    "clerk": "Bùi Quốc Khánh",
    "clerk_post": "Tổ trưởng Tổ Thư ký",
    "began_at": "8:00",
    "ended_at": "11:30",
    "copies": 2,
}


@dataclass(frozen=True)
class OpeningFacts(MinutesFacts):
    """The opening of what came sealed: dossiers, or sheets with scores."""

    subject: str = spec(
        Text(label=_("Mở gì"), help=_("Ví dụ: hồ sơ dự thi, phiếu chấm điểm."), required=True, most=150)
    )
    received: int | None = spec(Whole(label=_("Số đã nhận")))
    sealed: int | None = spec(Whole(label=_("Số còn nguyên niêm phong")))
    entries: tuple[EntryRow, ...] = spec(ENTRIES)

    def check(self) -> Iterator[Problem]:
        yield from super().check()
        if self.sealed is not None and self.received is not None and self.sealed > self.received:
            yield Problem("sealed", __("Số còn nguyên niêm phong nhiều hơn số đã nhận."))


def lay_opening(facts: OpeningFacts) -> Paper:
    received = f"đã nhận {facts.received:02d}" if facts.received is not None else ""
    sealed = f"còn nguyên niêm phong {facts.sealed:02d}" if facts.sealed is not None else ""
    counted = joined(received, sealed)
    findings: list[Block] = (
        [Paragraph(stopped(f"Kiểm đếm {facts.subject} của {facts.contest}: {counted}"))] if counted else []
    )
    return minutes(facts, [*findings, entries_table(facts.entries)], ending="Việc mở, kiểm tra kết thúc")


def sample_opening() -> OpeningFacts:
    return sample_of(
        OpeningFacts,
        **MEETING,
        abstract=f"Mở hồ sơ dự thi {NAME}",
        began_on="17/4/2025",
        present=[samples.PEOPLE[1], *samples.SECRETARIES],
        course="Tổ Thư ký mở từng hồ sơ trước sự chứng kiến của những người có mặt.",
        subject="hồ sơ dự thi",
        received=5,
        sealed=5,
        entries=samples.ENTRIES,
        conclusion="05 hồ sơ đủ thành phần theo Thể lệ, trình Ban Tổ chức phê duyệt danh sách dự thi.",
    )


@dataclass(frozen=True)
class PanelFacts(MinutesFacts):
    """How one panel judged."""

    panel: str = spec(Text(label=_("Tiểu ban"), required=True, most=200))
    prizes: tuple[PrizeRow, ...] = spec(PRIZES)
    disputes: str = spec(body(_("Giải pháp có điểm chênh lệch, ý kiến khác nhau")))


def lay_panel(facts: PanelFacts) -> Paper:
    disputes = paragraphs(facts.disputes)
    findings: list[Block] = [
        Paragraph(f"{facts.panel} chấm điểm và đề nghị như sau:"),
        prizes_table(facts.prizes),
        *([Paragraph("Giải pháp có điểm chênh lệch, ý kiến khác nhau:"), *disputes] if disputes else []),
    ]
    return minutes(facts, findings, all_sign=True)


def sample_panel() -> PanelFacts:
    return sample_of(
        PanelFacts,
        **{
            **MEETING,
            "signer": "Nguyễn Hữu Phước",
            "chair": "Ông Nguyễn Hữu Phước, Phó Trưởng phòng Kinh tế và Hạ tầng, Trưởng tiểu ban",
            "clerk": "Đặng Minh Khôi",
            "clerk_post": "Ủy viên tiểu ban",
        },
        abstract="Họp Tiểu ban Cơ khí - Công nghệ thông tin",
        began_on="14/5/2025",
        present=[
            {"name": "Nguyễn Hữu Phước", "post": "Phó Trưởng phòng Kinh tế và Hạ tầng", "duty": "Trưởng tiểu ban"},
            {"name": "Đặng Minh Khôi", "post": "Giáo viên Trường THPT Trần Phú", "duty": "Ủy viên"},
            {"name": "Tô Thanh Hải", "post": "Kỹ thuật viên Điện lực Hớn Quản", "duty": "Ủy viên"},
        ],
        panel="Tiểu ban Cơ khí - Công nghệ thông tin",
        course="Các giám khảo chấm độc lập, nộp phiếu chấm; thư ký tổng hợp điểm.",
        prizes=samples.PRIZES[:2],
        disputes="- Không có giải pháp chênh lệch điểm quá mức quy định.",
        conclusion="Tiểu ban nhất trí kết quả trên, gửi Hội đồng Giám khảo.",
    )


@dataclass(frozen=True)
class JuryMeetingFacts(MinutesFacts):
    """The meeting of the whole jury that settles what is proposed."""

    votes_for: int | None = spec(Whole(label=_("Số thành viên đồng ý"), most=1000))
    votes_all: int | None = spec(Whole(label=_("Số thành viên biểu quyết"), most=1000))
    prizes: tuple[PrizeRow, ...] = spec(PRIZES)

    def check(self) -> Iterator[Problem]:
        yield from super().check()
        if self.votes_for is not None and self.votes_all is not None and self.votes_for > self.votes_all:
            yield Problem("votes_for", __("Số đồng ý nhiều hơn số biểu quyết."))


def lay_jury_meeting(facts: JuryMeetingFacts) -> Paper:
    findings: list[Block] = [
        Paragraph(f"Hội đồng Giám khảo đề nghị Ban Tổ chức {facts.contest} trao giải cho các giải pháp sau:"),
        prizes_table(facts.prizes),
    ]
    if facts.votes_for is not None and facts.votes_all:
        share = f" ({points(round(Decimal(100 * facts.votes_for) / facts.votes_all, 1))}%)"
        findings.append(
            Paragraph(f"Kết quả biểu quyết: {facts.votes_for:02d}/{facts.votes_all:02d} thành viên đồng ý{share}.")
        )
    return minutes(facts, findings, all_sign=True)


def sample_jury_meeting() -> JuryMeetingFacts:
    return sample_of(
        JuryMeetingFacts,
        **MEETING,
        abstract=f"Họp Hội đồng Giám khảo {NAME}",
        began_on="16/5/2025",
        present=[
            {"name": "Lê Thị Hồng Nhung", "post": "Trưởng phòng Kinh tế và Hạ tầng", "duty": "Chủ tịch Hội đồng"},
            {"name": "Bùi Quốc Khánh", "post": "Chuyên viên phòng Kinh tế và Hạ tầng", "duty": "Thư ký Hội đồng"},
            {"name": "Nguyễn Hữu Phước", "post": "Phó Trưởng phòng Kinh tế và Hạ tầng", "duty": "Trưởng tiểu ban"},
            {"name": "Mai Thị Lệ Quyên", "post": "Phó Trưởng phòng Nông nghiệp và PTNT", "duty": "Trưởng tiểu ban"},
        ],
        course="1. Các tiểu ban báo cáo kết quả chấm.\n2. Hội đồng thảo luận các giải pháp đạt điểm cao và biểu quyết.",
        prizes=samples.PRIZES,
        votes_for=6,
        votes_all=6,
        conclusion="Hội đồng thống nhất danh sách đề nghị trao giải; giao Thư ký hoàn thiện hồ sơ trình Ban Tổ chức.",
    )


for kind in (
    Kind(
        code="bien-ban-mo-ho-so", name=_("Biên bản mở hồ sơ, phiếu điểm"), group=GROUP, schema=OpeningFacts,
        lay=lay_opening, sample=sample_opening, abbreviation="BB", sample_day=date(2025, 4, 17),
    ),
    Kind(
        code="bien-ban-tieu-ban", name=_("Biên bản họp tiểu ban"), group=GROUP, schema=PanelFacts, lay=lay_panel,
        sample=sample_panel, abbreviation="BB", sample_day=date(2025, 5, 14),
    ),
    Kind(
        code="bien-ban-hoi-dong", name=_("Biên bản họp Hội đồng Giám khảo"), group=GROUP, schema=JuryMeetingFacts,
        lay=lay_jury_meeting, sample=sample_jury_meeting, abbreviation="BB", sample_day=date(2025, 5, 16),
    ),
):  # fmt: skip
    register(kind)
