"""What kind of event the reader makes of a dated line, by its own words and by the headings above it."""

import pytest

from hoithi.contests.plan.kinds import kind_of, tier_of
from hoithi.contests.tests.test_plan_layouts import read

EVENTS = [
    ("Bước 3: Chấm thi – từ 02/6 đến 09/6/2026", "judging"),
    ("Giai đoạn 2: Nộp sản phẩm - trước 10/7/2026", "entries"),
    ("Sáng 07/8/2026: chung khảo.", "judging"),
    ("Chiều ngày 07/8/2026: trao giải.", "ceremony"),
    ("Vòng 1 - Nộp bài\n  + Thời gian: từ 01/3/2026 đến 05/3/2026", "entries"),
    ("Vòng 2: ngày 09/3/2026", "judging"),
    ("Tập huấn cho các đội vào chung kết: 08/8/2026", "other"),
    ("Chọn dự án tham gia Giải thưởng Bông Lúa quốc gia: 20/8/2026", "promotion"),
    ("Cử đội dự Hội thi khu vực: 21/8/2026", "promotion"),
    ("Nộp thiết bị, mô hình, sản phẩm dự thi: trước 15/6/2026", "entries"),
    ("Hội thi được phát động trong quý I/2026", "launch"),
    ("Trưng bày, chấm sản phẩm: 01/8/2026", "judging"),
    ("Công bố danh sách sản phẩm được chấm và trưng bày: 02/8/2026", "other"),
    ("Trưng bày mô hình và sản phẩm đã thẩm định: 03/8/2026", "other"),
]


@pytest.mark.parametrize(("text", "kind"), EVENTS)
def test_the_kind_of_a_dated_line(text: str, kind: str) -> None:
    (stone,) = read(f"I. NỘI DUNG\n- {text}")["milestones"]
    assert stone["kind"] == kind


def test_a_line_that_says_only_where_takes_the_kind_of_its_heading() -> None:
    plan = read("I. NỘI DUNG\n1. Lễ phát động\n- Tại hội trường Sở vào ngày 05/2/2026.\n- Ban hành thể lệ: 06/2/2026.")
    assert [stone["kind"] for stone in plan["milestones"]] == ["launch", "other"]


@pytest.mark.parametrize(
    ("body", "tier"),
    [("UBND tỉnh Bình An", "tinh"), ("Sở Y tế", "tinh"), ("UBND xã Tân Mơ, tỉnh Bình An", "xa"), ("Trường X tỉnh", "")],
)
def test_the_tier_of_a_body(body: str, tier: str) -> None:
    assert tier_of(body) == tier


def test_handing_in_at_the_own_tier_is_no_sending_upwards() -> None:
    assert kind_of("Nộp sản phẩm dự thi cấp tỉnh", "tinh") == "entries"
    assert kind_of("Nộp sản phẩm dự thi cấp tỉnh", "xa") == "promotion"


def test_the_row_decides_and_not_the_stage_it_stands_in() -> None:
    rows = "|Giai đoạn|Nội dung|Thời gian|Ghi chú|\n|---|---|---|---|\n|Chấm thi|Nhận hồ sơ|01/4/2026|Dự kiến|"
    (stone,) = read(f"I. LỊCH\n{rows}")["milestones"]
    assert (stone["kind"], stone["tentative"]) == ("entries", True)
