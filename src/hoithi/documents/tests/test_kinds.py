"""Every kind of paper: its sample as it is checked in, its facts there and back, and texts that mean no good.

`golden/CODE.txt` is what the sample says; with HOITHI_WRITE_TABLES=1 the test writes it anew and a reviewer reads the
difference.
"""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.utils import translation

from hoithi.documents.kinds.base import all_kinds, kind_of, register
from hoithi.documents.paper.checking.decree import deviations_of
from hoithi.documents.paper.checking.print_sheet import read_print
from hoithi.documents.paper.checking.word_sheet import read_word
from hoithi.documents.paper.model import Paper, Paragraph, Table, plain, words_of
from hoithi.documents.paper.press import pdf_of
from hoithi.documents.paper.word import docx_of
from hoithi.documents.tests.as_text import as_text
from hoithi.kit.schemas.reading import DataProblems, as_data, differences, read_data, specs_of
from hoithi.kit.schemas.specs import Code, Rows, Text

GOLDEN = Path(__file__).with_name("golden")
CODES = [kind.code for kind in all_kinds()]
every = pytest.mark.parametrize("code", CODES)
STRAY = re.compile(r"  |^\s|\s$|[,.;:]\s*[,;.:]|\(\s*\)|\s[,.;:]|“”|None|không đặt")
TYPED = {"number": "1", "decimal": "1", "day": "1/2/2025", "Hour": "8:00"}
HOSTILE = (
    "{{7*7}}",
    "${7*7}",
    "{0.__class__}",
    "%(x)s",
    "<b>đậm</b>",
    "#set page()",
    "$x$",
    "\\\\",
    "=1+1",
    "@a",
    "[x](y)",
)


def said(paper: Paper) -> list[str]:
    """Every text of a paper, each by itself."""
    found = list(words_of(paper.blocks))
    for annex in paper.annexes:
        found += [annex.title, annex.note, *words_of(annex.blocks)]
    found += [paper.parent, paper.issuer, paper.abstract, paper.decider, *paper.bases, *paper.addressees]
    return [*found, *paper.recipients, paper.filing]


def blocks_in(paper: Paper) -> list:
    return [*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)]


def only_required(schema, *, rows: int = 0) -> dict:
    """Raw facts with nothing but what must be said, and as many rows in each list; a later day is the later one."""
    raw = {}
    for at, (name, spec) in enumerate(specs_of(schema).items(), 1):
        if isinstance(spec, Rows):
            raw[name] = [only_required(spec.of) for _row in range(max(rows, spec.least))]
        elif spec.required:
            raw[name] = TYPED.get(spec.widget) or TYPED.get(type(spec).__name__) or "Chữ"
            raw[name] = raw[name].replace("1/2/", f"{at % 28 + 1}/2/")
    return raw


def filled_with(schema, text: str) -> dict:
    """Raw facts with `text` wherever words are asked."""
    raw = only_required(schema)
    for name, spec in specs_of(schema).items():
        if isinstance(spec, Rows):
            raw[name] = [filled_with(spec.of, text)]
        elif isinstance(spec, Text) and not isinstance(spec, Code):
            raw[name] = text[: spec.most]
    return raw


@every
def test_the_sample_says_what_is_checked_in(code):
    kind = kind_of(code)
    text = as_text(kind.lay(kind.sample()).numbered(7, kind.sample_day))
    golden = GOLDEN / f"{code}.txt"
    if os.environ.get("HOITHI_WRITE_TABLES"):
        golden.write_text(text)
    assert text == golden.read_text()


def test_every_checked_in_sample_has_its_kind():
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == sorted(CODES)
    assert len(CODES) == 29


@every
def test_a_code_can_name_a_file_and_an_address(code):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
    with pytest.raises(ValueError, match=code):
        register(replace(kind_of(code)))


