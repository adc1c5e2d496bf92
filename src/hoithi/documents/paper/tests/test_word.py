"""The Word file is one that people go on writing in, and that other programs read."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from hoithi.documents.paper.style import STYLES
from hoithi.documents.paper.tests.papers import DECISION, LETTER, MINUTES, PLAN
from hoithi.documents.paper.word import docx_of

TWIP = 635  # what Word rounds lengths to


@pytest.fixture(scope="module")
def plan():
    return Document(BytesIO(docx_of(PLAN)))


def test_each_component_has_a_style_that_word_shows_by_name(plan):
    used = {Paragraph(element, plan).style.name for element in plan.element.body.iter(qn("w:p"))}
    assert {"Lời văn", "Quốc hiệu", "Tiêu ngữ", "Tên loại", "Trích yếu", "Căn cứ", "Nơi nhận", "Phụ lục"} <= used
    assert used <= {style.name for style in STYLES.values()} | {"Khoảng trống", "Normal"}
    body = plan.styles["Lời văn"]
    assert (body.font.size, body.paragraph_format.space_before) == (Pt(14), Pt(6))
    assert body.paragraph_format.first_line_indent == pytest.approx(Mm(12.7), abs=TWIP)


def test_no_letter_can_fall_back_to_another_face(plan):
    fonts = plan.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    archive = ZipFile(BytesIO(docx_of(PLAN)))
    faces = {face for name in archive.namelist() for face in re.findall(rb'w:ascii="([^"]+)"', archive.read(name))}
    assert faces == {b"Times New Roman"}
    assert not any("theme" in name for name in archive.namelist())


def test_sheets_margins_and_page_numbers(plan):
    assert [section.orientation for section in plan.sections] == [WD_ORIENT.PORTRAIT] * 2 + [WD_ORIENT.LANDSCAPE]
    for section in plan.sections:
        assert sorted((section.page_width, section.page_height)) == pytest.approx([Mm(210), Mm(297)], abs=TWIP)
        assert section.left_margin == pytest.approx(Mm(30), abs=TWIP)
        assert section.right_margin == section.top_margin == pytest.approx(Mm(20), abs=TWIP)
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert "PAGE" in section.header._element.xml
    first, annex, _wide = (section.first_page_footer._element.xml for section in plan.sections)
    assert "Khu phố 2" in first
    assert "Khu phố 2" not in annex


def test_titles_of_tables_repeat_and_rows_stay_whole(plan):
    rows = list(plan.element.body.iter(qn("w:tr")))
    assert len([row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]) == 3
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_properties_name_the_paper_and_nobody_else(plan):
    properties = plan.core_properties
    assert properties.title.startswith("Kế hoạch Tổ chức Hội thi")
    assert properties.author == PLAN.issuer
    assert properties.language == "vi-VN"
    assert properties.created == datetime(2024, 3, 20, tzinfo=UTC)
    assert properties.last_modified_by == ""
    assert b"dcterms" not in re.sub(rb"xmlns:\S+", b"", ZipFile(BytesIO(docx_of(LETTER))).read("docProps/core.xml"))


@pytest.mark.parametrize("paper", [PLAN, LETTER, MINUTES, DECISION, replace(PLAN, wide=True)])
def test_elements_stand_in_the_order_that_word_asks_for(paper):
    order = {
        "pPr": "pStyle keepNext pBdr tabs spacing ind jc outlineLvl sectPr",
        "rPr": "rFonts b bCs i iCs color sz szCs lang",
        "tblPr": "tblW tblInd tblBorders tblLayout tblCellMar",
        "tcPr": "tcW gridSpan vAlign",
        "sectPr": "headerReference footerReference type pgSz pgMar pgNumType titlePg",
    }
    archive = ZipFile(BytesIO(docx_of(paper)))
    seen = set()
    for part in ("word/document.xml", "word/styles.xml", "word/foot.xml", "word/header.xml"):
        root = parse_xml(archive.read(part))
        for name, wanted in order.items():
            for element in root.iter(qn(f"w:{name}")):
                names = [child.tag.rpartition("}")[2] for child in element]
                assert names == [each for each in wanted.split() if each in names] or names == ["widowControl"]
                seen.add(name)
    assert seen == set(order)
