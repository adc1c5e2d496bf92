"""The content of an administrative document, whatever it is laid out as. Texts are as they are to be printed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


Words = str | tuple[Span, ...]


def spans(words: Words) -> tuple[Span, ...]:
    """`words` as runs."""
    return (Span(words),) if isinstance(words, str) else words


def plain(words: Words) -> str:
    """`words` without their faces."""
    return "".join(span.text for span in spans(words))


class Align(StrEnum):
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


class Level(StrEnum):
    """The parts that a document is numbered by, the outermost first (annex I, II.6: the two ways of numbering)."""

    PART = "part"  # "Phần I" or "Chương I", alone on its line, its title in capitals below
    SECTION = "section"  # "Mục 1", "Tiểu mục 1", centred, its title in capitals below
    ROMAN = "roman"  # "I. TIÊU ĐỀ"
    ARTICLE = "article"  # "Điều 1. ..."
    ARABIC = "arabic"  # "1. ..."
    LETTER = "letter"  # "a) ..."


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a part: `label` as it is printed ("Phần I", "I.", "Điều 1.", "1.", "a)")."""

    level: Level
    label: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `label` stands before it in the same line: "-", "1.", "a)", or "Điều 1." in bold."""

    words: Words
    label: str = ""
    bold_label: bool = False
    align: Align = Align.JUSTIFY
    indent: bool = True  # the first line


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title, its part of the width (any positive numbers), where its cells stand."""

    title: str
    share: float = 1.0
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below titles, which are repeated on each page. A row has as many cells as there are columns; a row in
    `strong` (by its index) is a sum or a group and is bold. Without rows, `empty` is said in their place."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]
    strong: frozenset[int] = frozenset()
    caption: str = ""
    empty: str = "Không có."

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells below {len(self.columns)} titles")


@dataclass(frozen=True, slots=True)
class Blanks:
    """Dotted lines that are filled in by hand."""

    lines: int = 1
    label: str = ""  # before the dots of the first line


@dataclass(frozen=True, slots=True)
class QrCode:
    """`text` as a picture of `millimetres`, with words under it."""

    text: str
    caption: str = ""
    millimetres: float = 25.0
    align: Align = Align.RIGHT


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: `authority` ("TM. BAN TỔ CHỨC HỘI THI", "KT. CHỦ TỊCH"), `position` ("TRƯỞNG BAN"), the `post` that
    the signer holds in the body whose seal is used ("PHÓ CHỦ TỊCH UBND HUYỆN"), and `name`, without ranks and titles.

    `note` in italics under the position: "(Ký, ghi rõ họ tên)". Any but `position` may be empty.
    """

    position: str
    name: str = ""
    authority: str = ""
    post: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Several who sign side by side within the body, from left to right: at most three in a row."""

    people: tuple[Signature, ...]


Block = Heading | Paragraph | Table | Blanks | QrCode | Signatures


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex with a numbering of pages of its own: `label` ("Phụ lục I"), `title` in capitals, `note` ("(Kèm theo
    Quyết định số 12/QĐ-UBND ngày 03/01/2024 của UBND huyện Hớn Quản)"). `wide` lays it across the sheet."""

    label: str
    title: str
    blocks: tuple[Block, ...]
    note: str = ""
    wide: bool = False


class Urgency(StrEnum):
    NONE = ""
    URGENT = "KHẨN"
    VERY_URGENT = "THƯỢNG KHẨN"
    FLASH = "HỎA TỐC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document.

    `kind_name` is what is printed above the abstract ("KẾ HOẠCH"); empty for an official letter, whose abstract stands
    as "V/v ..." under its number. `number` is None until one is taken, `symbol` what follows the stroke ("KH-BTC");
    without a symbol there is no line for the number. `day` is None until the paper is signed: the day and month are
    left blank for the pen, `year` stands if it is known. Without a `place` there is no line of place and date
    (minutes).

    `decider` is the line of a decision that says who decides ("CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN HỚN QUẢN"), `command` the
    line between bases and articles ("QUYẾT ĐỊNH:"). `closing` is printed after the last word of the body: "./." by
    default, "" for papers that have none. `second_signature` stands at the left, in the place of the recipients
    (minutes: THƯ KÝ). `recipients` without dashes and semicolons; `filing` is "VT, KT" and becomes "- Lưu: VT, KT.".
    At the foot of page 1: `address_line` of the body, and the code of the `drafter` ("NV.02").
    """

    issuer: str
    parent: str = ""
    kind_name: str = ""
    number: int | None = None
    symbol: str = ""
    place: str = ""
    day: date | None = None
    year: int | None = None
    abstract: str = ""
    urgency: Urgency = Urgency.NONE
    addressees: tuple[str, ...] = ()
    decider: str = ""
    bases: tuple[str, ...] = ()
    command: str = ""
    blocks: tuple[Block, ...] = ()
    closing: str = "./."
    signature: Signature | None = None
    second_signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    filing: str = ""
    annexes: tuple[Annex, ...] = ()
    address_line: str = ""
    drafter: str = ""
    wide: bool = False

    def numbered(self, number: int, day: date) -> "Paper":
        """The same paper with its number and its day; its annexes say both too."""
        made = replace(self, number=number, day=day)
        annexes = (replace(one, note=one.note.replace(self.reference, made.reference)) for one in self.annexes)
        return replace(made, annexes=tuple(annexes))

    @property
    def reference(self) -> str:
        """ "số 12/QĐ-UBND ngày 03 tháng 01 năm 2024": what an annex names its paper by, blank what is not known."""
        symbol = f"/{self.symbol}" if self.symbol else ""
        return f"số {show_number(self.number)}{symbol} {show_day(self.day, self.year)}"


LETTERS = "abcdđeghiklmnopqrstuvxy"  # of points: the Vietnamese alphabet without ă, â, ê, ô, ơ, ư (annex I, II.6)
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def letter(position: int) -> str:
    """The letter of the point at `position`, from 1: a, b, c, d, đ, e, g ..."""
    return LETTERS[position - 1] if position <= len(LETTERS) else f"{LETTERS[(position - 1) % len(LETTERS)]}{position}"


def roman(number: int) -> str:
    """`number`, from 1 to 49, in Roman figures."""
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def show_number(number: int | None) -> str:
    """The number as papers have it: "07", "12", and blank for the pen before it is taken."""
    return f"{number:02d}" if number is not None else "       "


def show_day(day: date | None, year: int | None = None) -> str:
    """ "ngày 03 tháng 01 năm 2024": days under 10, January and February with a nought; blank what is not known."""
    if day is None:
        return f"ngày       tháng       năm {year or '      '}"
    return f"ngày {day.day:02d} tháng {show_month(day.month)} năm {day.year}"


def show_month(month: int) -> str:
    """January and February with a nought, as papers have them."""
    return f"{month:02d}" if month < 3 else str(month)


def words_of(blocks: Iterable[Block]) -> Iterable[str]:
    """Every text of `blocks` in reading order, for searching and comparing."""
    for block in blocks:
        if isinstance(block, Heading):
            yield f"{block.label} {block.title}".strip()
        elif isinstance(block, Paragraph):
            yield f"{block.label} {plain(block.words)}".strip()
        elif isinstance(block, Table):
            yield from filter(None, [block.caption])
            yield from (column.title for column in block.columns)
            yield from (plain(cell) for row in block.rows for cell in row)
        elif isinstance(block, QrCode):
            yield block.caption
        elif isinstance(block, Signatures):
            for person in block.people:
                yield from filter(None, [person.authority, person.position, person.note, person.post, person.name])
        elif block.label:
            yield block.label
