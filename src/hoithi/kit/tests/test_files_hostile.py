"""Section F of the bad-input catalogue: what is decided by looking at one file, with the sentence its sender reads.

The files are made here by code; the numbers in the names of the cases are the lines of the catalogue.
"""

import io
import stat
import struct
import tracemalloc
import unicodedata
import zipfile
import zlib
from functools import cache

import pytest

from hoithi.kit import files
from hoithi.kit.files import ANY, DOCUMENTS, PHOTOS, VIDEOS, boxes, kinds
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.made_files import (
    box,
    docx,
    heic,
    moving,
    mp4,
    overlapping,
    patched,
    pdf,
    picture,
    upload,
    written_pdf,
    xlsx,
    zipped,
)

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def look(name, data, taken=ANY):
    return files.inspect(upload(name, data), kinds=taken)


def said(name, data, taken=ANY):
    with pytest.raises(Refusal) as caught:
        look(name, data, taken)
    return caught.value.code, caught.value.status, caught.value.sentence


def link_member(name, mode):
    made = zipfile.ZipInfo(name)
    made.external_attr = (mode | 0o777) << 16
    return made


def huge_png(side=50_000):
    """A picture of 50,000 x 50,000 points in few bytes."""
    rows = zlib.compress(bytes(1 + side // 8) * 100, 9)
    made = b"\x89PNG\r\n\x1a\n"
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    for kind, data in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")):
        made += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return made


@cache
def many(count):
    return zipped({f"{n}.txt": b"" for n in range(count)}, method=zipfile.ZIP_STORED)


def lying_count(data, *, counted):
    """An archive whose last record says that it holds `counted` members."""
    at = data.rfind(b"PK\x05\x06")
    return data[: at + 8] + struct.pack("<HH", counted, counted) + data[at + 12 :]


@pytest.mark.parametrize(
    ("name", "make", "taken", "code"),
    [
        ("a.xlsx", xlsx, DOCUMENTS, "xlsx"),
        ("a.jpg", lambda: picture("JPEG", (5, 3)), PHOTOS, "jpeg"),
        ("IMG_0001.HEIC", heic, PHOTOS, "heic"),
        ("IMG_0001.HEIC", heic, ANY, "heic"),
        ("a.zip", lambda: zipped({"mô hình/ảnh.png": picture(), "a.docx": docx()}), ANY, "zip"),
        ("a.mp4", mp4, VIDEOS, "mp4"),
        ("a.mp4", lambda: mp4(brand=b"qt  "), VIDEOS, "mov"),
        ("a.MOV", lambda: mp4(brand=b"qt  "), VIDEOS, "mov"),
        ("a.mov", lambda: mp4()[16 + 4 :], VIDEOS, "mov"),
        ("115-fragments.mp4", lambda: mp4(brand=b"iso5", fragments=30), VIDEOS, "mp4"),
        ("115-ten-hours.mp4", lambda: mp4(seconds=36_000), VIDEOS, "mp4"),
        ("115-for-ever.mp4", lambda: mp4(seconds=1 << 40), VIDEOS, "mp4"),
        ("115-silent.mp4", lambda: mp4(handlers=(b"vide",)), VIDEOS, "mp4"),
        ("115-padded.mp4", lambda: mp4(tail=bytes(64)), VIDEOS, "mp4"),
        ("nguyen.mau@gmail.com.pdf", pdf, DOCUMENTS, "pdf"),
        ("104-nowhere-large.pdf", lambda: written_pdf(box="0 0 28346 28346"), ANY, "pdf"),
    ],
)
def test_what_is_taken(name, make, taken, code):
    assert look(name, make(), taken).kind.code == code


TELL_AGAIN = "Hãy mở thử trên máy rồi chọn lại."
PROGRAM = "Không nhận tệp chạy được."
ONLY_ZIP = "Chỉ nhận gói nén .zip."
PHOTO_FORMS = "Chỉ nhận ảnh JPEG, PNG, WebP, HEIC."
PAGE = "Hãy in ra PDF rồi chọn lại."
LOCKED = "Tệp có mật khẩu nên người khác không mở được. Hãy gỡ mật khẩu rồi chọn lại."
BOMB = "Tệp nén bung ra quá lớn (giới hạn 1 GiB, gấp 100 lần)."
PATHS = "Gói nén có đường dẫn hoặc liên kết không an toàn."
TWO_IN_ONE = "Tệp có hai định dạng trong một."
MANY = "Tệp nén chứa quá 2.000 tệp."


@pytest.mark.parametrize(
    ("case", "make", "code", "status", "sentence"),
    [
        ("91.pdf", lambda: b"", "file_empty", 422, "Tệp rỗng. Hãy chọn lại tệp."),
        ("97 bao_cao.pdf.exe", pdf, "file_runs", 415, "Không nhận tệp chạy được, trang mạng hoặc tệp có hai đuôi."),
        ("97 x.pdf%00.exe", pdf, "file_runs", 415, "tệp có hai đuôi."),
        ("97 x\u202efdp.exe", pdf, "file_runs", 415, "tệp có hai đuôi."),
        ("98 a.pdf", lambda: b"MZ\x90\0" + bytes(99), "file_kind", 415, f"Nội dung tệp không phải PDF. {PROGRAM}"),
        ("98 a.mp4", lambda: b"\x7fELF" + bytes(99), "file_kind", 415, f"Nội dung tệp không phải MP4. {PROGRAM}"),
        ("98 a.docx", pdf, "file_name", 415, "Tệp tên .docx nhưng nội dung là PDF."),
        ("98 a.zip", docx, "file_name", 415, "Tệp tên .zip nhưng nội dung là Word (.docx)."),
        ("98 a.jpg", lambda: b"#!/bin/sh\nrm -rf /", "file_kind", 415, PROGRAM),
        ("98 a.zip", lambda: zipped({"META-INF/MANIFEST.MF": "a", "A.class": "b"}), "file_kind", 415, PROGRAM),
        ("99 a.pdf", lambda: pdf() + zipped({"a": b"b"}), "file_polyglot", 415, TWO_IN_ONE),
        ("99 a.jpg", lambda: picture("JPEG") + zipped({"a": b"b"}), "file_polyglot", 415, TWO_IN_ONE),
        ("99 a.jpg", lambda: picture("JPEG", comment=b"%PDF-1.7\n"), "file_polyglot", 415, TWO_IN_ONE),
        ("99 a.heic", lambda: heic() + zipped({"a": b"b"}), "file_polyglot", 415, TWO_IN_ONE),
        ("99 a.mp4", lambda: mp4() + zipped({"a": b"b"}), "file_polyglot", 415, TWO_IN_ONE),
        ("100 a", lambda: b"<!doctype html><script>1</script>", "file_kind", 415, PAGE),
        ("100 a.png", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_kind", 415, PAGE),
        ("100 a", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related", "file_kind", 415, PAGE),
        ("100 a", lambda: b"<?xml version='1.0'?><html/>", "file_kind", 415, PAGE),
        ("100 a.mhtml", lambda: b"MIME-Version: 1.0", "file_runs", 415, "trang mạng"),
        ("102 a.docx", lambda: OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "file_password", 422, LOCKED),
        ("102 a.zip", lambda: patched(zipped({"a": b"b"}), local=6, central=8, value=1), "file_password", 422, LOCKED),
        (
            "102 a.zip",
            lambda: patched(zipped({"a": b"b"}), local=8, central=10, value=99),
            "file_password",
            422,
            LOCKED,
        ),
        ("102 a.docx", lambda: patched(docx(), local=6, central=8, value=1), "file_password", 422, LOCKED),
        ("103 a.pdf", lambda: pdf()[:-400], "file_broken", 422, TELL_AGAIN),
        ("103 a.pdf", lambda: b"%PDF-1.7\nhello\n%%EOF", "file_broken", 422, TELL_AGAIN),
        ("103 a.pdf", lambda: written_pdf(pages=0), "file_broken", 422, TELL_AGAIN),
        ("103 a.mp4", lambda: mp4()[:-100], "file_broken", 422, TELL_AGAIN),
        (
            "103 a.mp4",
            lambda: box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", bytes(99)),
            "file_broken",
            422,
            TELL_AGAIN,
        ),
        ("103 a.mp4", lambda: box(b"ftyp", b"isom", bytes(4)) + b"\0\0\0\4moov", "file_broken", 422, TELL_AGAIN),
        ("103 a.heic", lambda: heic()[:-40], "file_broken", 422, TELL_AGAIN),
        ("103 a.webp", lambda: picture("WEBP", (300, 300))[:-50], "file_broken", 422, TELL_AGAIN),
        ("103 a.zip", lambda: zipped({"a": bytes(99)})[:-30], "file_broken", 422, TELL_AGAIN),
        ("103 a.docx", lambda: docx()[:-300], "file_broken", 422, TELL_AGAIN),
        ("105 a.docx", lambda: docx(parts={"word/vbaProject.bin": b"x"}), "file_macro", 415, "Tệp có macro."),
        (
            "105 a.docx",
            lambda: docx(replaced={"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}),
            "file_macro",
            415,
            "Hãy lưu lại dưới dạng .docx hoặc .xlsx thường.",
        ),
        (
            "106 a.docx",
            lambda: docx(replaced={"word/document.xml": "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"}),
            "file_dtd",
            415,
            "Hãy xuất lại tệp.",
        ),
        ("107 a.zip", lambda: zipped({"a": bytes(200 << 20)}), "file_bomb", 422, BOMB),
        ("107 a.zip", overlapping, "file_bomb", 422, BOMB),
        (
            "107 42.zip",
            lambda: zipped({"lib 0.zip": zipped({"b": b"c"})}),
            "file_nested",
            422,
            "gói nén khác “lib 0.zip”",
        ),
        ("107 a.zip", lambda: zipped({"a.dat": b"Rar!\x1a\x07\1\0"}), "file_nested", 422, "gói nén khác “a.dat”"),
        (
            "107 a.zip",
            lambda: zipped({"a.docx": docx(parts={"b.bin": bytes(30 << 20)})}),
            "file_bomb",
            422,
            "“a.docx”: ",
        ),
        ("108 a.zip", lambda: many(2_001), "file_bomb", 422, MANY),
        ("108 a.zip", lambda: many(70_000), "file_bomb", 422, MANY),
        ("108 a.docx", lambda: lying_count(many(70_000), counted=3), "file_bomb", 422, MANY),
        ("109 a.zip", lambda: zipped({"../../evil": b"x"}), "file_paths", 422, PATHS),
        ("109 a.zip", lambda: zipped({"/abs": b"x"}), "file_paths", 422, PATHS),
        ("109 a.zip", lambda: zipped({"C:\\x": b"x"}), "file_paths", 422, PATHS),
        ("109 a.zip", lambda: zipped({"a\\..\\..\\x": b"x"}), "file_paths", 422, PATHS),
        ("109 a.zip", lambda: zipped([(link_member("a", stat.S_IFLNK), b"/etc/passwd")]), "file_paths", 422, PATHS),
        ("109 a.zip", lambda: zipped([(link_member("a", stat.S_IFBLK), b"x")]), "file_paths", 422, PATHS),
        ("109 a.zip", lambda: zipped({"A.txt": b"x", "a.TXT": b"y"}), "file_twice", 422, "hai tệp cùng tên “a.TXT”"),
        (
            "109 a.zip",
            lambda: zipped({"ảnh": b"x", unicodedata.normalize("NFD", "ảnh"): b"y"}),
            "file_twice",
            422,
            "hai tệp cùng tên “ảnh”",
        ),
        ("a.zip", lambda: zipped({}), "file_empty", 422, "Gói nén không có tệp nào."),
        ("a.zip", lambda: zipped({"ảnh.jpg.exe": b"x"}), "file_runs", 415, "tệp chạy được “ảnh.jpg.exe”"),
        ("a.zip", lambda: zipped({"ảnh.jpg": b"MZ\x90\0"}), "file_runs", 415, "tệp chạy được “ảnh.jpg”"),
        ("a.zip", lambda: patched(zipped({"a": b"b"}), local=8, central=10, value=97), "file_packing", 422, "nén lạ"),
        ("111 a.rar", lambda: b"Rar!\x1a\x07\1\0" + bytes(50), "file_kind", 415, ONLY_ZIP),
        ("111 a.7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50), "file_kind", 415, ONLY_ZIP),
        ("111 a.iso", lambda: bytes(0x8001) + b"CD001" + bytes(50), "file_kind", 415, ONLY_ZIP),
        ("111 a.tar.gz", lambda: b"\x1f\x8b\x08" + bytes(50), "file_kind", 415, ONLY_ZIP),
        ("112 a.png", huge_png, "picture_large", 422, "Ảnh quá lớn về kích thước điểm ảnh."),
        ("113 a.gif", lambda: picture("GIF"), "file_kind", 415, PHOTO_FORMS),
        ("113 a.tif", lambda: picture("TIFF"), "file_kind", 415, PHOTO_FORMS),
        ("113 a.eps", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n", "file_kind", 415, PHOTO_FORMS),
        ("113 a.psd", lambda: b"8BPS\0\1" + bytes(50), "file_kind", 415, PHOTO_FORMS),
        ("113 a.avif", lambda: box(b"ftyp", b"avif", bytes(4), b"mif1") + bytes(8), "file_kind", 415, PHOTO_FORMS),
        ("113 a.gif", lambda: moving("GIF", 200), "file_kind", 415, PHOTO_FORMS),
        ("113 a.webp", lambda: moving("WEBP"), "picture_moves", 415, "Hãy chọn ảnh tĩnh."),
        ("113 a.png", lambda: moving("PNG"), "picture_moves", 415, "Hãy chọn ảnh tĩnh."),
        ("115 a.mp4", lambda: mp4(handlers=(b"soun",)), "file_video", 415, "Hãy chọn tệp video có hình."),
        ("115 a.avi", lambda: b"RIFF\0\0\0\0AVI " + bytes(50), "file_kind", 415, "Chỉ nhận video .mp4, .mov."),
        ("115 a.mkv", lambda: b"\x1aE\xdf\xa3" + bytes(50), "file_kind", 415, "Chỉ nhận video .mp4, .mov."),
        ("a.doc", lambda: OLE + bytes(600), "file_kind", 415, "Hãy lưu lại thành .docx hoặc .xlsx."),
        ("a.rtf", lambda: b"{\\rtf1 abc}", "file_kind", 415, "Hãy lưu lại thành .docx hoặc PDF."),
        ("a.pptx", lambda: zipped({"[Content_Types].xml": "a", "ppt/presentation.xml": "b"}), "file_kind", 415, "PDF"),
        ("a.odt", lambda: zipped([("mimetype", "application/vnd.oasis")]), "file_kind", 415, "Hãy lưu lại thành .docx"),
    ],
)
def test_what_is_refused_and_what_its_sender_reads(case, make, code, status, sentence):
    got = said(case.rpartition(" ")[2], make())
    assert got[:2] == (code, status)
    assert sentence in got[2]
    assert got[2].endswith(".")


def test_where_no_archives_are_taken_the_sentence_says_so():
    assert "Hãy bung ra rồi gửi từng tệp: PDF" in said("a.rar", b"Rar!\x1a\x07\1\0", DOCUMENTS)[2]
    assert "Chỉ nhận PDF, Word (.docx), Excel (.xlsx)." in said("a.gif", picture("GIF"), DOCUMENTS)[2]


def test_a_place_may_take_smaller_files():
    code, status, sentence = said("a.pdf", pdf() + bytes(2 << 20), DOCUMENTS.limited(1))
    assert (code, status) == ("file_large", 413)
    assert "tối đa 1 MB" in sentence
    assert DOCUMENTS.limited(1).kinds == DOCUMENTS.kinds


def test_a_document_is_never_looked_into_beyond_its_own_bound():
    assert kinds.PDF.most < ANY.limited(2000).max_size
    roomy = upload("a.pdf", pdf())
    roomy.size = kinds.PDF.most + 1
    with pytest.raises(Refusal) as caught:
        files.inspect(roomy, kinds=ANY.limited(2000))
    assert caught.value.status == 413


def test_an_archive_of_seventy_thousand_is_refused_before_it_is_listed():
    data = io.BytesIO(many(70_000))
    tracemalloc.start()
    with pytest.raises(Refusal):
        ANY.kinds[-1].check(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 1 << 20


def test_boxes_without_end_are_given_up():
    endless = io.BytesIO(box(b"ftyp", b"isom", bytes(4)) + box(b"free") * (boxes.MAX_BOXES + 1))
    with pytest.raises(Refusal) as caught:
        VIDEOS.kinds[0].check(endless)
    assert caught.value.code == "file_broken"
