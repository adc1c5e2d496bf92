from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from hoithi.contests.enums import Kind, RuleKind
from hoithi.contests.rule_schemas import SCHEMAS, DataProblems, as_data, differences, parse
from hoithi.contests.rule_schemas.templates import rule_templates
from hoithi.kit.schemas.reading import specs_of
from hoithi.kit.schemas.specs import Rows

TEMPLATES = rule_templates()
EVERY = [(code, kind) for code in TEMPLATES for kind in RuleKind.values]


def ready(code, kind):
    return TEMPLATES[code].data(kind, start_year=2026, end_year=2027)


def problems(kind, data):
    with pytest.raises(DataProblems) as found:
        parse(kind, data)
    return {problem.where: problem.sentence for problem in found.value.problems}


def changed(kind, code="cap-xa-2026", **values):
    return {**ready(code, kind), **values}


def test_the_four_contests_and_recognition_are_ready():
    assert {"toan-quoc", "binh-phuoc", "thieu-nien", "cap-xa-2026", "sang-kien"} == set(TEMPLATES)
    assert {template.contest_kind for template in TEMPLATES.values()} == set(Kind.values)


@pytest.mark.parametrize(("code", "kind"), EVERY)
def test_every_ready_rule_is_one_and_survives_being_written_and_read(code, kind):
    rules = parse(kind, ready(code, kind))
    assert parse(kind, as_data(rules)) == rules
    assert not differences(rules, rules)


@pytest.mark.parametrize(("code", "kind"), EVERY)
def test_what_a_template_leaves_open_is_a_setting_that_exists(code, kind):
    names = set(specs_of(SCHEMAS[kind]))
    for one in specs_of(SCHEMAS[kind]).values():
        if isinstance(one, Rows):
            names |= set(specs_of(one.of))
    assert {one["where"] for one in ready(code, kind).get("unconfirmed", [])} <= names


def test_counts_of_the_sources():
    assert len(ready("toan-quoc", "fields")["items"]) == 6
    assert len(ready("binh-phuoc", "fields")["items"]) == 7
    assert len(ready("thieu-nien", "fields")["items"]) == 5
    youth = parse("eligibility", ready("thieu-nien", "eligibility"))
    assert (youth.age_min, youth.age_max, youth.age_on) == (6, 19, date(2027, 12, 31))
    assert parse("eligibility", ready("toan-quoc", "eligibility")).made_from == date(2021, 1, 1)


@pytest.mark.parametrize("code", TEMPLATES)
def test_questions_and_criteria_of_a_ready_form_name_each_other(code):
    form, rubric = parse("form", ready(code, "form")), parse("rubric", ready(code, "rubric"))
    assert {one.criterion for one in form.sections} - {""} == {one.name for one in rubric.criteria}
    assert {one.section for one in rubric.criteria} <= {one.name for one in form.sections}
    assert all(one.guide and one.example for one in form.sections if one.required and one.asks == "long")


def test_the_ready_forms_ask_what_their_contests_need():
    youth, initiative = (parse("form", ready(code, "form")) for code in ("thieu-nien", "sang-kien"))
    kinds = {one.code: (one.asks, one.required) for one in youth.sections}
    assert kinds["huong-dan"] == ("people", False)
    assert kinds["tre-dong-y"] == kinds["cha-me-dong-y"] == ("declaration", True)
    assert kinds["cong-khai"] == ("declaration", False)  # a consent to publish is free
    assert {"birth_date", "school_class"} <= set(youth.author_details)
    assert next(one for one in youth.papers if one.code == "cha-me-ky").least == 1
    asked = {one.code: one for one in initiative.sections}
    assert (initiative.shares, asked["ap-dung-tu"].asks) == (True, "date")
    assert (asked["bao-mat"].when_question, asked["bao-mat"].when_value) == ("co-bao-mat", "Có")


@pytest.mark.parametrize("code", TEMPLATES)
def test_a_ready_form_hides_from_judges_what_names_people(code):
    form = parse("form", ready(code, "form"))
    assert all(one.blind for one in form.sections if one.asks == "people")
    assert all(one.blind for one in form.papers if one.code in {"khai-sinh", "cha-me-ky", "xac-nhan"})


def test_the_points_make_a_hundred():
    rubric = ready("cap-xa-2026", "rubric")
    rubric["criteria"] = [{**c, "weight": w} for c, w in zip(rubric["criteria"], ("40", "30", "29"), strict=True)]
    assert problems("rubric", rubric) == {"criteria": "Tổng điểm tối đa của các tiêu chí phải bằng 100 (đang 99)."}
    assert parse("rubric", {**rubric, "public_vote": "1"}).public_vote == Decimal(1)


