"""What is taken and must be spoken of all the same: section F of the bad-input catalogue, by its lines."""

import io
import zipfile
import zlib

import pytest
from PIL import Image, PngImagePlugin

from hoithi.kit import files
from hoithi.kit.files import office
from hoithi.kit.files import pdf as pdf_checks
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.made_files import (
    AUTHOR,
    camera,
    docx,
    link,
    pdf,
    picture,
    stream,
    upload,
    written_pdf,
    xlsx,
    zipped,
)

JS = "<</S/JavaScript/JS(app.alert\\(1\\))>>"


def look(name, data):
    return files.inspect(upload(name, data), kinds=files.ANY)


def old_named(*names):
    """An archive whose names are in the code page of an old Windows, without the mark of Unicode."""
    stand_ins = {f"{'x' * len(name.encode('cp1258'))}{n}.txt": name for n, name in enumerate(names)}
    data = zipped(dict.fromkeys(stand_ins, b"abc"))
    for stand_in, name in stand_ins.items():
        data = data.replace(stand_in[:-5].encode(), name.encode("cp1258"))
    return data


def pdf_flags(**options):
    return look("a.pdf", written_pdf(**options)).flags


@pytest.mark.parametrize(
    "options",
    [
        {"catalog": f"/OpenAction {JS}"},
        {"catalog": f"/OpenAction {JS.replace('/JavaScript', '/J#61va#53cript')}"},
        {"page": f"/AA<</O {JS}>>"},
        {"catalog": "/OpenAction<</S/Launch/F(cmd.exe)>>"},
        {"catalog": "/AcroForm<</XFA 6 0 R>>", "objects": [stream(b"<xdp/>")]},
        {"catalog": "/Names<</EmbeddedFiles<</Names[(a.exe) 6 0 R]>>>>", "objects": ["<</Type/Filespec/F(a)>>"]},
        {"objects": [stream(zlib.compress(JS.encode()), "/Type/ObjStm/N 1/First 0/Filter/FlateDecode")]},
        {"objects": [stream(zlib.compress(JS.encode())[:-9], "/Type/ObjStm/N 1/First 0/Filter/FlateDecode")]},
        {"objects": [stream(b"unknown packing", "/Type/ObjStm/N 1/First 0/Filter/LZWDecode")]},
    ],
)
def test_101_a_pdf_that_runs_something_is_taken_and_flagged(options):
    assert pdf_flags(**options) == (files.ACTIVE,)


def test_101_a_pdf_that_unpacks_to_more_than_is_looked_at_is_taken_and_flagged():
    bomb = stream(zlib.compress(bytes(70 << 20)), "/Type/ObjStm/N 1/First 0/Filter/FlateDecode")
    assert pdf_flags(objects=[bomb]) == (files.ACTIVE,)


