from datetime import date
from decimal import Decimal

import pytest

from hoithi.contests.rule_schemas.entering import Eligibility
from hoithi.entries.eligibility import Facts, Maker, age_on, findings


def found(rules, facts, **more):
    return {one.code: one.ok for one in findings(rules, facts, **more)}


def maker(**given):
    return Maker(**{"name": "Điểu Minh", "answered": True, **given})


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        (date(2010, 5, 31), date(2016, 5, 31), 6),
        (date(2010, 6, 1), date(2016, 5, 31), 5),
        (date(2008, 2, 29), date(2014, 2, 28), 5),
        (date(2008, 2, 29), date(2014, 3, 1), 6),
    ],
)
def test_ages_count_in_whole_years(birth, day, years):
    assert age_on(birth, day) == years


@pytest.mark.parametrize(
    ("birth", "ok"),
    [(date(2006, 5, 31), False), (date(2006, 6, 1), True), (date(2020, 5, 31), True), (date(2020, 6, 1), False)],
)
def test_six_to_nineteen_on_a_stated_day(birth, ok):
    rules = Eligibility(age_min=6, age_max=19, age_on=date(2026, 5, 31))
    assert found(rules, Facts("individual", [maker(birth_date=birth, guardian_agrees=True)])) == {"age": ok}


def test_no_birth_date_is_said():
    rules = Eligibility(age_min=6, age_max=19, age_on=date(2026, 5, 31))
    one = findings(rules, Facts("individual", [maker()]))[0]
    assert (one.ok, one.sentence) == (False, "Điểu Minh chưa ghi ngày sinh.")
    assert "tính đến ngày" in one.rule


def test_a_child_needs_a_guardian():
    rules = Eligibility(guardian=True, age_on=date(2026, 5, 31))
    child = maker(birth_date=date(2012, 1, 1))
    assert found(rules, Facts("individual", [child])) == {"guardian": False}
    assert found(rules, Facts("individual", [maker(birth_date=date(2012, 1, 1), guardian_agrees=True)])) == {}
    assert found(rules, Facts("individual", [maker(birth_date=date(2010, 5, 31))])) == {}


def test_a_child_needs_a_guardian_by_law_whatever_the_edition_says():
    child = maker(birth_date=date(2012, 1, 1))
    asked_on = date(2026, 11, 29)
    assert found(Eligibility(), Facts("individual", [child], today=asked_on)) == {"guardian": False}
    grown = Eligibility(age_on=date(2028, 1, 1))  # on the edition's day the child is sixteen
    assert found(grown, Facts("individual", [child], today=asked_on)) == {"guardian": False}
    assert found(Eligibility(), Facts("individual", [child], today=date(2028, 1, 1))) == {}


@pytest.mark.parametrize(
    ("made", "ok"), [(date(2019, 12, 31), False), (date(2020, 1, 1), True), (date(2025, 6, 30), True), (None, None)]
)
def test_made_within_the_window(made, ok):
    rules = Eligibility(made_from=date(2020, 1, 1), made_to=date(2025, 6, 30))
    assert found(rules, Facts("individual", [maker()], made_on=made)) == {"made": ok}


def test_nothing_was_made_in_the_future():
    facts = Facts("individual", [maker()], made_on=date(2030, 3, 1), today=date(2026, 11, 29))
    assert found(Eligibility(made_from=date(2020, 1, 1)), facts) == {"made": False}


def test_alone_means_one_author():
    assert found(Eligibility(), Facts("individual", [maker(), maker(name="Thị Hồng")])) == {"alone": False}
    assert found(Eligibility(), Facts("group", [maker(), maker(name="Thị Hồng")])) == {}


def test_the_same_person_twice_is_said_and_namesakes_with_their_days_of_birth_are_for_a_person():
    assert found(Eligibility(), Facts("group", [maker(), maker(name="DIEU MINH")])) == {"twice": False}
    one, other = maker(birth_date=date(1980, 1, 1)), maker(birth_date=date(1990, 1, 1))
    assert found(Eligibility(), Facts("group", [one, other])) == {"twice": None}


def test_shares_add_up():
    halves = [maker(share=Decimal(60)), maker(name="Thị Hồng", share=Decimal("40.00"))]
    assert found(Eligibility(), Facts("group", halves), shares=True) == {}
    wrong = findings(
        Eligibility(),
        Facts("group", [maker(share=Decimal(60)), maker(name="Thị Hồng", share=Decimal(50))]),
        shares=True,
    )
    assert wrong[0].sentence == "Tổng tỷ lệ đóng góp phải bằng 100 % (đang 110 %)."


def test_numbers_kinds_and_bodies():
    rules = Eligibility(entrants=("individual",), most_authors=1, most_entries=2, unit_confirms=True)
    facts = Facts("group", [maker(), maker(name="Thị Hồng", answered=False)], others=2)
    assert found(rules, facts) == {
        "entrant": False,
        "authors": False,
        "answers": False,
        "entries": False,
        "unit": False,
    }


def test_a_paper_of_the_body_is_for_a_person_to_look_at():
    assert found(Eligibility(unit_confirms=True), Facts("individual", [maker()], unit_on_paper=True)) == {"unit": None}


def test_an_earlier_prize_is_for_a_person_to_look_at():
    rules = Eligibility(prior="not_awarded")
    assert found(rules, Facts("individual", [maker()])) == {"prior": None}  # nobody has looked yet
    assert found(rules, Facts("individual", [maker()], compared=True)) == {"prior": True}
    assert found(rules, Facts("individual", [maker()], prized=("Giải Nhì 2023",))) == {"prior": None}
