"""Decisions of a contest: who runs it, who judges, what is let in, what is won."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds import samples
from hoithi.documents.kinds.base import Kind, register
from hoithi.documents.kinds.deciding import DecisionFacts, decision, with_annexes
from hoithi.documents.kinds.parts import (
    SOME_ENTRIES,
    SOME_PRIZES,
    EntryRow,
    Member,
    PrizeRow,
    Row,
    body,
    counted_prizes,
    entries_table,
    paragraphs,
    people_table,
    prizes_table,
    rows,
    sample_of,
    sum_said,
    table,
)
from hoithi.documents.kinds.samples import (
    AWARD_LAW,
    DECIDER,
    DISTRICT,
    HEAD,
    LAW,
    NAME,
    PEOPLE,
    PLAN,
    SECRETARIES,
)
from hoithi.documents.kinds.wording import day, grouped, joined, stopped
from hoithi.documents.paper.model import Align, Annex, Block, Heading, Level, Paper, Paragraph, Table, roman
from hoithi.kit.schemas.reading import Problem
from hoithi.kit.schemas.specs import Day, Money, Text, spec

GROUP = _("Quyết định")


@dataclass(frozen=True)
class CommitteeFacts(DecisionFacts):
    """The committee that runs the contest, and its secretaries."""

    members: tuple[Member, ...] = spec(rows(Member, _("Ban Tổ chức"), _("Thành viên"), 100))
    secretaries: tuple[Member, ...] = spec(rows(Member, _("Tổ Thư ký"), _("Thành viên"), 50))
    duties: str = spec(body(_("Nhiệm vụ của Ban Tổ chức, Tổ Thư ký")))


def lay_committee(facts: CommitteeFacts) -> Paper:
    bodies = [("Ban Tổ chức", facts.members), ("Tổ Thư ký", facts.secretaries)]
    named = [one for one in bodies if one[1]] or bodies[:1]
    both = joined(*(title for title, _people in named), by=" và ")
    paper = decision(
        facts,
        [Paragraph(f"Thành lập {both} {facts.contest}, gồm các ông (bà) có tên trong danh sách kèm theo.")],
        _duties(facts.duties, f"{both} có nhiệm vụ:"),
        [Paragraph(f"{both} tự giải thể sau khi hoàn thành nhiệm vụ.")],
    )
    title = f"Danh sách {both} {facts.contest}".upper()
    return with_annexes(paper, facts, Annex("", title, tuple(_groups(named))))


def _groups(bodies: Sequence[tuple[str, Sequence[Member]]]) -> Iterator[Block]:
    for number, (title, people) in enumerate(bodies, 1):
        if len(bodies) > 1:
            yield Heading(Level.ROMAN, f"{roman(number)}.", title.upper())
        yield people_table(people)


def _duties(text: str, lead: str) -> list[Block]:
    return [Paragraph(lead), *paragraphs(text)] if text else []


def sample_committee() -> CommitteeFacts:
    return sample_of(
        CommitteeFacts,
        **samples.also("Như Điều 4", DISTRICT),
        symbol="QĐ-UBND",
        abstract=f"Về việc thành lập Ban Tổ chức và Tổ Thư ký {NAME}",
        decider=DECIDER,
        bases=f"{LAW}\nXét đề nghị của Trưởng phòng Kinh tế và Hạ tầng tại Tờ trình số 02/TTr-KTHT ngày 02/01/2024",
        members=PEOPLE,
        secretaries=SECRETARIES,
        duties="1. Xây dựng kế hoạch, ban hành Thể lệ và tổ chức Hội thi.\n"
        "2. Thành lập Hội đồng Giám khảo; xét, đề nghị trao giải thưởng.\n"
        "3. Được sử dụng con dấu của Ủy ban nhân dân huyện trong thời gian hoạt động.",
        executors="Chánh Văn phòng HĐND và UBND huyện, Trưởng phòng Kinh tế và Hạ tầng, thủ trưởng các cơ quan, đơn vị "
        "có liên quan và các ông (bà) có tên trong danh sách",
    )


@dataclass(frozen=True)
class PanelMember(Member):
    """A judge in one panel, or over all of them."""

    panel: str = spec(Text(label=_("Tiểu ban"), help=_("Để trống với lãnh đạo, thư ký Hội đồng."), most=200))


@dataclass(frozen=True)
class JuryFacts(DecisionFacts):
    """The jury and its panels."""

    members: tuple[PanelMember, ...] = spec(rows(PanelMember, _("Hội đồng Giám khảo"), _("Thành viên"), 200))
    duties: str = spec(body(_("Nhiệm vụ của Hội đồng Giám khảo")))


def lay_jury(facts: JuryFacts) -> Paper:
    panels = [panel for panel in dict.fromkeys(one.panel for one in facts.members) if panel]
    how_many = f" và {len(panels):02d} tiểu ban" if panels else ""
    paper = decision(
        facts,
        [
            Paragraph(
                f"Thành lập Hội đồng Giám khảo{how_many} {facts.contest}, "
                "gồm các ông (bà) có tên trong danh sách kèm theo."
            )
        ],
        _duties(facts.duties, "Hội đồng Giám khảo có nhiệm vụ:"),
        [Paragraph("Hội đồng Giám khảo tự giải thể sau khi hoàn thành nhiệm vụ.")],
    )
    leading = tuple(one for one in facts.members if not one.panel)
    found = [("Lãnh đạo, thư ký Hội đồng", leading)] if leading or not panels else []
    found += [(panel, tuple(one for one in facts.members if one.panel == panel)) for panel in panels]
    return with_annexes(
        paper, facts, Annex("", f"Danh sách Hội đồng Giám khảo {facts.contest}".upper(), tuple(_groups(found)))
    )


def sample_jury() -> JuryFacts:
    engines, farms = "Tiểu ban Cơ khí - Công nghệ thông tin", "Tiểu ban Nông nghiệp - Giáo dục"
    return sample_of(
        JuryFacts,
        **samples.also("Như Điều 4", {**samples.COMMITTEE, "authority": ""}),
        symbol="QĐ-BTC",
        abstract=f"Về việc thành lập Hội đồng Giám khảo {NAME}",
        decider=HEAD,
        bases=f"{PLAN}\nXét đề nghị của cơ quan thường trực Hội thi",
        members=[
            {"name": "Lê Thị Hồng Nhung", "post": "Trưởng phòng Kinh tế và Hạ tầng", "duty": "Chủ tịch Hội đồng"},
            {"name": "Bùi Quốc Khánh", "post": "Chuyên viên phòng Kinh tế và Hạ tầng", "duty": "Thư ký Hội đồng"},
            {"name": "Nguyễn Hữu Phước", "post": "Phó Trưởng phòng Kinh tế và Hạ tầng", "duty": "Trưởng tiểu ban",
             "panel": engines},
            {"name": "Đặng Minh Khôi", "post": "Giáo viên Trường THPT Trần Phú", "duty": "Ủy viên", "panel": engines},
            {"name": "Mai Thị Lệ Quyên", "post": "Phó Trưởng phòng Nông nghiệp và PTNT", "duty": "Trưởng tiểu ban",
             "panel": farms},
            {"name": "Trương Gia Bảo", "post": "Chuyên viên phòng Giáo dục và Đào tạo", "duty": "Ủy viên",
             "panel": farms},
        ],
        duties="1. Chấm điểm độc lập từng giải pháp theo tiêu chí của Thể lệ.\n"
        "2. Lập biên bản, đề nghị Ban Tổ chức xét giải.",
        executors="Tổ Thư ký Hội thi và các ông (bà) có tên trong danh sách",
    )  # fmt: skip


@dataclass(frozen=True)
class EligibleFacts(DecisionFacts):
    """What is let in."""

    entries: tuple[EntryRow, ...] = spec(SOME_ENTRIES)


def lay_eligible(facts: EligibleFacts) -> Paper:
    count = len(facts.entries)
    paper = decision(
        facts,
        [
            Paragraph(
                f"Phê duyệt danh sách {count:02d} giải pháp đủ điều kiện dự thi {facts.contest} "
                "(có danh sách kèm theo)."
            )
        ],
        [Paragraph("Giao Tổ Thư ký chuyển hồ sơ cho Hội đồng Giám khảo chấm theo Thể lệ và Kế hoạch của Hội thi.")],
    )
    title = f"Danh sách giải pháp đủ điều kiện dự thi {facts.contest}".upper()
    blocks: list[Block] = [entries_table(facts.entries)]
    fields = Counter(one.field for one in facts.entries if one.field)
    if fields:
        heads = (("Lĩnh vực", 70), ("Số giải pháp", 20, Align.CENTER))
        other = count - fields.total()
        cells = [(field, str(number)) for field, number in fields.items()]
        cells += [("Chưa ghi lĩnh vực", str(other))] if other else []
        blocks.append(table(heads, cells, total=("Cộng", str(count)), caption="Số giải pháp theo lĩnh vực"))
    return with_annexes(paper, facts, Annex("", title, tuple(blocks), wide=True))


def sample_eligible() -> EligibleFacts:
    return sample_of(
        EligibleFacts,
        **samples.also("Như Điều 3", {**samples.COMMITTEE, "authority": ""}),
        symbol="QĐ-BTC",
        abstract=f"Phê duyệt danh sách giải pháp đủ điều kiện dự thi {NAME}",
        decider=HEAD,
        bases=f"{PLAN}\nXét đề nghị của Tổ Thư ký tại Biên bản mở hồ sơ ngày 17/4/2025",
        entries=samples.ENTRIES,
        executors="Tổ Thư ký, Hội đồng Giám khảo và các tác giả có giải pháp trong danh sách",
    )


@dataclass(frozen=True)
class ResultsFacts(DecisionFacts):
    """What is won."""

    prizes: tuple[PrizeRow, ...] = spec(SOME_PRIZES)
    funding: str = spec(Text(label=_("Nguồn kinh phí"), help=_("Ví dụ: ngân sách huyện năm 2025."), most=300))


def lay_results(facts: ResultsFacts) -> Paper:
    count = len(facts.prizes)
    paper = decision(
        facts,
        [
            Paragraph(
                f"Công nhận kết quả và trao giải thưởng {facts.contest} cho {count:02d} giải pháp "
                + joined(counted_prizes(facts.prizes, "gồm: "), "(có danh sách kèm theo).", by=" ")
            )
        ],
        sum_said("Tổng số tiền thưởng là", facts.prizes, facts.funding),
    )
    title = f"Danh sách giải pháp đạt giải {facts.contest}".upper()
    return with_annexes(paper, facts, Annex("", title, (prizes_table(facts.prizes),), wide=True))


def sample_results() -> ResultsFacts:
    return sample_of(
        ResultsFacts,
        **samples.also("Như Điều 3", DISTRICT),
        symbol="QĐ-UBND",
        abstract=f"Công nhận kết quả và trao giải thưởng {NAME}",
        decider=DECIDER,
        bases=f"{LAW}\n{PLAN}\nXét đề nghị của Trưởng Ban Tổ chức Hội thi tại Tờ trình số 09/TTr-BTC ngày 20/5/2025",
        prizes=samples.PRIZES,
        funding="ngân sách huyện năm 2025",
        executors="Chánh Văn phòng HĐND và UBND huyện, Trưởng phòng Tài chính - Kế hoạch, Trưởng Ban Tổ chức Hội thi "
        "và các tác giả có tên trong danh sách",
    )


@dataclass(frozen=True)
class PraisedRow(Row):
    """A body or a person that is commended."""

    name: str = spec(Text(label=_("Tập thể, cá nhân"), required=True, most=200))
    unit: str = spec(Text(label=_("Chức vụ, đơn vị"), most=200))
    merit: str = spec(Text(label=_("Thành tích"), most=400))
    amount: int | None = spec(Money(label=_("Tiền thưởng (đồng)")))


@dataclass(frozen=True)
class PraiseFacts(DecisionFacts):
    """Who is commended for having organised, spread or won."""

    form: str = spec(Text(label=_("Hình thức khen"), help=_("Ví dụ: Tặng Giấy khen."), required=True, most=150))
    bodies: tuple[PraisedRow, ...] = spec(rows(PraisedRow, _("Tập thể"), _("Tập thể"), 200))
    people: tuple[PraisedRow, ...] = spec(rows(PraisedRow, _("Cá nhân"), _("Cá nhân"), 500))
    funding: str = spec(Text(label=_("Nguồn kinh phí"), most=300))


def lay_praise(facts: PraiseFacts) -> Paper:
    counts = (
        f"{len(facts.bodies):02d} tập thể" if facts.bodies else "",
        f"{len(facts.people):02d} cá nhân" if facts.people else "",
    )
    whom = joined(*counts, by=" và ") or "các tập thể, cá nhân"
    paper = decision(
        facts,
        [
            Paragraph(
                f"{facts.form} cho {whom} đã có thành tích xuất sắc trong tổ chức, tham gia {facts.contest} "
                "(có danh sách kèm theo)."
            )
        ],
        sum_said("Tổng số tiền thưởng kèm theo là", (*facts.bodies, *facts.people), facts.funding),
    )
    blocks: list[Block] = []
    groups = [(title, found) for title, found in (("TẬP THỂ", facts.bodies), ("CÁ NHÂN", facts.people)) if found]
    for number, (title, found) in enumerate(groups or [("TẬP THỂ, CÁ NHÂN", ())], 1):
        blocks += [Heading(Level.ROMAN, f"{roman(number)}.", title), _praised(found)]
    title = f"Danh sách tập thể, cá nhân được khen thưởng trong {facts.contest}".upper()
    return with_annexes(paper, facts, Annex("", title, tuple(blocks)))


def _praised(found: tuple[PraisedRow, ...]) -> Table:
    heads = (("Tên", 26), ("Chức vụ, đơn vị", 24), ("Thành tích", 34), ("Tiền thưởng (đồng)", 16, Align.RIGHT))
    total = sum(one.amount or 0 for one in found)
    return table(
        heads,
        ((one.name, one.unit, one.merit, grouped(one.amount)) for one in found),
        total=("Cộng", "", "", grouped(total)) if total else (),
    )


def sample_praise() -> PraiseFacts:
    return sample_of(
        PraiseFacts,
        **samples.also("Như Điều 3", DISTRICT),
        symbol="QĐ-UBND",
        abstract=f"Về việc khen thưởng các tập thể, cá nhân có thành tích xuất sắc trong {NAME}",
        decider=DECIDER,
        bases=f"{LAW}\n{AWARD_LAW}\nXét đề nghị của Trưởng phòng Nội vụ tại Tờ trình số 41/TTr-NV ngày 02/6/2025",
        form="Tặng Giấy khen",
        bodies=[
            {"name": "UBND xã An Khương", "merit": "Vận động được nhiều giải pháp dự thi nhất", "amount": 1_600_000},
            {"name": "Trường THPT Trần Phú", "merit": "Có nhiều giải pháp đạt giải", "amount": 1_600_000},
        ],
        people=[
            {"name": "Điểu Minh Sang", "unit": "Bí thư Huyện đoàn", "merit": "Tuyên truyền, phát động Hội thi trong "
             "thanh thiếu niên", "amount": 800_000},
        ],
        funding="Quỹ thi đua, khen thưởng huyện năm 2025",
        executors="Chánh Văn phòng HĐND và UBND huyện, Trưởng phòng Nội vụ và các tập thể, cá nhân có tên "
        "trong danh sách",
    )  # fmt: skip


@dataclass(frozen=True)
class ExtensionFacts(DecisionFacts):
    """A door that stays open longer, for everybody."""

    what: str = spec(
        Text(label=_("Gia hạn việc gì"), help=_("Ví dụ: thời gian nhận hồ sơ dự thi."), required=True, most=200)
    )
    from_day: date | None = spec(Day(label=_("Hạn cũ, đến hết ngày"), required=True))
    to_day: date | None = spec(Day(label=_("Hạn mới, đến hết ngày"), required=True))
    plan: str = spec(Text(label=_("Văn bản đã định hạn cũ"), help=_("Ghi loại, số, ký hiệu, ngày."), most=300))

    def check(self) -> Iterator[Problem]:
        if self.from_day and self.to_day and self.to_day <= self.from_day:
            yield Problem("to_day", __("Hạn mới phải sau hạn cũ."))


def lay_extension(facts: ExtensionFacts) -> Paper:
    old = f", thay cho hạn {day(facts.from_day)}" if facts.from_day else ""
    by = f" tại {facts.plan}" if facts.plan and old else ""
    return decision(
        facts,
        [Paragraph(f"Gia hạn {facts.what} {facts.contest} đến hết {day(facts.to_day)}{stopped(f'{old}{by}') or '.'}")],
        [Paragraph(stopped(f"Các nội dung khác{f' của {facts.plan}' if facts.plan else ''} giữ nguyên"))],
    )


def sample_extension() -> ExtensionFacts:
    return sample_of(
        ExtensionFacts,
        **samples.also("Như Điều 3", {**samples.COMMITTEE, "authority": ""}),
        symbol="QĐ-BTC",
        abstract=f"Về việc gia hạn thời gian nhận hồ sơ dự thi {NAME}",
        decider=HEAD,
        bases=f"{PLAN}\nXét đề nghị của cơ quan thường trực Hội thi",
        what="thời gian nhận hồ sơ dự thi",
        from_day="15/4/2025",
        to_day="30/4/2025",
        plan="Kế hoạch số 12/KH-BTC ngày 20/3/2024 của Ban Tổ chức Hội thi",
        executors="Tổ Thư ký, các cơ quan, đơn vị và cá nhân có liên quan",
    )


for kind in (
    Kind(
        code="quyet-dinh-ban-to-chuc", name=_("Quyết định thành lập Ban Tổ chức, Tổ Thư ký"), group=GROUP,
        schema=CommitteeFacts, lay=lay_committee, sample=sample_committee, abbreviation="QĐ",
    ),
    Kind(
        code="quyet-dinh-hoi-dong-giam-khao", name=_("Quyết định thành lập Hội đồng Giám khảo"), group=GROUP,
        schema=JuryFacts, lay=lay_jury, sample=sample_jury, abbreviation="QĐ", sample_day=date(2025, 4, 22),
    ),
    Kind(
        code="quyet-dinh-danh-sach-du-thi", name=_("Quyết định phê duyệt danh sách đủ điều kiện dự thi"), group=GROUP,
        schema=EligibleFacts, lay=lay_eligible, sample=sample_eligible, abbreviation="QĐ",
        sample_day=date(2025, 4, 21),
    ),
    Kind(
        code="quyet-dinh-ket-qua", name=_("Quyết định công nhận kết quả, trao giải"), group=GROUP,
        schema=ResultsFacts, lay=lay_results, sample=sample_results, abbreviation="QĐ",
        sample_day=date(2025, 5, 26),
    ),
    Kind(
        code="quyet-dinh-khen-thuong", name=_("Quyết định khen thưởng"), group=GROUP, schema=PraiseFacts,
        lay=lay_praise, sample=sample_praise, abbreviation="QĐ", sample_day=date(2025, 6, 5),
    ),
    Kind(
        code="quyet-dinh-gia-han", name=_("Quyết định gia hạn"), group=GROUP, schema=ExtensionFacts,
        lay=lay_extension, sample=sample_extension, abbreviation="QĐ", sample_day=date(2025, 4, 10),
    ),
):  # fmt: skip
    register(kind)
