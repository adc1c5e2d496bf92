"""Taking bytes: one writer at a time, durable first, then acknowledged by compare-and-set on the offset."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hoithi.kit import chaos
from hoithi.kit.clock import now
from hoithi.kit.files.keep import save
from hoithi.kit.models import Upload, UploadPart, UploadState
from hoithi.kit.refusals import Refusal
from hoithi.kit.uploads.finishing import finish
from hoithi.kit.uploads.places import admit, place_named
from hoithi.kit.uploads.spool import Read, spool

LEASE = timedelta(seconds=15)
RENEW = 5.0  # seconds
CHECKSUM_MISMATCH = 460


class WrongOffset(Refusal):
    """The bytes do not continue where the upload stands; `offset` is where it does."""

    def __init__(self, offset: int) -> None:
        super().__init__("offset", _("Máy chủ đã nhận tới một chỗ khác của tệp. Hãy tải tiếp từ chỗ đó."))
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a request brings: how to read it, where it belongs, how long it says it is, its SHA-256 if it says so."""

    read: Read
    offset: int
    length: int
    sha256: str = ""


def check_alive(upload: Upload) -> None:
    """Raise a `Refusal` (410) when nothing can be added any more: refused, or too old."""
    if upload.state == UploadState.FAILED:
        raise Refusal("upload_failed", upload.sentence, status=410)
    if upload.state == UploadState.RUNNING and upload.expires_at <= now():
        raise Refusal("upload_expired", _("Lần tải này đã quá hạn giữ. Hãy tải lại tệp từ đầu."), status=410)


def write(upload: Upload, incoming: Incoming, *, by: Any) -> Upload:
    """Keep what `incoming` brings and acknowledge it; the last bytes make the file whole and hand it to its place.

    Bytes are on the disk before the offset says so. A line that is cut keeps what came. Refused: 404 of the place, 410
    failed or expired, 409 another offset, 413 more than was declared, 423 another request is writing, 460 another
    checksum (nothing is kept), 507 no space, and whatever speaks against the whole file.
    """
    admit(place_named(upload.place).may_write(by, upload))
    check_alive(upload)
    if incoming.offset != upload.offset:
        raise WrongOffset(upload.offset)
    if incoming.length > upload.size - upload.offset:
        words = _("Tệp dài hơn đã khai. Hãy bỏ lần tải này rồi chọn lại tệp.")
        raise Refusal("upload_long", words, status=413)
    with _turn(upload) as alive:
        if incoming.length:
            _keep(upload, incoming, alive=alive)
        return _go_on(upload, by=by, alive=alive)


def complete(upload: Upload, *, by: Any) -> Upload:
    """Make an upload whole whose last request was cut off after its bytes were acknowledged; else nothing.

    Somebody else who is at it is left alone.
    """
    if upload.state != UploadState.RUNNING or upload.offset < upload.size:
        return upload
    admit(place_named(upload.place).may_write(by, upload))
    try:
        with _turn(upload) as alive:
            return _go_on(upload, by=by, alive=alive)
    except WrongOffset:
        return upload
    except Refusal as refusal:
        if refusal.code != "upload_busy":
            raise
        return upload


def _go_on(upload: Upload, *, by: Any, alive: Callable[[], None]) -> Upload:
    if upload.offset == upload.size:
        upload.refresh_from_db()  # it may have been finished while this request waited for its turn
    if upload.state == UploadState.RUNNING and upload.offset == upload.size:
        return finish(upload, by=by, alive=alive)
    return upload


@contextmanager
def _turn(upload: Upload) -> Iterator[Callable[[], None]]:
    """Be the one writer of `upload`; gives what to call while bytes flow. A dead writer is waited for 15 seconds.

    This keeps two windows from wasting each other's bytes; that they cannot mix is the doing of the offset.
    """
    token = secrets.token_hex(16)
    free = Q(writer="") | Q(writer_until__lt=now())
    mine = Upload.objects.filter(pk=upload.pk)
    if not mine.filter(free, offset=upload.offset).update(writer=token, writer_until=now() + LEASE):
        _say_why_not(upload)
    held_at = time.monotonic()

    def alive() -> None:
        nonlocal held_at
        if time.monotonic() - held_at > RENEW:
            mine.filter(writer=token).update(writer_until=now() + LEASE)
            held_at = time.monotonic()

    try:
        yield alive
    finally:
        mine.filter(writer=token).update(writer="")


def _say_why_not(upload: Upload) -> None:
    upload_now = Upload.objects.get(pk=upload.pk)
    if upload_now.offset != upload.offset:
        raise WrongOffset(upload_now.offset)
    raise Refusal("upload_busy", _("Tệp này đang được tải ở cửa sổ khác."), status=423)


def _keep(upload: Upload, incoming: Incoming, *, alive: Callable[[], None]) -> None:
    with spool() as part:
        came = part.take(incoming.read, most=incoming.length, alive=alive)
        sha256 = part.digest.hexdigest()
        if incoming.sha256 and incoming.sha256 != sha256:
            words = _("Một phần của tệp bị sai khi truyền. Trang sẽ tự gửi lại phần đó.")
            raise Refusal("checksum", words, status=CHECKSUM_MISMATCH)
        if not came:
            return
        key = save(part)
    chaos.point("upload.written")
    _acknowledge(upload, UploadPart(upload=upload, offset=incoming.offset, size=came, sha256=sha256, key=key))
    chaos.point("upload.committed")


def _acknowledge(upload: Upload, part: UploadPart) -> None:
    """The bytes of `part` are durable: say so, if they still continue what there is."""
    reached = part.offset + part.size
    with transaction.atomic():
        stands = Upload.objects.filter(pk=upload.pk, offset=part.offset, state=UploadState.RUNNING)
        free = {"writer": ""} if reached < upload.size else {}  # the last one still has to finish
        moved = stands.update(offset=reached, **free)
        if moved:
            part.save()
    if not moved:
        default_storage.delete(part.key)
        upload.refresh_from_db()
        raise WrongOffset(upload.offset)
    upload.offset = reached
