"""Checking a template: silent on a good one, and one sentence for each thing to mend."""

import pytest
from docx.oxml.ns import nsdecls

from hoithi.documents.kinds.base import all_kinds, kind_of
from hoithi.documents.office_templates.asking import check_template, fill_template
from hoithi.documents.office_templates.checking import findings_in
from hoithi.documents.office_templates.facts import NUMBER, NUMBER_AND_SYMBOL, names_of, texts_of
from hoithi.documents.office_templates.filling import fill
from hoithi.documents.office_templates.names import Names
from hoithi.documents.office_templates.package import NotReadable
from hoithi.documents.office_templates.starter import template_for
from hoithi.documents.office_templates.tests.by_hand import NAMES, box, field, made, part, seen, with_part
from hoithi.documents.paper.checking.decree import deviations_of
from hoithi.documents.paper.checking.word_sheet import read_word
from hoithi.kit.refusals import Refusal
from hoithi.kit.tests.made_files import zipped

pytestmark = pytest.mark.once
GOOD = "{{co_quan_ban_hanh}}"
RELS = "word/_rels/document.xml.rels"


def found(*paragraphs, **options):
    return findings_in(made(GOOD, *paragraphs, **options), NAMES)


def codes(*paragraphs, **options):
    return [one.code for one in found(*paragraphs, **options)]


def test_a_good_template_has_nothing_to_mend():
    assert found(
        "{{#ban_to_chuc}}", "{{ban_to_chuc.ho_va_ten}}", "{{/ban_to_chuc}}", "- {{ban_to_chuc.ho_va_ten}}", "{ a } {b}",
        rows=[["{{ban_to_chuc.stt}}", "{{ban_to_chuc.ho_va_ten}}"]], header="{{so_van_ban}}",
        xml=[field(" PAGE "), field(" REF ", "muc_1 \\h ")],
    ) == []  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("{{diem_tb}}", "Hãy xem danh sách"),
        ("{{co_quan_ban_han}}", "Ý bạn là {{co_quan_ban_hanh}} (Cơ quan ban hành)?"),
        ("{{noi nhân}}", None),
        ("{{7*7}}", "Không có trường nào tên “7*7”"),
        ("{{ ''.__class__.__mro__ }}", "Không có trường nào"),
        ("{{cycler.__init__.__globals__.os.popen('id').read()}}", "Không có trường nào"),
        ("{{}}", "chưa có tên trường"),
    ],
)
def test_an_unknown_name_is_told_with_what_may_be_meant(typed, hint):
    told = [one for one in found(f"Do {typed} lập") if one.code == "unknown"]
    assert [hint in one.sentence for one in told] == ([True] if hint else [])
    assert all("thân văn bản, “Do " in one.where for one in told)


@pytest.mark.parametrize("place", ["header", "footer", "row", "box"])
def test_an_unknown_name_is_found_wherever_it_stands(place):
    options = {"header": {"header": "{{la}}"}, "footer": {"footer": "{{la}}"}, "row": {"rows": [["{{la}}"]]}}
    [told] = found(**options.get(place, {"xml": [box("{{la}}")]}))
    assert told.code == "unknown"
    assert told.where.startswith({"header": "đầu trang", "footer": "chân trang"}.get(place, "thân văn bản"))


@pytest.mark.parametrize("typed", ["{% if x %}", "{%p for a in b %}", "{# lời #}", "${7*7}", "{{%x%}} {% raw %}"])
def test_code_is_not_taken(typed):
    assert "code" in codes(typed)


@pytest.mark.parametrize("typed", ["{{dia_danh", "dia_danh}}", "{{dia_danh}", "{{ {{dia_danh}} }}", "{{dia\tdanh}}"])
def test_lone_braces_are_told(typed):
    assert codes(typed) == ["unclosed"]


def test_what_is_required_must_stand_in_it():
    [told] = findings_in(made("Không có gì"), NAMES)
    assert (told.code, told.where) == ("missing", "cả tệp")
    assert "“Cơ quan ban hành”. Hãy ghi {{co_quan_ban_hanh}}" in told.sentence
    [told] = findings_in(made(GOOD), NAMES, asked=(("number", "other"),))
    assert "{{so_van_ban}}" in told.sentence
    assert findings_in(made(GOOD, "{{so_van_ban}}"), NAMES, asked=(("other", "number"),)) == []


def test_a_list_that_is_used_needs_its_required_columns():
    [told] = found(rows=[["{{ban_to_chuc.stt}}"]])
    assert (told.code, told.where) == ("missing", "danh sách “Ban Tổ chức”")


def test_a_list_is_no_text():
    [told] = found("Gồm {{ban_to_chuc}}")
    assert told.code == "whole_list"
    assert "{{ban_to_chuc.ho_va_ten}}" in told.sentence


def test_a_row_belongs_to_one_list():
    assert codes(rows=[["{{ban_to_chuc.ho_va_ten}}", "{{giai_phap.ten}}"]]) == ["two_lists"]


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["{{#ban_to_chuc}}", "x"], "no_end"),
        (["{{#dia_danh}}", "{{/dia_danh}}"], "no_list"),
        (["{{#khong_co}}", "{{/khong_co}}"], "no_list"),
        (["{{/ban_to_chuc}}"], "no_pair"),
        (["Gồm {{#ban_to_chuc}} x {{/ban_to_chuc}}"], "no_pair"),
        (["{{#ban_to_chuc}}", "{{#giai_phap}}", "{{/giai_phap}}", "{{/ban_to_chuc}}"], "no_pair"),
    ],
)
def test_where_a_list_begins_and_ends_must_be_clear(lines, code):
    assert code in codes(*lines)


