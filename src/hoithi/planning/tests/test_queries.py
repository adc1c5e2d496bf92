from datetime import UTC, datetime, timedelta

import pytest

from hoithi.accounts.actors import SYSTEM, VISITOR
from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest, Milestone
from hoithi.kit.clock import now
from hoithi.planning.actions import add_task, drop_task, report_progress
from hoithi.planning.queries import due_within, figures, late, own_tasks, unit_by_task_grid, visible_to

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.AUDITOR])
def test_those_who_run_or_watch_a_contest_read_all_its_tasks(task, actor, role):
    assert list(visible_to(actor(role))) == [task]
    assert list(visible_to(actor(role, contest=None))) == [task]
    assert not own_tasks(actor(role)).exists()


def test_a_body_reads_its_own_tasks_only(task, actor, other_unit, contest):
    theirs = add_task(contest, unit=other_unit, text="Việc khác", by=SYSTEM)
    for role in (Role.FOCAL_POINT, Role.COMMITTEE):
        focal = actor(role)
        assert list(visible_to(focal)) == list(own_tasks(focal)) == [task]
    assert list(own_tasks(actor(Role.FOCAL_POINT, unit=other_unit, contest=None))) == [theirs]


@pytest.mark.parametrize("role", [Role.JUDGE, Role.FINANCE, Role.RECEIVER, Role.ADMIN, Role.PANEL_CHAIR, None])
def test_others_read_none(task, actor, role):
    assert not visible_to(actor(role)).exists()
    assert not visible_to(VISITOR).exists()


def test_a_grant_in_one_contest_does_not_reach_the_next(task, actor, contest):
    Contest.objects.filter(pk=contest.pk).update(slug="cu")
    again = Contest.objects.get()
    again.pk, again.uid, again.slug = None, "x" * 12, "moi"
    again.save()
    add_task(again, unit=task.unit, text="Việc năm sau", by=SYSTEM)
    assert list(visible_to(actor(Role.FOCAL_POINT))) == [task]
    assert list(visible_to(actor(Role.OFFICER))) == [task]
    assert visible_to(actor(Role.FOCAL_POINT, contest=None)).count() == 2


def test_a_task_is_late_from_the_very_instant_of_its_bound(contest, department):
    bound = datetime(2025, 4, 15, 17, tzinfo=UTC)
    task = add_task(contest, unit=department, text="Việc", due_at=bound, by=SYSTEM)
    seen = visible_to(SYSTEM)
    assert list(late(seen, at=bound)) == [task]
    assert not late(seen, at=bound - timedelta(microseconds=1)).exists()


def test_what_is_due_this_week_is_not_late_and_not_done(contest, department, actor):
    soon, later, past, done = (
        add_task(contest, unit=department, text=f"Việc {days + 9}", due_at=now() + timedelta(days=days), by=SYSTEM)
        for days in (2, 20, -2, 3)
    )
    report_progress(done, state="done", once_key="a", by=actor(Role.FOCAL_POINT))
    assert list(due_within(visible_to(SYSTEM))) == [soon]
    assert list(late(visible_to(SYSTEM))) == [past]
    assert later in visible_to(SYSTEM)


def test_a_task_follows_its_milestone_once_a_person_confirmed_the_reading(contest, task):
    end = datetime(2025, 4, 15, 17, tzinfo=UTC)
    milestone = Milestone.objects.create(contest=contest, kind="entries", label="Nhận hồ sơ", ends_at=end)
    task.milestone = milestone
    task.save()
    assert visible_to(SYSTEM).get().due is None
    milestone.confirmed_at = now()
    milestone.save()
    assert visible_to(SYSTEM).get().due == end


def test_the_grid_puts_the_latest_body_first_in_one_query(contest, department, other_unit, django_assert_num_queries):
    add_task(contest, unit=department, text="Việc 1", by=SYSTEM)
    dropped = add_task(contest, unit=department, text="Việc 2", by=SYSTEM)
    drop_task(dropped, reason="Thôi", by=SYSTEM)
    add_task(contest, unit=other_unit, text="Việc 3", due_at=now() - timedelta(days=1), by=SYSTEM)
    with django_assert_num_queries(1):
        grid = unit_by_task_grid(SYSTEM, contest)
    assert [(row.unit, row.done, row.late, row.all) for row in grid] == [
        (other_unit.name, 0, 1, 1),
        (department.name, 0, 0, 1),
    ]
    assert figures(grid) == {"done": 0, "doing": 0, "late": 1, "todo": 1, "tasks": 2, "units": 2}
