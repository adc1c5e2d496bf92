"""What tasks say on papers."""

from datetime import UTC, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.documents.kinds.base import kind_of
from hoithi.documents.kinds.sources import facts_for
from hoithi.planning.actions import add_task
from hoithi.planning.enums import TaskState
from hoithi.planning.models import Task

DUE = datetime(2024, 5, 31, 17, tzinfo=UTC)


def late(contest, by=SYSTEM):
    facts = facts_for(kind_of("cong-van-don-doc"), contest, by=by)
    return [(row["name"], row["task"], row["due"]) for row in facts.get("late", ())]


def test_the_reminder_names_what_is_late_and_nothing_else(contest, task, department, other_unit):
    Task.objects.filter(pk=task.pk).update(due_at=DUE)
    others = [add_task(contest, unit=other_unit, text=f"Việc {number}", by=SYSTEM) for number in range(3)]
    Task.objects.filter(pk__in=[one.pk for one in others[:2]]).update(due_at=DUE)
    Task.objects.filter(pk=others[0].pk).update(state=TaskState.DONE, progress=100)
    assert late(contest) == [
        ("Phòng Giáo dục", "Việc 1", "2024-05-31"),
        ("Phòng Kinh tế và Hạ tầng", "Tham mưu ban hành Thể lệ", "2024-05-31"),
    ]
    assert (
        facts_for(kind_of("cong-van-don-doc"), contest, by=SYSTEM)["addressees"]
        == "Phòng Giáo dục\nPhòng Kinh tế và Hạ tầng"
    )


def test_whoever_reads_no_tasks_is_told_of_none(contest, task, actor):
    Task.objects.filter(pk=task.pk).update(due_at=DUE)
    assert len(late(contest, actor(Role.OFFICER))) == 1
    assert late(contest, actor(Role.JUDGE)) == []


def test_many_late_tasks_cost_one_query(contest, task, other_unit):
    with CaptureQueriesContext(connection) as few:
        facts_for(kind_of("cong-van-don-doc"), contest, by=SYSTEM)
    for number in range(5):
        add_task(contest, unit=other_unit, text=f"Việc {number}", by=SYSTEM)
    Task.objects.update(due_at=DUE)
    with CaptureQueriesContext(connection) as many:
        assert len(late(contest)) == 6
    assert len(many) == len(few)
