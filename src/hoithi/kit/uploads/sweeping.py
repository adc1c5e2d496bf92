"""What nobody will go on with is removed: uploads past their time, and files that were cut off while they came."""

import time
from datetime import timedelta

from django.db import transaction

from hoithi.kit.clock import now
from hoithi.kit.models import Upload, UploadState
from hoithi.kit.uploads.finishing import remove, take_parts
from hoithi.kit.uploads.spool import folder

STALE = timedelta(hours=24)


def sweep() -> int:
    """Remove uploads whose time is over, with their parts, and loose files of dead requests; how many.

    The file of a finished upload stays as long as its domain points at it.
    """
    old = list(Upload.objects.filter(expires_at__lt=now()).values_list("pk", flat=True))
    return sum(_remove_upload(pk) for pk in old) + _sweep_incoming()


def _remove_upload(pk: int) -> bool:
    with transaction.atomic():
        row = Upload.objects.select_for_update().filter(pk=pk, expires_at__lt=now()).first()
        if row is None:
            return False
        keys = take_parts(row)
        row.delete()
    remove(keys)
    return True


def _sweep_incoming() -> int:
    bound = time.time() - STALE.total_seconds()
    loose = [path for path in folder().glob("*") if path.stat().st_mtime < bound]
    for path in loose:
        path.unlink(missing_ok=True)
    return len(loose)


def forget_running() -> int:
    """Drop all unfinished uploads, not touching the storage: after a restore, for archives hold whole files only."""
    return Upload.objects.filter(state=UploadState.RUNNING).delete()[0]
