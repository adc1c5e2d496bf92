"""Questions about the outbox. The caller has asked whether the reader may see it."""

from django.db.models import Count, QuerySet

from hoithi.notifications.models import Message


def outbox() -> QuerySet[Message]:
    """All letters, the newest first, without their bodies: what stands in them is between the two."""
    return Message.objects.defer("body").order_by("-created_at", "-pk")


def counts() -> dict[str, int]:
    """How many letters wait, were sent, have failed."""
    found = dict(Message.objects.values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in Message.State.values}
