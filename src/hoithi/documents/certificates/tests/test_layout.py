import unicodedata
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from hoithi.documents.certificates.layout import certificate_pdf
from hoithi.documents.kinds.lists import Design, sample_certificate

DAY = date(2025, 6, 12)
LONG_NAME = "Nguyễn Hoàng Ẵng Phương Thảo Linh Chi Quỳnh Như Trần Thị Mỹ"


def looked_at(data: bytes) -> tuple[int, str]:
    """How many pages, and the words of the first."""
    document = pypdfium2.PdfDocument(data)
    return len(document), " ".join(document[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("design", Design.values)
def test_a_certificate_is_one_sheet_of_at_most_30_kb(design):
    facts = replace(sample_certificate(), design=design)
    made = certificate_pdf(facts, DAY)
    pages, words = looked_at(made)
    assert pages == 1
    assert len(made) <= 30_000
    for said in (facts.winner, "ĐẠT GIẢI NHẤT", facts.number, "Hớn Quản, ngày 12 tháng 6 năm 2025", facts.signer):
        assert said in words


@pytest.mark.parametrize(
    "winner",
    [LONG_NAME, "Ẵ ẫ ữ Ợ ỷ Đặng Thị Ẩn", unicodedata.normalize("NFD", LONG_NAME), '<b>& `{{7*7}}` #let', "H'Yêm Ƀŭh"],
)  # fmt: skip
def test_any_name_is_printed_as_it_is(winner):
    pages, words = looked_at(certificate_pdf(replace(sample_certificate(), winner=winner), DAY))
    assert pages == 1
    assert unicodedata.normalize("NFC", " ".join(winner.split())) in words


def test_the_longest_words_stay_on_one_sheet():
    facts = sample_certificate()
    full = replace(facts, winner="Lê Văn " * 28, unit="Ư " * 100, title="Máy " * 75, field="Ư " * 100, prize="Ư " * 50,
                   decided="Quyết định " * 27, awarder="Ban " * 62)  # fmt: skip
    assert looked_at(certificate_pdf(full, DAY))[0] == 1


def test_what_is_not_said_leaves_no_trace():
    facts = sample_certificate()
    bare = replace(facts, unit="", field="", decided="", number="", code_shown="", verify_url="", post="", authority="")
    words = looked_at(certificate_pdf(bare, DAY))[1]
    for said in ("Lĩnh vực", "Theo", "Số vào sổ", "Mã kiểm tra"):
        assert said not in words


def test_the_same_facts_give_the_same_bytes():
    assert certificate_pdf(sample_certificate(), DAY) == certificate_pdf(sample_certificate(), DAY)
