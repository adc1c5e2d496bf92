"""The PDF is for archives and for screen readers, and any reader opens it."""

import re
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise

import pytest

from hoithi.documents.paper.model import Column, Heading, Level, Paper, Paragraph, Table
from hoithi.documents.paper.press import pdf_of
from hoithi.documents.paper.style import MM
from hoithi.documents.paper.tests.papers import LETTER, PAPERS, PLAN, pages_of_pdf
from hoithi.kit.pdfium import opened

LONG = "máytáchvỏhạtđiều" * 40


def test_a_dated_paper_is_fit_for_archives_and_a_draft_for_screen_readers():
    assert re.search(rb"<pdfaid:part>2<", pdf_of(PLAN))
    draft = pdf_of(LETTER)
    assert b"pdfaid" not in draft
    bare = pdf_of(Paper(issuer="", blocks=(Heading(Level.LETTER, "a)", "một"), Heading(Level.PART, "", "hai"))))
    for made in (pdf_of(PLAN), draft, bare):
        assert re.search(rb"<pdfuaid:part>1<", made)
        assert b"/MarkInfo" in made and b"vi" in re.findall(rb"/Lang ?\((\w+)\)", made)


def test_titles_of_tables_are_tagged_as_such():
    made = pdf_of(replace(LETTER, blocks=(Table((Column("STT"), Column("Tên")), (("1", "một"),)),)))
    assert len(re.findall(rb"/S ?/TH\b", made)) == 2
    assert len(re.findall(rb"/S ?/TD\b", made)) == 2


def test_the_file_says_what_it_is_and_whose():
    with opened(pdf_of(PLAN)) as document:
        said = document.get_metadata_dict()
    assert said["Title"].startswith("Kế hoạch Tổ chức Hội thi")
    assert said["Author"] == PLAN.issuer
    assert said["CreationDate"].startswith("D:20240320")


@pytest.mark.parametrize("name", PAPERS)
def test_only_tinos_is_in_it_and_all_of_it_is_embedded(name):
    made = pdf_of(PAPERS[name])
    faces = set(re.findall(rb"/BaseFont ?/(\S+?)(?=[/>\s])", made))
    assert faces
    assert all(re.fullmatch(rb"[A-Z]{6}\+Tinos-\w+", face) for face in faces)
    assert len(re.findall(rb"/FontFile2", made)) == len(faces)


def test_letters_that_tinos_lacks_are_printed_by_another_face():
    assert "H’Hen Niê Kƀŭr → α" in pages_of_pdf(pdf_of(replace(LETTER, blocks=(Paragraph("H’Hen Niê Kƀŭr → α"),))))[0]


def test_a_letter_that_no_face_has_costs_the_standard_and_not_the_paper():
    made = pdf_of(replace(PLAN, blocks=(Paragraph("một \uf0b7 hai 中"),)))
    assert b"pdfaid" not in made
    assert "một" in pages_of_pdf(made)[0]


def test_a_long_run_of_letters_stays_on_the_paper():
    table = Table((Column("STT"), Column(LONG), Column("C")), (("1", LONG, "2"), (LONG, "3", "4")))
    made = pdf_of(replace(PLAN, issuer=LONG, abstract=LONG, place=LONG, blocks=(Paragraph(LONG), table)))
    with opened(made) as document:
        for page in document:
            text, (width, _height) = page.get_textpage(), page.get_size()
            for index in range(text.count_chars()):
                left, _bottom, right, _top = text.get_charbox(index)
                assert left >= 80, text.get_text_range(index, 1)
                assert right < width - 50, text.get_text_range(index, 1)


def test_a_high_foot_takes_its_place_from_the_text():
    made = pdf_of(replace(PLAN, address_line="Khu phố 2, thị trấn Tân Khai. " * 20, annexes=()))
    with opened(made) as document:
        text = document[0].get_textpage()
        said = text.get_text_range()
        drafter = said.index("NV.02")
        boxes = [text.get_charbox(index) for index in (0, drafter - 3, drafter, said.index("Khu phố 2"))]
    heights = [(bottom, top) for _left, bottom, _right, top in boxes]
    assert heights == sorted(heights, reverse=True)
    for (bottom, _), (_, top) in pairwise(heights):
        assert bottom > top
    assert heights[0][1] > 841 - 20 * MM - 13  # the first line stays where it was


@pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
@pytest.mark.parametrize("name", PAPERS)
def test_another_reader_finds_no_fault(name, tmp_path):
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(pdf_of(PAPERS[name]))
    done = subprocess.run(["qpdf", "--check", str(paper)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
