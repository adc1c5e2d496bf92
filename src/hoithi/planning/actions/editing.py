"""Verbs of the officer: tasks added, changed, dated, dropped."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import fold
from hoithi.planning import queries, rules
from hoithi.planning.actions.base import keep, taken, words
from hoithi.planning.enums import TaskState
from hoithi.planning.models import Task
from hoithi.units.models import Unit


def twin_of(contest: Contest, unit: Unit, text: str, *, but: Task | None = None) -> Task | None:
    """The task of `unit` in `contest` with the same words, marks and case aside; one that still applies first."""
    wanted = fold(text)
    rows = Task.objects.filter(contest=contest, unit=unit)
    same = [task for task in rows if fold(task.text) == wanted and task != but]
    return min(same, key=lambda task: task.state == TaskState.DROPPED, default=None)


def add_task(contest: Contest, *, unit: Unit, text: str, by: Actor, due_at: datetime | None = None) -> Task:
    """A task that the plan does not have. Refused: who may not edit, no words, the same words for the same body
    (so that saying it twice adds one)."""
    rules.can_edit(by, contest).enforce()
    text = words(text, field="text", label=_("Nội dung nhiệm vụ"))
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        twin = twin_of(contest, unit, text)
        if twin is not None and twin.state != TaskState.DROPPED:
            raise Refusal("planning.twin", _("%s đã có nhiệm vụ này.") % unit.name, field="text")
        last = contest.tasks.aggregate(last=Max("position"))["last"] or 0
        task = Task.objects.create(contest=contest, unit=unit, text=text, due_at=due_at, position=last + 1)
        record("planning.add_task", on=task, by=by, scope=contest)
    return task


def edit_task(task: Task, *, text: str, unit: Unit, by: Actor, version: int | None = None) -> Task:
    """Change the words of a task, or the body that has to do it. Its reports stay. Refused: an older `version`."""
    text = words(text, field="text", label=_("Nội dung nhiệm vụ"))
    with transaction.atomic():
        task = taken(task, version=version)
        rules.can_edit(by, task.contest).enforce()
        if (task.text, task.unit_id) == (text, unit.pk):
            return task
        if twin_of(task.contest, unit, text, but=task) is not None:
            raise Refusal("planning.twin", _("%s đã có nhiệm vụ này.") % unit.name, field="text")
        old = task.text
        task.text, task.unit = text, unit
        keep(task, "text", "unit")
        record("planning.edit_task", on=task, by=by, scope=task.contest, old=old)
    return task


def set_due(task: Task, *, due_at: datetime | None, by: Actor, reason: str = "", version: int | None = None) -> Task:
    """Give a task its own day (an exclusive bound); it follows no milestone any more. The day that it has already
    changes nothing: a task that follows a milestone goes on following it. Refused: an older `version`."""
    with transaction.atomic():
        task = taken(task, version=version)
        rules.can_edit(by, task.contest).enforce()
        if queries.due_of(task) == due_at:
            return task
        task.due_at, task.milestone = due_at, None
        keep(task, "due_at", "milestone")
        due = due_at.isoformat() if due_at else None
        record("planning.set_due", on=task, by=by, scope=task.contest, reason=reason, due=due)
    return task


def drop_task(task: Task, *, reason: str, by: Actor) -> Task:
    """A task no longer applies: it stays readable with its reports and counts no more. Refused: no reason."""
    reason = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        task = taken(task)
        rules.can_edit(by, task.contest).enforce()
        if task.state == TaskState.DROPPED:
            return task
        put_away(task, reason)
        record("planning.drop_task", on=task, by=by, scope=task.contest, reason=reason)
    return task


def put_away(task: Task, reason: str) -> None:
    """Mark a task as no longer applying, inside a verb's transaction."""
    task.state, task.dropped_because = TaskState.DROPPED, reason
    keep(task, "state", "dropped_because")


def restore_task(task: Task, *, by: Actor) -> Task:
    """A dropped task applies again, as far as it was reported."""
    with transaction.atomic():
        task = taken(task)
        rules.can_edit(by, task.contest).enforce()
        if task.state != TaskState.DROPPED:
            return task
        take_back(task)
        record("planning.restore_task", on=task, by=by, scope=task.contest)
    return task


def take_back(task: Task) -> None:
    """Undo `put_away`, inside a verb's transaction."""
    done = TaskState.DONE if task.progress == 100 else TaskState.DOING
    task.state, task.dropped_because = done if task.progress else TaskState.TODO, ""
    keep(task, "state", "dropped_because")
