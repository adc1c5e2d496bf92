"""Questions about the tasks of bodies."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from hoithi.accounts.actors import Actor, Grant
from hoithi.accounts.enums import Role
from hoithi.audit.actions import subject_of
from hoithi.audit.models import Event
from hoithi.contests.models import Contest, RoleGrant
from hoithi.contests.queries import grants_in_force
from hoithi.kit.clock import now, start_of, today
from hoithi.planning.enums import Look, TaskState
from hoithi.planning.models import Task, TaskNote
from hoithi.units.models import Member

WATCHERS = (Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.AUDITOR)
DOERS = (Role.FOCAL_POINT, Role.COMMITTEE)
OPEN = (TaskState.TODO, TaskState.DOING)


def visible_to(actor: Actor) -> QuerySet[Task]:
    """Tasks that `actor` may read: all of a contest for its officers, secretary, head and auditor; those of their own
    bodies for focal points and committees; none for others. Each carries `due`, see `with_due`."""
    if actor.is_system:
        return with_due(Task.objects.all())
    seen = Q(pk=None)
    for grant in actor.grants:
        if grant.role in WATCHERS:
            seen |= _run_by(grant)
        elif grant.role in DOERS:
            seen |= _done_by(grant)
    return with_due(Task.objects.filter(seen))


def own_tasks(actor: Actor) -> QuerySet[Task]:
    """Tasks of the bodies that `actor` reports for, each with `due`."""
    mine = Q(pk=None)
    for grant in actor.grants:
        if grant.role in DOERS:
            mine |= _done_by(grant)
    return with_due(Task.objects.filter(mine))


def _run_by(grant: Grant) -> Q:
    if grant.contest_id is not None:
        return Q(contest_id=grant.contest_id)
    return Q(contest__owner_path__startswith=grant.unit_path)


def _done_by(grant: Grant) -> Q:
    body = Q(unit__path__startswith=grant.unit_path)
    return body & Q(contest_id=grant.contest_id) if grant.contest_id is not None else body


def with_due(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Annotates `due`, an exclusive bound or None: the end of the milestone that the task follows, once a person has
    confirmed how it is read, else the task's own."""
    followed = Case(When(milestone__confirmed_at__isnull=False, then=F("milestone__ends_at")))
    return tasks.annotate(due=Coalesce(followed, F("due_at")))


def due_of(task: Task) -> datetime | None:
    """The `due` of one task as it stands now."""
    due: datetime | None = with_due(Task.objects.all()).get(pk=task.pk).due  # type: ignore[attr-defined]
    return due


