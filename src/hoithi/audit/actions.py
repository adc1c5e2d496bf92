"""The only place where the record grows."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from django.db import models, transaction
from django.db.models import QuerySet

from hoithi.audit.models import Event, digest
from hoithi.kit.clock import now
from hoithi.kit.databases import lock_for_append
from hoithi.kit.prepared import prepared

_place = threading.local()


class Doer(Protocol):
    """Whoever does something: a person, or the system (without a number)."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...


@contextmanager
def from_address(address: str | None) -> Iterator[None]:
    """Events recorded inside say that they came from this network address."""
    _place.address = address
    try:
        yield
    finally:
        _place.address = None


def subject_of(thing: models.Model) -> str:
    """The stable name of a row in the record: "contest:12"."""
    return f"{thing._meta.model_name}:{thing.pk}"


@prepared
def _last_hash() -> QuerySet[Event, str]:
    return Event.objects.order_by("-pk").values_list("hash", flat=True)[:1]


def record(
    verb: str,
    *,
    on: models.Model,
    by: Doer,
    scope: models.Model | None = None,
    reason: str = "",
    **data: Any,
) -> Event:
    """Append one event to the chain, inside the caller's transaction.

    `verb` is stable ASCII ("contests.move_state"), `on` what it happened to, `scope` what it belongs to (a contest),
    `data` JSON values: what changed, never a secret and no more personal data than the reader of the record needs.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is recorded in the transaction of its verb.")
    lock_for_append(Event)
    last = next(iter(_last_hash()), "")
    event = Event(
        at=now(),
        verb=verb,
        subject=subject_of(on),
        scope=subject_of(scope) if scope is not None else "",
        actor_id=by.person_id,
        actor_name=by.name,
        reason=reason,
        address=getattr(_place, "address", None),
        data=data,
        previous_hash=last,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    return event
