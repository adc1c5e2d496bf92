"""What confirming a plan would change, and which of the rows that stand its own rows are."""

from hoithi.contests.enums import MilestoneKind
from hoithi.contests.models import Contest, PlanVersion
from hoithi.contests.planflow.facts import REMOVED, Change, changes, facts_of
from hoithi.contests.planflow.queries import version_before
from hoithi.contests.planflow.sections import Review
from hoithi.contests.planflow.standing import facts_standing
from hoithi.kit.text import fold


def pending(plan: PlanVersion) -> list[Change]:
    """Every change that `plan` asks for.

    A first plan makes everything. A later version changes what it says otherwise than the one before, with conflicts
    where people changed the same by hand. The first plan of a contest that was made by hand fills and corrects what
    stands there, and removes nothing.
    """
    wanted = facts_of(plan.review)
    if plan.contest is None:
        return changes({}, wanted)
    before = version_before(plan)
    if before is not None:
        return changes(facts_of(before.review), wanted, facts_standing(plan.contest, before.review))
    found = changes(facts_standing(plan.contest, {"made": made_before(plan)}), wanted)
    return [change for change in found if change.kind != REMOVED and change.after not in (None, "", [])]


def made_before(plan: PlanVersion) -> dict[str, str]:
    """By fact name, the uid of the row that stands for it: those of earlier versions, or, for the first plan of a
    contest made by hand, its milestones of the same kind or label."""
    made: dict[str, str] = dict(plan.review.get("made", {}))
    return made or (_adopted(plan.contest, plan.review) if plan.contest is not None else {})


def _adopted(contest: Contest, review: Review) -> dict[str, str]:
    free = list(contest.milestones.all())
    found: dict[str, str] = {}
    for said in review["milestones"]:
        alike = [
            row
            for row in free
            if row.kind == said["kind"]
            and (row.kind != MilestoneKind.OTHER or fold(row.label) == fold(said["label"] or ""))
        ]
        if alike:
            free.remove(alike[0])
            found[f"milestone:{said['id']}"] = alike[0].uid
    return found
