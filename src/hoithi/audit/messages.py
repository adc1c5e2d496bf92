"""The record in words, for the history of one thing. Each domain names its own verbs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise

from hoithi.audit.models import Event

NAMES: dict[str, str | Promise] = {}


class Told(NamedTuple):
    """One event in words: when, what, by whom, more about it, and the reason given."""

    at: datetime
    what: str
    by: str
    more: str
    reason: str


def name_verbs(names: Mapping[str, str | Promise]) -> None:
    """What the verbs of a domain are called for people; each domain says it once the apps are ready."""
    NAMES.update(names)


def name_of(verb: str) -> str:
    """A verb for people; its code when nobody named it (a verb of an older version of the program)."""
    return str(NAMES.get(verb, verb))


def tell(events: Iterable[Event], *, more: Callable[[dict[str, Any]], str]) -> list[Told]:
    """`events` in the order given; `more` says what their data hold."""
    return [Told(event.at, name_of(event.verb), event.actor_name, more(event.data), event.reason) for event in events]
