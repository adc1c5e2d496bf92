"""Over what a role is held: one contest, all that a body runs, or the whole installation."""

from dataclasses import dataclass

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest
from hoithi.units.models import Unit

# Bodies taking part (letters U, X): an officer grants these at once.
UNIT_ROLES = frozenset({Role.FOCAL_POINT, Role.COMMITTEE})
# Two persons: one proposes, the head of the organising committee approves (matrix, note 2).
TWO_PERSON_ROLES = frozenset({Role.SECRETARY, Role.JUDGE, Role.PANEL_CHAIR, Role.FINANCE, Role.AUDITOR})
# Who may read the people of a contest.
READERS = (Role.OFFICER, Role.SECRETARY, Role.PANEL_CHAIR, Role.HEAD, Role.AUDITOR)
# Who runs an installation or the contests of a body.
RUNNING_ROLES = frozenset({Role.OFFICER, Role.HEAD, Role.RECEIVER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Scope:
    """A contest narrows to itself, a unit to its subtree; for focal points the unit is the body they speak for."""

    contest: Contest | None = None
    unit: Unit | None = None

    @property
    def path(self) -> str:
        """The place in the tree that the scope stands at; "" is above everything."""
        if self.contest is not None:
            return self.contest.owner_path
        return self.unit.path if self.unit is not None else ""

    def run_by(self, actor: Actor, *roles: Role) -> bool:
        """Whether `actor` holds one of `roles` over the whole of this scope."""
        if self.contest is not None:
            return actor.holds_in(self.contest, *roles)
        over = (g for g in actor.grants if g.role in roles and g.contest_id is None)
        return any(self.path.startswith(g.unit_path) for g in over)

    def meets(self, contest_id: int | None, path: str) -> bool:
        """Whether this scope and another have a contest in common."""
        if self.contest is not None and contest_id is not None:
            return self.contest.pk == contest_id
        return self.path.startswith(path) or path.startswith(self.path)
