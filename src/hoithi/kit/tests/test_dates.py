from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from hoithi.kit.clock import VIETNAM, start_of
from hoithi.kit.dates import (
    days_left,
    last_day_before,
    parse_date,
    parse_hour,
    show_bound,
    show_date,
    show_instant,
    show_left,
)
from hoithi.kit.holidays import after_working_days


@pytest.mark.parametrize(
    "text",
    ["15/04/2025", "15/4/2025", "15-4-2025", "15.4.2025", "2025-04-15", "15 tháng 4 năm 2025", "１５/０４/２０２５"],
)
def test_every_way_of_writing_a_day_is_read_with_the_day_first(text):
    assert parse_date(text) == date(2025, 4, 15)


def test_the_third_of_january_is_not_the_first_of_march():
    assert parse_date("03/01/2024") == date(2024, 1, 3)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("04/15/2025", "tháng phải từ 1 đến 12"),
        ("15/4/25", "4 chữ số của năm"),
        ("29/02/2023", "không có thật"),
        ("31/04/2025", "không có thật"),
        ("00/00/0000", "tháng phải từ 1 đến 12"),
        ("ngày 15/4", "thiếu năm"),
        ("01/01/0001", "năm phải từ 1900"),
        ("hôm qua", "không phải là ngày"),
        ("", "không phải là ngày"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_mend(text, says):
    with pytest.raises(ValidationError) as refused:
        parse_date(text)
    assert says in refused.value.messages[0]


@pytest.mark.parametrize("text", ["17:00", "17 giờ 00", "17g", "17h00", "17", "17 giờ"])
def test_hours(text):
    assert parse_hour(text) == time(17)


@pytest.mark.parametrize("text", ["25:00", "12:61", "chiều", ""])
def test_hours_that_cannot_be(text):
    with pytest.raises(ValidationError):
        parse_hour(text)


def test_a_bound_is_the_end_of_a_day_only_at_midnight():
    assert show_bound(datetime(2025, 4, 15, 17, tzinfo=UTC)) == "hết thứ Ba, 15/4/2025"
    assert show_bound(datetime(2025, 4, 15, 10, tzinfo=UTC)) == "17 giờ 00, thứ Ba, 15/4/2025"


def test_an_exclusive_bound_is_shown_as_the_last_day_it_leaves_in():
    bound = start_of(date(2025, 4, 16))
    assert bound == datetime(2025, 4, 15, 17, tzinfo=UTC)
    assert show_date(last_day_before(bound), weekday=True) == "thứ Ba, 15/4/2025"
    assert show_instant(bound) == "0 giờ 00, thứ Tư, 16/4/2025"


def test_days_left_change_at_midnight_in_viet_nam(time_machine):
    bound = start_of(date(2025, 4, 16))
    time_machine.move_to(datetime(2025, 4, 15, 0, 0, tzinfo=VIETNAM))
    assert (days_left(bound), show_left(bound)) == (0, "còn 23 giờ")
    time_machine.move_to(datetime(2025, 4, 13, 12, 0, tzinfo=VIETNAM))
    assert (days_left(bound), show_left(bound)) == (2, "còn 2 ngày")
    time_machine.move_to(datetime(2025, 4, 15, 19, 30, tzinfo=VIETNAM))
    assert show_left(bound) == "còn 4 giờ"
    time_machine.move_to(datetime(2025, 4, 15, 23, 30, tzinfo=VIETNAM))
    assert show_left(bound) == "còn 29 phút"
    time_machine.move_to(datetime(2025, 4, 16, 0, 30, tzinfo=VIETNAM))
    assert show_left(bound) == "đã qua 1 ngày"
    time_machine.move_to(datetime(2025, 4, 18, 1, 0, tzinfo=VIETNAM))
    assert show_left(bound) == "đã qua 3 ngày"


def test_english_readers_get_the_month_in_words():
    with override("en"):
        assert show_date(date(2025, 4, 15), weekday=True) == "Tue, 15 Apr 2025"


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 4, 6), 2, date(2026, 4, 8)),
        (date(2026, 4, 10), 2, date(2026, 4, 14)),
        (date(2026, 4, 11), 1, date(2026, 4, 13)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 4, 29), 0, date(2026, 4, 29)),
    ],
)
def test_working_days_leave_out_week_ends_and_holidays(day, count, then):
    assert after_working_days(day, count) == then
