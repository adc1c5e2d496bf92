"""Plans and rules: what the contest rests on."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds.base import Facts, Kind, lines, register
from hoithi.documents.kinds.body import blocks_of
from hoithi.documents.kinds.deciding import DecisionFacts, decision, with_annexes
from hoithi.documents.kinds.parts import BASES, BODY_HELP, Row, body, listed, paragraphs, rows, sample_of, table
from hoithi.documents.kinds.samples import COMMITTEE, CRITERIA, FIELDS, HEAD, NAME, PLAN, also
from hoithi.documents.kinds.wording import grouped, points
from hoithi.documents.paper.model import Align, Annex, Block, Heading, Level, Paper, Paragraph, roman
from hoithi.kit.schemas.specs import Lines, Money, Points, Prose, Text, Whole, spec

GROUP = _("Kế hoạch, thể lệ")


@dataclass(frozen=True)
class PlanPart(Row):
    """A part of a plan: its title and all that stands in it."""

    name: str = spec(
        Text(label=_("Tên phần"), help=_("Không ghi số La Mã; để trống nếu phần này tự đánh số bên trong."), most=300)
    )
    text: str = spec(Prose(label=_("Nội dung"), help=BODY_HELP, most=60000))


@dataclass(frozen=True)
class PlanFacts(Facts):
    """A plan, whole: its words are the officers' own."""

    bases: str = spec(BASES)
    opening: str = spec(body(_("Câu mở đầu")))
    parts: tuple[PlanPart, ...] = spec(rows(PlanPart, _("Các phần"), _("Phần"), 40, least=1))
    ending: str = spec(body(_("Câu kết")))


def lay_plan(facts: PlanFacts) -> Paper:
    """Parts with Roman numbers, and what stands in them as it was typed."""
    blocks: list[Block] = paragraphs(facts.opening)
    number = 0
    for part in facts.parts:
        if part.name:
            number += 1
            blocks.append(Heading(Level.ROMAN, f"{roman(number)}.", part.name))
        blocks += blocks_of(part.text)
    blocks += paragraphs(facts.ending)
    return Paper(**facts.frame(), kind_name="KẾ HOẠCH", bases=lines(facts.bases), blocks=tuple(blocks))


def sample_plan() -> PlanFacts:
    """A short plan of the same build as real ones."""
    return sample_of(
        PlanFacts,
        **{key: value for key, value in COMMITTEE.items() if key != "contest"},
        symbol="KH-BTC",
        abstract=f"Tổ chức {NAME}",
        bases="Căn cứ Kế hoạch số 72/KH-HTSTKT ngày 29/02/2024 của Ban Tổ chức Hội thi Sáng tạo kỹ thuật tỉnh về tổ "
        "chức Hội thi Sáng tạo kỹ thuật tỉnh Bình Phước lần thứ VIII, năm 2024-2025\n"
        f"Căn cứ Quyết định số 01/QĐ-UBND ngày 03/01/2024 của UBND huyện về việc kiện toàn Ban Tổ chức và Tổ Thư ký "
        f"{NAME}\n"
        "Xét đề nghị của phòng Kinh tế và Hạ tầng tại Tờ trình số 23/TTr-KTHT ngày 19/3/2024",
        opening=f"Ban Tổ chức Hội thi ban hành Kế hoạch tổ chức {NAME}, cụ thể như sau:",
        parts=[
            {
                "name": "MỤC ĐÍCH, YÊU CẦU",
                "text": "- Khơi dậy phong trào thi đua lao động sáng tạo trong mọi tầng lớp Nhân dân; đưa các giải "
                "pháp kỹ thuật vào sản xuất và đời sống.\n"
                "- Việc tổ chức Hội thi phải bảo đảm nghiêm túc, thiết thực, tiết kiệm.",
            },
            {
                "name": "NỘI DUNG THỰC HIỆN",
                "text": "1. Tuyên truyền, phát động\n- Thời gian phát động: trong Quý I/2024.\n"
                "- Tuyên truyền trên hệ thống truyền thanh huyện, xã, thị trấn.\n"
                "2. Nhận hồ sơ dự thi\n- Cơ quan tiếp nhận: phòng Kinh tế và Hạ tầng huyện;\n"
                "- Thời gian nhận hồ sơ: từ ngày phát động đến hết **ngày 15/4/2025**.\n"
                "3. Chấm thi, trao giải\nLịch các bước như sau:\n"
                "Nội dung | Thời gian\nThành lập Hội đồng Giám khảo | trước ngày 30/4/2025\n"
                "Chấm thi | từ ngày 01/5/2025 đến ngày 15/5/2025\nTổng kết, trao giải | Quý IV/2025",
            },
            {
                "name": "KINH PHÍ",
                "text": "Từ nguồn ngân sách huyện và nguồn tài trợ của các tổ chức, cá nhân (nếu có).",
            },
            {
                "name": "TỔ CHỨC THỰC HIỆN",
                "text": "1. Phòng Kinh tế và Hạ tầng\na) Là cơ quan thường trực Hội thi.\n"
                "b) Tiếp nhận hồ sơ, tổng hợp báo cáo (*trước ngày 20 của tháng cuối quý*).\n"
                "2. UBND các xã, thị trấn: thành lập Ban Chỉ đạo và Tổ giúp việc; tuyên truyền đến ấp, sóc, khu phố.",
            },
        ],
        ending="Yêu cầu các cơ quan, đơn vị, cá nhân có liên quan nghiêm túc triển khai thực hiện Kế hoạch này",
    )


