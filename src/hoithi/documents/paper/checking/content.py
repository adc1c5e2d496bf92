"""Annex I, part I, II.6: the bases and the text."""

import re
from collections.abc import Iterator

from hoithi.documents.paper.checking.looks import Deviation, Look, at, letters, no
from hoithi.documents.paper.checking.parts import Parts
from hoithi.documents.paper.checking.seen import Line, Paper, Place

_POINT = re.compile(r"^([a-zđ])\) ")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_LONG = 90  # letters: a paragraph of more goes over the line, so that its edges can be seen
_BASIS = Look("Căn cứ ban hành", "II.6.a", (13, 14), bold=False, italic=True)
_BODY = Look("Nội dung", "II.6.e", (13, 14), italic=None)


def bases(paper: Paper, parts: Parts) -> Iterator[Deviation]:
    for line in parts.bases:
        yield from letters(line, _BASIS)
    if paper.kind != "docx":
        return
    for line in parts.bases[:-1]:
        if not line.text.endswith(";"):
            yield no("II.6.a", at(line), "Mỗi căn cứ kết thúc bằng dấu chấm phẩy (;).")
    if parts.bases and not parts.bases[-1].text.endswith((".", ";", ":")):
        yield no("II.6.a", at(parts.bases[-1]), "Căn cứ cuối cùng kết thúc bằng dấu chấm (.).")


_PART = re.compile(r"^(Phần|Chương) (thứ )?[IVXLC\w]+$")
_SECTION = re.compile(r"^(Mục|Tiểu mục) \d+$")
_ROMAN = re.compile(r"^[IVXLC]+\. ")
_ARTICLE = re.compile(r"^Điều \d+(\.|:)?")


def headings(_paper: Paper, parts: Parts) -> Iterator[Deviation]:
    for line in parts.body:
        if _PART.match(line.text) or _SECTION.match(line.text):
            if not line.bold:
                yield no("II.6.đ", at(line), "“Phần”, “Chương”, “Mục” và số thứ tự phải in đậm, trên một dòng riêng.")
        elif _ROMAN.match(line.text) and line.bold:
            if not line.capitals:
                yield no("V.6.b", at(line), "Số thứ tự La Mã và tiêu đề của mục phải in hoa, đậm.")
        elif (found := _ARTICLE.match(line.text)) and line.any_bold and found.group(1) != ".":
            yield no("II.6.đ", at(line), "Sau số thứ tự của điều phải có dấu chấm (.).")
        elif (point := _POINT.match(line.text)) and point.group(1) not in _ALPHABET:
            yield no("II.6.đ", at(line), f"Điểm “{point.group(1)})” không có trong bảng chữ cái tiếng Việt.")


def body(paper: Paper, parts: Parts) -> Iterator[Deviation]:
    flow = [line for line in parts.body if line.place == Place.FLOW]
    for line in flow:
        yield from letters(line, _BODY)
    if paper.kind != "docx":
        return
    for above, line in zip([None, *flow], flow, strict=False):
        if line.align == "center":
            continue  # titles, which have clauses of their own
        yield from _set_of(line)
        gap = (line.before or 0) + ((above.after or 0) if above else 6)
        if gap < 5.9:
            yield no("II.6.e", at(line), f"Khoảng cách với đoạn trên {gap:g} pt; phải từ 6 pt.")


def _set_of(line: Line) -> Iterator[Deviation]:
    long = len(line.text) > _LONG and "\t" not in line.text  # dots for the pen run to the edge by themselves
    if long and line.align != "justify":
        yield no("II.6.e", at(line), "Đoạn văn chưa canh đều cả hai lề.")
    if long and line.align == "justify" and not any(abs((line.first_line or 0) - one) < 0.4 for one in (10, 12.7)):
        yield no("II.6.e", at(line), "Chữ đầu dòng phải lùi vào 1 cm hoặc 1,27 cm.")
    if line.spacing is not None and not 0.99 <= line.spacing <= 1.51:
        said = f"{line.spacing:.2f}".replace(".", ",")
        yield no("II.6.e", at(line), f"Khoảng cách dòng {said}; phải từ dòng đơn đến 1,5.")
