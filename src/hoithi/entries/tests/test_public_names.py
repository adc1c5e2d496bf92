from datetime import date
from types import SimpleNamespace

import pytest

from hoithi.entries.public_names import may_publish, public_name

DAY = date(2026, 5, 1)
BORN = {"adult": date(1980, 5, 1), "sixteen": date(2010, 5, 1), "fifteen": date(2010, 5, 2), "six": date(2019, 5, 2)}
OWN, BOTH, GUARDIAN = ["publish"], ["publish", "guardian_publish"], ["guardian_publish"]


def author(age, name="Điểu Xuân Lộc", guardian=""):
    return SimpleNamespace(full_name=name, birth_date=BORN.get(age), guardian_name=guardian)


@pytest.mark.parametrize(
    ("age", "consents", "whole"),
    [
        ("adult", [], False),
        ("adult", ["enter", "contact"], False),
        ("adult", OWN, True),
        ("adult", GUARDIAN, False),
        ("sixteen", OWN, True),
        ("fifteen", OWN, False),
        ("fifteen", GUARDIAN, False),
        ("fifteen", ["guardian", "publish"], False),
        ("fifteen", BOTH, True),
        ("six", OWN, False),
        ("six", GUARDIAN, True),
    ],
)
def test_the_whole_name_only_by_the_consents_that_the_age_asks_for(age, consents, whole):
    assert may_publish(author(age), consents, DAY) is whole
    assert public_name(author(age), consents, DAY) == ("Điểu Xuân Lộc" if whole else "Lộc Đ.")


def test_whose_birthday_is_not_known_is_a_child_when_a_guardian_is_named():
    assert public_name(author("", guardian="Thị Liên"), OWN, DAY) == "Lộc Đ."
    assert public_name(author("", guardian="Thị Liên"), BOTH, DAY) == "Điểu Xuân Lộc"
    assert public_name(author(""), OWN, DAY) == "Điểu Xuân Lộc"


@pytest.mark.parametrize(
    ("name", "short"), [("Y", "Y."), ("H'Hen Niê", "Niê H."), ("Nguyễn  Văn An", "An N."), ("", "")]
)
def test_short_names(name, short):
    assert public_name(author("adult", name=name), [], DAY) == short
