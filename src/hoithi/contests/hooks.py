"""Places that domains above fill in their `AppConfig.ready`: what a change touches, what an edition takes along."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from hoithi.accounts.actors import Actor
    from hoithi.contests.models import Contest

Shift = Callable[[datetime | None], datetime | None]


@dataclass(frozen=True, slots=True)
class CopyStep:
    """Something a new edition takes from the old one. `copy(old, new, shift, by)` runs in the transaction of
    `copy_edition` and returns how many things it made; `count(old)` says beforehand how many there are."""

    code: str
    label: str | Promise
    count: Callable[["Contest"], int]
    copy: Callable[["Contest", "Contest", Shift, "Actor"], int]


# Sentences on whom a change of `what` (a `Change`, and the kind of rule) touches: "14 đơn vị, 52 nhiệm vụ".
TOUCHES: list[Callable[["Contest", str, str], list[str]]] = []
COPY_STEPS: list[CopyStep] = []


def touched(contest: "Contest", change: str, kind: str = "") -> list[str]:
    """All that is known of whom a change to `contest` touches."""
    return [sentence for ask in TOUCHES for sentence in ask(contest, change, kind)]