def test_101_a_quiet_pdf_has_no_flag():
    link_to_page = "/OpenAction[5 0 R/Fit]"
    packed = stream(zlib.compress(b"6 0 <</A 1>>"), "/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    assert pdf_flags(catalog=link_to_page, objects=[packed]) == ()


def test_102_a_pdf_with_a_password():
    locked = "/Encrypt<</Filter/Standard/V 1/R 2/O<" + "00" * 32 + ">/U<" + "11" * 32 + ">/P -4>>/ID[<00><00>]"
    with pytest.raises(Refusal) as caught:
        look("a.pdf", written_pdf(trailer=locked))
    assert (caught.value.code, caught.value.status) == ("file_password", 422)


def test_104_five_thousand_pages_are_taken_and_flagged():
    assert pdf_flags(pages=5000) == (files.MANY_PAGES,)
    assert pdf_flags(pages=50) == ()


@pytest.mark.parametrize(
    ("options", "active"),
    [
        ({"links": link("attachedTemplate", "http://evil.example/a.dotm")}, True),
        ({"links": link("image", "http://evil.example/a.png")}, True),
        ({"links": link("oleObject", "\\\\evil\\share\\a.xlsx")}, True),
        ({"links": link("aFChunk", "a.html", "Internal")}, True),
        ({"links": link("hyperlink", "https://example.vn/")}, False),
        ({"links": "<!--" + "x" * (5 << 20) + "-->"}, True),
        ({"parts": {"word/embeddings/oleObject1.bin": b"\xd0\xcf"}}, True),
        ({"parts": {"word/activeX/activeX1.xml": b"<a/>"}}, True),
        ({"parts": {"word/embeddings/Microsoft_Excel_Sheet.xlsx": xlsx()}}, False),
    ],
)
def test_105_a_document_that_reaches_out_is_taken_and_flagged(options, active):
    assert look("a.docx", docx(**options)).flags == ((files.ACTIVE,) if active else ())


def test_110_names_from_before_unicode_are_guessed_and_flagged():
    data = old_named("Âm thanh")
    found = look("a.zip", data)
    assert found.flags == (files.GUESSED_NAMES,)
    assert [one.name for one in files.listing(io.BytesIO(data))] == ["Âm thanh0.txt"]
    assert look("a.zip", zipped({"Mô hình/ảnh.png": picture()})).flags == ()


def test_110_a_listing_says_names_and_sizes_and_no_folders():
    folder = zipfile.ZipInfo("Mô hình/")
    data = zipped([(folder, b""), ("Mô hình/thuyết\u202e minh.txt", b"abc")])
    assert files.listing(io.BytesIO(data)) == [files.Member("Mô hình/thuyết minh.txt", 3)]


def png_by(author):
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", author)
    return picture("PNG", pnginfo=words)


COMMENTS = '<w:comments xmlns:w="w"><w:comment w:author="%s"/></w:comments>'


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", lambda who: docx(author=who)),
        ("a.docx", lambda who: docx(parts={"word/comments.xml": COMMENTS % who})),
        (
            "a.docx",
            lambda who: docx(replaced={"docProps/app.xml": f"<Properties><Manager>{who}</Manager></Properties>"}),
        ),
        ("a.pdf", lambda who: pdf(author=who) if who else pdf()),
        (
            "a.pdf",
            lambda who: written_pdf(
                objects=[stream(f"<dc:creator><rdf:Seq><rdf:li>{who}</rdf:li></rdf:Seq></dc:creator>".encode())]
            ),
        ),
        ("a.jpg", lambda who: picture("JPEG", exif=camera(artist=who))),
        ("a.webp", lambda who: picture("WEBP", exif=camera(artist=who))),
        ("a.png", png_by),
    ],
)
def test_119_a_name_hidden_in_the_file_is_flagged(name, make):
    assert look(name, make(AUTHOR)).flags == (files.NAMES_AUTHOR,)
    assert look(name, make("")).flags == ()


@pytest.mark.parametrize("data", [b"<author " * 130_000, b"<a" * 500_000, b"<dc:creator>" * 80_000])
def test_119_looking_for_names_is_not_slow_on_what_was_made_to_be_slow(data):
    assert office._NAMED.search(data) is None or data.startswith(b"<author")
    assert pdf_checks._AUTHOR.search(data) is None


def test_a_photo_with_its_depth_is_one_photo():
    memory = io.BytesIO()
    main, depth = Image.new("RGB", (64, 48), "teal"), Image.new("RGB", (32, 24), "white")
    main.save(memory, "MPO", save_all=True, append_images=[depth])
    assert look("a.jpg", memory.getvalue()).kind.code == "jpeg"


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        (files.ACTIVE, "nên chỉ tải về được, không xem trong trang."),
        (files.MANY_PAGES, "trong trang chỉ xem trước 50 trang đầu."),
        (files.NAMES_AUTHOR, "Bản cho người khác xem sẽ được xóa tên này."),
        (files.GUESSED_NAMES, "không ghi bằng Unicode nên được đoán, có thể sai dấu."),
    ],
)
def test_every_flag_says_what_it_means(flag, words):
    assert files.flag_words(flag).endswith(words)
