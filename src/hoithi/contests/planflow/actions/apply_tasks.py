"""Tasks that a plan gives to bodies: handed to whoever keeps tasks (`planflow.keeper`)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest, Milestone, PlanVersion
from hoithi.contests.planflow.facts import REMOVED, Change
from hoithi.contests.planflow.keeper import TaskOrder, keeper
from hoithi.units.models import Unit


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a task stands in the plan."""

    assignment: dict[str, Any]
    task: dict[str, Any]
    position: int


def apply_tasks(contest: Contest, wanted: list[Change], made: dict[str, str], *, plan: PlanVersion, by: Actor) -> None:
    """Place what is new, change what changed, drop what is gone, and follow the lines of the rest. Updates `made`."""
    keep = keeper()
    gone = [change.name for change in wanted if change.kind == REMOVED]
    keep.drop(contest, [made.pop(name) for name in gone if name in made], plan=plan, by=by)
    places = {place.task["id"]: place for place in _places(plan)}
    orders = [*_orders(contest, [change for change in wanted if change.kind != REMOVED], places, made)]
    made.update(keep.place(contest, orders, plan=plan, by=by))
    named = {order.key for order in orders}
    still = {name: places.get(name.split(":")[1]) for name in made if name.startswith("task:") and name not in named}
    lines = {made[name]: (place.task.get("line"), place.position) for name, place in still.items() if place}
    keep.move(lines, plan=plan)


def _places(plan: PlanVersion) -> Iterator[_Place]:
    position = 0
    for assignment in plan.review["assignments"]:
        for task in assignment["tasks"]:
            position += 1
            yield _Place(assignment, task, position)


def _orders(
    contest: Contest, wanted: list[Change], places: dict[str, _Place], made: dict[str, str]
) -> Iterator[TaskOrder]:
    units = Unit.objects.in_bulk({change.name.split(":")[2] for change in wanted}, field_name="uid")
    milestones: dict[str, Milestone] = {row.uid: row for row in contest.milestones.all()}
    for change in wanted:
        _task, task_id, unit_uid = change.name.split(":")
        place = places[task_id]
        yield TaskOrder(
            key=change.name,
            unit=units[unit_uid],
            text=change.after["text"],
            heading=(place.assignment.get("unit") or "")[:300],
            order=place.assignment.get("order") or "",
            position=place.position,
            plan_line=place.task.get("line"),
            due_at=datetime.fromisoformat(change.after["due_at"]) if change.after["due_at"] else None,
            due_written=place.task.get("due_written") or "",
            milestone=milestones.get(made.get(f"milestone:{change.after['milestone']}", "")),
            uid=made.get(change.name, ""),
        )
