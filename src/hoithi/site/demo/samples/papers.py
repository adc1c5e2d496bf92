"""The papers of a solution: what it is, as PDF or as a Word document, and what it cost, as a workbook."""

import zlib
from io import BytesIO
from pathlib import Path

import docx
import xlsxwriter
from docx.shared import Pt

from hoithi.kit.typeset import pdf
from hoithi.site.demo.dossiers import Solution

_TEMPLATE = Path(__file__).parent.parent / "data" / "description.typ"
_UNITS = ("cái", "bộ", "kg", "mét")
_COSTS = (180_000, 95_000, 420_000, 60_000, 310_000, 145_000)


def _parts(one: Solution, field: str) -> list[tuple[str, str]]:
    """What a description says, as heading and text (domain.md 1.6, in few words)."""
    return [
        ("I. Thông tin chung", f"Tên giải pháp: {one.title}.\nLĩnh vực dự thi: {field}."),
        ("II. Vì sao làm", one.problem),
        ("III. Nội dung giải pháp", one.solution),
        ("IV. Đã áp dụng", one.applied),
        ("V. Hiệu quả", one.effect),
        ("VI. Các bộ phận trong ảnh", "; ".join(one.parts) + "."),
    ]


def described(one: Solution, *, kind: str, field: str) -> bytes:
    """The description of `one` as "pdf" or "docx". It names no author: judges read it."""
    return _word(one, field) if kind == "docx" else _set(one, field)


def _set(one: Solution, field: str) -> bytes:
    return pdf(_TEMPLATE, {"title": one.title, "parts": [list(part) for part in _parts(one, field)]})


def _word(one: Solution, field: str) -> bytes:
    paper = docx.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(13)
    paper.add_heading("BẢN MÔ TẢ GIẢI PHÁP DỰ THI", level=1)
    for heading, text in _parts(one, field):
        paper.add_heading(heading, level=2)
        for line in text.split("\n"):
            paper.add_paragraph(line)
    kept = BytesIO()
    paper.save(kept)
    return kept.getvalue()


def costs(one: Solution) -> bytes:
    """A workbook with what the parts cost, and the sum as a formula."""
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    page = book.add_worksheet("Chi phí")
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    page.set_column(0, 0, 34)
    page.set_column(1, 4, 14)
    page.write_row(0, 0, ("Vật tư", "Đơn vị", "Số lượng", "Đơn giá (đồng)", "Thành tiền"), bold)
    rows = [*one.parts, "Công thợ"]
    total = 0
    for line, name in enumerate(rows, 1):
        chance = zlib.crc32(f"{one.code} {name}".encode())
        count, cost = 1 + chance % 4, _COSTS[chance % len(_COSTS)]
        total += count * cost
        page.write_row(line, 0, (name, _UNITS[chance % len(_UNITS)] if name != "Công thợ" else "công", count))
        page.write_number(line, 3, cost, money)
        page.write_formula(line, 4, f"=C{line + 1}*D{line + 1}", money, count * cost)
    page.write(len(rows) + 1, 0, "Cộng", bold)
    page.write_formula(len(rows) + 1, 4, f"=SUM(E2:E{len(rows) + 1})", money, total)
    book.close()
    return kept.getvalue()
