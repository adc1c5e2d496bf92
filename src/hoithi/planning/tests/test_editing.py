from datetime import UTC, datetime, timedelta

import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import State
from hoithi.contests.models import Milestone
from hoithi.kit.refusals import Refusal
from hoithi.planning.actions import add_task, drop_task, edit_task, report_progress, restore_task, set_due
from hoithi.planning.models import Task

pytestmark = pytest.mark.django_db
DAY = datetime(2025, 4, 15, 17, tzinfo=UTC)


def test_an_officer_adds_changes_dates_drops_and_restores(contest, actor, department, other_unit):
    officer = actor(Role.OFFICER)
    task = add_task(contest, unit=department, text=" Treo băng rôn ", by=officer)
    assert edit_task(task, text="Treo 5 băng rôn", unit=other_unit, by=officer).unit == other_unit
    assert set_due(task, due_at=DAY, by=officer).due_at == DAY
    assert drop_task(task, reason="Trùng", by=officer).state == "dropped"
    assert restore_task(task, by=officer).state == "todo"
    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs == [f"planning.{name}" for name in ("add_task", "edit_task", "set_due", "drop_task", "restore_task")]
    assert Task.objects.get().search_key == "treo 5 bang ron"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICER] + [None])
def test_nobody_else_does(contest, actor, task, department, role):
    somebody, before = actor(role), Event.objects.count()
    for verb in (
        lambda: add_task(contest, unit=department, text="Việc", by=somebody),
        lambda: edit_task(task, text="Việc", unit=department, by=somebody),
        lambda: set_due(task, due_at=DAY, by=somebody),
        lambda: drop_task(task, reason="Thôi", by=somebody),
        lambda: restore_task(task, by=somebody),
    ):
        with pytest.raises(Refusal, match="Chỉ chuyên viên"):
            verb()
    assert Event.objects.count() == before


def test_saying_it_twice_does_it_once(contest, task, department):
    with pytest.raises(Refusal, match="đã có nhiệm vụ này"):
        add_task(contest, unit=department, text="tham mưu ban hành thể lệ", by=SYSTEM)
    for _ in range(2):
        edit_task(task, text="Ban hành Thể lệ", unit=department, by=SYSTEM)
        set_due(task, due_at=DAY, by=SYSTEM)
        drop_task(task, reason="Trùng", by=SYSTEM)
    for _ in range(2):
        restore_task(task, by=SYSTEM)
    assert Event.objects.count() == 5


def test_a_task_comes_back_as_far_as_it_was(task, actor):
    report_progress(task, state="doing", progress=70, once_key="a", by=actor(Role.FOCAL_POINT))
    drop_task(task, reason="Nhầm", by=SYSTEM)
    task = restore_task(task, by=SYSTEM)
    assert (task.state, task.progress, task.notes.count()) == ("doing", 70, 1)


def test_an_edit_from_an_old_form_does_not_overwrite(task, department):
    edit_task(task, text="Bản mới", unit=department, version=1, by=SYSTEM)
    with pytest.raises(Refusal, match="vừa được người khác sửa"):
        edit_task(task, text="Bản cũ", unit=department, version=1, by=SYSTEM)


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_day_that_it_has_already_leaves_a_task_with_its_milestone(contest, task, confirmed):
    milestone = Milestone.objects.create(
        contest=contest, kind="entries", label="Nhận hồ sơ", ends_at=DAY, confirmed_at=DAY if confirmed else None
    )
    Task.objects.filter(pk=task.pk).update(milestone=milestone)
    stands = DAY if confirmed else None
    assert set_due(task, due_at=stands, by=SYSTEM).milestone == milestone
    assert not Event.objects.filter(verb="planning.set_due").exists()
    moved = set_due(task, due_at=DAY + timedelta(days=1), by=SYSTEM)
    assert (moved.milestone, moved.due_at) == (None, DAY + timedelta(days=1))


def test_a_day_from_an_old_form_does_not_overwrite(task):
    set_due(task, due_at=DAY, version=1, by=SYSTEM)
    with pytest.raises(Refusal, match="vừa được người khác sửa"):
        set_due(task, due_at=DAY + timedelta(days=9), version=1, by=SYSTEM)


def test_words_and_reasons_are_needed(contest, task, department):
    for verb in (
        lambda: add_task(contest, unit=department, text=" \u200b", by=SYSTEM),
        lambda: drop_task(task, reason="", by=SYSTEM),
    ):
        with pytest.raises(Refusal, match="Chưa nhập"):
            verb()


def test_an_archived_contest_is_read_only(contest, task):
    contest.state = State.ARCHIVED
    contest.save()
    with pytest.raises(Refusal, match="lưu trữ"):
        drop_task(task, reason="Thôi", by=SYSTEM)
