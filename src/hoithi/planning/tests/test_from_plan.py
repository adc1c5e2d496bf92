from datetime import UTC, datetime

import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.models import PlanVersion
from hoithi.planning.actions import PlanKeeper, add_task, report_progress
from hoithi.planning.models import Task
from hoithi.planning.queries import plan_quote

pytestmark = pytest.mark.django_db
KEEPER = PlanKeeper()
DAY = datetime(2025, 4, 15, 17, tzinfo=UTC)


@pytest.fixture
def later(plan):
    """The next version of the plan."""
    return PlanVersion.objects.create(
        contest=plan.contest, owner=plan.owner, number=2, file=plan.file, lines=["I.", "- Khác.", "- Nữa."]
    )


def test_every_dash_becomes_a_task_tied_to_its_line(contest, plan, order):
    made = KEEPER.place(
        contest, [order("a", "Phát động"), order("b", "Tuyên truyền", due_at=DAY)], plan=plan, by=SYSTEM
    )
    task = Task.objects.get(uid=made["a"])
    assert plan_quote(task) == "- Chỉ đạo các trường phát động Hội thi."
    assert Task.objects.get(uid=made["b"]).due_at == DAY


def test_placed_twice_is_placed_once(contest, plan, order):
    first = KEEPER.place(contest, [order("a", "Phát động")], plan=plan, by=SYSTEM)
    before = Event.objects.count()
    assert KEEPER.place(contest, [order("a", "phát  động")], plan=plan, by=SYSTEM) == first
    assert Event.objects.count() == before + 1  # the words are spelled differently, and that is noted
    assert KEEPER.place(contest, [order("a", "phát  động")], plan=plan, by=SYSTEM) == first
    assert Event.objects.count() == before + 1


def test_a_new_version_changes_only_what_changed_and_keeps_progress(contest, plan, later, order, actor):
    made = KEEPER.place(contest, [order(k, t) for k, t in (("a", "Phát động"), ("b", "Báo cáo"))], plan=plan, by=SYSTEM)
    mine = add_task(contest, unit=order("", "").unit, text="Việc thêm tay", by=SYSTEM)
    task = Task.objects.get(uid=made["a"])
    report_progress(task, state="doing", progress=50, once_key="x", by=actor(Role.FOCAL_POINT))
    KEEPER.place(contest, [order("a", "Phát động trước 01/3", uid=made["a"], due_at=DAY)], plan=later, by=SYSTEM)
    KEEPER.move({made["b"]: (3, 9)}, plan=later)
    task.refresh_from_db()
    assert (task.text, task.progress, task.due_at, task.plan) == ("Phát động trước 01/3", 50, DAY, later)
    assert Event.objects.filter(verb="planning.change_task").get().data["old"] == "Phát động"
    moved = Task.objects.get(uid=made["b"])
    assert (moved.plan_line, moved.position, plan_quote(moved)) == (3, 9, "- Nữa.")
    mine.refresh_from_db()
    assert mine.plan is None


def test_what_is_ordered_no_longer_stays_readable_and_comes_back(contest, plan, later, order, actor):
    made = KEEPER.place(contest, [order("a", "Phát động")], plan=plan, by=SYSTEM)
    task = Task.objects.get()
    report_progress(task, state="done", once_key="x", by=actor(Role.FOCAL_POINT))
    for _ in range(2):
        KEEPER.drop(contest, [made["a"]], plan=later, by=SYSTEM)
    assert KEEPER.standing(contest) == {}
    task.refresh_from_db()
    assert (task.state, task.progress) == ("dropped", 100)
    assert KEEPER.place(contest, [order("a", "Phát động")], plan=plan, by=SYSTEM) == made
    assert KEEPER.standing(contest) == {made["a"]: {"text": "Phát động", "due_at": None, "milestone": None}}
    task.refresh_from_db()
    assert task.state == "done"


def test_a_line_beyond_the_plan_quotes_nothing(contest, plan, order):
    KEEPER.place(contest, [order("a", "Phát động", plan_line=99)], plan=plan, by=SYSTEM)
    assert plan_quote(Task.objects.get()) == ""
