"""Other files of a Markdown plan: Word with typed or automatic numbers, PDF; for tests of the reader."""

import io
import re
from pathlib import Path
from typing import Any

import typst
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

SEED = Path(__file__).parents[4] / "samples/plans/ke-hoach-hon-quan-viii.md"
_LEVELS = [
    ("upperRoman", "%1.", re.compile(r"[IVX]+\.\s+")),
    ("decimal", "%2.", re.compile(r"\d+\.\s+")),
    ("bullet", "-", re.compile(r"-\s+")),
]
_PAGE = """#set page(paper: "a4", margin: (top: 2cm, bottom: 2cm, left: 3cm, right: 1.5cm), numbering: "1")
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false)
#set par(justify: true)
"""


def paragraphs(markdown: str) -> list[str]:
    """Paragraphs of the seed without its Markdown marks."""
    text = markdown.replace("*** ", "* ").replace("**", "").replace("(*", "(").replace("*)", ")")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _parts(lines: list[str]) -> tuple[list[str], list[str], list[str], list[str]]:
    """Left of the letterhead, right of it, the body, the closing."""
    kind, closing = lines.index("KẾ HOẠCH"), lines.index("Nơi nhận:")
    return lines[: kind - 1], lines[kind - 1 : kind], lines[kind:closing], lines[closing:]


def make_docx(markdown: str, *, automatic: bool) -> bytes:
    """The plan in Word, head and signature as tables (Decree 30), numbers typed or Word's own."""
    left, right, body, closing = _parts(paragraphs(markdown))
    document = Document()
    number = _numbering(document) if automatic else ""
    signature = next(at for at, line in enumerate(closing) if line.startswith("TM."))
    _columns(document, left, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *right])
    for line in body:
        _paragraph(document, line, number)
    _columns(document, closing[:signature], closing[signature:])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _columns(document: Any, left: list[str], right: list[str]) -> None:
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, lines in zip(cells, (left, right), strict=True):
        cell.text = "\n".join(lines)


def _paragraph(document: Any, line: str, number: str) -> None:
    for level, (_, _, mark) in enumerate(_LEVELS):
        if number and (found := mark.match(line)):
            properties = document.add_paragraph(line[found.end() :])._p.get_or_add_pPr()
            xml = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
            properties.append(parse_xml(xml))
            return
    document.add_paragraph(line)


def _numbering(document: Any) -> str:
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text, _) in enumerate(_LEVELS)
    )
    abstract = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="901">{levels}</w:abstractNum>')
    root.insert(0, abstract)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="901"><w:abstractNumId w:val="901"/></w:num>'))
    return "901"


def make_pdf(markdown: str) -> bytes:
    """The plan as PDF with a text layer, its head and signature in two columns."""
    left, right, body, closing = _parts(paragraphs(markdown))
    signature = next(at for at, line in enumerate(closing) if line.startswith("TM."))
    head = _side_by_side(left, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", *right])
    text = "\n\n".join(_quoted(line) for line in body)
    source = f"{_PAGE}\n{head}\n\n{text}\n\n{_side_by_side(closing[:signature], closing[signature:])}"
    return typst.compile(source.encode())


def _side_by_side(left: list[str], right: list[str]) -> str:
    columns = (" #linebreak() ".join(_quoted(line) for line in lines) for lines in (left, right))
    return "#grid(columns: (1fr, 1.4fr), " + ", ".join(f"[{column}]" for column in columns) + ")"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}"'