@every
def test_facts_go_out_and_come_back(code):
    kind = kind_of(code)
    sample = kind.sample()
    again = read_data(kind.schema, as_data(sample))
    assert again == sample
    assert differences(sample, again) == []
    told = differences(kind.schema(), sample)
    assert len(told) >= 3
    assert not any("object at" in one or "Decimal" in one for one in told)


@every
def test_the_same_facts_make_the_same_paper_in_any_language(code):
    kind = kind_of(code)
    first = kind.lay(kind.sample())
    with translation.override("en"):
        assert kind.lay(kind.sample()) == first
    assert first.number is None
    assert first.day is None


@every
@pytest.mark.parametrize("rows", [0, 1])
def test_what_is_left_empty_leaves_nothing_behind(code, rows):
    kind = kind_of(code)
    facts = read_data(kind.schema, only_required(kind.schema, rows=rows))
    paper = kind.lay(facts).numbered(7, kind.sample_day)
    for block in blocks_in(paper):
        if isinstance(block, Paragraph):
            assert plain(block.words).strip()
    for text in said(paper):
        assert not STRAY.search(text), text


@every
def test_a_draft_in_which_nothing_is_said_can_be_laid_out(code):
    kind = kind_of(code)
    assert kind.lay(kind.schema()).kind_name == kind.lay(kind.sample()).kind_name


@every
def test_what_must_be_said_is_asked_for_by_its_name(code):
    schema = kind_of(code).schema
    needed = [name for name, spec in specs_of(schema).items() if spec.required]
    with pytest.raises(DataProblems) as refused:
        read_data(schema, {})
    sentences = {problem.where: problem.sentence for problem in refused.value.problems}
    assert {"issuer", "abstract", "position"} <= set(needed)
    for name in needed:
        assert str(specs_of(schema)[name].label) in sentences[name]


@every
def test_a_text_that_looks_like_code_is_printed_as_it_is(code):
    kind = kind_of(code)
    for text in HOSTILE:
        words = said(kind.lay(read_data(kind.schema, filled_with(kind.schema, text))))
        assert any(text in one or text.upper() in one for one in words), text
        assert not any("49" in one for one in words), text


@every
def test_control_characters_and_long_texts_come_through(code):
    kind = kind_of(code)
    name = "Nguyễn Phúc Công Tằng Tôn Nữ Huyền Trân Thị Hoàng Phương Anh"
    facts = read_data(kind.schema, filled_with(kind.schema, f"{name}\x0b\x1f"))
    assert any(name in one or name.upper() in one for one in said(kind.lay(facts)))
    title = " ".join(["một dòng trích yếu rất dài"] * 35)
    assert kind.lay(replace(facts, abstract=title)).abstract == title


@every
def test_sums_are_those_of_their_columns(code):
    """The last row of a table that ends in a sum: each figure in it is what stands above it."""
    paper = kind_of(code).lay(kind_of(code).sample())
    for table in (block for block in blocks_in(paper) if isinstance(block, Table) and block.strong):
        *above, total = table.rows
        summed = [column for column, cell in enumerate(total) if re.fullmatch(r"[\d.,]+", plain(cell))]
        assert summed
        for column in summed:
            assert _figure(total[column]) == sum(_figure(row[column]) for row in above), (code, column)


def _figure(cell) -> float:
    return float((plain(cell).strip() or "0").replace(".", "").replace(",", "."))


def test_choices_and_codes_of_samples_are_there_once():
    kinds = all_kinds()
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert [kind.abbreviation for kind in kinds if not kind.prescribed] == [""] * 6
    for kind in kinds:
        assert kind.abbreviation == "" or kind.sample().symbol.startswith(f"{kind.abbreviation}-")


@pytest.mark.parametrize("code", [kind.code for kind in all_kinds() if kind.prescribed])
def test_the_checker_finds_nothing_in_a_sample(code):
    paper = kind_of(code).lay(kind_of(code).sample()).numbered(7, kind_of(code).sample_day)
    assert deviations_of(read_word(docx_of(paper))) == []
    assert deviations_of(read_print(pdf_of(paper))) == []
