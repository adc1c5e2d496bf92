"""Word and PDF are made from one content: they say the same words, whatever people typed."""

import unicodedata
from collections import Counter
from dataclasses import replace
from string import ascii_letters, digits

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

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
)
from hoithi.documents.paper.press import pdf_of
from hoithi.documents.paper.tests.papers import (
    HEAD,
    LETTER,
    PAPERS,
    PLAN,
    VOWELS,
    WORDS,
    assert_agree,
    assert_same_letters,
    pages_of_pdf,
    words_of_docx,
)
from hoithi.documents.paper.word import docx_of

CONTROLS = "một\x00\x07 hai\x1b\ufffe ba\x7f\x9f bốn\u202e\u2066\u200b năm\ud800"
LONG = "máytáchvỏhạtđiều" * 40
TALL = "\n".join(f"dòng thứ {number} của tên" for number in range(200))
LIST = Table(
    (Column("STT", 0.4, Align.CENTER), Column("Tên giải pháp", 3), Column("Tác giả", 2)),
    tuple((f"{row}.", "Máy tách vỏ hạt điều bằng khí nén cho hộ gia đình", "Điểu Xrê") for row in range(1, 151)),
)


def body(*blocks, **fields):
    return replace(LETTER, blocks=blocks, **fields)


CASES = {
    **PAPERS,
    "nothing in it": body(signature=None, recipients=(), filing="", addressees=()),
    "only an issuer": Paper(issuer="Ban Tổ chức"),
    "one addressee": replace(LETTER, addressees=("Sở Khoa học và Công nghệ tỉnh Bình Phước",)),
    "a title of 200 lines": replace(PLAN, abstract=TALL),
    "a subject of 200 lines": replace(LETTER, abstract=TALL),
    "an empty table": body(Table((Column("STT"), Column("Tên")), ())),
    "a table without columns": body(Table((), (), caption="Không cột")),
    "every letter": body(Paragraph(f"{VOWELS} {VOWELS.upper()} {ascii_letters} {digits}"), issuer=VOWELS),
    "decomposed": body(Paragraph(unicodedata.normalize("NFD", WORDS)), issuer=unicodedata.normalize("NFD", "Điểu Xrê")),
    "controls": body(Paragraph(CONTROLS), Heading(Level.ROMAN, "I.", CONTROLS), issuer=CONTROLS, abstract=CONTROLS),
    "markup": body(Paragraph("# $x^2$ @a *b* `r` <script>&amp;</script> \\ #panic() {{7*7}} {% %} ]]> -- '\"")),
    "a long word": body(Paragraph(LONG), Table((Column("STT"), Column(LONG)), (("1", LONG),)), issuer=LONG),
    "a table over pages": body(LIST, Paragraph("Hết.")),
    "lines in a cell": body(Table((Column("A"), Column("B")), (("một\nhai", "ba\r\nbốn\x0bnăm"),))),
    "a wide paper": replace(PLAN, wide=True, annexes=()),
    "flash": replace(PLAN, urgency=Urgency.FLASH, annexes=(Annex("", "Không nhãn", ()), Annex("Phụ lục", "", ()))),
}


OVER_PAGES = {
    "recipients": replace(PLAN, recipients=tuple(f"UBND xã thứ {number}" for number in range(120))),
    "a cell": body(Table((Column("STT"), Column("Tên")), (("1", TALL), ("2", WORDS * 20)))),
    "a title": body(Table((Column("STT"), Column(TALL)), (("1", "2"), ("3", "4")))),
    "names above": replace(PLAN, signature=replace(HEAD, authority=TALL)),
}


@pytest.mark.parametrize("name", CASES)
def test_both_layouts_say_the_same(name):
    assert_agree(docx_of(CASES[name]), pdf_of(CASES[name]))


@pytest.mark.parametrize("name", OVER_PAGES)
def test_a_row_higher_than_a_page_loses_nothing(name):
    paper = replace(OVER_PAGES[name], annexes=())
    pages = pages_of_pdf(pdf_of(paper))
    said = Counter(word for page in pages for word in page.split())
    given = Counter(words_of_docx(docx_of(paper)))
    assert len(pages) > 2
    assert given - said == Counter()


