"""What the next edition takes of the tasks, and whom a change of a contest touches: filled into `contests.hooks`."""

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests import hooks
from hoithi.contests.models import Contest, Milestone
from hoithi.planning.enums import TaskState
from hoithi.planning.models import Task
from hoithi.units.models import Succession, Unit
from hoithi.units.queries import in_force

_TAKEN = ("text", "heading", "order", "position")


def copy_tasks(old: Contest, new: Contest, shift: hooks.Shift, by: Actor) -> int:
    """Tasks that were not dropped, to do again, with moved dates; inside the transaction of `copy_edition`.

    A body that ceased gives its tasks to its only successor; with none or several they stay with it, to be reviewed.
    """
    tasks = list(_taken(old).select_related("unit", "milestone"))
    heirs = _heirs({task.unit_id for task in tasks})
    dates = {(m.kind, m.label): m for m in Milestone.objects.filter(contest=new)}
    for task in tasks:
        Task.objects.create(
            contest=new,
            unit=heirs.get(task.unit_id, task.unit),
            due_at=shift(task.due_at),
            milestone=dates.get((task.milestone.kind, task.milestone.label)) if task.milestone else None,
            **{name: getattr(task, name) for name in _TAKEN},
        )
    if tasks:
        record("planning.copy_tasks", on=new, by=by, scope=new, count=len(tasks))
    return len(tasks)


def _taken(contest: Contest) -> QuerySet[Task]:
    return Task.objects.filter(contest=contest).exclude(state=TaskState.DROPPED)


def _heirs(bodies: set[int]) -> dict[int, Unit]:
    """The only successor of each of `bodies` that has ceased, by its number."""
    gone = Unit.objects.filter(pk__in=bodies).exclude(in_force())
    pairs = Succession.objects.filter(predecessor__in=gone).select_related("successor")
    found: dict[int, list[Unit]] = {}
    for pair in pairs:
        found.setdefault(pair.predecessor_id, []).append(pair.successor)
    return {pk: heirs[0] for pk, heirs in found.items() if len(heirs) == 1}


def count_tasks(contest: Contest) -> int:
    """How many tasks the next edition would take."""
    return _taken(contest).count()


def touched(contest: Contest, _change: str, _kind: str) -> list[str]:
    """How many bodies have tasks in `contest`."""
    seen = _taken(contest).aggregate(units=Count("unit", distinct=True), tasks=Count("pk"))
    if not seen["tasks"]:
        return []
    return [_("%(units)d đơn vị đang có %(tasks)d nhiệm vụ trong hội thi này.") % seen]


def fill() -> None:
    """Fill the places; said twice it changes nothing."""
    step = hooks.CopyStep("tasks", gettext_lazy("Nhiệm vụ của các đơn vị"), count_tasks, copy_tasks)
    hooks.COPY_STEPS[:] = [one for one in hooks.COPY_STEPS if one.code != step.code] + [step]
    hooks.TOUCHES[:] = [one for one in hooks.TOUCHES if one is not touched] + [touched]
