"""Filling: each name becomes what it stands for, letter by letter, wherever Word has put it."""

from io import BytesIO

import pytest
from docx import Document

from hoithi.documents.office_templates.filling import Texts, fill
from hoithi.documents.office_templates.tests.by_hand import NAMES, box, made, part, seen

pytestmark = pytest.mark.once
ISSUER = "{{co_quan_ban_hanh}}"


def filled(data, many=None, **one):
    return fill(data, NAMES, Texts({"issuer": "UBND xã Mẫu", **one}, many or {}))


@pytest.mark.parametrize(
    "typed",
    ["{{co_quan_ban_hanh}}", "{{Cơ quan ban hành}}", "{{ issuer }}", "{{cơ_quan_ban_hành}}", "{{co quan  ban hanh}}"],
)
def test_a_name_may_be_spelt_in_any_way(typed):
    assert seen(filled(made(f"Do {typed} ban hành.")))[0] == ["Do UBND xã Mẫu ban hành."]


def test_a_name_in_capitals_stands_for_capitals():
    assert seen(filled(made("{{CO_QUAN_BAN_HANH}}")))[0] == ["UBND XÃ MẪU"]


def test_names_are_found_in_tables_boxes_headers_and_footers():
    data = filled(made("x", rows=[[ISSUER]], header=f"A {ISSUER}", footer=f"B {ISSUER}", xml=[box(ISSUER)]))
    _lines, rows, header, footer = seen(data)
    assert (rows, header, footer) == ([["UBND xã Mẫu"]], "A UBND xã Mẫu", "B UBND xã Mẫu")
    assert '<w:t xml:space="preserve">UBND xã Mẫu</w:t>' in part(data, "word/document.xml").split("txbxContent")[1]


def test_a_name_broken_into_runs_takes_the_face_of_its_first():
    data = filled(made(["Do ", ("{{co_quan", True), "_ban_", ("hanh}}", False), " ban hành"]))
    [paragraph] = Document(BytesIO(data)).paragraphs
    assert paragraph.text == "Do UBND xã Mẫu ban hành"
    assert [run.text for run in paragraph.runs if run.bold] == ["UBND xã Mẫu"]


def test_several_names_in_one_run_and_across_runs():
    data = filled(made(["{{dia_danh}}: {{co_quan", "_ban_hanh}} – {{dia_", "danh}} {{dia_danh}}"]), place="Hớn Quản")
    assert seen(data)[0] == ["Hớn Quản: UBND xã Mẫu – Hớn Quản Hớn Quản"]


@pytest.mark.parametrize(
    "text",
    [
        "{{dia_danh}}", "{{7*7}}", "{% load x %}", "${7*7}", "%(x)s", "{0.__class__}", "<w:br/>", "&amp;&lt;",
        "<script>alert(1)</script>", "]]>", "{{", "}}", "\\1 \\g<0>", "\U0001f600", "{{#ban_to_chuc}}",
    ],
)  # fmt: skip
def test_what_a_name_stands_for_is_put_in_letter_by_letter(text):
    data = made(ISSUER, f"a {ISSUER} b {{{{dia_danh}}}}", rows=[["{{ban_to_chuc.ho_va_ten}}", ISSUER]])
    lines, rows, _header, _footer = seen(filled(data, {"members": [{"name": text}]}, issuer=text, place="P"))
    assert lines == [text, f"a {text} b P"]
    assert rows == [[text, text]]


def test_signs_from_word_that_no_file_holds_are_cleaned():
    lines = seen(filled(made(f"a {ISSUER}"), issuer="x\x0by\x0cz\x1f\ud800\ufffe\x00 e\u0302\r\nw"))[0]
    assert lines == ["a x\ny\nz ê\nw"]


def test_lines_alone_in_a_paragraph_become_paragraphs_like_it():
    data = filled(made("- {{noi_nhan}};", "{{noi_nhan}}.", "Gửi {{noi_nhan}} ngay"), recipients="Như trên;\nLưu: VT.")
    assert seen(data)[0] == [
        "- Như trên;", "- Lưu: VT;", "Như trên;", "Lưu: VT.", "Gửi Như trên;\nLưu: VT. ngay",
    ]  # fmt: skip


def test_nothing_leaves_no_empty_line_but_never_an_empty_cell():
    data = made("Trước", "{{dia_danh}}", "Sau {{dia_danh}}", rows=[["{{dia_danh}}"]])
    lines, rows, _header, _footer = seen(filled(data, place=""))
    assert lines == ["Trước", "Sau "]
    assert rows == [[""]]


PEOPLE = [{"stt": "1", "name": "An", "post": "Trưởng"}, {"stt": "2", "name": "Bình", "post": ""}]


def test_a_row_is_repeated_for_each_row_of_its_list():
    data = made(
        "x", rows=[["STT", "Tên"], ["{{ban_to_chuc.stt}}", "{{ban_to_chuc.ho_va_ten}} ({{dia_danh}})"], ["Cộng", "2"]]
    )  # fmt: skip
    rows = seen(filled(data, {"members": PEOPLE}, place="P"))[1]
    assert rows == [["STT", "Tên"], ["1", "An (P)"], ["2", "Bình (P)"], ["Cộng", "2"]]


def test_an_empty_list_leaves_a_table_that_opens():
    assert seen(filled(made("x", rows=[["{{ban_to_chuc.stt}}", "{{ban_to_chuc.ho_va_ten}}"]])))[1] == [["", ""]]


def test_a_paragraph_is_repeated_for_each_row_of_its_list():
    data = filled(made("Gồm:", "- {{ban_to_chuc.ho_va_ten}}, {{ban_to_chuc.chuc_vu}};"), {"members": PEOPLE})
    assert seen(data)[0] == ["Gồm:", "- An, Trưởng;", "- Bình, ;"]


def test_a_stretch_is_repeated_whole():
    data = made(
        "{{#ban_to_chuc}}", "{{ban_to_chuc.stt}}. {{ban_to_chuc.ho_va_ten}}", "Hết {{dia_danh}}", "{{/ban_to_chuc}}"
    )
    assert seen(filled(data, {"members": PEOPLE}, place="P"))[0] == ["1. An", "Hết P", "2. Bình", "Hết P"]
    assert seen(filled(data, {"members": []}))[0] == []


def test_the_same_input_gives_the_same_bytes_and_leaves_other_parts_alone():
    data = made(ISSUER)
    assert filled(data) == filled(data)
    assert part(filled(data), "word/styles.xml").endswith(part(data, "word/styles.xml").partition("?>")[2].strip())
    assert part(filled(data), "docProps/core.xml") == part(data, "docProps/core.xml")


def test_a_long_list_and_a_long_text_are_right():
    data = made("{{noi_nhan}}", rows=[["{{ban_to_chuc.ho_va_ten}}"]])
    many = [{"name": f"Người {number}"} for number in range(1000)]
    lines, rows, _header, _footer = seen(
        filled(data, {"members": many}, recipients="\n".join("dòng" for _ in range(200)))
    )
    assert len(lines) == 200
    assert rows[-1] == ["Người 999"]
