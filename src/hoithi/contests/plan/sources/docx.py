"""Word files: paragraphs with their automatic numbers, tables as cells, in the order of the document."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from hoithi.contests.plan.errors import NotAPlan
from hoithi.contests.plan.model import Row, Source
from hoithi.contests.plan.sources.numbering import Numbering
from hoithi.contests.plan.text import compose, squeeze

MAX_UNPACKED = 100_000_000
_BROKEN = "Tệp Word bị hỏng hoặc không phải tệp .docx; hãy mở bằng Word, lưu lại rồi gửi lại."
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:footnoteReference")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_docx(data: bytes) -> Source:
    """Paragraphs that hold text are the lines, and each row of a table is one. Raises `NotAPlan`."""
    _check_package(data)
    try:
        document = Document(io.BytesIO(data))
    except Exception as error:
        raise NotAPlan(_BROKEN) from error
    rows = list(_rows(document.element.body, Numbering(document.part)))
    return Source([squeeze(row.text) for row in rows], rows)


def _check_package(data: bytes) -> None:
    """Refuses what must not be unpacked: a file that is no package, a bomb, XML with a document type."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise NotAPlan("Tệp Word có mật khẩu hoặc ở dạng .doc cũ; hãy bỏ mật khẩu, lưu thành .docx rồi gửi lại.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check_members(package)
    except NotAPlan:
        raise
    except Exception as error:
        raise NotAPlan(_BROKEN) from error


def _check_members(package: zipfile.ZipFile) -> None:
    names = {member.filename for member in package.infolist()}
    if "word/document.xml" not in names:
        raise NotAPlan("Tệp này không phải văn bản Word (.docx); hãy gửi đúng tệp kế hoạch.")
    budget = MAX_UNPACKED
    for member in package.infolist():
        if not member.filename.endswith((".xml", ".rels")):
            continue
        budget -= member.file_size
        if budget < 0 or len(package.infolist()) > 5000:
            raise NotAPlan("Tệp Word bung ra quá lớn nên không được mở; hãy kiểm tra lại tệp.")
        with package.open(member) as part:
            content = part.read(member.file_size + 1)
        if b"<!DOCTYPE" in content or "<!DOCTYPE".encode("utf-16-le") in content or b"<!ENTITY" in content:
            raise NotAPlan(
                "Tệp Word chứa khai báo DTD không an toàn nên không được mở; hãy lưu lại bằng Word rồi gửi lại."
            )


def _rows(body: Any, numbering: Numbering) -> Iterator[Row]:
    line = 0
    for block in _blocks(body):
        rows = [_paragraph(block, numbering)] if block.tag == qn("w:p") else _table(block, numbering)
        for row in rows:
            if row.text:
                line += 1
                row.line = line
                yield row


def _blocks(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables, those inside content controls too."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(child)


def _paragraph(element: Any, numbering: Numbering) -> Row:
    text = compose("".join(_texts(element)))
    lines = [squeeze(part) for part in text.split("\n")]
    text = "\n".join(part for part in lines if part)
    label = numbering.label(element) if text else ""
    return Row(0, f"{label} {text}".strip(), text != "" and _is_bold(element, numbering))


def _texts(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield "\t" if element.tag == qn("w:r") else ""
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag == qn("w:p"):
            yield "\n"
            yield from _texts(child)
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != _FALLBACK:
            yield from _texts(child)


def _is_bold(element: Any, numbering: Numbering) -> bool:
    """Whether every run that holds letters is bold, by itself or by the paragraph's style."""
    runs = [run for run in element.iter(qn("w:r")) if any(c.isalpha() for c in "".join(_texts(run)))]
    return bool(runs) and all(_run_is_bold(run, element, numbering) for run in runs)


def _run_is_bold(run: Any, paragraph: Any, numbering: Numbering) -> bool:
    bold = run.find(f"{qn('w:rPr')}/{qn('w:b')}")
    if bold is None:
        return numbering.style_is_bold(paragraph)
    return bold.get(qn("w:val")) not in ("0", "false")


def _table(table: Any, numbering: Numbering) -> list[Row]:
    rows: list[Row] = []
    above: dict[int, str] = {}
    for element in table.iterchildren(qn("w:tr")):
        cells, above = _cells(element, above, numbering)
        text = squeeze(" | ".join(cells))
        if any(cells):
            rows.append(Row(0, text, cells=tuple(cells)))
    return rows


def _cells(row: Any, above: dict[int, str], numbering: Numbering) -> tuple[list[str], dict[int, str]]:
    """Texts of a row's cells; a cell merged downwards is repeated, one merged to the right leaves empty cells."""
    cells: list[str] = []
    for cell in row.iter(qn("w:tc")):
        if cell.getparent() is not row and cell.getparent().getparent().getparent() is not row:
            continue
        merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        text = "\n".join(p.text for p in (_paragraph(b, numbering) for b in cell.iter(qn("w:p"))) if p.text)
        if merge is not None and merge.get(qn("w:val")) != "restart":
            text = above.get(len(cells), text)
        cells += [text, *[""] * (_span(span) - 1)]
    return cells, dict(enumerate(cells))


def _span(element: Any) -> int:
    value = element.get(qn("w:val")) if element is not None else None
    return min(int(value), 64) if value and value.isdigit() else 1
