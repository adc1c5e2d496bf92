from datetime import UTC, date, datetime

import pytest

from hoithi.accounts.enums import Role
from hoithi.contests import hooks
from hoithi.contests.actions import copy_edition
from hoithi.contests.enums import Change
from hoithi.contests.models import Milestone
from hoithi.planning.enums import TaskState
from hoithi.planning.models import Task
from hoithi.units.models import Succession, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(actor, district):
    return actor(Role.OFFICER, contest=None, unit=district)


@pytest.fixture
def task(contest, department):
    milestone = Milestone.objects.create(contest=contest, kind="jury", label="Thành lập Hội đồng")
    return Task.objects.create(
        contest=contest,
        unit=department,
        text="Tham mưu kế hoạch",
        order="2",
        milestone=milestone,
        due_at=datetime(2025, 4, 1, tzinfo=UTC),
        state=TaskState.DONE,
        progress=100,
    )


def copied(contest, officer):
    return copy_edition(contest, name="Lần sau", shift_years=2, by=officer)


def test_tasks_go_along_to_do_again_with_their_dates_moved(task, contest, officer):
    new = copied(contest, officer)
    made = new.tasks.get()
    assert (made.text, made.order, made.state, made.progress) == (task.text, "2", TaskState.TODO, 0)
    assert made.due_at.year == 2027
    assert (made.milestone.contest, made.milestone.label) == (new, "Thành lập Hội đồng")
    task.refresh_from_db()
    assert task.state == TaskState.DONE


def test_a_dropped_task_stays_behind(task, contest, officer):
    task.state = TaskState.DROPPED
    task.save()
    assert not copied(contest, officer).tasks.exists()


def test_the_only_successor_takes_over(task, contest, officer, district, kinds, department):
    heirs = [
        Unit.objects.create(code=f"p{n}", name=f"Phòng {n}", kind=kinds["department"], parent=district) for n in "12"
    ]
    department.valid_to = date(2025, 7, 1)
    department.save()
    Succession.objects.create(predecessor=department, successor=heirs[0], on=date(2025, 7, 1))
    assert copied(contest, officer).tasks.get().unit == heirs[0]
    Succession.objects.create(predecessor=department, successor=heirs[1], on=date(2025, 7, 1))
    assert copied(contest, officer).tasks.get().unit == department


def test_a_change_says_how_many_bodies_it_touches(task, contest):
    Task.objects.create(contest=contest, unit=task.unit, text="Báo cáo")
    assert "1 đơn vị đang có 2 nhiệm vụ trong hội thi này." in hooks.touched(contest, Change.RULES, "rubric")


def test_nothing_is_said_where_nobody_has_a_task(contest):
    assert not [line for line in hooks.touched(contest, Change.RULES, "rubric") if "nhiệm vụ" in line]
