"""Days, hours and money as papers write them."""

import random
from datetime import date, time
from decimal import Decimal

import pytest

from hoithi.documents.kinds.wording import (
    day,
    hour,
    in_words,
    joined,
    moment,
    money,
    points,
    short_day,
    stopped,
)

SPELT = {
    0: "Không đồng",
    1: "Một đồng",
    5: "Năm đồng",
    10: "Mười đồng",
    11: "Mười một đồng",
    15: "Mười lăm đồng",
    20: "Hai mươi đồng",
    21: "Hai mươi mốt đồng",
    24: "Hai mươi bốn đồng",
    55: "Năm mươi lăm đồng",
    100: "Một trăm đồng",
    101: "Một trăm linh một đồng",
    105: "Một trăm linh năm đồng",
    110: "Một trăm mười đồng",
    115: "Một trăm mười lăm đồng",
    999: "Chín trăm chín mươi chín đồng",
    1_000: "Một nghìn đồng",
    1_001: "Một nghìn không trăm linh một đồng",
    1_010: "Một nghìn không trăm mười đồng",
    21_000: "Hai mươi mốt nghìn đồng",
    1_500_000: "Một triệu năm trăm nghìn đồng",
    2_005_000: "Hai triệu không trăm linh năm nghìn đồng",
    10_000_005: "Mười triệu không trăm linh năm đồng",
    29_500_000: "Hai mươi chín triệu năm trăm nghìn đồng",
    1_000_000_000: "Một tỷ đồng",
    1_000_005_000: "Một tỷ không trăm linh năm nghìn đồng",
    999_999_999_999: "Chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn "
    "chín trăm chín mươi chín đồng",
    1_000_000_000_000: "Một nghìn tỷ đồng",
    999_999_999_999_999: "Chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ chín trăm chín mươi chín triệu "
    "chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng",
}
NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
DIGITS = {w: n for n, w in enumerate(NAMES)} | {"mốt": 1, "lăm": 5}
UNITS = {"nghìn": 10**3, "triệu": 10**6, "tỷ": 10**9}


def heard(words: str) -> int:
    """The number that spelt words name, found by another way than they were spelt."""
    total = group = last = 0
    for word in words.lower().removesuffix(" đồng").split():
        if word in DIGITS:
            last = DIGITS[word]
            group += last
        elif word == "trăm":
            group += last * 99
        elif word == "mươi":
            group += last * 9
        elif word == "mười":
            group += 10
        elif word in UNITS:
            total, group = (total + group) * UNITS[word] if word == "tỷ" else total + group * UNITS[word], 0
    return total + group


@pytest.mark.parametrize(("amount", "words"), SPELT.items())
def test_a_sum_is_spelt(amount, words):
    assert in_words(amount) == words


def test_every_sum_can_be_heard_back():
    chance = random.Random(8)  # noqa: S311 - which sums are tried
    tried = [*range(1_100), *(chance.randrange(10 ** chance.randrange(1, 13)) for _try in range(3_000))]
    assert [amount for amount in tried if heard(in_words(amount)) != amount] == []
    assert len({in_words(amount) for amount in range(10_000)}) == 10_000


@pytest.mark.parametrize("amount", [*SPELT, 1_205, 3_040_000])
def test_spelt_words_have_one_space_between_them(amount):
    assert in_words(amount) == " ".join(in_words(amount).split())


def test_days_have_noughts_where_papers_have_them():
    assert [short_day(date(2024, month, 5)) for month in (1, 2, 3, 12)] == [
        "05/01/2024", "05/02/2024", "05/3/2024", "05/12/2024",
    ]  # fmt: skip
    assert day(date(2024, 2, 9)) == "ngày 09 tháng 02 năm 2024"
    assert moment(time(8, 5), date(2024, 3, 20)) == "08 giờ 05 phút, ngày 20 tháng 3 năm 2024"
    assert moment(None, date(2024, 3, 20)) == "ngày 20 tháng 3 năm 2024"


def test_nothing_is_said_of_nothing():
    assert [day(None), short_day(None), hour(None), money(None), points(None), moment(None, None)] == [""] * 6
    assert (joined("", "a", "", "b"), stopped("")) == ("a, b", "")


def test_a_stop_is_set_once():
    assert [stopped(text) for text in ("a", "a.", "a;", "a!”", "a)")] == ["a.", "a.", "a;", "a!”", "a)."]
    assert (money(1_234_567), points(Decimal("8.50"))) == ("1.234.567 đồng", "8,5")
