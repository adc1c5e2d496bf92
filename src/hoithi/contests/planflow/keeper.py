"""The place that `planning` fills: who keeps the tasks that a plan gives to bodies. Registered when the site starts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest, Milestone, PlanVersion
from hoithi.units.models import Unit


@dataclass(frozen=True, slots=True)
class TaskOrder:
    """What the plan orders one body to do. `uid` names the task that stands and is to become so; "" for a new one.

    `due_at` is exclusive; a task that follows a `milestone` takes its end.
    """

    key: str
    unit: Unit
    text: str
    heading: str
    order: str
    position: int
    plan_line: int | None
    due_at: datetime | None = None
    due_written: str = ""
    milestone: Milestone | None = None
    uid: str = ""


class Keeper(Protocol):
    """Keeps tasks, inside the caller's transaction, once the caller's rule has allowed the plan."""

    def place(
        self, contest: Contest, orders: Sequence[TaskOrder], /, *, plan: PlanVersion, by: Actor
    ) -> Mapping[str, str]:
        """Make the new tasks and change those that stand, progress kept; the uid of each task by its order's key."""

    def move(self, lines: Mapping[str, tuple[int | None, int]], /, *, plan: PlanVersion) -> None:
        """For tasks that did not change: their line and position in the new version, by uid."""

    def drop(self, contest: Contest, uids: Sequence[str], /, *, plan: PlanVersion, by: Actor) -> None:
        """The new version no longer orders these tasks: they stay readable with their notes, and count no more."""

    def standing(self, contest: Contest, /) -> Mapping[str, dict[str, Any]]:
        """By uid: `text`, `due_at` (ISO or None) and `milestone` (uid or None) of each task that still counts."""


class Nobody:
    """Where no domain keeps tasks there are none."""

    def place(self, _contest: Contest, _orders: Sequence[TaskOrder], **_by_whom: Any) -> Mapping[str, str]:
        return {}

    def move(self, _lines: Mapping[str, tuple[int | None, int]], **_plan: Any) -> None:
        return None

    def drop(self, _contest: Contest, _uids: Sequence[str], **_by_whom: Any) -> None:
        return None

    def standing(self, _contest: Contest) -> Mapping[str, dict[str, Any]]:
        return {}


_kept_by: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Called once, from `AppConfig.ready` of the domain that keeps tasks."""
    _kept_by[:] = [keeper]


def keeper() -> Keeper:
    """Whoever keeps tasks in this installation."""
    return _kept_by[0] if _kept_by else Nobody()
