"""Who acts: a person with the grants in force at this moment, or the system. Plain data, no request."""

from dataclasses import dataclass
from typing import Protocol

from hoithi.accounts.enums import Role


class Scoped(Protocol):
    """What a grant can be held over: a contest has a number and the path of the body that runs it."""

    pk: int
    owner_path: str


@dataclass(frozen=True, slots=True)
class Grant:
    """One role of the actor. Without a contest it holds over everything that the unit (and those below it) runs;
    without a unit either, over the whole installation. `unit_path` is the part of the tree that it reaches: of the
    unit, else of the body that runs the contest."""

    role: Role
    contest_id: int | None = None
    unit_id: int | None = None
    unit_path: str = ""

    def covers(self, contest: Scoped) -> bool:
        """Whether this grant speaks of `contest`."""
        if self.contest_id is not None:
            return self.contest_id == contest.pk
        return contest.owner_path.startswith(self.unit_path)

    def covers_unit(self, path: str) -> bool:
        """Whether this grant reaches the body at `path` ("/1/4/9/") in the tree."""
        return path.startswith(self.unit_path)


@dataclass(frozen=True, slots=True)
class Actor:
    """`person_id` is None for a visitor and for the system, which `is_system` tells apart.

    `withheld`: the person holds roles that do not count until this session has seen the second factor.
    """

    person_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    is_system: bool = False
    has_second_factor: bool = False
    withheld: bool = False

    def holds(self, *roles: Role) -> bool:
        """Whether the actor holds one of `roles` over anything at all."""
        return any(grant.role in roles for grant in self.grants)

    def holds_in(self, contest: Scoped, *roles: Role) -> bool:
        """Whether the actor holds one of `roles` over `contest`."""
        return any(grant.role in roles and grant.covers(contest) for grant in self.grants)


VISITOR = Actor(person_id=None, name="")
SYSTEM = Actor(person_id=None, name="Hệ thống", is_system=True)
