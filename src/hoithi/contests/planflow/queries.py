"""Questions about uploaded plans, and for whom one may be uploaded."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from hoithi.accounts.actors import Actor
from hoithi.contests.enums import PlanState
from hoithi.contests.models import Contest, PlanVersion
from hoithi.contests.planflow.instants import day_of
from hoithi.contests.planflow.sections import Review
from hoithi.contests.queries import visible_to
from hoithi.contests.rules import EDITORS, READERS
from hoithi.kit.clock import today
from hoithi.units.models import Unit
from hoithi.units.queries import in_force

MOST_OFFERED = 400


def plans_visible_to(actor: Actor) -> QuerySet[PlanVersion]:
    """Plans that `actor` may read: those of the contests and bodies over which they prepare contests."""
    plans = PlanVersion.objects.select_related("file", "owner", "contest", "contest__owner")
    if actor.is_system:
        return plans
    held = Q(pk=None)
    for grant in actor.grants:
        if grant.role in READERS:
            contest = grant.contest_id
            held |= Q(owner__path__startswith=grant.unit_path) if contest is None else Q(contest_id=contest)
    return plans.filter(held)


def versions_of(contest: Contest) -> QuerySet[PlanVersion]:
    """The confirmed versions of a contest's plan, the newest first."""
    return contest.plans.filter(state=PlanState.CONFIRMED).select_related("file", "confirmed_by").order_by("-number")


def version_before(plan: PlanVersion) -> PlanVersion | None:
    """The confirmed version that `plan` follows: the one before it, or the latest for one still in review."""
    if plan.contest is None:
        return None
    earlier = versions_of(plan.contest)
    return earlier.filter(number__lt=plan.number).first() if plan.number else earlier.first()


def owners_for(actor: Actor) -> QuerySet[Unit]:
    """Bodies for which `actor` may upload a plan: those they run contests for, and those below, closed ones too (the
    plan of a former edition is uploaded in the name of the body that issued it)."""
    held = Q(pk=None)
    for grant in actor.grants:
        if grant.role in EDITORS and grant.contest_id is None:
            held |= Q(path__startswith=grant.unit_path)
    return Unit.objects.filter(Q() if actor.is_system else held).select_related("kind").order_by("path")


def offered_bodies(owner: Unit, *, on: date) -> list[Unit]:
    """Bodies offered for choice beside a plan of `owner`: its own subtree first, at most 400."""
    top = owner.path.split("/")[1]
    near = Unit.objects.filter(in_force(on), path__startswith=f"/{top}/").only(
        "uid", "name", "code", "path", "sort_key"
    )
    return sorted(near[: MOST_OFFERED * 5], key=lambda unit: not unit.path.startswith(owner.path))[:MOST_OFFERED]


def upper_choices(actor: Actor, owner: Unit) -> QuerySet[Contest]:
    """Contests of the bodies above `owner`: its entries may go on to one of them."""
    numbers = [int(part) for part in owner.path.strip("/").split("/")[:-1]]
    return visible_to(actor).filter(owner_id__in=numbers).order_by("-end_year", "name")[:50]


def day_of_plan(review: Review) -> date:
    """The day on which the plan speaks: its date, else the latest of its legal bases, else its first year; else today.

    A plan names the bodies that exist on that day.
    """
    days = [day_of(row.get("date")) for row in review.get("legal_bases", ())]
    years: Any = review["contest"].get("years")
    first = date(years[0], 1, 1) if isinstance(years, list) and years else None
    latest = max((day for day in days if day), default=None)
    return day_of(review["document"].get("date")) or latest or first or today()
