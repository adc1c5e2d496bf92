"""What a dossier form may be, and that the forms written before there were kinds read the same."""

from datetime import date

import pytest

from hoithi.contests.actions import copy_edition, set_rules
from hoithi.contests.models import RuleVersion
from hoithi.contests.queries import current_rules
from hoithi.contests.rule_schemas import DataProblems, as_data, differences, parse
from hoithi.contests.rule_schemas.answers import steps_of
from hoithi.contests.tests.questions.conftest import PAPERS, QUESTIONS, dossier_of
from hoithi.kit.clock import now

OLD = {
    "sections": [
        {"code": "ly-do", "name": "Đặt vấn đề", "guide": "Vì sao", "required": True},
        {"code": "ap-dung", "name": "Khả năng áp dụng", "guide": "", "required": False, "most_words": 500},
    ],
    "papers": [{"code": "anh", "name": "Ảnh", "kind": "image", "least": 1, "most": 10, "note": ""}],
    "author_details": ["birth_date"],
    "shares": True,
}


def problems(rows, papers=()):
    with pytest.raises(DataProblems) as found:
        dossier_of(rows, papers)
    return {problem.where: problem.sentence for problem in found.value.problems}


def asked(**values):
    return {"name": "Câu hỏi", **values}


def test_a_form_from_before_there_were_kinds_reads_the_same():
    read = parse("form", OLD)
    first, second = read.sections
    assert (first.code, first.name, first.guide, first.required) == ("ly-do", "Đặt vấn đề", "Vì sao", True)
    assert (first.kind, first.asks, second.most_words) == (None, "long", 500)
    assert (read.papers[0].least, read.papers[0].most, read.papers[0].max_mb) == (1, 10, None)
    assert [step.code for step in steps_of(read)] == ["ly-do", "ap-dung"]
    assert parse("form", as_data(read)) == read


@pytest.mark.django_db
def test_saving_an_old_form_unchanged_makes_no_new_version(draft, officer):
    old = RuleVersion.objects.create(contest=draft, kind="form", number=1, data=OLD, made_at=now(), made_by_name="A")
    assert set_rules(draft, kind="form", data=as_data(parse("form", OLD)), based_on=1, by=officer) == old
    changed = {**OLD, "copies": "2"}
    assert set_rules(draft, kind="form", data=changed, based_on=1, by=officer).number == 2


def test_every_kind_survives_being_written_and_read(dossier):
    again = parse("form", as_data(dossier))
    assert again == dossier
    assert not differences(dossier, again)


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ({"kind": "choice", "options": "Một"}, "options"),
        ({"kind": "choice"}, "options"),
        ({"kind": "choices", "options": "Một\nmột"}, "options"),
        ({"kind": "choices", "options": "Một\nHai\nhai"}, "options"),
        ({"kind": "table"}, "columns"),
        ({"kind": "table", "columns": "a\nb\nc\nd\ne\ng\nh\ni\nk"}, "columns"),
        ({"kind": "table", "columns": "a", "most": "2,5"}, "most"),
        ({"kind": "people", "most": "0"}, "most"),
        ({"kind": "people", "least": "51"}, "least"),
        ({"kind": "number", "least": "9", "most": "8"}, "most"),
        ({"kind": "number", "least": "1e2"}, "least"),
        ({"kind": "hologram"}, "kind"),
        ({"required_from": "1/3/2026", "frozen_from": "1/3/2026"}, "frozen_from"),
        ({"required_from": "31/2/2026"}, "required_from"),
        ({"when_question": "khong-co", "when_value": "có"}, "when_question"),
    ],
)
def test_a_question_that_cannot_be_asked_says_where(row, where):
    assert f"sections.0.{where}" in problems([asked(**row)])


def test_a_table_of_no_rows_at_least_is_fine():
    assert dossier_of([asked(kind="table", columns="Nơi", least="0", most="50")]).sections[0].heads == ("Nơi",)


def test_people_have_their_own_columns():
    rows = dossier_of([asked(kind="people", columns="Tên\nLương")]).sections
    assert rows[0].heads == ("Họ và tên", "Chức danh hoặc đơn vị", "Điện thoại")


@pytest.mark.parametrize("code", ["bang_0_0", "A b", '"><b>', "../x", 7, ["x"], {}, "x" * 500])
def test_a_code_that_is_none_is_made_anew(code):
    assert dossier_of([{"code": code, "name": "Tính mới"}]).sections[0].code == "tinh-moi"


