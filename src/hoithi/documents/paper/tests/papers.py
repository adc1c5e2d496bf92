"""Papers that use everything a paper can hold, and what is read back out of their two layouts."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from hoithi.documents.paper.model import (
    Align,
    Annex,
    Blanks,
    Column,
    Heading,
    Level,
    Paper,
    Paragraph,
    QrCode,
    Signature,
    Signatures,
    Span,
    Table,
    Urgency,
    letter,
    roman,
)
from hoithi.kit.pdfium import opened

WORDS = (
    "Hội thi nhằm khơi dậy phong trào thi đua lao động sáng tạo thuộc lĩnh vực khoa học kỹ thuật và công nghệ "
    "trong mọi tầng lớp nhân dân huyện Hớn Quản, góp phần phát triển kinh tế - xã hội, đẩy nhanh công nghiệp hóa."
)
VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ"
HEAD = Signature("Trưởng ban", "Nguyễn Văn Mẫu", authority="TM. Ban Tổ chức Hội thi", post="PHÓ CHỦ TỊCH UBND HUYỆN")
PROGRESS = Table(
    (
        Column("STT", 0.4, Align.CENTER),
        Column("Nội dung", 3),
        Column("Thời gian", 1.5, Align.CENTER),
        Column("Ai làm"),
    ),
    tuple((str(row), "Tiếp nhận hồ sơ, mô hình", "trước 15/4/2025", "Phòng Kinh tế") for row in range(1, 6)),
    strong=frozenset([4]),
    caption="Bảng tiến độ",
)
WIDE = Table(tuple(Column(f"Cột {column}") for column in range(9)), (tuple("ô số" for _ in range(9)),) * 60)

PLAN = Paper(
    issuer="Ban Tổ chức Hội thi Sáng tạo kỹ thuật huyện Hớn Quản lần thứ VIII",
    parent="UBND huyện Hớn Quản",
    kind_name="Kế hoạch",
    number=7,
    symbol="KH-BTC",
    place="Hớn Quản",
    day=date(2024, 3, 20),
    abstract="Tổ chức Hội thi Sáng tạo kỹ thuật huyện Hớn Quản lần thứ VIII, năm 2024 - 2025",
    urgency=Urgency.VERY_URGENT,
    bases=("Căn cứ Kế hoạch số 72/KH-HTSTKT;", "Xét đề nghị tại Tờ trình số 23/TTr-P.KT&HT ngày 19/3/2024"),
    blocks=(
        Paragraph("Ban Tổ chức ban hành Kế hoạch, cụ thể như sau:"),
        *(
            block
            for part in range(1, 5)
            for block in (
                Heading(Level.ROMAN, f"{roman(part)}.", "Mục đích, yêu cầu"),
                Heading(Level.ARABIC, "1.", "Tổ chức Lễ phát động và tuyên truyền về Hội thi."),
                Paragraph((Span(WORDS), Span(" ngày 15/4/2025", bold=True), Span(f". {WORDS}")), label="-"),
                Paragraph(WORDS, label=f"{letter(part)})"),
            )
        ),
        PROGRESS,
        Blanks(2, "Ý kiến khác:"),
        QrCode("https://hoithi.example.vn/van-ban/K7M2Q9", "Quét để kiểm tra"),
        Signatures((Signature("Thư ký", "Trần Thị Thử", note="(Ký, ghi rõ họ tên)"), Signature("Giám khảo"))),
        Paragraph("Trên đây là Kế hoạch tổ chức Hội thi. Yêu cầu các đơn vị triển khai thực hiện."),
    ),
    signature=HEAD,
    recipients=("BTC Hội thi tỉnh", "TT. HĐND, UBND huyện;", "UBND các xã, thị trấn."),
    filing="VT, KT",
    annexes=(
        Annex("Phụ lục I", "Danh sách", (Table((Column("STT"), Column("Tên")), ()), Paragraph(WORDS)), "(Kèm theo)"),
        Annex("Phụ lục II", "Bảng tổng hợp điểm", (WIDE,), wide=True),
    ),
    address_line="Khu phố 2, thị trấn Tân Khai, huyện Hớn Quản. Điện thoại: 0271.3.000.000",
    drafter="NV.02",
)  # fmt: skip
LETTER = Paper(
    issuer="UBND huyện Hớn Quản",
    symbol="UBND-KT",
    place="Hớn Quản",
    year=2024,
    abstract="đôn đốc báo cáo tiến độ thực hiện Kế hoạch tổ chức Hội thi",
    addressees=("Phòng Kinh tế và Hạ tầng", "Ủy ban nhân dân các xã, thị trấn trên địa bàn huyện"),
    blocks=(Paragraph(WORDS), Paragraph(WORDS)),
    signature=Signature("Chủ tịch", "Lê Văn Thử"),
    recipients=("Như trên",),
    filing="VT",
)
MINUTES = Paper(
    issuer="Hội đồng Giám khảo",
    kind_name="Biên bản",
    symbol="BB-HĐGK",
    number=12,
    abstract="Họp Hội đồng Giám khảo",
    blocks=(Paragraph(WORDS),),
    closing="",
    signature=Signature("Chủ tọa", "Nguyễn Thị Chủ", note="(Ký, ghi rõ họ tên)"),
    second_signature=Signature("Thư ký", "Trần Văn Thư"),
    recipients=("Ban Tổ chức",),
    filing="HĐGK",
)
DECISION = Paper(
    issuer="Ủy ban nhân dân huyện Hớn Quản",
    kind_name="Quyết định",
    number=123,
    symbol="QĐ-UBND",
    place="Hớn Quản",
    day=date(2024, 1, 3),
    abstract="Về việc kiện toàn Ban Tổ chức và Tổ Thư ký Hội thi",
    decider="Chủ tịch Ủy ban nhân dân huyện Hớn Quản",
    bases=("Căn cứ Luật Tổ chức chính quyền địa phương", "Theo đề nghị của Trưởng phòng Kinh tế và Hạ tầng."),
    command="Quyết định:",
    blocks=(
        Heading(Level.PART, "Chương I", "Quy định chung"),
        Heading(Level.SECTION, "Mục 1", "Phạm vi"),
        Heading(Level.ARTICLE, "Điều 1.", "Phạm vi điều chỉnh"),
        Paragraph(WORDS, label="1."),
        Heading(Level.LETTER, "a)", "điểm có tiêu đề"),
        Paragraph(WORDS, label="Điều 2.", bold_label=True),
    ),
    signature=Signature("Phó Chủ tịch", "Phạm Thị Phó", authority="KT. Chủ tịch"),
    recipients=("Như Điều 2",),
    filing="VT",
)
PAPERS = {"plan": PLAN, "letter": LETTER, "minutes": MINUTES, "decision": DECISION}


def words_of_docx(made: bytes) -> list[str]:
    """Every word of the body, in order."""
    return _words(Document(BytesIO(made)).element.body)


def foot_of_docx(made: bytes) -> list[str]:
    return _words(Document(BytesIO(made)).sections[0].first_page_footer._element)


def pages_of_pdf(made: bytes) -> list[str]:
    """The text of each page; a stroke at the end of a line, which PDFium takes for a division, is a stroke again."""
    with opened(made) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return [re.sub("[\x02\ufffe]", "-\n", page) for page in pages]


def assert_agree(docx: bytes, pdf: bytes) -> None:
    """Both say the same words in the same order; words may be parted only where a line of the PDF ends."""
    given = _without_repeats(docx, pages_of_pdf(pdf))
    for word in words_of_docx(docx):
        said, ends_line = next(given)
        while said != word and ends_line and word.startswith(said):
            more, ends_line = next(given)
            said += more
        assert said == word
    assert list(given) == []


def assert_same_letters(docx: bytes, pdf: bytes) -> None:
    """Both say the same letters in the same order, however PDFium parts the words of the PDF."""
    said = "".join(word for word, _ends in _without_repeats(docx, pages_of_pdf(pdf)))
    assert said == "".join(words_of_docx(docx))


def _without_repeats(docx: bytes, pages: list[str]) -> Iterator[tuple[str, bool]]:
    """The words of `pages` and whether each ends its line; page numbers, the foot and repeated titles are left out."""
    foot = [(word, True) for word in foot_of_docx(docx)]
    titles, seen = [words for words in map(_words, _repeated_rows(docx)) if words], []
    for number, page in enumerate(pages):
        words = [
            (word, position == len(line.split()))
            for line in re.sub(r"^\d+", "", page).splitlines()
            for position, word in enumerate(line.split(), start=1)
        ]
        if number == 0 and foot:
            assert [word for word, _ends in words[-len(foot) :]] == [word for word, _ends in foot]
            del words[-len(foot) :]
        for title in titles:
            if title in seen and [word for word, _ends in words[: len(title)]] == title:
                del words[: len(title)]
                break
        said = " ".join(word for word, _ends in words)
        seen += [title for title in titles if " ".join(title) in said and title not in seen]
        yield from words


def _repeated_rows(docx: bytes) -> list[object]:
    body = Document(BytesIO(docx)).element.body
    return [row for row in body.iter(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]


def _words(element) -> list[str]:
    text = ""
    for each in element.iter(qn("w:p"), qn("w:t"), qn("w:br"), qn("w:tab")):
        text += (each.text or "") if each.tag == qn("w:t") else "\n"
    return text.split()
