"""What a person should know and do today, by the roles that they hold. Facts only; the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.enums import PlanState, State
from hoithi.contests.models import Contest, Milestone, PlanVersion
from hoithi.contests.models import Proposal as ContestProposal
from hoithi.contests.planflow.queries import plans_visible_to
from hoithi.contests.queries import managed_by
from hoithi.contests.rules import can_decide as decides_contest
from hoithi.kit.clock import now
from hoithi.planning import queries
from hoithi.planning.models import Task, TaskNote
from hoithi.planning.queries import OPEN, WATCHERS, Deaf
from hoithi.units.actions.proposals import CHANGES
from hoithi.units.models import Proposal
from hoithi.units.queries import proposals_visible_to
from hoithi.units.rules import can_decide

MOST_CONTESTS = 30
MOST_TASKS = 300
MOST_NOTES = 10
NEW_DAYS = 7
_OVER = (State.ARCHIVED, State.CANCELLED)


@dataclass(frozen=True, slots=True)
class LateBody:
    """A body of a contest with its late tasks, and whether it was reminded today."""

    contest: Contest
    unit: Any
    tasks: list[Task]
    reminded: bool


@dataclass(slots=True)
class Watch:
    """What whoever runs or watches contests has before them; of late tasks and those due soon the first of `_count`."""

    contests: list[Contest]
    late_count: int
    soon_count: int
    late: list[LateBody] = field(default_factory=list)
    soon: list[Task] = field(default_factory=list)
    notes: list[TaskNote] = field(default_factory=list)
    deaf: list[Deaf] = field(default_factory=list)
    plans: list[PlanVersion] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    changes: list[ContestProposal] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def late_unseen(self) -> int:
        """How many late tasks are not listed."""
        return self.late_count - sum(len(body.tasks) for body in self.late)

    @property
    def soon_unseen(self) -> int:
        """How many tasks due soon are not listed."""
        return self.soon_count - len(self.soon)

    @property
    def waiting_count(self) -> int:
        """How many things wait for a decision."""
        return len(self.plans) + len(self.milestones) + len(self.changes) + len(self.proposals)


def watch(actor: Actor) -> Watch | None:
    """The day of an officer, secretary, head or auditor; None for others. The same number of queries always."""
    if not actor.holds(*WATCHERS):
        return None
    contests = list(managed_by(actor, WATCHERS).exclude(state__in=_OVER).select_related("owner")[:MOST_CONTESTS])
    tasks = queries.visible_to(actor).filter(contest__in=contests)
    moment = now()
    late, soon = queries.late(tasks, at=moment), queries.due_within(tasks, at=moment)
    count = queries.counts(tasks, at=moment)
    notes = queries.notes_visible_to(actor).filter(
        task__contest__in=contests, at__gte=moment - timedelta(days=NEW_DAYS)
    )
    return Watch(
        contests=contests,
        late_count=count["late"],
        soon_count=count["soon"],
        late=_by_body(_first(late), contests),
        soon=_first(soon),
        notes=list(notes.select_related("task__unit", "evidence")[:MOST_NOTES]),
        deaf=queries.bodies_out_of_reach(tasks),
        **_waiting(actor, contests),
    )


def _first(tasks: QuerySet[Task]) -> list[Task]:
    """The soonest due, with their bodies and contests, as many as a page bears."""
    return list(queries.in_due_order(tasks).select_related("unit", "contest")[:MOST_TASKS])


def _by_body(tasks: Sequence[Task], contests: Sequence[Contest]) -> list[LateBody]:
    reminded = queries.reminded_today_in(contests)
    bodies: dict[tuple[int, int], LateBody] = {}
    for task in tasks:
        key = (task.contest_id, task.unit_id)
        if key not in bodies:
            bodies[key] = LateBody(task.contest, task.unit, [], key in reminded)
        bodies[key].tasks.append(task)
    return sorted(bodies.values(), key=lambda body: -len(body.tasks))


def _waiting(actor: Actor, contests: Sequence[Contest]) -> dict[str, Any]:
    """Plans to be reviewed, readings of dates to be confirmed, changes of contests and bodies to be decided."""
    plans = plans_visible_to(actor).filter(state=PlanState.REVIEW).order_by("-uploaded_at")
    dates = Milestone.objects.filter(contest__in=contests, confirmed_at=None).select_related("contest")
    asked = proposals_visible_to(actor).filter(state=Proposal.State.WAITING).exclude(proposed_by_id=actor.person_id)
    changes = ContestProposal.objects.filter(contest__in=contests, decision="").select_related("contest")
    prepares = actor.holds(Role.OFFICER, Role.SECRETARY)
    return {
        "plans": list(plans[:20]) if prepares else [],
        "milestones": list(dates[:20]) if prepares else [],
        "changes": [row for row in changes[:20] if decides_contest(actor, row)],
        "proposals": [row for row in asked.select_related("unit")[:20] if _decides(actor, row)],
    }


def _decides(actor: Actor, proposal: Proposal) -> bool:
    return bool(can_decide(actor, proposal, settles=CHANGES[proposal.change].settles))


@dataclass(frozen=True, slots=True)
class Duty:
    """What a focal point or committee member has before them: late (the first of `late_count`), next (by day), how many
    are done of all, and the coming dates of the contests that their bodies take part in."""

    late: list[Task]
    late_count: int
    next: list[Task]
    done: int
    all: int
    dates: list[Milestone]

    @property
    def late_unseen(self) -> int:
        """How many late tasks are not listed."""
        return self.late_count - len(self.late)


def duty(actor: Actor) -> Duty | None:
    """The day of those who report for a body; None for others."""
    if not actor.holds(*queries.DOERS):
        return None
    moment = now()
    tasks = queries.counting(queries.own_tasks(actor)).exclude(contest__state__in=_OVER)
    count = queries.counts(tasks, at=moment)
    ahead = tasks.filter(Q(due=None) | Q(due__gt=moment), state__in=OPEN)
    dates = Milestone.objects.filter(contest__in=tasks.values("contest"), ends_at__gt=moment)
    return Duty(
        late=_first(queries.late(tasks, at=moment)),
        late_count=count["late"],
        next=_first(ahead)[:8],
        done=count["done"],
        all=count["all"],
        dates=list(dates.exclude(confirmed_at=None).select_related("contest").order_by("ends_at")[:5]),
    )