@dataclass(frozen=True)
class PrizeLevel(Row):
    """One level of prizes in the rules; `count` at most."""

    name: str = spec(Text(label=_("Tên giải"), required=True, most=100))
    count: int | None = spec(Whole(label=_("Số giải"), required=True))
    amount: int | None = spec(Money(label=_("Mức thưởng mỗi giải (đồng)"), required=True))


@dataclass(frozen=True)
class CriterionRow(Row):
    """One criterion with its highest number of points."""

    name: str = spec(Text(label=_("Tiêu chí"), required=True, most=300))
    most: Decimal | None = spec(Points(label=_("Điểm tối đa"), required=True))


@dataclass(frozen=True)
class RulesFacts(DecisionFacts):
    """The rules, as what a decision puts in force."""

    fields: str = spec(Lines(label=_("Các lĩnh vực dự thi"), help=_("Mỗi lĩnh vực một dòng."), most=4000))
    entrants: str = spec(body(_("Đối tượng dự thi")))
    conditions: str = spec(body(_("Điều kiện của giải pháp dự thi")))
    dossier: str = spec(body(_("Hồ sơ dự thi")))
    reception: str = spec(body(_("Thời gian, địa điểm nộp hồ sơ")))
    criteria: tuple[CriterionRow, ...] = spec(rows(CriterionRow, _("Tiêu chí chấm điểm"), _("Tiêu chí"), 20))
    judging: str = spec(body(_("Cách chấm, xét giải")))
    prizes: tuple[PrizeLevel, ...] = spec(rows(PrizeLevel, _("Cơ cấu giải thưởng"), _("Giải"), 20))
    other: str = spec(body(_("Quyền, nghĩa vụ và các quy định khác")))


def _criteria(facts: RulesFacts) -> list[Block]:
    total = points(sum((one.most or Decimal(0) for one in facts.criteria), Decimal(0)))
    heads = (("Tiêu chí", 70), ("Điểm tối đa", 20, Align.CENTER))
    cells = ((one.name, points(one.most)) for one in facts.criteria)
    made: list[Block] = [table(heads, cells, total=("Cộng", total))] if facts.criteria else []
    return [*made, *paragraphs(facts.judging)]


def _prizes(levels: tuple[PrizeLevel, ...]) -> list[Block]:
    if not levels:
        return []
    sums = [(one.count or 0) * (one.amount or 0) for one in levels]
    heads = (
        ("Giải", 30),
        ("Số giải", 14, Align.CENTER),
        ("Mức thưởng (đồng)", 26, Align.RIGHT),
        ("Thành tiền (đồng)", 26, Align.RIGHT),
    )
    cells = (
        (one.name, str(one.count or 0), grouped(one.amount), grouped(total))
        for one, total in zip(levels, sums, strict=True)
    )
    total = ("Cộng", str(sum(one.count or 0 for one in levels)), "", grouped(sum(sums)))
    return [table(heads, cells, total=total)]


