"""Keeping files: durable before the row is written, never changed, swept when nothing points at them."""

import errno
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Protocol

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoithi.kit.clock import now
from hoithi.kit.files.kinds import KindSet
from hoithi.kit.files.look import Found, chunks, inspect
from hoithi.kit.files.refuse import refuse
from hoithi.kit.models import StoredFile, UploadPart

KEPT_LOOSE = timedelta(hours=24)  # a form may still be on its way to point at the file


class Keeper(Protocol):
    """Whoever keeps a file: a person, or the system (without a number)."""

    @property
    def person_id(self) -> int | None: ...


class DurableStorage(FileSystemStorage):
    """Local files that have reached the disk when `save` returns, readable by the service alone."""

    def _save(self, name: str, content: File) -> str:  # type: ignore[type-arg]
        saved = str(super()._save(name, content))  # type: ignore[misc]
        path = Path(self.path(saved))
        for place in (path, path.parent, path.parent.parent):  # the folder itself may be new
            handle = os.open(place, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return saved


def store(upload: File, *, kinds: KindSet, by: Keeper, found: Found | None = None) -> StoredFile:  # type: ignore[type-arg]
    """Look into `upload` and keep it; call it before the transaction of the verb, for it writes to the disk.

    `found` is what `inspect` said of the same bytes for the same place, when the caller asked already (for the
    flags, say). The row exists only once the bytes are durable. Raises the `Refusal` of `inspect`, or `no_space` (507).
    """
    found = found or _seen(upload, kinds) or inspect(upload, kinds=kinds)
    return enter(found, key=save(upload), by=by)


def _seen(upload: File, kinds: KindSet) -> Found | None:  # type: ignore[type-arg]
    """What a form has seen of the same bytes for a place of the same kinds."""
    asked, found = getattr(upload, "looked_into", (None, None))
    return found if asked == kinds else None


def save(content: File) -> str:  # type: ignore[type-arg]
    """Make the bytes of `content` durable under a new random key, without a row. Raises `no_space` (507)."""
    wanted = secrets.token_hex(16)
    with space_asked_for():
        return str(default_storage.save(f"{wanted[:2]}/{wanted}", content))


@contextmanager
def space_asked_for() -> Iterator[None]:
    """Around writing to a disk: that it is full becomes the refusal `no_space` (507)."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise refuse(
            "no_space",
            _("Máy chủ tạm hết chỗ lưu tệp. Hãy thử lại sau ít phút; nếu vẫn vậy, hãy gọi ban tổ chức."),
            status=507,
        ) from error


def enter(found: Found, *, key: str, by: Keeper) -> StoredFile:
    """The row of a file that was looked into and whose bytes are durable under `key`."""
    return StoredFile.objects.create(
        name=found.name,
        size=found.size,
        sha256=found.sha256,
        content_type=found.kind.content_type,
        key=key,
        created_by_id=by.person_id,
    )


def read(stored: StoredFile) -> bytes:
    """All bytes of a stored file."""
    with default_storage.open(stored.key) as file:
        return bytes(file.read())


def damaged(files: QuerySet[StoredFile] | None = None) -> Iterator[str]:
    """A sentence for each stored file whose bytes are gone or altered; nothing when all are whole."""
    for stored in (StoredFile.objects.all() if files is None else files).iterator():
        problem = _problem(stored)
        if problem:
            yield f"file {stored.uid} {problem}"


def _problem(stored: StoredFile) -> str | None:
    if not default_storage.exists(stored.key):
        return "is missing from the storage"
    digest = hashlib.sha256()
    with default_storage.open(stored.key) as file:
        for chunk in chunks(file):
            digest.update(chunk)
    return None if digest.hexdigest() == stored.sha256 else "was altered after it was stored"


def sweep() -> int:
    """Remove files older than a day that nothing points at: rows without an owner, then bytes without a row.

    The bytes of an upload that still runs have a row too.
    """
    bound = now() - KEPT_LOOSE
    loose: QuerySet[StoredFile] = StoredFile.objects.filter(created_at__lt=bound)
    for field in StoredFile._meta.get_fields(include_hidden=True):
        if field.is_relation and field.auto_created:
            loose = loose.exclude(pk__in=_used(field))
    removed, __ = loose.delete()
    keys = set(UploadPart.objects.values_list("key", flat=True))  # first: a part may become a file meanwhile
    keys.update(StoredFile.objects.values_list("key", flat=True))
    orphans = [key for key in _keys() if key not in keys and default_storage.get_modified_time(key) < bound]
    for key in orphans:
        default_storage.delete(key)
    return removed + len(orphans)


def _used(relation: Any) -> Any:
    name = relation.field.attname
    return relation.related_model.objects.exclude(**{name: None}).values(name)


def _keys() -> Iterator[str]:
    folders, __ = default_storage.listdir("")
    for folder in folders:
        if len(folder) == 2:
            yield from (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])