def counting(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Without the tasks that no longer apply."""
    return tasks.exclude(state=TaskState.DROPPED)


def late(tasks: QuerySet[Task], *, at: datetime | None = None) -> QuerySet[Task]:
    """Those not done whose due has passed (`tasks` from `visible_to`)."""
    return tasks.filter(_late(at or now()))


def _late(at: datetime) -> Q:
    return Q(state__in=OPEN, due__lte=at)


def due_within(tasks: QuerySet[Task], days: int = 7, *, at: datetime | None = None) -> QuerySet[Task]:
    """Those not done that fall due between now and the end of the day `days` from today."""
    return tasks.filter(_soon(at or now(), days))


def _soon(at: datetime, days: int = 7) -> Q:
    return Q(state__in=OPEN, due__gt=at, due__lte=start_of(today() + timedelta(days=days + 1)))


def counts(tasks: QuerySet[Task], *, at: datetime) -> dict[str, int]:
    """How many of `tasks` are there (`all`), done, late, and due within seven days (`soon`). One query."""
    sets = {"all": Q(), "done": Q(state=TaskState.DONE), "late": _late(at), "soon": _soon(at)}
    return tasks.aggregate(**{name: Count("pk", filter=which) for name, which in sets.items()})


def in_due_order(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """The soonest due first, those without a day last, then as the plan lists them."""
    return tasks.order_by(F("due").asc(nulls_last=True), "position", "pk")


def look(state: str, due: datetime | None, *, at: datetime) -> Look:
    """How a task stands at a moment: late when it is not done and its bound is reached, else its state."""
    return Look.LATE if state in OPEN and due is not None and due <= at else Look(state)


def tasks_of_unit(actor: Actor, contest: Contest, unit_id: int) -> QuerySet[Task]:
    """What one body has to do in a contest, as far as `actor` may read it."""
    return counting(visible_to(actor).filter(contest=contest, unit_id=unit_id))


def notes_visible_to(actor: Actor) -> QuerySet[TaskNote]:
    """Reports on the tasks that `actor` may read, the newest first."""
    return TaskNote.objects.filter(task__in=visible_to(actor).values("pk")).order_by("-at", "-pk")


@dataclass(frozen=True, slots=True)
class Cell:
    """One task in the grid."""

    uid: str
    text: str
    look: Look
    due: datetime | None
    progress: int


@dataclass(frozen=True, slots=True)
class GridRow:
    """One body: its tasks in the order of the plan, and how many are done, late, and all."""

    unit_id: int
    unit: str
    unit_uid: str
    cells: tuple[Cell, ...]

    def count(self, look: Look) -> int:
        """How many tasks stand so."""
        return sum(cell.look == look for cell in self.cells)

    @property
    def done(self) -> int:
        return self.count(Look.DONE)

    @property
    def late(self) -> int:
        return self.count(Look.LATE)

    @property
    def all(self) -> int:
        return len(self.cells)


def unit_by_task_grid(actor: Actor, contest: Contest, *, at: datetime | None = None) -> list[GridRow]:
    """Every body of a contest with its tasks, the latest first, then by how much is left. One query."""
    moment = at or now()
    found = counting(visible_to(actor).filter(contest=contest)).order_by("unit__sort_key", "unit_id", "position", "pk")
    fields = ("uid", "text", "state", "due", "progress", "unit_id", "unit__name", "unit__uid")
    rows: dict[int, list[dict[str, Any]]] = {}
    for task in found.values(*fields):
        rows.setdefault(task["unit_id"], []).append(task)
    grid = [_grid_row(tasks, moment) for tasks in rows.values()]
    return sorted(grid, key=lambda row: (-row.late, row.done - row.all))


def _grid_row(tasks: list[dict[str, Any]], moment: datetime) -> GridRow:
    first = tasks[0]
    cells = (
        Cell(task["uid"], task["text"], look(task["state"], task["due"], at=moment), task["due"], task["progress"])
        for task in tasks
    )
    return GridRow(first["unit_id"], first["unit__name"], first["unit__uid"], tuple(cells))


def figures(rows: Iterable[GridRow]) -> dict[str, int]:
    """How many bodies and tasks there are, and how many are done, under way, late."""
    cells = [cell for row in rows for cell in row.cells]
    counts = {name: sum(cell.look == name for cell in cells) for name in ("done", "doing", "late", "todo")}
    return {**counts, "tasks": len(cells), "units": len({row.unit_id for row in rows})}


def plan_quote(task: Task) -> str:
    """The line of the plan that orders the task, as the plan has it; "" when it was added by hand."""
    if task.plan is None or not task.plan_line or task.plan_line > len(task.plan.lines):
        return ""
    return str(task.plan.lines[task.plan_line - 1])


def reminded_today_in(contests: Iterable[Contest]) -> set[tuple[int, int]]:
    """Which bodies were reminded today: pairs of the numbers of a contest and of a body. One query."""
    scopes = {subject_of(contest): contest.pk for contest in contests}
    sent = Event.objects.filter(scope__in=scopes, verb="planning.remind", at__gte=start_of(today()))
    rows = sent.values_list("scope", "subject")
    return {(scopes[scope], int(subject.partition(":")[2])) for scope, subject in rows}


@dataclass(frozen=True, slots=True)
class Deaf:
    """A body with open tasks that nobody may be reading: without a focal point, or whose people never signed in."""

    unit: str
    unit_uid: str
    contest: str
    slug: str
    has_focal_point: bool
    opened: bool


def bodies_out_of_reach(tasks: QuerySet[Task], most: int = 50) -> list[Deaf]:
    """Bodies with open tasks among `tasks` that have no focal point, or none of whose people holds the role now and has
    ever signed in."""
    focal = Member.objects.filter(unit=OuterRef("unit_id"), duty=Member.Duty.FOCAL_POINT, ends_on=None)
    reading = RoleGrant.objects.filter(
        Q(contest=None) | Q(contest=OuterRef("contest_id")),
        grants_in_force(),
        unit=OuterRef("unit_id"),
        role__in=DOERS,
    ).exclude(person__last_login=None)
    rows = tasks.filter(state__in=OPEN).annotate(has_focal_point=Exists(focal), opened=Exists(reading))
    missed = rows.filter(Q(has_focal_point=False) | Q(opened=False)).order_by("unit__sort_key", "contest_id")
    fields = ("unit__name", "unit__uid", "contest__name", "contest__slug", "has_focal_point", "opened")
    return [Deaf(*row) for row in dict.fromkeys(missed.values_list(*fields))][:most]
