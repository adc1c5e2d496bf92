"""How each component of a paper is set: annex I of Decree 30/2020/NĐ-CP as one table. Lengths are points."""

from dataclasses import dataclass
from enum import StrEnum

from hoithi.documents.paper.model import Align, Level, Urgency

MM = 72 / 25.4
FIRST_LINE = 12.7 * MM  # II.6.e: 1 or 1.27 cm
LINE_HEIGHT = 1.149  # of a single line of Times New Roman, as a part of its size

SHEET = (210 * MM, 297 * MM)  # I.1
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 20 * MM, 30 * MM, 20 * MM  # I.3
FROM_EDGE = 10 * MM  # of page number and foot
HAIRLINE, RULE_HEIGHT = 0.75, 4.0
RED = "FF0000"


class Role(StrEnum):
    """A component of a paper."""

    BODY = "body"
    NATION = "nation"
    MOTTO = "motto"
    PARENT = "parent"
    ISSUER = "issuer"
    NUMBER = "number"
    DAY = "day"
    SUBJECT = "subject"
    URGENCY = "urgency"
    KIND = "kind"
    ABSTRACT = "abstract"
    ADDRESSEE = "addressee"
    DECIDER = "decider"
    BASIS = "basis"
    COMMAND = "command"
    PART = "part"
    PART_TITLE = "part-title"
    SECTION = "section"
    SECTION_TITLE = "section-title"
    ROMAN = "roman"
    ARTICLE = "article"
    ARABIC = "arabic"
    LETTER = "letter"
    CAPTION = "caption"
    COLUMN = "column"
    CELL = "cell"
    BLANKS = "blanks"
    UNDER_PICTURE = "under-picture"
    AUTHORITY = "authority"
    POSITION = "position"
    SIGNING_NOTE = "signing-note"
    SIGNER = "signer"
    RECIPIENTS = "recipients"
    RECIPIENT = "recipient"
    ANNEX = "annex"
    ANNEX_TITLE = "annex-title"
    ANNEX_NOTE = "annex-note"
    DRAFTER = "drafter"
    ADDRESS = "address"
    PAGE_NUMBER = "page-number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a component is set. `name` is what Word calls it; `before` is added to what one line leaves to the next;
    `keep` holds it on the page of what follows; `outline` is its place in the table of contents, 0 for none."""

    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: Align = Align.CENTER
    first_line: float = 0
    before: float = 0
    spacing: float = 1
    keep: bool = False
    outline: int = 0
    color: str = ""

    @property
    def gap(self) -> float:
        """The height between two lines beyond the letters' own, which are 1.107 of their size."""
        return (LINE_HEIGHT * self.spacing - 1.107) * self.size


def _body(name: str, *, before: float = 6, bold: bool = False, italic: bool = False, keep: bool = False,
          capitals: bool = False, outline: int = 0) -> Style:  # fmt: skip
    return Style(
        name=name, align=Align.JUSTIFY, first_line=FIRST_LINE, before=before, spacing=1.1, bold=bold, italic=italic,
        keep=keep, capitals=capitals, outline=outline,
    )  # fmt: skip


