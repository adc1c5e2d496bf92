from datetime import date

import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.kit.tests.standing import shared
from hoithi.units.actions import add_alias, create_unit
from hoithi.units.models import Unit
from hoithi.units.queries import find_units, kind, match_body

pytestmark = pytest.mark.django_db
PLAN_DAY = date(2024, 3, 20)


@shared
def bodies(tree):
    district = tree("694")
    for name, code in (
        ("Phòng Kinh tế và Hạ tầng", "department"),
        ("Phòng Nông nghiệp và Phát triển nông thôn", "department"),
        ("Văn phòng HĐND và UBND huyện", "office"),
        ("Huyện đoàn Hớn Quản", "union"),
        ("Công an huyện Hớn Quản", "police"),
        ("Điện lực Hớn Quản", "enterprise"),
    ):
        create_unit(name=name, kind=kind(code), parent=district, by=SYSTEM)
    return district


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("phòng Kinh tế và Hạ tầng", "Phòng Kinh tế và Hạ tầng"),
        ("Phòng Kinh tế và Hạ tầng huyện Hón Quản", "Phòng Kinh tế và Hạ tầng"),
        ("Công an huyện", "Công an huyện Hớn Quản"),
        ("UBND xã Tân Hưng", "Xã Tân Hưng"),
        ("Thị trấn Tân Khai", "Thị trấn Tân Khai"),
    ],
)
def test_the_very_name_is_sure(bodies, written, name):
    match = match_body(written, owner=bodies, on=PLAN_DAY)
    assert match.sure
    assert match.unit.name == name


@pytest.mark.parametrize(
    ("written", "name", "why"),
    [
        ("Điện lực Hớn Quán", "Điện lực Hớn Quản", "Chỉ khác dấu"),
        ("Phòng Nông nghiệp & PTNT", "Phòng Nông nghiệp và Phát triển nông thôn", "viết khác"),
        ("Văn phòng UBND và HĐND huyện", "Văn phòng HĐND và UBND huyện", "viết khác"),
        ("Phòng Kinh tế và Hạ tâng", "Phòng Kinh tế và Hạ tầng", "Chỉ khác dấu"),
        ("Phòng Kinh tế Hạ tầrg", "Phòng Kinh tế và Hạ tầng", "Gần giống"),
    ],
)
def test_what_only_looks_like_a_body_is_never_taken_silently(bodies, written, name, why):
    match = match_body(written, owner=bodies, on=PLAN_DAY)
    assert not match.sure
    assert match.unit is None
    assert match.candidates[0].unit.name == name
    assert why in match.candidates[0].reason


def test_an_alias_that_somebody_confirmed_is_sure(bodies):
    power = Unit.objects.get(name="Điện lực Hớn Quản")
    add_alias(power, name="Điện lực Hớn Quán", by=SYSTEM)
    assert match_body("Điện lực Hớn Quán", owner=bodies, on=PLAN_DAY).unit == power


def test_a_name_of_many_gives_every_one_of_them(bodies):
    match = match_body("UBND các xã, thị trấn", owner=bodies, on=PLAN_DAY)
    assert match.group_kinds == ("commune", "township")
    assert len(match.group) == 13


def test_a_body_that_ceased_is_offered_as_its_successor(bodies, tree):
    match = match_body("xã Đồng Nơ", owner=bodies, on=date(2026, 5, 1))
    assert not match.sure
    assert match.candidates[0].unit == tree("25357")
    assert "nay thuộc" in match.candidates[0].reason


def test_the_same_name_in_two_places_is_for_a_person_to_decide(bodies, tree):
    create_unit(name="Xã Tân Hưng", kind=kind("commune"), parent=tree("697"), by=SYSTEM)
    match = match_body("Xã Tân Hưng", owner=tree("70"), on=PLAN_DAY)
    assert not match.sure
    assert {one.unit.parent.code for one in match.candidates if one.score == 1} == {"694", "697"}


def test_a_body_nobody_has_heard_of(bodies):
    match = match_body("Hội Làm vườn", owner=bodies, on=PLAN_DAY)
    assert (match.unit, match.candidates, match.sure, match.group_kinds) == (None, (), False, ())


def test_finding_needs_no_marks_and_knows_other_names(bodies, tree):
    assert find_units("tan khai", on=date(2026, 5, 1))[0].unit == tree("25357")
    assert tree("25357") in [found.unit for found in find_units("xa tan khai", on=date(2026, 5, 1))]
    assert find_units("25361", on=PLAN_DAY)[0].unit == tree("25361")
    assert find_units("không có đâu") == []
