"""The receipt says everything that it was given, in every letter, on paper that any reader opens."""

import hashlib
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hoithi.entries.documents import ReceiptFacts, ReceivedFile, receipt_pdf, show_second
from hoithi.kit.pdfium import opened

CODE = "K7M2Q9RT4XWP8HJN3"
HOSTILE = "# $x^2$ @a *b* `r` <script>alert(1)</script> \\ #panic() // /* w */ α→β ƀŭ"
LONG = "máytáchvỏhạtđiều" * 16


def file(name, *, label="Bản mô tả", size=1_204_000):
    return ReceivedFile(label, name, size, hashlib.sha256(name.encode()).hexdigest())


FACTS = ReceiptFacts(
    contest="Hội thi Sáng tạo kỹ thuật huyện Hớn Quản",
    edition="lần thứ 8 (2024–2025)",
    organizer="Ban Tổ chức Hội thi Sáng tạo kỹ thuật huyện Hớn Quản",
    agency="Phòng Kinh tế và Hạ tầng",
    address="Khu phố 2, thị trấn Tân Khai, huyện Hớn Quản, tỉnh Bình Phước",
    phone="0943.999.025",
    number="0012",
    code=CODE,
    title="Máy tách vỏ hạt điều bằng khí nén cho hộ gia đình",
    field="Cơ khí tự động hóa, xây dựng, giao thông vận tải",
    representative="Điểu Xrê",
    authors=("Điểu Xrê, xã Tân Lợi", "Trần Thị Mẫu, Trường THCS Tân Khai"),
    unit="Ủy ban nhân dân xã Tân Lợi",
    version=2,
    received_at=datetime(2025, 4, 15, 7, 32, 7, 900_000, tzinfo=UTC),
    source="Nộp trực tuyến",
    verify_url=f"https://hoithi.example.vn/bien-nhan/{CODE}",
    key_id="9f3a6c0b1d2e4f58",
    files=(
        file("phieu-dang-ky.pdf", label="Phiếu đăng ký", size=312_400),
        file("Bản mô tả giải pháp.docx"),
        file("IMG_20250410_101112.jpg", label="Ảnh sản phẩm", size=2_604_000),
        file("video_van_hanh_may.mp4", label="Video", size=18_604_000),
    ),
)
COUNTER = replace(
    FACTS,
    source="Nộp trực tiếp tại quầy",
    received_by="Lê Văn Thử",
    files=FACTS.files[:2],
    items=("02 bộ hồ sơ giấy", "01 mô hình máy", "01 USB"),
)


def pages_of(made: bytes) -> list[str]:
    with opened(made) as document:
        return [page.get_textpage().get_text_range() for page in document]


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


def assert_says(made: bytes, *words: str) -> None:
    said = solid("".join(pages_of(made)))
    assert [each for each in words if solid(each) not in said] == []
    assert unicodedata.is_normalized("NFC", said)


def test_an_ordinary_receipt_says_everything_on_one_page():
    made = receipt_pdf(FACTS)
    assert len(pages_of(made)) == 1
    assert len(made) < 60_000
    assert_says(
        made,
        "GIẤY BIÊN NHẬN HỒ SƠ DỰ THI",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        FACTS.organizer.upper(),
        FACTS.agency.upper(),
        f"{FACTS.contest} {FACTS.edition}",
        "Số tiếp nhận 0012",
        "Mã biên nhận K7M2-Q9RT-4XWP-8HJN-3",
        "Nhận lúc 14 giờ 32 phút 07 giây, thứ Ba, ngày 15/4/2025 (giờ Việt Nam)",
        FACTS.title,
        FACTS.field,
        FACTS.representative,
        *FACTS.authors,
        FACTS.unit,
        "Bản nộp Thứ 2, thay cho các bản trước",
        FACTS.source,
        "Tệp đã nhận (4 tệp, 22,7 MB)",
        *[each.name for each in FACTS.files],
        *[each.sha256 for each in FACTS.files],
        "Phiếu đăng ký: phieu-dang-ky.pdf",
        "312 KB",
        FACTS.verify_url,
        f"Liên hệ: {FACTS.agency}, {FACTS.address}, điện thoại {FACTS.phone}.",
        f"khóa {FACTS.key_id}",
        "Trang 1/1",
    )


def test_what_is_empty_leaves_no_line():
    bare = replace(FACTS, unit="", phone="", edition="", files=(), version=1)
    said = solid("".join(pages_of(receipt_pdf(bare))))
    for words in ("Đơn vị", "Người tiếp nhận", "Tệp đã nhận", "Bản giấy", "điện thoại 0", "NGƯỜI NỘP", "Liên 1"):
        assert solid(words) not in said
    assert solid("Bản nộp Thứ nhất") in said
    assert_says(receipt_pdf(replace(bare, authors=FACTS.authors[:1])), "Tác giả Điểu Xrê")


