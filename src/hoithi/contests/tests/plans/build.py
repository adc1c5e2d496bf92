"""Makes the .docx and .pdf plans from `parts/NAME.txt`: `python build.py [FOLDER]`.

The first line names the format, `docx` or `pdf`. Each other line is a paragraph; a code before a bar gives its form:
HL/HR letterhead cells, RL/RR recipients and signature cells, C centred and bold, B bold, I italic, N0-N2 Word's
automatic numbers (I. 1. a)), U0/U1 its bullets (- and +), T a table row whose cells are parted by bars.
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import typst
from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

CODE = re.compile(r"([A-Z]{1,2}\d?)\|(.*)")
STAMP = datetime(2026, 1, 1, tzinfo=UTC)
SIDES = {"HL": "H", "HR": "H", "RL": "R", "RR": "R"}
LEVELS = {
    "N": [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")],
    "U": [("bullet", "-"), ("bullet", "+")],
}
PAGE = """#set page(paper: "a4", margin: (top: 2cm, bottom: 2cm, left: 3cm, right: 1.5cm), numbering: "1")
#set text(font: "Libertinus Serif", size: 13pt, lang: "vi", hyphenate: false)
#set par(justify: true)
"""


def blocks(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Runs of lines of one form: "H" letterhead, "R" signature, "T" table rows, "" for paragraphs."""
    rows = []
    for line in filter(str.strip, text.splitlines()):
        match = CODE.match(line)
        rows.append((match[1], match[2]) if match else ("", line))
    for form, run in groupby(rows, key=lambda row: SIDES.get(row[0], row[0] if row[0] == "T" else "")):
        yield form, list(run)


def add_numbering(document: Docx) -> dict[str, int]:
    """Declares the two automatic lists in numbering.xml and gives the number of each."""
    part = document.part.numbering_part.element
    numbers = {}
    for number, (name, levels) in enumerate(LEVELS.items(), start=901):
        inner = "".join(
            f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{shown}"/></w:lvl>'
            for depth, (form, shown) in enumerate(levels)
        )
        abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">{inner}</w:abstractNum>'
        part.insert(0, parse_xml(abstract))
        part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))
        numbers[name] = number
    return numbers


def add_paragraph(document: Docx, code: str, text: str, numbers: dict[str, int]) -> None:
    """One paragraph: bold, italic, centred, or numbered by Word."""
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.italic = code in {"C", "B"}, code == "I"
    if code == "C":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if code[:1] in numbers:
        mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{code[1]}"/><w:numId w:val="{numbers[code[0]]}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(mark))


def add_pair(document: Docx, rows: list[tuple[str, str]]) -> None:
    """A borderless table of one row: left and right cell, a paragraph for each line."""
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    for cell, side in zip(cells, "LR", strict=True):
        cell.text = "\n".join(text for code, text in rows if code[1] == side)


def add_grid(document: Docx, rows: list[list[str]]) -> None:
    """A bordered table; ` // ` in a cell begins a new paragraph."""
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *others = text.strip().split(" // ")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)


def make_docx(text: str, target: Path) -> None:
    """Writes the plan as Word would."""
    document = Document()
    numbers = add_numbering(document)
    document.core_properties.created = document.core_properties.modified = STAMP
    for form, rows in blocks(text):
        if form == "T":
            add_grid(document, [row.split("|") for _, row in rows])
        elif form:
            add_pair(document, rows)
        else:
            for code, line in rows:
                add_paragraph(document, code, line, numbers)
    document.save(str(target))


def quoted(text: str) -> str:
    """The text as a typst string literal, so that nothing in it is markup."""
    return '"' + text.strip().replace("\\", "\\\\").replace('"', '\\"') + '"'


def typst_pair(rows: list[tuple[str, str]]) -> str:
    """Left and right cell; each line set on its own."""
    cells = []
    for side in "LR":
        place = "left" if side == "L" and rows[0][0][0] == "R" else "center"
        lines = ", ".join(f"text(10.5pt, {quoted(text)})" for code, text in rows if code[1] == side)
        cells.append(f"align({place}, stack(spacing: 6pt, {lines}))")
    return f"#grid(columns: (1fr, 1.2fr), gutter: 8pt, {', '.join(cells)})"


def typst_line(code: str, text: str) -> str:
    """One paragraph of the given form."""
    if code == "C":
        return f"#align(center, strong({quoted(text)}))"
    shown = {"B": f"strong({quoted(text)})", "I": f"emph({quoted(text)})"}.get(code, f"par(text({quoted(text)}))")
    return f"#{shown}\n"


def make_pdf(text: str, target: Path) -> None:
    """Writes the plan with a text layer, lines broken by the page and never hyphenated."""
    out = [PAGE]
    for form, rows in blocks(text):
        if form == "T":
            cells = [cell for _, row in rows for cell in row.split("|")]
            width = len(rows[0][1].split("|"))
            columns = ", ".join(["auto", *["1fr"] * (width - 1)])
            out.append(f"#table(columns: ({columns}), {', '.join(f'text(11pt, {quoted(c)})' for c in cells)})")
        elif form:
            out.append(typst_pair(rows))
        else:
            out += [typst_line(code, line) for code, line in rows]
    target.write_bytes(typst.compile("\n".join(out).encode()))


def main(folder: Path) -> None:
    """Makes each plan of `folder/parts` in `folder`."""
    for source in sorted((folder / "parts").glob("*.txt")):
        form, _, text = source.read_text(encoding="utf-8").partition("\n")
        {"docx": make_docx, "pdf": make_pdf}[form](text, folder / f"{source.stem}.{form}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
