"""The demo is what the README promises: the founding contest, a live ward, the city above it, one person a role."""

from datetime import date, timedelta

import pytest

from hoithi.accounts.models import DemoRole
from hoithi.contests.enums import State
from hoithi.contests.models import Contest, Milestone
from hoithi.contests.plan import read_plan_bytes
from hoithi.planning.models import Task
from hoithi.site.demo import load_demo
from hoithi.site.demo.people import PLAYED
from hoithi.site.demo.plans import WARD, filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world")]


def test_the_founding_plan_became_its_contest():
    contest = Contest.objects.get(owner__code="694")
    assert contest.name == "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản"
    assert (contest.edition, contest.years) == (8, "2024-2025")
    assert contest.standing_agency.name == "Phòng Kinh tế và Hạ tầng"
    deadline = contest.milestones.get(kind="entries")
    assert deadline.ends_at.isoformat() == "2025-04-15T17:00:00+00:00"
    assert deadline.confirmed_at
    orders = Task.objects.filter(contest=contest).values_list("order", flat=True)
    assert {int(order) for order in orders} == set(range(1, 15))
    communes = Task.objects.filter(contest=contest, order="14").values("unit").distinct()
    assert communes.count() == 13
    assert contest.reporting.due_day == 20


def test_the_ward_is_always_open_and_has_the_city_above_it():
    contest = Contest.objects.get(owner__code="25357")
    assert contest.state == State.OPEN
    assert contest.upper.owner.code == "75"
    assert contest.reporting.period == "month"
    assert not Milestone.objects.filter(contest=contest, confirmed_at=None, kind="entries").exists()


def test_every_role_has_one_person_and_a_second_start_keeps_the_data():
    assert list(DemoRole.objects.values_list("code", flat=True)) == [played.code for played in PLAYED]
    assert load_demo() is False


@pytest.mark.parametrize("days", range(0, 400, 37))
def test_the_plan_of_the_ward_reads_the_same_on_every_day(days):
    day = date(2026, 11, 23) + timedelta(days=days)
    read = read_plan_bytes(filled(WARD, day), WARD)
    ends = {milestone["kind"]: milestone["end"] for milestone in read["milestones"]}
    assert ends["entries"] == (day + timedelta(days=21)).isoformat()
    assert set(ends) == {"launch", "entries", "jury", "judging", "promotion", "ceremony"}
    assert sum(len(assignment["units"]) for assignment in read["assignments"]) == 10
