"""Other forms of a file: made in a bounded process, upright, readable, and without a trace of who made it."""

import io
import zipfile

import pytest
import xlsxwriter
from docx import Document
from PIL import Image

from hoithi.kit import files
from hoithi.kit.files import kinds
from hoithi.kit.files.kinds import DOCX, HEIC, JPEG, MP4, PDF, PNG, TEXT, WEBP, XLSX, ZIP
from hoithi.kit.tests.made_files import (
    AUTHOR,
    camera,
    docx,
    half_red,
    heic,
    link,
    mp4,
    pdf,
    stream,
    upload,
    written_pdf,
    zipped,
)

pytestmark = pytest.mark.once
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PLACE_AND_MAKER = (b"Exif\x00\x00MM", b"Exif\x00\x00II", b"Hang May Anh")


def opened(data):
    return Image.open(io.BytesIO(data))


def is_red(colour):
    return colour[0] > 200 and colour[1] < 80 and colour[2] < 80


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_small_and_upright_and_says_nothing_else(form):
    kind = kinds.kind_of(f"image/{form.lower()}")
    data = half_red(form, size=(800, 600), exif=camera(artist=AUTHOR, orientation=6))  # held upright, red above
    small = opened(files.thumbnail(data, kind))
    assert (small.format, small.size) == ("WEBP", (240, 320))
    assert is_red(small.convert("RGB").getpixel((120, 10)))
    assert not is_red(small.convert("RGB").getpixel((120, 310)))
    large = opened(files.picture(data, kind, side=500))
    assert large.size == (375, 500)
    assert not dict(large.getexif())


def test_a_photo_of_a_telephone_becomes_one_for_the_web():
    shown = opened(files.picture(heic(), HEIC))
    assert (shown.format, shown.size) == ("WEBP", (48, 64))
    assert not dict(shown.getexif())
    cleaned = files.without_traces(heic(), HEIC)
    assert files.kind_without_traces(HEIC) == JPEG
    assert opened(cleaned).format == "JPEG"
    assert b"Nguyen Van Mau" in heic()
    assert b"Nguyen Van Mau" not in cleaned


def test_colours_beyond_those_of_the_web_and_of_print_are_brought_back():
    memory = io.BytesIO()
    Image.new("CMYK", (40, 40), (0, 255, 255, 0)).save(memory, "JPEG")
    assert is_red(opened(files.picture(memory.getvalue(), JPEG)).convert("RGB").getpixel((20, 20)))
    glass = io.BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(glass, "PNG")
    assert opened(files.picture(glass.getvalue(), PNG)).mode == "RGBA"


def test_pages_of_a_paper():
    data = written_pdf(pages=60)
    shown = files.pages(data, 48, 10)
    assert len(shown) == 2  # never beyond the fiftieth
    assert opened(shown[0]).size == (1067, 1600)
    first = opened(files.thumbnail(data, PDF))
    assert first.size == (214, 320)
    assert min(first.convert("L").get_flattened_data()) < 100  # the words are there


@pytest.mark.parametrize("box", ["0 0 28346 28346", "0 0 1 14400", "0 0 0.01 0.01"])
def test_104_a_page_of_any_size_is_drawn_in_few_points(box):
    (page,) = files.pages(written_pdf(box=box))
    assert max(opened(page).size) <= 1600


def test_what_cannot_be_made_is_none_and_nobody_waits():
    assert files.thumbnail(b"%PDF-1.7 nonsense", PDF) is None
    assert files.thumbnail(half_red()[:200], JPEG) is None
    assert files.thumbnail(docx(), DOCX) is None
    assert files.without_traces(mp4(), MP4) is None
    assert files.without_traces(zipped({"a": b"b"}), ZIP) is None
    assert files.text_of(half_red(), JPEG) is None
    assert files.pages(b"nonsense") == []


def workbook():
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        book.set_properties({"author": AUTHOR})
        sheet = book.add_worksheet("Dự toán")
        sheet.write_row(0, 0, ["Vật tư", "Số tiền"])
        sheet.write_row(2, 0, ["Thép", 125000])
        sheet.write_comment(0, 0, f"{AUTHOR}: xem lại", {"author": AUTHOR})
    return memory.getvalue()


def test_the_words_of_each_kind():
    assert files.text_of(written_pdf(pages=2, words="May gat lua"), PDF) == "May gat lua\nMay gat lua"
    assert files.text_of(docx(text="Máy gặt\tlúa"), DOCX) == "Máy gặt lúa"
    assert files.text_of(workbook(), XLSX) == "Vật tư Số tiền\nThép 125000"
    assert files.text_of("Máy gặt".encode("utf-16"), TEXT) == "Máy gặt"
    assert files.text_of(pdf(), PDF) == ""


def test_words_of_tables_and_boxes_are_read_once_and_deleted_ones_never():
    body = (
        f'<w:document {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ô một</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><w:t>trước</w:t></w:r><mc:AlternateContent>"
        "<mc:Choice><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
        "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>khung</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p></w:body></w:document>"
    )
    assert files.text_of(docx(replaced={"word/document.xml": body}), DOCX) == "ô một\ntrước\nkhung"


def test_text_is_bounded_and_passes_the_gate():
    assert len(files.text_of(docx(text="lúa " * 90_000), DOCX)) <= 200_000
    heaped = docx(text="a" + "\u0301" * 50 + "\u202e lúa\u0000".replace("\u0000", ""))
    assert "lúa" in files.text_of(heaped, DOCX)
    assert "\u202e" not in files.text_of(heaped, DOCX)


