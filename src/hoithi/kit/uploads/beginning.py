"""The verbs around an upload: begin one, drop one, or take a whole file that came with a form."""

import re
from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from hoithi.kit.clock import now
from hoithi.kit.files import store
from hoithi.kit.files.look import check_size, clean_name
from hoithi.kit.models import StoredFile, Upload, UploadState
from hoithi.kit.refusals import Refusal
from hoithi.kit.uploads.finishing import remove, take_parts
from hoithi.kit.uploads.places import Place, admit, place_named

KEPT = timedelta(hours=72)
MOST_RUNNING = 100
_TARGET = re.compile(r"[A-Za-z0-9._:/-]{0,120}")


def begin(*, place: str, target: str, name: str, size: int, sha256: str = "", by: Any) -> Upload:
    """Open an upload of `size` bytes to `target` of `place`, kept for 72 hours or longer; no byte has come.

    Refused: 404 for a place or target that the actor may not see, 413 or 422 for the size, 429 while a hundred uploads
    of this person are unfinished, and what the place says (its time is over, its quota is used up).
    """
    known = _admitted(place, target, size, by, sha256=sha256)
    check_size(size, kinds=known.kinds(target))
    running = Upload.objects.filter(person_id=by.person_id, state=UploadState.RUNNING, expires_at__gt=now())
    if running.count() >= MOST_RUNNING:
        words = _("Bạn đang có quá nhiều tệp tải dở. Hãy tải xong hoặc bỏ bớt rồi thử lại.")
        raise Refusal("uploads_many", words, status=429)
    return Upload.objects.create(
        place=place,
        target=target,
        person_id=by.person_id,
        name=clean_name(name),
        size=size,
        sha256=sha256,
        expires_at=max(now() + KEPT, known.kept_until(target) or now()),
    )


def drop(upload: Upload) -> None:
    """Forget an upload and its bytes; the caller fetched it by `visible_to`. Refused (409) once it is a file."""
    with transaction.atomic():
        row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if row is None:
            return
        if row.state == UploadState.DONE:
            raise Refusal("upload_done", _("Tệp đã tải xong. Muốn bỏ, hãy bấm nút xóa ở danh sách tệp."))
        keys = take_parts(row)
        row.delete()
    remove(keys)


def take(file: File, *, place: str, target: str, by: Any) -> StoredFile:  # type: ignore[type-arg]
    """A whole file out of a form: the same rights, looks and consequences as an upload in pieces, in one go.

    Call it outside of a transaction, for it writes to the disk. Raises what `begin`, `inspect` and the place say.
    """
    known = _admitted(place, target, file.size or 0, by)
    stored = store(file, kinds=known.kinds(target), by=by)
    with transaction.atomic():
        upload = Upload.objects.create(
            place=place,
            target=target,
            person_id=by.person_id,
            name=stored.name,
            size=stored.size,
            sha256=stored.sha256,
            offset=stored.size,
            state=UploadState.DONE,
            file=stored,
            expires_at=now() + KEPT,
        )
        known.finished(upload, stored, by)
    return stored


def _admitted(place: str, target: str, size: int, by: Any, *, sha256: str = "") -> Place:
    if by.person_id is None or not _TARGET.fullmatch(target):
        raise Http404
    known = place_named(place)
    admit(known.may_begin(by, target, size=size, sha256=sha256))
    return known
