"""Reading the record, and proving that it is whole."""

from collections.abc import Iterator

from django.db.models import QuerySet

from hoithi.audit.models import Event, digest
from hoithi.kit.databases import is_append_only


def events_of(subject: str) -> QuerySet[Event]:
    """What happened to one thing ("contest:12"), newest first. The caller has asked whether the reader may see it."""
    return Event.objects.filter(subject=subject).order_by("-pk")


def events_in(scope: str) -> QuerySet[Event]:
    """What happened within a scope (such as one contest), newest first."""
    return Event.objects.filter(scope=scope).order_by("-pk")


def broken_links() -> Iterator[str]:
    """A sentence for each place where the chain does not hold; nothing when the record is whole."""
    if not is_append_only(Event):
        yield "the database does not guard the record against changes; run: hoithi upgrade"
    previous = ""
    for event in Event.objects.order_by("pk").iterator(chunk_size=500):
        if event.previous_hash != previous:
            yield f"event {event.pk} does not follow the one before it"
        if event.hash != digest(event):
            yield f"event {event.pk} was altered after it was written"
        previous = event.hash