@pytest.mark.parametrize(("form", "kind"), [("JPEG", JPEG), ("PNG", PNG), ("WEBP", WEBP)])
def test_114_a_photo_for_others_has_no_place_and_no_camera(form, kind):
    data = half_red(form, exif=camera(artist=AUTHOR, orientation=6))
    assert b"Hang May Anh" in data
    cleaned = files.without_traces(data, kind)
    assert opened(cleaned).format == form
    assert opened(cleaned).size == (60, 80)
    assert not any(trace in cleaned for trace in PLACE_AND_MAKER)
    assert not dict(opened(cleaned).getexif())


def test_119_a_paper_for_others():
    photo = half_red(exif=camera(artist=AUTHOR))
    name = AUTHOR.encode("utf-16-be").hex()
    data = written_pdf(
        trailer="/Info 6 0 R",
        catalog="/Metadata 7 0 R /OpenAction<</S/JavaScript/JS(1)>>",
        page="/Annots[9 0 R]",
        objects=[
            f"<</Author<FEFF{name}>/Title(Giai phap)>>",
            stream(f"<dc:creator>{AUTHOR}</dc:creator>".encode(), "/Type/Metadata/Subtype/XML"),
            stream(photo, "/Type/XObject/Subtype/Image/Width 80/Height 60/BitsPerComponent 8/Filter/DCTDecode"),
            "<</Type/Annot/Subtype/Text/Rect[0 0 20 20]/Contents(xem lai)/T(Nguyen Van Mau)>>",
        ],
    )
    data = data.replace(b"/Font<</F1 3 0 R>>>>", b"/Font<</F1 3 0 R>>/XObject<</I 8 0 R>>>>")
    found = files.inspect(upload("a.pdf", data), kinds=files.DOCUMENTS)
    assert set(found.flags) == {files.ACTIVE, files.NAMES_AUTHOR}
    cleaned = files.without_traces(data, PDF)
    for trace in (AUTHOR.encode(), AUTHOR.encode("utf-16-be"), b"Nguyen Van Mau", b"JavaScript", *PLACE_AND_MAKER):
        assert trace not in cleaned
    assert files.inspect(upload("a.pdf", cleaned), kinds=files.DOCUMENTS).flags == ()
    assert files.text_of(cleaned, PDF) == "Xin chao"


def reviewed():
    """A Word document as it comes back from a colleague: comments, tracked changes, properties, a template at home."""
    marks = f'w:id="1" w:author="{AUTHOR}" w:date="2025-01-01T00:00:00Z"'
    body = (
        f"<w:document {W}><w:body><w:p><w:pPr><w:rPr><w:ins {marks}/></w:rPr><w:pPrChange {marks}/></w:pPr>"
        f'<w:r><w:t xml:space="preserve">Máy </w:t></w:r><w:ins {marks}><w:r><w:t>gặt lúa</w:t></w:r></w:ins>'
        f"<w:del {marks}><w:r><w:delText>của {AUTHOR}</w:delText></w:r></w:del>"
        '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p></w:body></w:document>'
    )
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    made = docx(
        author=AUTHOR,
        links=link("attachedTemplate", f"file:///C:/Users/{AUTHOR}/a.dotm")
        + link("comments", "comments.xml", "Internal"),
        replaced={"word/document.xml": body},
        parts={
            "word/comments.xml": f'<w:comments {W}><w:comment w:author="{AUTHOR}"/></w:comments>',
            "docProps/custom.xml": f"<Properties><property><lpwstr>{AUTHOR}</lpwstr></property></Properties>",
            "docProps/thumbnail.jpeg": half_red(),
            "customXml/item1.xml": f"<cover><author>{AUTHOR}</author></cover>",
            "word/media/image1.jpeg": half_red(exif=camera(artist=AUTHOR)),
            "word/media/image2.png": half_red("PNG", exif=camera(artist=AUTHOR)),
        },
    )
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    override = f'<Override PartName="/word/comments.xml" ContentType="{types}.comments+xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override.encode())
    return zipped(parts)


def everything_in(archive):
    with zipfile.ZipFile(io.BytesIO(archive)) as opened_archive:
        return b"\n".join(name.encode() + opened_archive.read(name) for name in opened_archive.namelist())


def test_119_a_document_for_others():
    data = reviewed()
    assert set(files.inspect(upload("a.docx", data), kinds=files.DOCUMENTS).flags) == {
        files.ACTIVE,
        files.NAMES_AUTHOR,
    }
    cleaned = files.without_traces(data, DOCX)
    inside = everything_in(cleaned)
    traces = (AUTHOR.encode(), b"word/comments.xml", b"commentReference", b"docProps", b"customXml", b"python-docx")
    for trace in (*traces, *PLACE_AND_MAKER):
        assert trace not in inside, trace
    assert [paragraph.text for paragraph in Document(io.BytesIO(cleaned)).paragraphs] == ["Máy gặt lúa"]
    assert files.text_of(cleaned, DOCX) == "Máy gặt lúa"
    found = files.inspect(upload("a.docx", cleaned), kinds=files.DOCUMENTS)
    assert files.NAMES_AUTHOR not in found.flags


def test_119_a_workbook_for_others():
    cleaned = files.without_traces(workbook(), XLSX)
    assert AUTHOR.encode() in everything_in(workbook())
    assert AUTHOR.encode() not in everything_in(cleaned)
    assert "xem lại".encode() not in everything_in(cleaned)
    assert files.text_of(cleaned, XLSX) == files.text_of(workbook(), XLSX)
    assert files.inspect(upload("a.xlsx", cleaned), kinds=files.DOCUMENTS).flags == ()