def test_bytes_on_their_way_are_named():
    note = "Tệp “video.mp4” đang được gửi tiếp: đã nhận 12,0 trong 18,6 MB."
    assert_says(receipt_pdf(replace(FACTS, pending=note)), note)


def test_the_counter_prints_it_in_duplicate_with_places_to_sign():
    pages = pages_of(receipt_pdf(COUNTER, copies=2))
    assert len(pages) == 2
    for page, words in zip(pages, ("Liên 1: giao người nộp", "Liên 2: lưu"), strict=True):
        for each in (words, "NGƯỜI NỘP", "NGƯỜI TIẾP NHẬN", "Lê Văn Thử", "01 mô hình máy", "Trang 1/1", COUNTER.title):
            assert solid(each) in solid(page)
        assert solid("Ngày 15 tháng 4 năm 2025") in solid(page)
    assert solid(pages[0]).replace(solid("Liên 1: giao người nộp"), "") == solid(pages[1]).replace("Liên2:lưu", "")


def test_composed_and_decomposed_words_make_the_same_receipt():
    apart = replace(FACTS, title=unicodedata.normalize("NFD", FACTS.title))
    assert apart.title != FACTS.title
    assert receipt_pdf(apart) == receipt_pdf(FACTS)


TEXTS = [
    *("contest", "edition", "organizer", "agency", "address", "phone", "number", "title", "field"),
    *("representative", "unit", "source", "received_by", "pending"),
]


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_words_are_printed_as_they_read(name):
    made = receipt_pdf(replace(FACTS, **{name: HOSTILE + "\x00\x1b\u202e"}))
    assert_says(made, HOSTILE.upper() if name in {"organizer", "agency"} else HOSTILE)


def test_hostile_lists_are_printed_as_they_read():
    facts = replace(FACTS, authors=(HOSTILE,), items=(HOSTILE,), files=(file(HOSTILE, label=HOSTILE),))
    said = solid("".join(pages_of(receipt_pdf(facts, copies=1))))
    assert said.count(solid(HOSTILE)) == 4


def test_long_titles_and_many_files_go_on_over_pages():
    lines = [f"dòng thứ {number} của tên" for number in range(200)]
    files = tuple(file(f"tệp số {number} của hồ sơ.pdf", size=number**4) for number in range(60))
    facts = replace(FACTS, title="\n".join(lines), files=files)
    made = receipt_pdf(facts, copies=2)
    assert_says(made, *lines, *[each.name for each in files], *[each.sha256 for each in files])
    pages = pages_of(made)
    half = len(pages) // 2
    assert len(pages) % 2 == 0
    assert half > 5
    for number, page in enumerate(pages):
        assert solid(f"Trang {number % half + 1}/{half}") in solid(page)


def test_a_long_run_of_letters_stays_on_the_paper():
    facts = replace(
        FACTS,
        **dict.fromkeys(TEXTS, LONG),
        authors=(LONG,),
        items=(LONG,),
        files=(file(LONG, label=LONG),),
        verify_url="https://hoithi.example.vn/" + "b" * 200,
    )
    made = receipt_pdf(facts)
    assert_says(made, LONG)
    with opened(made) as document:
        for page in document:
            text, (width, _height) = page.get_textpage(), page.get_size()
            for index in range(text.count_chars()):
                left, _bottom, right, _top = text.get_charbox(index)
                assert left >= 0
                assert right < width - 30, text.get_text_range(index, 1)


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("copies", [1, 2])
def test_another_reader_finds_no_fault(copies, tmp_path):
    paper = tmp_path / "receipt.pdf"
    paper.write_bytes(receipt_pdf(COUNTER, copies=copies))
    done = subprocess.run(["qpdf", "--check", str(paper)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2025, 4, 15, 16, 59, 59, 999_999, tzinfo=UTC), "23 giờ 59 phút 59 giây, thứ Ba, ngày 15/4/2025"),
        (datetime(2025, 4, 15, 17, tzinfo=UTC), "0 giờ 00 phút 00 giây, thứ Tư, ngày 16/4/2025"),
        (datetime(2025, 4, 20, 1, 5, 9, tzinfo=UTC), "8 giờ 05 phút 09 giây, Chủ nhật, ngày 20/4/2025"),
    ],
)
def test_an_instant_is_said_to_the_second(moment, words):
    assert show_second(moment) == f"{words} (giờ Việt Nam)"
