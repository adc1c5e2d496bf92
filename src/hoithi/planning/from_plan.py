"""Keeps the tasks that a plan gives to bodies: the answer of this domain to `contests.planflow.keeper`."""

from collections.abc import Mapping, Sequence
from typing import Any

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest, PlanVersion
from hoithi.contests.planflow.keeper import TaskOrder
from hoithi.kit.clock import now
from hoithi.planning.models import Task, TaskState

_SAID = (
    "text",
    "heading",
    "order",
    "position",
    "plan_line",
    "due_at",
    "due_written",
    "milestone",
    "plan",
)


class PlanTasks:
    """Changes only tasks; whether the plan may be confirmed at all was asked before (see the protocol `Keeper`)."""

    def place(
        self, contest: Contest, orders: Sequence[TaskOrder], /, *, plan: PlanVersion, by: Actor
    ) -> Mapping[str, str]:
        """New tasks begin at "todo"; one that stands keeps its state, progress and notes, and comes back if dropped."""
        standing = Task.objects.filter(contest=contest).in_bulk(
            [one.uid for one in orders if one.uid], field_name="uid"
        )
        fresh = {one.key: Task(contest=contest, unit=one.unit, **_said(one, plan)) for one in orders if not one.uid}
        Task.objects.bulk_create(fresh.values())
        for one in orders:
            if one.uid in standing:
                _change(standing[one.uid], one, plan)
        if orders:
            named = {"added": [task.uid for task in fresh.values()], "changed": sorted(standing)}
            record("planning.place_tasks", on=plan, scope=contest, by=by, **named)
        return {key: task.uid for key, task in fresh.items()}

    def move(self, lines: Mapping[str, tuple[int | None, int]], /, *, plan: PlanVersion) -> None:
        """Tasks that the new version repeats point to their line in it."""
        tasks = list(Task.objects.filter(uid__in=lines))
        for task in tasks:
            task.plan_line, task.position = lines[task.uid]
            task.plan = plan
        Task.objects.bulk_update(tasks, ["plan_line", "position", "plan"])

    def drop(self, contest: Contest, uids: Sequence[str], /, *, plan: PlanVersion, by: Actor) -> None:
        """The tasks count no more; their notes and progress stay readable."""
        tasks = Task.objects.filter(contest=contest, uid__in=uids).exclude(state=TaskState.DROPPED)
        for task in tasks:
            task.state = TaskState.DROPPED
            task.version += 1
            task.updated_at = now()
            task.save(update_fields=["state", "version", "updated_at"])
            record("planning.drop_task", on=task, scope=contest, by=by, plan=plan.uid)

    def standing(self, contest: Contest, /) -> Mapping[str, dict[str, Any]]:
        """A task that follows a milestone has no due date of its own."""
        tasks = Task.objects.filter(contest=contest).exclude(state=TaskState.DROPPED).select_related("milestone")
        return {
            task.uid: {
                "text": task.text,
                "due_at": task.due_at.isoformat() if task.due_at and task.milestone is None else None,
                "milestone": task.milestone.uid if task.milestone else None,
            }
            for task in tasks
        }


def _said(order: TaskOrder, plan: PlanVersion) -> dict[str, Any]:
    due_at = order.milestone.ends_at if order.milestone else order.due_at
    return {**{name: getattr(order, name) for name in _SAID if name != "plan"}, "plan": plan, "due_at": due_at}


def _change(task: Task, order: TaskOrder, plan: PlanVersion) -> None:
    for name, value in _said(order, plan).items():
        setattr(task, name, value)
    if task.state == TaskState.DROPPED:
        task.state = TaskState.TODO
    task.version += 1
    task.save(update_fields=[*_SAID, "state", "version"])