STYLES = {
    Role.BODY: _body("Lời văn"),  # II.6.e
    Role.NATION: Style(name="Quốc hiệu", size=12, bold=True, capitals=True),  # II.1.a
    Role.MOTTO: Style(name="Tiêu ngữ", size=13, bold=True),  # II.1.b
    Role.PARENT: Style(name="Cơ quan chủ quản", size=12, capitals=True),  # II.2.b
    Role.ISSUER: Style(name="Cơ quan ban hành", size=12, bold=True, capitals=True),  # II.2.b
    Role.NUMBER: Style(name="Số và ký hiệu", size=13, before=6),  # II.3.c
    Role.DAY: Style(name="Địa danh và thời gian", size=13, italic=True, before=6),  # II.4.c
    Role.SUBJECT: Style(name="Trích yếu công văn", size=12, before=6),  # II.5.b
    Role.URGENCY: Style(name="Mức độ khẩn", size=13, bold=True, capitals=True, before=8, color=RED),  # III.2.b
    Role.KIND: Style(name="Tên loại", bold=True, capitals=True, before=18, keep=True, outline=1),  # II.5.b
    Role.ABSTRACT: Style(name="Trích yếu", bold=True, keep=True),  # II.5.b
    Role.ADDRESSEE: Style(name="Kính gửi", align=Align.LEFT, before=12),  # II.9.d
    Role.DECIDER: Style(name="Thẩm quyền ban hành", bold=True, capitals=True, before=12, keep=True),
    Role.BASIS: _body("Căn cứ", italic=True),  # II.6.a
    Role.COMMAND: Style(name="Lệnh ban hành", bold=True, capitals=True, before=12, keep=True),
    Role.PART: Style(name="Phần, chương", bold=True, before=12, keep=True, outline=2),  # II.6.đ
    Role.PART_TITLE: Style(name="Tiêu đề phần, chương", bold=True, capitals=True, keep=True),
    Role.SECTION: Style(name="Mục, tiểu mục", bold=True, before=8, keep=True, outline=3),
    Role.SECTION_TITLE: Style(name="Tiêu đề mục, tiểu mục", bold=True, capitals=True, keep=True),
    Role.ROMAN: _body("Mục La Mã", bold=True, capitals=True, keep=True, before=8, outline=3),
    Role.ARTICLE: _body("Điều", bold=True, keep=True, outline=4),
    Role.ARABIC: _body("Khoản có tiêu đề", bold=True, keep=True, outline=5),
    Role.LETTER: _body("Điểm", keep=True, outline=6),
    Role.CAPTION: Style(name="Tên bảng", size=13, bold=True, before=8, keep=True),
    Role.COLUMN: Style(name="Tên cột", size=12, bold=True),
    Role.CELL: Style(name="Ô bảng", size=12, align=Align.LEFT),
    Role.BLANKS: Style(name="Dòng để trống", align=Align.LEFT, before=6, spacing=1.1),
    Role.UNDER_PICTURE: Style(name="Lời dưới hình", size=11),
    Role.AUTHORITY: Style(name="Quyền hạn", bold=True, capitals=True, keep=True),  # II.7.đ
    Role.POSITION: Style(name="Chức vụ", bold=True, capitals=True, keep=True),
    Role.SIGNING_NOTE: Style(name="Chỉ dẫn ký", size=13, italic=True, keep=True),
    Role.SIGNER: Style(name="Người ký", bold=True),
    Role.RECIPIENTS: Style(name="Nơi nhận", size=12, bold=True, italic=True, align=Align.LEFT),  # II.9.d
    Role.RECIPIENT: Style(name="Tên nơi nhận", size=11, align=Align.LEFT),
    Role.ANNEX: Style(name="Phụ lục", bold=True, keep=True, outline=1),  # III.1.b
    Role.ANNEX_TITLE: Style(name="Tên phụ lục", bold=True, capitals=True, keep=True),
    Role.ANNEX_NOTE: Style(name="Chỉ dẫn kèm theo", italic=True, keep=True),  # III.1.c
    Role.DRAFTER: Style(name="Người soạn thảo", size=11, align=Align.LEFT),  # III.3
    Role.ADDRESS: Style(name="Địa chỉ cơ quan", size=11, before=3),  # III.4
    Role.PAGE_NUMBER: Style(name="Số trang", size=14),  # I.7
}

HEADINGS = {
    Level.PART: Role.PART,
    Level.SECTION: Role.SECTION,
    Level.ROMAN: Role.ROMAN,
    Level.ARTICLE: Role.ARTICLE,
    Level.ARABIC: Role.ARABIC,
    Level.LETTER: Role.LETTER,
}
TITLES_BELOW = {Level.PART: Role.PART_TITLE, Level.SECTION: Role.SECTION_TITLE}  # on a line of their own

FRAME_HEIGHT = 8 * MM  # III.2.b
FRAME_WIDTHS = {Urgency.FLASH: 30 * MM, Urgency.VERY_URGENT: 40 * MM, Urgency.URGENT: 20 * MM}
RULE_SHARE = 0.4  # of the line above it: between 1/3 and 1/2 (II.2.b, II.5.b)
SIGNING_ROOM = 68.0  # between the position and the name
CELL_SIDE, CELL_TOP = 5.4, 2.0  # what a cell of a table leaves around its words
