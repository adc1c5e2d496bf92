"""Text as officers type it, made into blocks."""

import pytest

from hoithi.documents.kinds.body import bare, blocks_of, words_of_line
from hoithi.documents.paper.model import Heading, Level, Paragraph, Span, Table, words_of


def test_numbers_of_the_decree_are_known():
    made = blocks_of(
        "Phần I\nNHỮNG VẤN ĐỀ CHUNG\nI. MỤC ĐÍCH\n1. Yêu cầu\na) Đúng hạn;\nđ) Đủ hồ sơ.\n- Một.\n+ Hai.\n"
        "Điều 3. Nơi nhận là phòng Kinh tế.\n1.1. Cách làm\nLàm như sau."
    )
    assert made == (
        Heading(Level.PART, "Phần I", "NHỮNG VẤN ĐỀ CHUNG"),
        Heading(Level.ROMAN, "I.", "MỤC ĐÍCH"),
        Heading(Level.ARABIC, "1.", "Yêu cầu"),
        Paragraph("Đúng hạn;", label="a)"),
        Paragraph("Đủ hồ sơ.", label="đ)"),
        Paragraph("Một.", label="-"),
        Paragraph("Hai.", label="+"),
        Paragraph("Nơi nhận là phòng Kinh tế.", label="Điều 3.", bold_label=True),
        Heading(Level.ARABIC, "1.1.", "Cách làm"),
        Paragraph("Làm như sau."),
    )


@pytest.mark.parametrize(
    "line",
    [
        "1. Huyện đoàn: Phối hợp tuyên truyền.",
        "1. Phát động Hội thi. Tuyên truyền đến ấp.",
        "1. Thành lập Ban Chỉ đạo; gửi danh sách.",
    ],
)
def test_a_numbered_sentence_is_no_title(line):
    first, _below = blocks_of(f"{line}\n- Việc dưới đó.")
    assert first == Paragraph(line.removeprefix("1. "), label="1.")


def test_a_numbered_line_with_a_stop_is_a_title_over_a_list_only():
    assert isinstance(blocks_of("1. Tuyên truyền về Hội thi.\n- Trên đài.")[0], Heading)
    assert isinstance(blocks_of("1. Hồ sơ có xác nhận.\nCác điều kiện khác.")[0], Paragraph)


def test_a_numbered_line_that_begins_its_points_is_no_title():
    assert isinstance(blocks_of("1. Hồ sơ gồm:\na) Phiếu đăng ký;")[0], Paragraph)
    assert isinstance(blocks_of("1. Phòng Giáo dục:\n- Chỉ đạo các trường.")[0], Heading)
    assert isinstance(blocks_of("1. Phòng Giáo dục\na) Chỉ đạo các trường.")[0], Heading)


def test_a_title_has_something_below_it():
    alone, next_one = blocks_of("1. Phòng Nội vụ\n2. Phòng Tài chính")
    assert (alone, next_one) == (Paragraph("Phòng Nội vụ", label="1."), Paragraph("Phòng Tài chính", label="2."))


@pytest.mark.parametrize(
    "line",
    [
        "15/4/2025 là hạn cuối.",
        "2024. Năm ấy",
        "-không cách",
        "I.Newton",
        "a )",
        "Mục 2 của Thể lệ nói rõ.",
        "Điều 5 quy định.",
    ],
)
def test_what_only_looks_like_a_number_is_words(line):
    assert blocks_of(line) == (Paragraph(line),)


def test_faces_are_marked_and_stars_alone_are_stars():
    assert words_of_line("đến hết **ngày 15/4/2025**;") == (
        Span("đến hết "), Span("ngày 15/4/2025", bold=True), Span(";"),
    )  # fmt: skip
    assert words_of_line("gửi về (*phòng Kinh tế*)") == (
        Span("gửi về ("),
        Span("phòng Kinh tế", italic=True),
        Span(")"),
    )
    for text in ("2 * 3 * 4", "** không đóng", "a*b*c", "*", "****", "5* khách sạn"):
        assert words_of_line(text) == text
    assert bare("**đậm** và *nghiêng* và 2 * 3") == "đậm và nghiêng và 2 * 3"


def test_lines_with_bars_are_a_table():
    (made,) = blocks_of("Nội dung | Thời gian\nChấm thi | **tháng 5**\nTrao giải |")
    assert isinstance(made, Table)
    assert [column.title for column in made.columns] == ["Nội dung", "Thời gian"]
    assert made.rows == (("Chấm thi", (Span("tháng 5", bold=True),)), ("Trao giải", ""))


def test_a_table_with_bars_around_it_is_the_same():
    (made,) = blocks_of("| Việc | Hạn |\n|---|:---:|\n| Nộp | 15/4 |")
    assert isinstance(made, Table)
    assert ([column.title for column in made.columns], made.rows) == (["Việc", "Hạn"], (("Nộp", "15/4"),))


@pytest.mark.parametrize("text", ["a | b", "a | b\nc | d | e", "|", "| |\n|", "---|---\n---|---", "x |\n| y"])
def test_bars_that_make_no_table_lose_nothing(text):
    said = " ".join(words_of(blocks_of(text)))
    assert [letter for letter in said if letter.isalpha()] == [letter for letter in text if letter.isalpha()]


def test_empty_lines_are_no_paragraphs():
    assert blocks_of("\n\n  \nMột\n\nHai\n") == (Paragraph("Một"), Paragraph("Hai"))


@pytest.mark.parametrize("bars", ["|\n|", "| |\n| |", "- | -\n- | -", "--- | ---\n:-: | ---"])
def test_lines_of_bars_alone_are_no_table(bars):
    assert not any(isinstance(block, Table) for block in blocks_of(bars))
