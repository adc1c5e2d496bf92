"""The checker on PDFs: silent on a paper as it should be, and one clause for each thing done wrong in setting it."""

from copy import deepcopy

import pytest

from hoithi.documents.kinds.base import SAMPLE_DAY, kind_of
from hoithi.documents.paper import press
from hoithi.documents.paper.checking.decree import deviations_of
from hoithi.documents.paper.checking.print_sheet import read_print
from hoithi.documents.paper.checking.seen import CannotRead
from hoithi.documents.paper.measure import FACES
from hoithi.kit.typeset import pdf

MM = 72 / 25.4


def kept(data, role, name, value):
    data["styles"][role][name] = value


def plain(data, role):
    """Sets every run in the lines of `role` in the plain face."""
    if isinstance(data, dict):
        if data.get("role") == role:
            data["runs"] = [(words, False, False, long) for words, _bold, _italic, long in data["runs"]]
        data = list(data.values())
    for inner in data if isinstance(data, list | tuple) else []:
        plain(inner, role)


FAULTS = {
    "left margin": (lambda data: data["frame"].update(left=20 * MM), "I.3", "Lề trái 20,"),
    "page number at the foot": (lambda data: data["frame"].update(edge=285 * MM), "I.7", "Số trang không ở lề trên"),
    "small state": (lambda data: kept(data, "nation", "size", 11), "II.1.a", "Quốc hiệu cỡ chữ 11"),
    "light motto": (lambda data: plain(data, "motto"), "II.1.b", "Tiêu ngữ chưa in đậm"),
    "number too large": (lambda data: kept(data, "number", "size", 15), "II.3.c", "cỡ chữ 15"),
    "place upright": (lambda data: plain(data, "day"), "II.4.c", "chưa in nghiêng"),
    "light kind": (lambda data: plain(data, "kind"), "II.5.b", "Tên loại văn bản chưa in đậm"),
    "small text": (lambda data: kept(data, "body", "size", 11), "II.6.e", "Nội dung cỡ chữ 11"),
    "large recipients": (lambda data: kept(data, "recipient", "size", 14), "II.9.d", "Danh sách nơi nhận cỡ chữ 14"),
    "small signer": (lambda data: kept(data, "signer", "size", 11), "II.7.đ", "cỡ chữ 11"),
    "blue text": (lambda data: kept(data, "body", "color", "1F4E79"), "I.4", "phải là màu đen"),
}


@pytest.fixture
def printed(monkeypatch):
    """The sample of a kind as PDF, with what sets it changed by `spoil`."""

    def make(code, spoil=None):
        taken = []
        monkeypatch.setattr(press, "pdf", lambda template, data, **given: taken.append((template, data)) or b"")
        kind = kind_of(code)
        press.pdf_of(kind.lay(kind.sample()).numbered(7, SAMPLE_DAY))
        template, data = deepcopy(taken[0])
        if spoil:
            spoil(data)
        return pdf(template, data, faces=FACES)

    return make


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_of_a_pdf_is_found_with_its_clause(printed, fault):
    assert deviations_of(read_print(printed("ke-hoach"))) == []
    spoil, clause, words = FAULTS[fault]
    found = deviations_of(read_print(printed("ke-hoach", spoil)))
    assert [one for one in found if one.clause.endswith(f"mục {clause}") and words in one.sentence], found


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", "chữ".encode() * 50])
def test_what_is_no_pdf_gets_a_sentence(data):
    with pytest.raises(CannotRead, match="PDF"):
        read_print(data)
