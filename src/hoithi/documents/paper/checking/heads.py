"""Annex I, part I, II.1 to II.5: what stands above the text."""

import re
from collections.abc import Iterator

from hoithi.documents.paper.checking.looks import Deviation, Look, at, letters, no, rule_under
from hoithi.documents.paper.checking.parts import WITHOUT_PLACE, Parts, middle_of
from hoithi.documents.paper.checking.seen import Paper
from hoithi.kit.text import fold

_WRITTEN_NUMBER = re.compile(r"^Số: (\d{2,}|\s*)\s*/[^\s/]+(\s[^\s/]+)*$")
_WRITTEN_DAY = re.compile(r"ngày(?: \d{2} |[\s.…]+)tháng(?: (?:0[12]|[3-9]|1[0-2]) |[\s.…]+)năm(?: \d{4}|[\s.…]*)$")
_STATE = Look("Quốc hiệu", "II.1.a", (12, 13), bold=True, capitals=True)
_MOTTO = Look("Tiêu ngữ", "II.1.b", (13, 14), bold=True, capitals=False)
_PARENT = Look("Tên cơ quan chủ quản", "II.2.b", (12, 13), bold=False, capitals=True)
_ISSUER = Look("Tên cơ quan ban hành", "II.2.b", (12, 13), bold=True, capitals=True)
_NUMBER = Look("Số, ký hiệu", "II.3.c", (13, 13), bold=False)
_PLACE = Look("Địa danh và thời gian", "II.4.c", (13, 14), bold=False, italic=True)
_KIND = Look("Tên loại văn bản", "II.5.b", (13, 14), bold=True, capitals=True, centred=True)
_ABSTRACT = Look("Trích yếu", "II.5.b", (13, 14), bold=True, capitals=False, centred=True)
_SUBJECT = Look("Trích yếu công văn", "II.5.b", (12, 13), bold=False)


def state(_paper: Paper, parts: Parts) -> Iterator[Deviation]:
    if parts.state is None:
        yield no("II.1.a", "đầu văn bản", "Không thấy Quốc hiệu “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”.")
        return
    if fold(parts.state.text) != "cong hoa xa hoi chu nghia viet nam":
        yield no("II.1.a", at(parts.state), "Quốc hiệu phải là “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”, một dòng.")
    yield from letters(parts.state, _STATE)
    if parts.motto is None:
        yield no("II.1.b", "đầu văn bản", "Không thấy Tiêu ngữ “Độc lập - Tự do - Hạnh phúc”.")
        return
    yield from letters(parts.motto, _MOTTO)
    if parts.motto.text not in {"Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"}:
        yield no("II.1.b", at(parts.motto), "Tiêu ngữ phải viết “Độc lập - Tự do - Hạnh phúc”, gạch nối có cách chữ.")
    yield from rule_under([parts.motto], "II.1.b", "Tiêu ngữ", 1.0, 1.0, "dài bằng dòng chữ")


def issuers(_paper: Paper, parts: Parts) -> Iterator[Deviation]:
    if parts.state is None:
        return
    if not parts.issuers:
        yield no("II.2.b", "đầu văn bản, bên trái", "Không thấy tên cơ quan ban hành văn bản.")
        return
    for line in parts.parents:
        yield from letters(line, _PARENT)
    for line in parts.issuers:
        yield from letters(line, _ISSUER)
    yield from rule_under(parts.issuers, "II.2.b", "tên cơ quan ban hành", 1 / 3, 1 / 2, "dài từ 1/3 đến 1/2 dòng chữ")


def number_and_place(_paper: Paper, parts: Parts) -> Iterator[Deviation]:
    if parts.state is None:
        return
    if parts.number is None:
        yield no("II.3.c", "đầu văn bản, bên trái", "Không thấy dòng “Số: …/ký hiệu”.")
    else:
        yield from letters(parts.number, _NUMBER)
        if not _WRITTEN_NUMBER.match(parts.number.text):
            yield no("II.3.c", at(parts.number), "Viết như “Số: 07/KH-BTC”: số dưới 10 thêm số 0 phía trước.")
        if re.search(r"\s-|-\s", parts.number.text.partition("/")[2]):
            yield no("II.3.c", at(parts.number), "Trong ký hiệu, dấu gạch nối (-) không cách chữ.")
    if parts.place is None:
        if parts.kind_name not in WITHOUT_PLACE:
            yield no("II.4.c", "đầu văn bản, bên phải", "Không thấy địa danh và ngày, tháng, năm.")
        return
    yield from letters(parts.place, _PLACE)
    if "," not in parts.place.text:
        yield no("II.4.c", at(parts.place), "Sau địa danh phải có dấu phẩy.")
    if not _WRITTEN_DAY.search(parts.place.text):
        yield no(
            "II.4.b",
            at(parts.place),
            "Chỉ ngày dưới 10 và tháng 1, 2 thêm số 0 phía trước.",
        )


def title(paper: Paper, parts: Parts) -> Iterator[Deviation]:
    middle = middle_of(paper)
    if parts.kind is None:
        yield from _letter_subject(parts)
        return
    yield from letters(parts.kind, _KIND, middle)
    if not parts.abstract:
        yield no("II.5.b", at(parts.kind), "Dưới tên loại chưa có trích yếu nội dung.")
        return
    for line in parts.abstract:
        yield from letters(line, _ABSTRACT, middle)
    yield from rule_under(parts.abstract, "II.5.b", "trích yếu", 1 / 3, 1 / 2, "dài từ 1/3 đến 1/2 dòng chữ")


def _letter_subject(parts: Parts) -> Iterator[Deviation]:
    if parts.state is None:
        return
    if not parts.subject:
        yield no("II.5", "đầu văn bản", "Không thấy tên loại văn bản, cũng không thấy trích yếu “V/v …” của công văn.")
    for line in parts.subject:
        yield from letters(line, _SUBJECT)
