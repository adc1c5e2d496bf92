"""Typed text is data: it is printed as it reads, from any thread, with our faces, and never becomes source."""

import re
import threading
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
import segno
import typst
from PIL import Image

from hoithi.kit.pdfium import opened
from hoithi.kit.typeset import pdf, qr_png, qr_svg

TEMPLATE = """#let data = json(bytes(sys.inputs.data))
#set document(date: none)
#set text(font: ("Be Vietnam Pro", "DejaVu Sans Mono"))
#for line in data.lines [#line #parbreak()]
"""
HOSTILE = [
    "# tiêu đề",
    "#panic()",
    '#read("/etc/passwd")',
    '#import "@preview/x:1.0.0"',
    "$x^2$ @ref <label> *b* _i_ `raw` ```",
    "<script>alert(1)</script>",
    "\\ \\u{41} // /* */ {} [] ~ -- --- ...",
    "'một' \"hai\" https://example.vn",
    "= - + / 1.",
]


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "paper.typ"
    path.write_text(TEMPLATE)
    return path


def text_of(made: bytes) -> str:
    with opened(made) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def lines_of(made: bytes) -> list[str]:
    return [" ".join(line.split()) for line in text_of(made).splitlines() if line.strip()]


@pytest.mark.parametrize("line", HOSTILE)
def test_markup_is_printed_as_it_reads(template, line):
    assert lines_of(pdf(template, {"lines": [line]})) == [line]


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        (unicodedata.normalize("NFD", "Điểu Xrê thích ếch ộp ưỡn"), ["Điểu Xrê thích ếch ộp ưỡn"]),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", ["abcdef"]),
        ("a\tb", ["a b"]),
        ("\u202egnp\u2066x\u200b\ufeffy", ["gnpxy"]),
        ("a\ud800b\ufffec\uffff", ["abc"]),
        ("e\u200b\u0301", ["é"]),
        ("một\r\nhai\rba\u2028bốn\x0bnăm", ["một", "hai", "ba", "bốn", "năm"]),
        ("H’Hen Niê Kƀŭr → α", ["H’Hen Niê Kƀŭr → α"]),
    ],
)
def test_text_is_printed_composed_and_without_what_cannot_be_seen(template, given, printed):
    assert lines_of(pdf(template, {"lines": [given]})) == printed


def test_the_same_data_give_the_same_bytes_and_others_give_others(template):
    first = pdf(template, {"lines": ["một"]})
    other = pdf(template, {"lines": ["hai"]})
    assert pdf(template, {"lines": ["một"]}) == first
    assert lines_of(other) == ["hai"]


def test_every_thread_gets_its_own_paper(template):
    made = {}

    def work(number):
        made[number] = lines_of(pdf(template, {"lines": [f"giấy số {number}"] * 20}))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == {number: [f"giấy số {number}"] * 20 for number in range(8)}


def test_no_font_of_the_machine_is_taken(template):
    made = pdf(template, {"lines": ["chữ 中文 ខ្មែរ α"]})
    names = {name.decode() for name in re.findall(rb"/BaseFont/[A-Z]{6}\+([\w-]+)", made)}
    assert "BeVietnamPro-Regular" in names
    assert names <= {
        "BeVietnamPro-Regular",
        "DejaVuSansMono",
        "LibertinusSerif-Regular",
        "NewComputerModern10-Regular",
        "NewCMMath-Regular",
    }


def test_a_standard_is_followed_unless_no_face_has_a_letter(tmp_path):
    paper = tmp_path / "paper.typ"
    paper.write_text(
        '#set document(title: "Thử", date: datetime(year: 2024, month: 3, day: 20))\n'
        '#set text(font: "Be Vietnam Pro", lang: "vi")\n#json(bytes(sys.inputs.data)).words'
    )
    kept = pdf(paper, {"words": "một"}, standards=("a-2a", "ua-1"))
    assert b"<pdfaid:part>2<" in kept and b"<pdfuaid:part>1<" in kept
    given_up = pdf(paper, {"words": "một \uf0b7 hai"}, standards=("a-2a", "ua-1"))
    assert b"pdfaid" not in given_up
    assert "một" in text_of(given_up)
    broken = tmp_path / "broken.typ"
    broken.write_text("#panic()")
    with pytest.raises(typst.TypstError):
        pdf(broken, {}, standards=("ua-1",))


def test_a_template_may_have_faces_of_its_own(tmp_path):
    paper = tmp_path / "paper.typ"
    paper.write_text('#set text(font: "Tinos")\nchữ')
    faces = Path(__file__).parents[2] / "documents/data/fonts"
    assert b"+Tinos-Regular" in pdf(paper, {}, faces=faces)


def test_a_code_as_dots_is_the_same_code():
    address = "https://hoithi.example.vn/van-ban/1"
    dots = [list(row) for row in segno.make(address, error="m", micro=False, mask=3).matrix_iter(border=2)]
    drawn = Image.open(BytesIO(qr_png(address))).convert("L").resize((len(dots), len(dots)), Image.Resampling.BOX)
    assert [[int(drawn.getpixel((x, y)) < 128) for x in range(len(dots))] for y in range(len(dots))] == dots


def test_a_qr_code_is_printed_dot_by_dot(tmp_path):
    address = "https://hoithi.example.vn/bien-nhan/K7M2Q9RT4XWP8HJN3"
    dots = [list(row) for row in segno.make(address, error="m", micro=False, mask=3).matrix_iter(border=2)]
    paper = tmp_path / "qr.typ"
    paper.write_text(
        f"#set page(width: {len(dots)}pt, height: {len(dots)}pt, margin: 0pt)\n"
        '#image(bytes(json(bytes(sys.inputs.data)).qr), format: "svg", width: 100%)'
    )
    with opened(pdf(paper, {"qr": qr_svg(address)})) as document:
        drawn = document[0].render(scale=4).to_pil().convert("L")
    middles = [[drawn.getpixel((4 * x + 2, 4 * y + 2)) for x in range(len(dots))] for y in range(len(dots))]
    assert [[int(grey < 128) for grey in row] for row in middles] == dots


def test_no_template_takes_a_package():
    templates = list((Path(__file__).parents[2]).rglob("data/**/*.typ"))
    assert templates
    for each in templates:
        assert not re.search(r"@(preview|local)/", each.read_text()), each


def test_a_code_on_a_page_fills_the_place_that_the_page_gives_it():
    drawn = qr_svg("https://hoithi.example/bien-nhan/0/")
    assert 'viewBox="0 0 ' in drawn and "width=" not in drawn
