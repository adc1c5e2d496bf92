"""Tasks as a confirmed plan orders them: made, changed and dropped by the verb that confirms the plan."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest, PlanVersion
from hoithi.contests.planflow.keeper import TaskOrder
from hoithi.planning.actions.base import keep
from hoithi.planning.actions.editing import put_away, take_back, twin_of
from hoithi.planning.enums import TaskState
from hoithi.planning.models import Task

_TAKEN = ("unit", "text", "heading", "order", "position", "plan_line", "due_at", "due_written", "milestone")


class PlanKeeper:
    """Keeps the tasks of plans, inside the transaction of the verb that confirms one and that asked the rule."""

    def place(
        self, contest: Contest, orders: Sequence[TaskOrder], /, *, plan: PlanVersion, by: Actor
    ) -> Mapping[str, str]:
        """Make new tasks and change those that stand, with their progress and reports kept; the public id of each
        task by its order's key. The same words for the same body are one task, however often they are placed."""
        with transaction.atomic():
            return {order.key: self._place(contest, order, plan, by).uid for order in orders}

    def _place(self, contest: Contest, order: TaskOrder, plan: PlanVersion, by: Actor) -> Task:
        standing = Task.objects.filter(contest=contest, uid=order.uid).first() if order.uid else None
        task = standing or twin_of(contest, order.unit, order.text)
        taken = {name: getattr(order, name) for name in _TAKEN}
        if task is None:
            task = Task.objects.create(contest=contest, plan=plan, **taken)
            record("planning.place_task", on=task, by=by, scope=contest, plan=plan.number)
            return task
        changed = [name for name in _TAKEN if getattr(task, name) != taken[name]]
        dropped = task.state == TaskState.DROPPED
        if dropped:
            take_back(task)
        if changed or dropped or task.plan_id != plan.pk:
            old = task.text
            for name in changed:
                setattr(task, name, taken[name])
            task.plan = plan
            keep(task, *changed, "plan")
            if dropped or set(changed) - {"position", "plan_line", "order", "heading"}:
                more = {"old": old} if "text" in changed else {}
                record("planning.change_task", on=task, by=by, scope=contest, plan=plan.number, **more)
        return task

    def move(self, lines: Mapping[str, tuple[int | None, int]], /, *, plan: PlanVersion) -> None:
        """Tasks that did not change stand at another line and position in the new version of the plan."""
        tasks = list(Task.objects.filter(uid__in=lines))
        for task in tasks:
            (task.plan_line, task.position), task.plan = lines[task.uid], plan
        Task.objects.bulk_update(tasks, ["plan_line", "position", "plan"], batch_size=200)

    def drop(self, contest: Contest, uids: Sequence[str], /, *, plan: PlanVersion, by: Actor) -> None:
        """The new version orders these tasks no longer: they stay readable with their reports, and count no more."""
        reason = _("Kế hoạch mới không còn giao nhiệm vụ này.")
        with transaction.atomic():
            for task in Task.objects.filter(contest=contest, uid__in=uids).exclude(state=TaskState.DROPPED):
                put_away(task, reason)
                record("planning.drop_task", on=task, by=by, scope=contest, reason=reason, plan=plan.number)

    def standing(self, contest: Contest, /) -> Mapping[str, dict[str, Any]]:
        """By public id: `text`, `due_at` (ISO or None) and `milestone` (public id or None) of each task that counts.
        One that follows a milestone has no day of its own."""
        rows = Task.objects.filter(contest=contest).exclude(state=TaskState.DROPPED)
        return {
            uid: {
                "text": text,
                "due_at": due_at.isoformat() if due_at and not milestone else None,
                "milestone": milestone,
            }
            for uid, text, due_at, milestone in rows.values_list("uid", "text", "due_at", "milestone__uid")
        }