def lay_rules(facts: RulesFacts) -> Paper:
    """The decision, and the rules as what is issued with it; an article for each thing that the rules say."""
    contents = (
        ("Lĩnh vực dự thi", listed(facts.fields)),
        ("Đối tượng dự thi", paragraphs(facts.entrants)),
        ("Điều kiện của giải pháp dự thi", paragraphs(facts.conditions)),
        ("Hồ sơ dự thi", paragraphs(facts.dossier)),
        ("Thời gian, địa điểm nộp hồ sơ", paragraphs(facts.reception)),
        ("Tiêu chí chấm điểm, xét giải", _criteria(facts)),
        ("Cơ cấu giải thưởng", _prizes(facts.prizes)),
        ("Quyền, nghĩa vụ và các quy định khác", paragraphs(facts.other)),
    )
    blocks: list[Block] = []
    for number, (title, said) in enumerate((one for one in contents if one[1]), 1):
        blocks += [Heading(Level.ARTICLE, f"Điều {number}.", title), *said]
    paper = decision(facts, [Paragraph(f"Ban hành kèm theo Quyết định này Thể lệ {facts.contest}.")])
    return with_annexes(paper, facts, Annex("", f"Thể lệ {facts.contest}".upper(), tuple(blocks)), issued=True)


def sample_rules() -> RulesFacts:
    """Rules in the manner of the province's."""
    return sample_of(
        RulesFacts,
        **also("Như Điều 2", {**COMMITTEE, "authority": ""}),
        symbol="QĐ-BTC",
        abstract=f"Ban hành Thể lệ {NAME}",
        decider=HEAD,
        bases=PLAN,
        executors="Tổ Thư ký Hội thi, các cơ quan, đơn vị và cá nhân có liên quan",
        fields="\n".join(FIELDS),
        entrants="1. Mọi tổ chức, cá nhân đang sinh sống, làm việc, học tập trên địa bàn huyện.\n"
        "2. Một tác giả được dự thi nhiều giải pháp.",
        conditions="1. Giải pháp được tạo ra và áp dụng từ năm 2019 đến nay.\n"
        "2. Giải pháp chưa đạt giải từ cấp tỉnh trở lên.",
        dossier="1. Hồ sơ gồm:\na) Phiếu đăng ký dự thi;\nb) Bản mô tả giải pháp;\nc) Ảnh, bản vẽ, mô hình (nếu có).\n"
        "2. Hồ sơ lập thành 02 bộ, hoặc nộp trực tuyến.",
        reception="Hồ sơ gửi về phòng Kinh tế và Hạ tầng huyện đến hết ngày 15/4/2025.",
        criteria=CRITERIA,
        judging="Điểm của giải pháp là trung bình cộng điểm của các giám khảo, lấy hai chữ số thập phân.",
        prizes=[
            {"name": "Giải Nhất", "count": 1, "amount": 10_000_000},
            {"name": "Giải Nhì", "count": 2, "amount": 7_000_000},
            {"name": "Giải Ba", "count": 3, "amount": 5_000_000},
            {"name": "Giải Khuyến khích", "count": 5, "amount": 2_500_000},
        ],
        other="1. Tác giả chịu trách nhiệm về tính trung thực của hồ sơ.\n"
        "2. Khiếu nại về kết quả gửi Ban Tổ chức trong 15 ngày kể từ ngày công bố.",
    )


register(
    Kind(
        code="ke-hoach", name=_("Kế hoạch tổ chức Hội thi"), group=GROUP, schema=PlanFacts, lay=lay_plan,
        sample=sample_plan, abbreviation="KH",
    )
)  # fmt: skip
register(
    Kind(
        code="the-le", name=_("Quyết định ban hành Thể lệ"), group=GROUP, schema=RulesFacts, lay=lay_rules,
        sample=sample_rules, abbreviation="QĐ",
    )
)  # fmt: skip
