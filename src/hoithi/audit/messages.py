"""The record in words, for the history of one thing. Each domain names its own verbs."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise

from hoithi.audit.models import Event


class Told(NamedTuple):
    """One event in words: when, what, by whom, more about it, and the reason given."""

    at: datetime
    what: str
    by: str
    more: str
    reason: str


def tell(
    events: Iterable[Event], *, verbs: Mapping[str, str | Promise], more: Callable[[dict[str, Any]], str]
) -> list[Told]:
    """`events` in the order given; `verbs` names what was done, `more` says what its data hold."""
    return [
        Told(event.at, str(verbs.get(event.verb, event.verb)), event.actor_name, more(event.data), event.reason)
        for event in events
    ]
