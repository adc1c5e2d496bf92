"""The whole of the parts: looked into, kept as one file exactly once, handed to the place; or refused for good."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.kit import chaos
from hoithi.kit.files import Found, inspect
from hoithi.kit.files.keep import enter, save
from hoithi.kit.models import Upload, UploadPart, UploadState
from hoithi.kit.refusals import Refusal
from hoithi.kit.uploads.places import place_named
from hoithi.kit.uploads.queries import pieces
from hoithi.kit.uploads.spool import spool

NO_SPACE = 507


def finish(upload: Upload, *, by: Any, alive: Callable[[], None]) -> Upload:
    """Make the file of an upload that has all its bytes; the caller has the writer's turn.

    Any number of tries, cut off anywhere, make one file. Refused for good, with the sentence kept for the person: what
    `inspect` or the place says, or 460 when the file is not the one declared. 507 can be tried again.
    """
    parts = pieces(upload)
    if sum(part.size for part in parts) != upload.size:
        return _without_parts(upload)
    try:
        found, key = _make(upload, parts, alive=alive)
    except FileNotFoundError:
        return _without_parts(upload)
    except Refusal as refusal:
        if refusal.status != NO_SPACE:
            _fail(upload, refusal)
        raise
    chaos.point("upload.assembled")
    return _settle(upload, found, key, by=by)


def _without_parts(upload: Upload) -> Upload:
    """Somebody who was quicker has made the file and removed the parts; else they are lost, and it is told."""
    upload.refresh_from_db()
    if upload.state == UploadState.RUNNING:
        words = _("Máy chủ đã mất một phần của tệp. Hãy chọn lại tệp để tải lại từ đầu.")
        refusal = Refusal("upload_lost", words, status=410)
        _fail(upload, refusal)
        raise refusal
    return upload


def _make(upload: Upload, parts: list[UploadPart], *, alive: Callable[[], None]) -> tuple[Found, str]:
    """What the whole proved to be, and the key of its durable bytes: those of the only part, else of a new file."""
    with _whole(upload, parts, alive=alive) as whole:
        found = inspect(whole, kinds=place_named(upload.place).kinds(upload.target))
        if upload.sha256 not in {"", found.sha256}:
            raise Refusal("sha256", _("Tệp thay đổi trong khi tải. Hãy chọn lại tệp."), status=460)
        alive()
        return found, parts[0].key if len(parts) == 1 else save(whole)


@contextmanager
def _whole(upload: Upload, parts: list[UploadPart], *, alive: Callable[[], None]) -> Iterator[File]:  # type: ignore[type-arg]
    if len(parts) == 1:
        with default_storage.open(parts[0].key) as whole:
            whole.name = upload.name
            yield whole
        return
    with spool() as whole:
        for part in parts:
            with default_storage.open(part.key) as piece:
                whole.take(piece.read, most=part.size, alive=alive)
        whole.name = upload.name
        yield whole


def _settle(upload: Upload, found: Found, key: str, *, by: Any) -> Upload:
    try:
        with transaction.atomic():
            row = Upload.objects.select_for_update().get(pk=upload.pk)
            if row.state == UploadState.RUNNING:
                done = True
                stored = enter(found, key=key, by=by)
                row.state, row.file = UploadState.DONE, stored
                row.save(update_fields=["state", "file"])
                keys = take_parts(row)
                place_named(row.place).finished(row, stored, by)
            else:
                done, keys = False, [key] if row.file is None or row.file.key != key else []
    except Refusal as refusal:
        _fail(upload, refusal, made=key)
        raise
    if done:
        chaos.point("upload.finished")
    remove(key_ for key_ in keys if not done or key_ != key)
    return row


def _fail(upload: Upload, refusal: Refusal, *, made: str = "") -> None:
    with transaction.atomic():
        row = Upload.objects.select_for_update().get(pk=upload.pk)
        if row.state != UploadState.RUNNING:
            return
        row.state, row.sentence = UploadState.FAILED, refusal.sentence[:500]
        row.save(update_fields=["state", "sentence"])
        keys = take_parts(row)
    remove({*keys, made} - {""})


def take_parts(row: Upload) -> list[str]:
    keys = list(row.parts.values_list("key", flat=True))
    row.parts.all().delete()
    return keys


def remove(keys: Iterator[str] | set[str] | list[str]) -> None:
    """Bytes that no row names any more. One that stays behind (a kill just here) goes with the daily sweep."""
    for key in keys:
        default_storage.delete(key)
