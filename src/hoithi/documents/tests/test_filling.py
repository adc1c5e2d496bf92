import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.documents.content import gathered, type_name
from hoithi.documents.filling import filled, kept
from hoithi.documents.kinds.base import all_kinds, kind_of
from hoithi.documents.paper.model import Paper
from hoithi.documents.paper.press import pdf_of
from hoithi.kit.derived.papers import text
from hoithi.kit.schemas.reading import as_data


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_a_draft_of_any_kind_is_laid_out_with_nothing_or_nonsense_in_it(kind):
    for raw in ({}, dict.fromkeys(as_data(kind.sample()), "???")):
        facts, problems = filled(kind.schema, raw)
        assert "issuer" in {one.where for one in problems} or raw
        assert isinstance(kind.lay(facts), Paper)


@pytest.mark.parametrize("kind", all_kinds(), ids=lambda kind: kind.code)
def test_whole_facts_are_kept_as_they_are(kind):
    whole = as_data(kind.sample())
    assert kept(kind.schema, whole) == whole
    assert filled(kind.schema, whole) == (kind.sample(), [])


def test_what_is_missing_stands_in_its_place():
    kind = kind_of("giay-moi")
    raw = {**as_data(kind.sample()), "where": "", "at": "25 giờ", "abstract": "x" * 1001}
    facts, problems = filled(kind.schema, raw)
    assert [one.where for one in problems] == ["abstract", "at", "where"]
    assert (facts.where, facts.at, facts.abstract) == ("[thiếu: Địa điểm]", None, "[cần sửa: Trích yếu]")
    assert "[thiếu: Địa điểm]" in text(pdf_of(kind.lay(facts)), "pdf")[0].decode()


def test_rows_are_read_as_far_as_they_can_be():
    kind = kind_of("thong-bao-lich")
    raw = {**as_data(kind.sample()), "steps": [{"name": "", "to_day": "31/2/2025"}, {"name": "Chấm"}, "rác"]}
    facts, problems = filled(kind.schema, kept(kind.schema, raw))
    assert {one.where for one in problems} == {"steps.0.name", "steps.0.to_day"}
    assert [one.name for one in facts.steps] == ["[thiếu: Nội dung]", "Chấm"]


def test_an_unknown_kind_begins_with_nothing(contest):
    assert gathered("khong-co", contest, by=SYSTEM) == {}


def test_a_letter_is_called_what_it_is():
    names = {code: type_name(kind_of(code).lay(kind_of(code).sample())) for code in ("ke-hoach", "cong-van-don-doc")}
    assert names == {"ke-hoach": "Kế hoạch", "cong-van-don-doc": "Công văn"}