class TestConditions:
    CHOICE = {"name": "Dạng giải pháp", "kind": "choice", "options": "Máy móc\nPhần mềm"}
    YES = {"name": "Tôi cam đoan", "kind": "declaration"}

    def test_are_written_by_name_and_kept_by_code(self):
        after = {"name": "Ngôn ngữ", "when_question": "dạng giải pháp", "when_value": "phan mem"}
        made = dossier_of([self.CHOICE, after]).sections[1]
        assert (made.when_question, made.when_value) == ("dang-giai-phap", "Phần mềm")

    def test_a_declaration_is_met_by_its_tick(self):
        for typed in ("", "có", "CO"):
            made = dossier_of([self.YES, {"name": "Vì sao", "when_question": "Tôi cam đoan", "when_value": typed}])
            assert made.sections[1].when_value == "có"

    def test_a_value_without_a_question_goes(self):
        assert dossier_of([asked(when_value="Phần mềm")]).sections[0].when_value == ""

    @pytest.mark.parametrize("rows", [
        [{"name": "Sau", "when_question": "Dạng giải pháp", "when_value": "Phần mềm"}, CHOICE],
        [{"name": "Chính nó", "when_question": "Chính nó", "when_value": "x"}],
        [{"name": "Đoạn"}, {"name": "Sau", "when_question": "Đoạn", "when_value": "x"}],
    ])  # fmt: skip
    def test_only_an_earlier_question_with_fixed_answers_decides(self, rows):
        found = problems(rows)
        assert len(found) == 1
        assert next(iter(found)).endswith("when_question")

    def test_an_answer_that_is_not_there_is_named_with_those_that_are(self):
        found = problems([self.CHOICE, {"name": "Sau", "when_question": "Dạng giải pháp", "when_value": "Giấy"}])
        assert found == {
            "sections.1.when_value": "“Sau”: hãy ghi một câu trả lời của “Dạng giải pháp”: “Máy móc”, “Phần mềm”."
        }

    def test_a_paper_may_hang_on_any_question(self):
        paper = {"name": "Mã nguồn", "kind": "any", "when_question": "Dạng giải pháp", "when_value": "Giấy"}
        assert "papers.0.when_value" in problems([self.CHOICE], [paper])
        good = {**paper, "when_value": "Phần mềm"}
        assert dossier_of([self.CHOICE], [good]).papers[0].when_question == "dang-giai-phap"


class TestSteps:
    def test_a_question_is_a_page_and_a_group_is_one(self):
        rows = [
            {"name": "Một", "group": "Chung"},
            {"name": "Hai", "group": "chung"},
            {"name": "Ba"},
            {"name": "Bốn"},
            {"name": "Năm", "group": "Ba"},
        ]
        made = steps_of(dossier_of(rows))
        assert [(s.code, s.label, len(s.questions)) for s in made] == [
            ("chung", "Chung", 2), ("ba", "Ba", 1), ("bon", "Bốn", 1), ("ba-2", "Ba", 1),
        ]  # fmt: skip

    def test_a_page_is_not_torn_apart(self):
        rows = [{"name": "Một", "group": "Chung"}, {"name": "Hai"}, {"name": "Ba", "group": "Chung"}]
        assert set(problems(rows)) == {"sections.2.group"}


def test_a_unit_that_chooses_among_its_own_confirms_them():
    data = {"entrants": ["individual"], "applied": "no", "prior": "allowed", "preselect": "on", "unit_most": "3"}
    made = parse("eligibility", data)
    assert (made.preselect, made.unit_confirms, made.unit_most) == (True, True, 3)
    assert not parse("eligibility", {**data, "preselect": ""}).unit_confirms


@pytest.mark.django_db
def test_the_days_of_questions_move_with_the_next_edition(draft, officer):
    rows = [asked(required_from="1/3/2026"), *QUESTIONS]
    set_rules(draft, kind="form", data={"sections": rows, "papers": PAPERS}, by=officer)
    new = copy_edition(draft, name="Lần sau", shift_years=2, by=officer)
    made = parse("form", current_rules(new)["form"].data)
    assert made.sections[0].required_from == made.papers[2].required_from == date(2028, 3, 1)
    assert [one.where for one in made.unconfirmed] == ["required_from"]
