"""Changes of a plan become rows: each fact by the verb that owns it, inside the transaction of `confirm_plan`."""

from datetime import datetime
from typing import Any

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.actions import create_contest
from hoithi.contests.actions.editing import DETAILS, apply_details, apply_reception
from hoithi.contests.actions.milestones import apply_milestone, apply_removal
from hoithi.contests.actions.reporting import apply_regime
from hoithi.contests.models import Contest, Milestone, PlanVersion, ReportingRegime
from hoithi.contests.planflow.actions.apply_tasks import apply_tasks
from hoithi.contests.planflow.facts import REMOVED, Change, facts_of
from hoithi.contests.planflow.instants import day_of
from hoithi.contests.readings import MilestoneData
from hoithi.units.models import Unit

Made = dict[str, str]


def make_contest(plan: PlanVersion, *, by: Actor) -> Contest:
    """The draft of a first version, with all that `contest.*` says."""
    facts = facts_of(plan.review)
    values = {name.removeprefix("contest."): value for name, value in facts.items() if name.startswith("contest.")}
    territory = plan.owner if plan.owner.kind.is_territory else None
    return create_contest(owner=plan.owner, by=by, territory=territory, **_as_rows(values))


def apply_changes(contest: Contest, wanted: list[Change], made: Made, *, plan: PlanVersion, by: Actor) -> Made:
    """Do them all. `made`: which row each fact is already, by fact name; returned with what was made and removed."""
    values = {c.name.removeprefix("contest."): c.after for c in wanted if c.name.startswith("contest.")}
    if values:
        _apply_contest(contest, _as_rows(values), by)
    for change in wanted:
        if change.name.startswith("milestone:"):
            _apply_milestone(contest, change, made, plan, by)
        elif change.name == "reporting":
            _apply_regime(contest, change.after, by)
    _keep_lines(contest, plan, made)
    apply_tasks(contest, [c for c in wanted if c.name.startswith("task:")], made, plan=plan, by=by)
    return made


def _as_rows(values: dict[str, Any]) -> dict[str, Any]:
    found = dict(values)
    if "standing_agency" in values:
        found["standing_agency"] = Unit.objects.filter(uid=values["standing_agency"]).first()
    if "upper" in values:
        found["upper"] = Contest.objects.filter(slug=values["upper"]).first() if values["upper"] else None
    return found


def _apply_contest(contest: Contest, values: dict[str, Any], by: Actor) -> None:
    details = {name: value for name, value in values.items() if name in DETAILS}
    reception = {name: value for name, value in values.items() if name not in DETAILS}
    if details:
        apply_details(contest, details, by=by)
    if reception:
        apply_reception(contest, reception, by=by)


def _apply_milestone(contest: Contest, change: Change, made: Made, plan: PlanVersion, by: Actor) -> None:
    row = Milestone.objects.filter(contest=contest, uid=made.get(change.name, "")).first()
    if change.kind == REMOVED:
        made.pop(change.name, None)
        if row is not None:
            apply_removal(contest, row, by=by)
        return
    said = _row_of(plan, change.name)
    data = MilestoneData(
        kind=change.after["kind"],
        label=change.after["label"],
        starts_at=_instant(change.after["starts_at"]),
        ends_at=_instant(change.after["ends_at"]),
        precision=change.after["precision"],
        tentative=change.after["tentative"],
        written=said.get("written") or "",
        place=row.place if row else "",
        plan_line=said.get("line"),
    )
    row = apply_milestone(contest, data, by=by, milestone=row, confirmed=change.after["confirmed"])
    made[change.name] = row.uid


def _row_of(plan: PlanVersion, name: str) -> dict[str, Any]:
    row_id = name.removeprefix("milestone:")
    return next(row for row in plan.review["milestones"] if row["id"] == row_id)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _keep_lines(contest: Contest, plan: PlanVersion, made: Made) -> None:
    """A milestone that did not change may stand on another line of the new version."""
    rows: dict[str, Milestone] = {row.uid: row for row in contest.milestones.all()}
    moved: list[Milestone] = []
    for said in plan.review["milestones"]:
        row = rows.get(made.get(f"milestone:{said['id']}", ""))
        if row is not None and row.plan_line != said.get("line"):
            row.plan_line = said.get("line")
            moved.append(row)
    Milestone.objects.bulk_update(moved, ["plan_line"])


def _apply_regime(contest: Contest, after: dict[str, Any] | None, by: Actor) -> None:
    if after is not None:
        apply_regime(contest, {**after, "due_date": day_of(after["due_date"])}, by=by)
    elif (standing := ReportingRegime.objects.filter(contest=contest).first()) is not None:
        record("contests.remove_reporting", on=standing, scope=contest, by=by)
        standing.delete()
