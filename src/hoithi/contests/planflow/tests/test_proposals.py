from datetime import date

import pytest

from hoithi.contests.planflow.instants import in_words, reading_of
from hoithi.contests.planflow.proposals import due_in, hour_in
from hoithi.kit.dates import show_instant


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("gửi danh sách về Cơ quan thường trực trước ngày 30/4/2025", date(2025, 4, 29)),
        ("Chậm nhất ngày 15/6/2026 hoàn thành việc gửi hồ sơ", date(2026, 6, 15)),
        ("Gửi hồ sơ đến hết ngày 15/6/2026.", date(2026, 6, 15)),
        ("Hoàn thành trong tháng 5/2026", None),
        ("Báo cáo trước ngày 20 của tháng cuối quý", None),
        ("Thực hiện Kế hoạch số 5/KH-UBND ngày 03/4/2024 của UBND huyện", None),
        ("Nộp đợt 1 trước ngày 30/4/2025, đợt 2 trước ngày 30/6/2025", None),
    ],
)
def test_only_one_full_day_as_a_limit_is_a_due_day(text, day):
    found = due_in(text)
    assert (found and found[0]) == day


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("nhận hồ sơ trước 17 giờ ngày 15/4/2026", "17:00"),
        ("nhận đến 16h30, ngày 15/04/2026", "16:30"),
        ("từ 7 giờ 30 đến 17 giờ ngày 15/4/2026", "17:00"),
        ("khai mạc 8 giờ ngày 14/4/2026, nhận đến hết ngày 15/4/2026", None),
        ("trước ngày 15/4/2026", None),
        ("đến 25 giờ ngày 15/4/2026", None),
    ],
)
def test_the_hour_is_the_one_that_stands_before_the_day(text, hour):
    assert hour_in(text, end="2026-04-15") == hour


READINGS = [
    ({"end": "2025-04-15", "bound": "in"}, "đến hết ngày 15/4/2025", "0 giờ 00, thứ Tư, 16/4/2025"),
    ({"end": "2025-04-30", "bound": "before"}, "trước ngày 30/4/2025", "0 giờ 00, thứ Tư, 30/4/2025"),
    (
        {"end": "2026-04-15", "bound": "before", "hour": "17:00"},
        "đến 17:00 ngày 15/4/2026",
        "17 giờ 00, thứ Tư, 15/4/2026",
    ),
]


@pytest.mark.parametrize(("row", "said", "bound"), READINGS)
def test_instants_in_words(row, said, bound):
    assert in_words(row) == f"{said} → hạn cuối: trước {bound}"
    _starts_at, ends_at = reading_of(row)
    assert show_instant(ends_at) == bound


@pytest.mark.parametrize("row", [{"end": "31/2/2025"}, {"end": "2025-04-15", "hour": "sáng"}, {}])
def test_what_is_not_a_day_is_no_instant(row):
    assert (reading_of(row), in_words(row)) == ((None, None), "")
