"""A paper as an officer makes it in Word, by python-docx alone: the checker is not asked about our own writer."""

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

CENTER, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT


@dataclass
class ByHand:
    """What can be done wrong; as it stands it follows the decree."""

    state: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    state_size: float = 12
    motto: str = "Độc lập - Tự do - Hạnh phúc"
    motto_bold: bool = True
    motto_rule: float = 56.5  # mm
    parent: str = "UBND HUYỆN HỚN QUẢN"
    issuer: str = "PHÒNG KINH TẾ VÀ HẠ TẦNG"
    issuer_rule: float = 25
    number: str = "Số: 07/TB-KTHT"
    number_size: float = 13
    place: str = "Hớn Quản, ngày 05 tháng 01 năm 2024"
    place_italic: bool = True
    kind: str = "THÔNG BÁO"
    abstract: str = "Về việc nhận hồ sơ dự thi"
    abstract_rule: float = 24
    bases: tuple[str, ...] = ("Căn cứ Kế hoạch số 05/KH-UBND ngày 03/01/2024;", "Căn cứ Thể lệ Hội thi.")
    base_italic: bool = True
    body: tuple[str, ...] = (
        "Phòng Kinh tế và Hạ tầng nhận hồ sơ dự thi của mọi tác giả trong giờ hành chính, đến hết ngày 15/4/2025.",
        "1. Hồ sơ gồm phiếu đăng ký, bản mô tả giải pháp và tài liệu kèm theo./.",
    )
    body_font: str = "Times New Roman"
    body_size: float = 14
    body_align: Any = JUSTIFY
    body_indent: float = 12.7
    body_before: float = 6
    body_spacing: float = 1.15
    body_colour: str = ""
    recipients: tuple[str, ...] = ("- Như trên;", "- Lưu: VT.")
    recipients_word: str = "Nơi nhận:"
    recipient_size: float = 11
    position: str = "TRƯỞNG PHÒNG"
    name: str = "Lê Văn Mẫu"
    margins: tuple[float, float, float, float] = (20, 20, 30, 20)  # top, bottom, left, right
    sheet: tuple[float, float] = (210, 297)
    number_of_page: str = "top"  # top, bottom, first
    annexes: tuple[tuple[str, str], ...] = ()
    made: Any = field(default=None, init=False)

    def docx(self) -> bytes:
        """The file."""
        self.made = Document()
        self._sheet()
        self._head()
        if self.kind:
            self._text(self.kind, size=14, bold=True, align=CENTER)
            self._text(self.abstract, size=14, bold=True, align=CENTER)
            self._drawn(self.made, self.abstract_rule, 160)
        for base in self.bases:
            self._text(base, size=14, italic=self.base_italic, align=JUSTIFY, indent=12.7, before=6)
        for words in self.body:
            self._text(
                words, size=self.body_size, font=self.body_font, align=self.body_align, indent=self.body_indent,
                before=self.body_before, spacing=self.body_spacing, colour=self.body_colour,
            )  # fmt: skip
        self._end()
        for label, title in self.annexes:
            self.made.add_page_break()
            self._text(label, size=14, bold=True, align=CENTER)
            self._text(title, size=14, bold=True, align=CENTER)
        kept = BytesIO()
        self.made.save(kept)
        return kept.getvalue()

    def _sheet(self) -> None:
        section = self.made.sections[0]
        section.page_width, section.page_height = (Mm(side) for side in self.sheet)
        top, bottom, left, right = (Mm(margin) for margin in self.margins)
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = top, bottom, left, right
        section.different_first_page_header_footer = self.number_of_page != "first"
        part = section.footer if self.number_of_page == "bottom" else section.header
        paragraph = part.paragraphs[0]
        paragraph.alignment = CENTER
        for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
            run = paragraph.add_run()
            _letters(run, 14)
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.text = words
            run._r.append(mark)

    def _head(self) -> None:
        frame = self.made.add_table(rows=2, cols=2)
        left, right = frame.rows[0].cells
        self._text(self.parent, inside=left, size=12, align=CENTER)
        self._text(self.issuer, inside=left, size=12, bold=True, align=CENTER)
        self._drawn(left, self.issuer_rule, 76.2)
        self._text(self.state, inside=right, size=self.state_size, bold=True, align=CENTER)
        self._text(self.motto, inside=right, size=13, bold=self.motto_bold, align=CENTER)
        self._drawn(right, self.motto_rule, 76.2)
        left, right = frame.rows[1].cells
        self._text(self.number, inside=left, size=self.number_size, align=CENTER)
        self._text(self.place, inside=right, size=13, italic=self.place_italic, align=CENTER)

    def _end(self) -> None:
        left, right = self.made.add_table(rows=1, cols=2).rows[0].cells
        self._text(self.recipients_word, inside=left, size=12, bold=True, italic=True)
        for words in self.recipients:
            self._text(words, inside=left, size=self.recipient_size)
        self._text(self.position, inside=right, size=14, bold=True, align=CENTER)
        self._text(self.name, inside=right, size=14, bold=True, align=CENTER)

    def _text(self, words, *, inside=None, size, bold=False, italic=False, align=LEFT, indent=0.0, before=0.0,
              spacing=1.0, font="Times New Roman", colour=""):  # fmt: skip
        paragraph = (inside or self.made).add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.first_line_indent = Mm(indent)
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(0)
        paragraph.paragraph_format.line_spacing = spacing
        _letters(paragraph.add_run(words), size, font, bold=bold, italic=italic, colour=colour)

    def _drawn(self, inside, long: float, room: float) -> None:
        """A rule of `long` mm as the upper border of an empty paragraph; none when it is 0."""
        if not long:
            return
        paragraph = inside.add_paragraph()
        each = Mm((room - long) / 2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = each
        borders = OxmlElement("w:pBdr")
        top = OxmlElement("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
            top.set(qn(f"w:{name}"), value)
        borders.append(top)
        paragraph._p.get_or_add_pPr().append(borders)


def _letters(run, size, font="Times New Roman", *, bold=False, italic=False, colour="") -> None:
    run.font.name, run.font.size, run.font.bold, run.font.italic = font, Pt(size), bold, italic
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