@pytest.mark.parametrize(
    ("kind", "values", "where"),
    [
        ("fields", {"items": []}, "items"),
        ("fields", {"items": [{"name": "Y dược"}, {"name": "y  DƯỢC"}]}, "items.1.name"),
        ("fields", {"items": [{"name": ""}]}, "items.0.name"),
        ("fields", {"items": "x"}, "items"),
        ("eligibility", {"entrants": []}, "entrants"),
        ("eligibility", {"entrants": ["robot"]}, "entrants"),
        ("eligibility", {"age_min": "19", "age_max": "6", "age_on": "31/12/2026"}, "age_max"),
        ("eligibility", {"age_min": "6"}, "age_on"),
        ("eligibility", {"made_from": "04/15/2025"}, "made_from"),
        ("eligibility", {"most_authors": "0"}, "most_authors"),
        ("form", {"papers": [{"name": "Ảnh", "kind": "image", "least": "3", "most": "1"}]}, "papers.0.most"),
        ("form", {"papers": [{"name": "Ảnh", "kind": "hologram"}]}, "papers.0.kind"),
        ("rubric", {"step": "1e2"}, "step"),
        ("rubric", {"combine": "trimmed", "judges_per_entry": "2"}, "combine"),
        ("rubric", {"mode": "recognition"}, "minimum"),
        ("prizes", {"levels": [{"name": "Giải Nhất", "per": "contest", "quota": "0"}]}, "levels.0.quota"),
        ("prizes", {"levels": [{"name": "Giải Nhất", "per": "contest", "amount": "1.5tr"}]}, "levels.0.amount"),
        ("prizes", {"cap": "4"}, "levels.3.quota"),
    ],
)
def test_bad_rules_say_where(kind, values, where):
    assert where in problems(kind, changed(kind, **values))


def test_every_problem_is_found_at_once():
    found = problems("eligibility", changed("eligibility", entrants=[], made_from="x", most_authors="999"))
    assert set(found) == {"entrants", "made_from", "most_authors"}


def test_bands_fit_their_criterion():
    rubric = ready("sang-kien", "rubric")
    rubric["criteria"][0] = {**rubric["criteria"][0], "bands": "25 - 31: cao\n20 đến 25: vừa\n3 - 1: thấp"}
    with pytest.raises(DataProblems) as found:
        parse("rubric", rubric)
    sentences = str(found.value)
    assert "vượt điểm tối đa 30" in sentences
    assert "chồng lên nhau" in sentences
    assert "điểm đầu lớn hơn" in sentences


def test_thresholds_fall_from_prize_to_prize():
    levels = [
        {"name": "Nhất", "per": "contest", "minimum": "80"},
        {"name": "Nhì", "per": "contest", "minimum": "90"},
    ]
    assert "levels.1.minimum" in problems("prizes", {"levels": levels})


@pytest.mark.parametrize("data", [None, [], "x", 3, {"items": [None]}, {"items": {"a": 1}}])
def test_noise_is_a_problem_never_a_crash(data):
    assert problems("fields", data)


def test_rows_without_a_code_get_one_of_their_own():
    rules = parse("fields", {"items": [{"name": "Y dược"}, {"name": "Y  học"}, {"name": "???"}]})
    assert [f.code for f in rules.items] == ["y-duoc", "y-hoc", "muc"]


def test_a_change_is_said_in_words():
    old = parse("rubric", ready("cap-xa-2026", "rubric"))
    first, second, third = old.criteria
    new = replace(
        old,
        step=Decimal("0.25"),
        criteria=(replace(first, weight=Decimal(40)), replace(second, weight=Decimal(20)), third),
    )
    assert differences(old, new) == [
        "Tiêu chí “Tính mới, tính sáng tạo”: Điểm tối đa: từ “30” thành “40”.",
        "Tiêu chí “Khả năng áp dụng”: Điểm tối đa: từ “30” thành “20”.",
        "Bước điểm: từ “0,5” thành “0,25”.",
    ]
    turned = replace(old, criteria=(second, first))
    assert differences(old, turned) == [
        "Tiêu chí “Hiệu quả kinh tế, kỹ thuật, xã hội”: bỏ.",
        "Các tiêu chí: đổi thứ tự.",
    ]
