"""Files that are made here (an export, a ZIP), kept like those that came in."""

import errno
import hashlib
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import IO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from hoithi.kit.files.keep import Keeper, save
from hoithi.kit.files.look import chunks
from hoithi.kit.files.refuse import refuse
from hoithi.kit.models import StoredFile


def keep_made(made: IO[bytes], *, name: str, content_type: str, by: Keeper) -> StoredFile:
    """Keep the bytes of `made`, read a piece at a time; call it outside a transaction, for it writes to the disk.

    The row exists only once the bytes are durable. Raises the `Refusal` `no_space` (507).
    """
    digest, size = hashlib.sha256(), 0
    for chunk in chunks(made):
        digest.update(chunk)
        size += len(chunk)
    made.seek(0)
    wanted = secrets.token_hex(16)
    try:
        key = default_storage.save(f"{wanted[:2]}/{wanted}", File(made))
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise refuse("no_space", _("Máy chủ tạm hết chỗ lưu tệp. Hãy thử lại sau."), status=507) from error
    return StoredFile.objects.create(
        name=name[:200], size=size, sha256=digest.hexdigest(), content_type=content_type, key=key,
        created_by_id=by.person_id,
    )  # fmt: skip


def keep_many(made: Sequence[tuple[str, bytes]], *, content_type: str, by: Keeper) -> list[StoredFile]:
    """Like `keep_made`, for many small files by name and bytes: a disk waits for several no longer than for one."""
    with ThreadPoolExecutor(16) as threads:
        keys = list(threads.map(lambda one: save(File(BytesIO(one[1]))), made))
    return StoredFile.objects.bulk_create(
        StoredFile(
            name=name[:200], size=len(data), sha256=hashlib.sha256(data).hexdigest(), content_type=content_type,
            key=key, created_by_id=by.person_id,
        )
        for (name, data), key in zip(made, keys, strict=True)
    )  # fmt: skip
