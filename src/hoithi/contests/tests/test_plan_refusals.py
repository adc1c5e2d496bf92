"""What is no plan is refused with one clear sentence."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import typst
import xlsxwriter
from docx import Document

from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.plan.reading import read_plan_bytes
from hoithi.contests.tests.plan_files import SEED, make_docx, make_pdf

DECISION = """ỦY BAN NHÂN DÂN
PHƯỜNG TÂN KHAI

QUYẾT ĐỊNH
Về việc ban hành Kế hoạch tổ chức Hội thi Sáng tạo kỹ thuật năm 2026

Điều 1. Ban hành Kế hoạch tổ chức Hội thi.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.
"""
ARTICLE = """Sôi nổi Hội thi Sáng tạo kỹ thuật

Sáng 20/3, phường Tân Khai phát động Hội thi. Theo kế hoạch, hồ sơ được nhận đến hết ngày 15/4/2026.
"""
RULES = "THỂ LỆ\nHội thi Sáng tạo kỹ thuật lần thứ VIII\n\nĐiều 1. Mục đích\nKhơi dậy phong trào.\n"
LETTER = "Số: 12/UBND-KT\nV/v triển khai Kế hoạch\n\nKính gửi: Các phòng, ban\n\nThực hiện trước 20/3/2026.\n"
ISSUED = "KẾ HOẠCH\n(Ban hành kèm theo Quyết định số 1/QĐ-BTC)\n"
TEXTS = {
    "quyết định": DECISION,
    "không đọc được như một kế hoạch": ARTICLE,
    "thể lệ": RULES,
    "công văn": LETTER,
    "biên bản": "BIÊN BẢN\nHọp Ban Tổ chức\n\n1. Thời gian: 8 giờ ngày 15/4/2026\n",
    "giấy mời": "GIẤY MỜI\nDự Lễ phát động\n\nKính mời: Ông Nguyễn Văn An\n",
    "báo cáo": "BÁO CÁO\nKết quả thực hiện Kế hoạch năm 2026\n\nI. KẾT QUẢ\n",
}


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(NotAPlan) as caught:
        read_plan_bytes(data, name)
    sentence = str(caught.value)
    assert sentence and "\n" not in sentence and sentence.endswith(".")
    return sentence


@pytest.mark.parametrize("words", TEXTS)
@pytest.mark.parametrize("ending", ["md", "txt"])
def test_papers_of_another_kind(words: str, ending: str) -> None:
    assert words in refusal(TEXTS[words].encode(), f"a.{ending}")


def test_a_decision_as_word_and_pdf() -> None:
    document = Document()
    for line in DECISION.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    assert "quyết định" in refusal(stream.getvalue(), "a.docx")
    source = "\n\n".join(f'#"{line}"' for line in DECISION.splitlines() if line)
    assert "quyết định" in refusal(typst.compile(source.encode()), "a.pdf")


def test_a_plan_behind_the_decision_that_issues_it_is_read() -> None:
    plan = SEED.read_text(encoding="utf-8").replace(
        "KẾ HOẠCH\n", "KẾ HOẠCH\n(Ban hành kèm theo Quyết định số 1/QĐ-BTC)\n", 1
    )
    read = read_plan_bytes((DECISION + "\n" + plan).encode(), "a.md")
    assert read["contest"]["edition"] == 8
    assert len(read["assignments"]) == 14


@pytest.mark.parametrize("ending", ["docx", "pdf", "md", "txt"])
def test_an_empty_file(ending: str) -> None:
    assert "rỗng" in refusal(b"", f"a.{ending}")
    assert "rỗng" in refusal(b" \n ", f"a.{ending}")


def test_a_pdf_of_pictures_only() -> None:
    page = b"#rect(width: 10cm, height: 20cm, fill: gray)\n#pagebreak()\n#circle(radius: 2cm)"
    assert "chỉ có ảnh" in refusal(typst.compile(page), "scan.pdf")


def spreadsheet() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    book.add_worksheet().write(0, 0, "KẾ HOẠCH")
    book.close()
    return stream.getvalue()


@pytest.mark.parametrize("ending", ["docx", "pdf", "md", "txt", "xlsx"])
def test_a_spreadsheet_under_any_name(ending: str) -> None:
    refusal(spreadsheet(), f"ke-hoach.{ending}")


@pytest.mark.parametrize("ending", ["docx", "pdf", "md", "txt"])
def test_noise(ending: str) -> None:
    refusal(bytes(range(256)) * 40, f"a.{ending}")


def test_text_of_an_old_code_page() -> None:
    assert "UTF-8" in refusal("KẾ HOẠCH".encode("cp1258", "replace") + b"\xca\xff", "a.txt")


def test_cut_and_renamed_files() -> None:
    word, pdf = make_docx(SEED.read_text(encoding="utf-8"), automatic=False), make_pdf("KẾ HOẠCH\n\nNơi nhận:\n\nTM. A")
    refusal(word[: len(word) // 2], "a.docx")
    refusal(pdf, "a.docx")
    refusal(word, "a.pdf")
    refusal(word, "a.txt")


def repacked(change: dict[str, bytes]) -> bytes:
    """The seed as Word with some of its parts replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(make_docx("a\n\nKẾ HOẠCH\n\nNơi nhận:\n\nTM. A", automatic=False))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {**parts, **change}.items():
            package.writestr(name, content)
    return stream.getvalue()


def test_word_with_a_document_type() -> None:
    body = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><w:document/>'
    assert "DTD" in refusal(repacked({"word/document.xml": body}), "a.docx")


def test_word_that_unpacks_to_too_much() -> None:
    assert "quá lớn" in refusal(repacked({"word/document.xml": b"<a>" + b" " * 120_000_000}), "a.docx")


def test_word_or_pdf_with_a_password() -> None:
    assert "mật khẩu" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.docx")
    assert "mật khẩu" in refusal(LOCKED_PDF, "a.pdf")


LOCKED_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/O<2055c756c72e1ad702608e8196acad447ad32d17cff583235f6dd15fed7dab67>\
/U<0000000000000000000000000000000000000000000000000000000000000000>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<01><01>]>>
%%EOF
"""


def test_the_command_prints_one_line_and_exits_with_2(tmp_path: Path) -> None:
    file = tmp_path / "quyet-dinh.md"
    file.write_text(DECISION, encoding="utf-8")
    for argument in (file, tmp_path / "no-such-file.md"):
        done = subprocess.run(
            [sys.executable, "-m", "hoithi.contests.plan", argument], capture_output=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_a_text_far_longer_than_any_plan_is_refused_at_once() -> None:
    words = ("dòng chữ ngắn " * 60 + "\n") * 2_500
    assert "2 triệu chữ" in refusal(words.encode(), "dai.txt")