@pytest.mark.parametrize(
    "code",
    [
        " DDE cmd ", ' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ', " INCLUDETEXT http://a/b ",
        " INCLUDEPICTURE http://169.254.169.254/ ", " LINK Excel.Sheet x ", " MACROBUTTON x y ", " DATE ", " QUOTE 1 ",
    ],
)  # fmt: skip
def test_fields_that_fetch_or_run_or_change_are_told(code):
    half = len(code) // 2
    assert codes(xml=[field(code)]) == ["field"]
    assert codes(xml=[field(code[:half], code[half:])]) == ["field"]
    simple = code.replace("&", "&amp;").replace('"', "&quot;")
    assert codes(xml=[f'<w:p {nsdecls("w")}><w:fldSimple w:instr="{simple}"/></w:p>']) == ["field"]


@pytest.mark.parametrize(
    ("kind", "target", "words"),
    [
        ("attachedTemplate", "http://a.example/x.dotm", "mẫu Word ở nơi khác"),
        ("image", "http://169.254.169.254/a.png", "ảnh lấy từ nơi khác"),
        ("image", "file:///etc/passwd", "ảnh lấy từ nơi khác"),
        ("oleObject", "file://a/b", "đối tượng"),
        ("frame", "http://a.example", "lấy từ nơi khác"),
    ],
)
def test_what_is_fetched_from_elsewhere_is_told(kind, target, words):
    data = made(GOOD)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="x1" Type="{office}/{kind}" Target="{target}" TargetMode="External"/>'
    data = with_part(data, RELS, part(data, RELS).replace("</Relationships>", f"{link}</Relationships>"))
    [told] = findings_in(data, NAMES)
    assert told.code == "link"
    assert words in told.sentence


@pytest.mark.parametrize("tag", ["object", "control", "altChunk"])
def test_things_that_are_no_text_are_told(tag):
    assert codes(xml=[f"<w:p {nsdecls('w')}><w:r><w:{tag}/></w:r></w:p>"]) == ["object"]


KIND = "quyet-dinh-ban-to-chuc"


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_what_an_office_begins_with_is_good_and_fills(kind):
    data = template_for(kind)
    names = names_of(kind.schema)
    asked = ((NUMBER, NUMBER_AND_SYMBOL),) if kind.prescribed else ()
    assert findings_in(data, names, asked=asked) == []
    assert template_for(kind) == data
    texts = texts_of(kind.sample(), number=7, day=kind.sample_day)
    sheet = read_word(fill(data, names, texts))
    assert deviations_of(sheet) == [] or not kind.prescribed
    shown = " ".join(line.text for line in sheet.lines)
    assert "{{" not in shown
    assert "1911" not in shown
    assert "7777" not in shown
    for text in (kind.sample().abstract, kind.sample().signer):
        assert text.casefold() in shown.casefold()


def test_every_fact_of_every_kind_has_a_name_of_its_own():
    for kind in all_kinds():
        names = names_of(kind.schema)
        assert [names.find(one.written).code for one in names.all] == [one.code for one in names.all], kind.code


def test_a_template_is_checked_and_filled_by_a_process_of_its_own():
    kind = kind_of(KIND)
    data = template_for(kind)
    assert check_template(data, kind) == []
    sample = kind.sample()
    filled = fill_template(data, sample, number=7, day=kind.sample_day)
    assert filled == fill(data, names_of(kind.schema), texts_of(sample, number=7, day=kind.sample_day))
    assert any("07/QĐ-UBND" in cell for row in seen(filled)[1] for cell in row)
    [told] = [one for one in check_template(made("{{so_van_ban}} {{diem_tb}}"), kind) if one.code == "unknown"]
    assert "diem_tb" in told.sentence


def refused(data):
    with pytest.raises(Refusal) as refusal:
        check_template(data, kind_of(KIND))
    return refusal.value


def test_what_is_no_sound_word_file_is_refused():
    assert refused(b"").status == 422
    assert refused(b"%PDF-1.7").status == 422
    assert refused(made(GOOD)[:-200]).status == 422
    assert refused(b"x" * (6 * 1024 * 1024)).status == 413
    bomb = with_part(made(GOOD), "word/media/a.bin", b"\0" * 30_000_000)
    assert refused(bomb).code == "file_bomb"
    assert refused(with_part(made(GOOD), "word/vbaProject.bin", b"x")).code == "file_macro"
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    assert refused(with_part(made(GOOD), "word/document.xml", entity)).code == "file_dtd"
    assert "bị hỏng" in refused(with_part(made(GOOD), "word/document.xml", "<a>")).sentence


@pytest.mark.parametrize("data", [b"", zipped({"word/document.xml": b"<a"})])
def test_what_cannot_be_read_gets_a_sentence(data):
    with pytest.raises(NotReadable, match="bị hỏng"):
        findings_in(data, Names([]))
