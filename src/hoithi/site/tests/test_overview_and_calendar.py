from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.enums import Precision
from hoithi.contests.models import Milestone
from hoithi.kit.clock import now, start_of
from hoithi.planning.actions import add_task
from hoithi.planning.queries import visible_to
from hoithi.site.calendar import month_of, nearest_month, parse_month
from hoithi.units.actions import add_member
from hoithi.units.models import Unit

pytestmark = pytest.mark.django_db


def milestone(contest, label, start=None, last=None, **fields):
    """Confirmed unless said otherwise; `last` is the last day that counts."""
    return Milestone.objects.create(
        contest=contest, kind="other", label=label, starts_at=start and start_of(start),
        ends_at=last and start_of(last + timedelta(days=1)), **{"confirmed_at": now(), **fields},
    )  # fmt: skip


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.SECRETARY, Role.AUDITOR])
def test_the_overview_says_who_is_late_in_words(sign_in, actor, contest, department, role):
    add_task(contest, unit=department, text="Việc trễ", due_at=now() - timedelta(days=1), by=SYSTEM)
    milestone(contest, "Nhận hồ sơ", date(2025, 1, 1), date(2025, 4, 15))
    page = sign_in(actor(role)).get(reverse("contest_overview", args=[contest.slug])).content.decode()
    assert "1 trễ hạn" in page
    assert "Trễ hạn: Việc trễ" in page
    assert "Nhận hồ sơ" in page
    assert ("/nhac/" in page) == (role == Role.OFFICER)


def test_a_body_that_was_reminded_today_is_not_offered_again(sign_in, actor, contest, department):
    add_task(contest, unit=department, text="Việc", by=SYSTEM)
    add_member(department, full_name="Lê Thị Hòa", duty="focal_point", email="hoa@example.vn", by=SYSTEM)
    officer, address = sign_in(actor(Role.OFFICER)), reverse("contest_overview", args=[contest.slug])
    button = reverse("task_remind", args=[contest.slug, department.uid])
    assert button in officer.get(address).content.decode()
    assert officer.post(button, {"ve": address}).url == address
    page = officer.get(address).content.decode()
    assert "Đã nhắc hôm nay" in page
    assert button not in page


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.JUDGE, Role.ADMIN, None])
def test_the_overview_is_not_for_others(sign_in, actor, contest, role):
    assert sign_in(actor(role)).get(reverse("contest_overview", args=[contest.slug])).status_code == 404


def test_an_empty_overview_teaches(sign_in, actor, contest):
    page = sign_in(actor(Role.HEAD)).get(reverse("contest_overview", args=[contest.slug])).content.decode()
    assert "Chưa giao nhiệm vụ nào" in page


def test_the_overview_asks_as_often_for_a_hundred_bodies(
    sign_in, actor, contest, department, district, django_assert_num_queries, django_assert_max_num_queries
):
    head, address = sign_in(actor(Role.HEAD)), reverse("contest_overview", args=[contest.slug])
    add_task(contest, unit=department, text="Việc", by=SYSTEM)
    head.get(address)
    with django_assert_max_num_queries(9) as few:
        head.get(address)
    for number in range(100):
        unit = Unit.objects.create(code=f"X{number}", name=f"Xã {number}", kind=department.kind, parent=district)
        add_task(contest, unit=unit, text="Việc", by=SYSTEM)
    with django_assert_num_queries(len(few)):
        head.get(address)


def test_a_month_marks_first_and_last_days_and_due_tasks(contest, department):
    milestone(contest, "Chấm thi", date(2025, 5, 1), date(2025, 5, 15))
    milestone(contest, "Lập Hội đồng", None, date(2025, 5, 29))
    milestone(contest, "Phát động", date(2025, 5, 20), date(2025, 5, 20))
    add_task(contest, unit=department, text="Báo cáo", due_at=datetime(2025, 5, 15, 17, tzinfo=UTC), by=SYSTEM)
    month = month_of(date(2025, 5, 1), list(contest.milestones.all()), visible_to(SYSTEM))
    told = {day.day.day: (day.events, [task.text for task in day.tasks]) for day in month.days}
    assert told == {
        1: (["Bắt đầu: Chấm thi"], []),
        15: (["Ngày cuối: Chấm thi"], ["Báo cáo"]),
        20: (["Phát động"], []),
        29: (["Ngày cuối: Lập Hội đồng"], []),
    }
    assert (month.before, month.after, month.title) == ("2025-04", "2025-06", "Tháng 5 năm 2025")
    assert month.weeks[0][0].day == date(2025, 4, 28)


def test_what_has_no_exact_day_is_listed_apart(contest):
    quarter = {"precision": Precision.QUARTER}
    milestone(contest, "Trao giải", date(2025, 10, 1), date(2025, 12, 31), **quarter)
    milestone(contest, "Chưa đọc", None, date(2025, 4, 15), confirmed_at=None, written="hết ngày 15/4")
    rows = list(contest.milestones.all())
    assert [label for label, _when in month_of(date(2025, 11, 1), rows, []).undated] == ["Trao giải"]
    april = month_of(date(2025, 4, 1), rows, [])
    assert april.undated == [("Chưa đọc", "hết ngày 15/4")]
    assert april.days == []


@pytest.mark.parametrize(
    "text", ["", "2025", "2025-13", "0000-01", "2025-1", "١٩٩٩-01", "abcd-ef", "9999-12", "2025-04-01"]
)
def test_a_month_that_is_none_is_not_taken(text):
    assert parse_month(text) is None


def test_without_a_month_the_nearest_of_the_contest_is_shown(contest):
    milestone(contest, "Nhận hồ sơ", date(2025, 1, 10), date(2025, 4, 15))
    rows = list(contest.milestones.all())
    days = (date(2024, 6, 1), date(2025, 3, 3), date(2026, 1, 1))
    assert [nearest_month(rows, day).isoformat() for day in days] == ["2025-01-01", "2025-03-01", "2025-04-01"]
    assert nearest_month([], date(2025, 3, 3)) == date(2025, 3, 1)


def test_the_calendar_shows_a_body_its_own_tasks_only(sign_in, actor, contest, department, district):
    due = datetime(2025, 4, 15, 17, tzinfo=UTC)
    add_task(contest, unit=department, text="Việc của tôi", due_at=due, by=SYSTEM)
    add_task(contest, unit=district, text="Việc của huyện", due_at=due, by=SYSTEM)
    address = reverse("work_calendar", args=[contest.slug])
    mine = sign_in(actor(Role.FOCAL_POINT)).get(address, {"thang": "2025-04"}).content.decode()
    assert "Việc của tôi" in mine
    assert "Việc của huyện" not in mine
    assert "Việc của huyện" in sign_in(actor(Role.OFFICER)).get(address, {"thang": "2025-04"}).content.decode()
    assert sign_in(actor()).get(address).status_code == 404


def test_a_senseless_month_in_the_address_shows_the_nearest(sign_in, actor, contest):
    address = reverse("work_calendar", args=[contest.slug])
    assert sign_in(actor(Role.HEAD)).get(address, {"thang": "\x00%"}).status_code == 200
