"""What several kinds ask and say in the same words."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from hoithi.documents.kinds.base import Facts, lines
from hoithi.documents.kinds.body import blocks_of, words_of_line
from hoithi.documents.kinds.wording import grouped, in_words, joined, money, points, stopped
from hoithi.documents.paper.model import Align, Block, Column, Paragraph, Table, Words
from hoithi.kit.schemas.reading import Schema, read_data
from hoithi.kit.schemas.specs import Code, Lines, Money, Points, Prose, Rows, Text, Whole, spec

AnyFacts = TypeVar("AnyFacts", bound=Facts)
BODY_HELP = _("Mỗi đoạn một dòng. Đầu dòng “1.”, “a)”, “-” là đánh số; **đậm**, *nghiêng*; “ | ” ngăn các ô của bảng.")
CONTEST = Text(
    label=_("Tên Hội thi"), help=_("Ghi đủ lần thứ và năm, viết như đứng giữa câu."), required=True, most=300
)
BASES = Lines(label=_("Căn cứ"), help=_("Mỗi căn cứ một dòng, không ghi dấu chấm phẩy."), most=6000)


def body(label: Any, *, required: bool = False, help_text: Any = BODY_HELP) -> Prose:
    """A box of free text in several paragraphs."""
    return Prose(label=label, help=help_text, most=40000, required=required)


@dataclass(frozen=True)
class ContestFacts(Facts):
    """Of every paper about one contest."""

    contest: str = spec(CONTEST)


@dataclass(frozen=True)
class Row(Schema):
    """One row of a table; it has a stable code, so that changes can be told row by row."""

    code: str = spec(Code())


@dataclass(frozen=True)
class Member(Row):
    """Somebody in a committee, a jury, at a meeting."""

    name: str = spec(Text(label=_("Họ và tên"), help=_("Không ghi học hàm, học vị."), required=True, most=100))
    post: str = spec(Text(label=_("Chức vụ, đơn vị"), most=200))
    duty: str = spec(Text(label=_("Nhiệm vụ"), help=_("Ví dụ: Trưởng Ban, Phó Trưởng Ban, Ủy viên."), most=150))


@dataclass(frozen=True)
class EntryRow(Row):
    """A solution as lists name it."""

    number: str = spec(Text(label=_("Mã hồ sơ"), most=30))
    name: str = spec(Text(label=_("Tên giải pháp"), required=True, most=300))
    field: str = spec(Text(label=_("Lĩnh vực"), most=200))
    authors: str = spec(Text(label=_("Tác giả"), most=500))
    unit: str = spec(Text(label=_("Đơn vị"), most=200))


@dataclass(frozen=True)
class PrizeRow(Row):
    """A solution with its prize, the highest first."""

    name: str = spec(Text(label=_("Tên giải pháp"), required=True, most=300))
    authors: str = spec(Text(label=_("Tác giả"), required=True, most=500))
    unit: str = spec(Text(label=_("Đơn vị"), most=200))
    prize: str = spec(Text(label=_("Giải"), help=_("Ví dụ: Giải Nhất."), required=True, most=100))
    points: Decimal | None = spec(Points(label=_("Điểm")))
    amount: int | None = spec(Money(label=_("Mức thưởng (đồng)")))


@dataclass(frozen=True)
class CountRow(Row):
    """How many there are of something."""

    name: str = spec(Text(label=_("Nội dung"), required=True, most=250))
    count: int | None = spec(Whole(label=_("Số lượng"), required=True))


def rows(of: type[Row], label: Any, row: Any, most: int = 500, least: int = 0) -> Rows:
    """A list in the facts of a kind."""
    return Rows(label=label, of=of, row=row, most=most, least=least)


ENTRIES = rows(EntryRow, _("Danh sách giải pháp"), _("Giải pháp"), 1200)
PRIZES = rows(PrizeRow, _("Các giải"), _("Giải"))
# of papers that are about nothing but the list
SOME_ENTRIES, SOME_PRIZES = replace(ENTRIES, least=1), replace(PRIZES, least=1)


def sample_of(schema: type[AnyFacts], **facts: Any) -> AnyFacts:
    """A sample, read as if it had been typed."""
    return read_data(schema, facts)


def paragraphs(text: str) -> list[Block]:
    """Each line of `text` as a paragraph, with its number or dash."""
    return list(blocks_of(text))


def listed(text: str, mark: str = "-") -> list[Block]:
    """Each line of `text` as an item; all but the last end in a semicolon."""
    items = lines(text)
    return [
        Paragraph(words_of_line(stopped(item, "." if at == len(items) else ";")), label=mark)
        for at, item in enumerate(items, 1)
    ]


def labelled(label: str, value: str, mark: str = "-") -> list[Block]:
    """ "- Địa điểm: Hội trường UBND huyện." unless there is nothing to say."""
    return [Paragraph(words_of_line(stopped(f"{label}: {value}")), label=mark)] if value else []


def articles(*contents: Sequence[Block]) -> list[Block]:
    """ "Điều 1.", "Điều 2." before the first paragraph of each that has one."""
    made: list[Block] = []
    for number, content in enumerate((one for one in contents if one), 1):
        first, *rest = content
        if not isinstance(first, Paragraph):
            first, rest = Paragraph(""), list(content)
        made += [Paragraph(first.words, label=f"Điều {number}.", bold_label=True), *rest]
    return made


def table(
    heads: Sequence[tuple[str, float] | tuple[str, float, Align]],
    cells: Iterable[Sequence[Words]],
    *,
    numbered: bool = True,
    total: Sequence[Words] = (),
    caption: str = "",
    by_hand: Collection[str] = (),
) -> Table:
    """A table whose first column numbers the rows; a column in which no row says anything is left out, unless it is
    filled in `by_hand`. `total` is the last row, bold, without a number."""
    lines_ = [tuple(row) for row in cells]
    kept = [at for at, head in enumerate(heads) if head[0] in by_hand or not lines_ or any(row[at] for row in lines_)]
    columns = [Column(*heads[at]) for at in kept]
    made = [tuple(row[at] for at in kept) for row in lines_]
    if total and made:
        made.append(tuple(total[at] for at in kept))
    if numbered:
        columns.insert(0, Column("STT", 5, Align.CENTER))
        last = len(made) - 1 if total else len(made)
        made = [("" if at == last else str(at + 1), *row) for at, row in enumerate(made)]
    strong = frozenset({len(made) - 1}) if total and made else frozenset[int]()
    return Table(tuple(columns), tuple(made), strong, caption)


def people_table(people: Iterable[Member]) -> Table:
    """Members with their posts and duties."""
    heads = (("Họ và tên", 28), ("Chức vụ, đơn vị", 42), ("Nhiệm vụ", 25))
    return table(heads, ((one.name, one.post, one.duty) for one in people))


def entries_table(entries: Iterable[EntryRow], caption: str = "") -> Table:
    """Solutions as lists have them."""
    heads = (
        ("Mã hồ sơ", 11, Align.CENTER),
        ("Tên giải pháp", 36),
        ("Lĩnh vực", 18),
        ("Tác giả", 20),
        ("Đơn vị", 18),
    )
    found = ((one.number, one.name, one.field, one.authors, one.unit) for one in entries)
    return table(heads, found, caption=caption)


class Paid(Protocol):
    """A row of money."""

    @property
    def amount(self) -> int | None: ...


def counted_prizes(prizes: Iterable[PrizeRow], lead: str = "") -> str:
    """ "01 giải Nhất, 02 giải Nhì", in the order in which they stand; "" without prizes."""
    counts = Counter(one.prize for one in prizes if one.prize)
    listed_ = joined(*(f"{number:02d} {prize[0].lower()}{prize[1:]}" for prize, number in counts.items()))
    return f"{lead}{listed_}" if listed_ else ""


def prizes_table(prizes: Sequence[PrizeRow]) -> Table:
    """The prizes with their sum."""
    heads = (
        ("Tên giải pháp", 34),
        ("Tác giả", 20),
        ("Đơn vị", 18),
        ("Điểm", 8, Align.CENTER),
        ("Giải", 14),
        ("Mức thưởng (đồng)", 15, Align.RIGHT),
    )
    cells = ((p.name, p.authors, p.unit, points(p.points), p.prize, grouped(p.amount)) for p in prizes)
    total = sum(one.amount or 0 for one in prizes)
    return table(heads, cells, total=("Cộng", "", "", "", "", grouped(total)) if total else ())


def sum_said(lead: str, paid: Iterable[Paid], funding: str = "") -> list[Block]:
    """The sum in figures and in words, and where it comes from; nothing where no money is paid."""
    total = sum(one.amount or 0 for one in paid)
    if not total:
        return []
    source = f" Kinh phí từ {stopped(funding)}" if funding else ""
    return [Paragraph(f"{lead} {money(total)} (Bằng chữ: {in_words(total)}).{source}")]


def counts_table(counts: Sequence[CountRow], head: str, caption: str = "") -> Table:
    """How many of each, and of all."""
    total = sum(one.count or 0 for one in counts)
    heads = ((head, 70), ("Số lượng", 20, Align.RIGHT))
    return table(
        heads, ((one.name, str(one.count or 0)) for one in counts), total=("Cộng", str(total)), caption=caption
    )
