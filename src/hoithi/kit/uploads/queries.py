"""Which uploads a person has, and whether what was acknowledged is still there."""

from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from hoithi.kit.clock import now
from hoithi.kit.models import Upload, UploadPart, UploadState


def visible_to(actor: Any) -> QuerySet[Upload]:
    """The uploads that the actor began, on whatever device; nobody else's."""
    return Upload.objects.filter(person_id=actor.person_id) if actor.person_id else Upload.objects.none()


def unfinished(actor: Any, *, place: str, target: str) -> QuerySet[Upload]:
    """The actor's uploads to `target` that can still be gone on with, oldest first."""
    rows = visible_to(actor).filter(place=place, target=target, state=UploadState.RUNNING, expires_at__gt=now())
    return rows.order_by("pk")


def pieces(upload: Upload) -> list[UploadPart]:
    """The parts of an upload in their order."""
    return list(upload.parts.order_by("offset"))


def broken() -> Iterator[str]:
    """A sentence for each upload whose acknowledged bytes are not all there (INV-3)."""
    running = Upload.objects.filter(state=UploadState.RUNNING, expires_at__gt=now())
    for upload in running.prefetch_related("parts").iterator(chunk_size=200):
        problem = _problem(upload)
        if problem:
            yield f"upload {upload.uid} {problem}"


def _problem(upload: Upload) -> str | None:
    reached = 0
    for part in sorted(upload.parts.all(), key=lambda part: part.offset):
        if part.offset != reached:
            return f"has a gap or an overlap at {reached}"
        reached += part.size
        if not default_storage.exists(part.key) or default_storage.size(part.key) != part.size:
            return f"has lost the part at {part.offset}"
    return None if reached == upload.offset else f"acknowledged {upload.offset} bytes and holds {reached}"