def test_what_is_said_is_what_was_given():
    said = " ".join(words_of_docx(docx_of(PLAN)))
    for words in (
        "UBND HUYỆN HỚN QUẢN BAN TỔ CHỨC HỘI THI SÁNG TẠO KỸ THUẬT HUYỆN HỚN QUẢN LẦN THỨ VIII CỘNG HÒA XÃ HỘI",
        "VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: 07/KH-BTC THƯỢNG KHẨN Hớn Quản, ngày 20 tháng 3 năm 2024 KẾ HOẠCH Tổ",
        "năm 2024 - 2025 Căn cứ Kế hoạch số 72/KH-HTSTKT; Xét đề nghị tại Tờ trình số 23/TTr-P.KT&HT ngày 19/3/2024.",
        "IV. MỤC ĐÍCH, YÊU CẦU 1. Tổ chức Lễ phát động và tuyên truyền về Hội thi. - Hội thi nhằm",
        "Bảng tiến độ STT Nội dung Thời gian Ai làm 1 Tiếp nhận hồ sơ, mô hình trước 15/4/2025 Phòng Kinh tế 2",
        "Ý kiến khác: Quét để kiểm tra THƯ KÝ (Ký, ghi rõ họ tên) Trần Thị Thử GIÁM KHẢO Trên đây",
        "triển khai thực hiện./. Nơi nhận: - BTC Hội thi tỉnh; - TT. HĐND, UBND huyện; - UBND các xã, thị trấn; - Lưu:",
        "VT, KT. TM. BAN TỔ CHỨC HỘI THI TRƯỞNG BAN PHÓ CHỦ TỊCH UBND HUYỆN Nguyễn Văn Mẫu Phụ lục I",
        "DANH SÁCH (Kèm theo) STT Tên Không có. Hội thi",
    ):
        assert words in said
    assert "bốn năm" in " ".join(words_of_docx(docx_of(CASES["controls"])))


def test_pages_are_numbered_from_the_second_and_anew_in_each_annex():
    first = [page.split()[0] for page in pages_of_pdf(pdf_of(PLAN))]
    annexes = [index for index, word in enumerate(first) if word == "Phụ"]
    assert first[0] == "UBND"
    assert first[1 : annexes[0]] == [str(number) for number in range(2, annexes[0] + 1)]
    assert annexes[1] == annexes[0] + 1
    assert first[annexes[1] + 1 :] == ["2", "3"]


TEXT = st.text(alphabet=VOWELS + VOWELS.upper() + "bcdghklmnpqrstvx  -/.,;:()\n\t", max_size=60)
WORD_LIST = st.lists(TEXT, max_size=4).map(tuple)
PERSON = st.builds(Signature, position=TEXT, name=TEXT, authority=TEXT, post=TEXT, note=TEXT)
TABLE = st.integers(1, 5).flatmap(
    lambda count: st.builds(
        Table,
        columns=st.lists(
            st.builds(Column, TEXT.map("Cột {}".format), st.floats(1, 3), st.sampled_from(Align)),
            min_size=count,
            max_size=count,
        ).map(tuple),
        rows=st.lists(st.lists(TEXT, min_size=count, max_size=count).map(tuple), max_size=5).map(tuple),
        caption=TEXT,
    )
)
BLOCK = st.one_of(
    st.builds(Heading, st.sampled_from(Level), TEXT, TEXT),
    st.builds(
        Paragraph,
        st.lists(st.builds(Span, TEXT, st.booleans(), st.booleans()), min_size=1, max_size=3).map(tuple),
        label=st.sampled_from(["", "-", "1."]),
    ),
    TABLE,
    st.builds(Blanks, st.integers(0, 3), TEXT),
    st.builds(QrCode, st.just("https://hoithi.example.vn"), TEXT),
    st.builds(Signatures, st.lists(PERSON, max_size=4).map(tuple)),
)
BLOCKS = st.lists(BLOCK, max_size=6).map(tuple)


@settings(max_examples=20, deadline=None, derandomize=True, phases=[Phase.generate])
@given(
    st.builds(
        Paper,
        issuer=TEXT, parent=TEXT, kind_name=TEXT, symbol=st.sampled_from(["", "KH-BTC"]), place=TEXT, abstract=TEXT,
        addressees=WORD_LIST, decider=TEXT, bases=WORD_LIST, command=TEXT, blocks=BLOCKS, recipients=WORD_LIST,
        signature=st.none() | PERSON, second_signature=st.none() | PERSON, filing=TEXT, wide=st.booleans(),
        annexes=st.lists(st.builds(Annex, TEXT, TEXT, BLOCKS, TEXT, st.booleans()), max_size=2).map(tuple),
    )
)  # fmt: skip
def test_any_paper_says_the_same_in_both(paper):
    assert_same_letters(docx_of(paper), pdf_of(paper))


def test_the_same_paper_gives_the_same_bytes():
    again = replace(PLAN, signature=replace(HEAD))
    assert docx_of(again) == docx_of(PLAN)
    assert pdf_of(again) == pdf_of(PLAN)
