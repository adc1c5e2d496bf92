import hashlib
import json
from datetime import UTC

from django.db import models

from hoithi.kit.quick import Quick


class Event(Quick):
    """One thing that somebody did: appended, never changed (a trigger refuses), each row holding the hash of the last.

    People are kept by number and name as text, without a foreign key: the record stays when a person is erased.
    """

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    scope = models.CharField(max_length=60, blank=True)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    address = models.GenericIPAddressField(null=True)
    data = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=("subject", "-id")), models.Index(fields=("scope", "-id"))]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb} {self.subject}"


def digest(event: Event) -> str:
    """SHA-256, in hexadecimal, over the canonical JSON of every field of `event` and the previous hash."""
    words = {
        "at": event.at.astimezone(UTC).isoformat(),
        "verb": event.verb,
        "subject": event.subject,
        "scope": event.scope,
        "actor": [event.actor_id, event.actor_name],
        "reason": event.reason,
        "address": event.address,
        "data": event.data,
        "previous": event.previous_hash,
    }
    text = json.dumps(words, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
