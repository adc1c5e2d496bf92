"""One archive that holds an installation: the database, every file it names, and a manifest by which it is proven.

The database is copied first: files never change, so every file that the copy names can still be read afterwards.
"""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import hoithi
from hoithi.audit.models import Event
from hoithi.kit.clock import now
from hoithi.kit.files.look import chunks
from hoithi.kit.models import StoredFile
from hoithi.site.ops import Failure, databases

FORMAT = 1
MARK = "last-backup.json"
Say = Callable[[str], None]


def back_up(target: Path, *, say: Say) -> dict[str, Any]:
    """Write the archive `target` (gzip-compressed tar, mode 0600, whole or not there at all) and give its manifest.

    Raises `Failure`: the target exists or cannot be written, the database is damaged, or a file is missing or altered
    (the archive is then written all the same, without the bad files).
    """
    if target.exists():
        raise Failure(f"{target} exists; give another name")
    partial = target.with_name(f".{target.name}.partial")
    bad: list[str] = []
    try:
        raw = os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        with raw, tempfile.TemporaryDirectory(prefix="hoithi-backup-") as folder:
            with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as archive:
                manifest = _fill(archive, Path(folder), bad, say)
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(target)
    except OSError as error:
        raise Failure(f"cannot write {target}: {error.strerror}") from error
    finally:
        partial.unlink(missing_ok=True)
    if bad:
        raise Failure(f"{target} was written, but {len(bad)} files are missing or altered, such as {bad[0]}")
    return manifest


def _fill(archive: tarfile.TarFile, folder: Path, bad: list[str], say: Say) -> dict[str, Any]:
    with databases.copied(folder) as (path, cursor):
        say("copied the database")
        manifest = {
            "format": FORMAT,
            "version": hoithi.__version__,
            "made_at": now().isoformat(timespec="seconds"),
            "vendor": connection.vendor,
            "database": {"name": path.name, "size": path.stat().st_size, "sha256": digest(path)},
            "counts": databases.counts(cursor, databases.tables()),
            "migrations": _rows(cursor, MigrationRecorder.Migration._meta.db_table, "app, name", "app, name"),
            "audit": (_rows(cursor, Event._meta.db_table, "id, hash", "id DESC LIMIT 1") or [[0, ""]])[0],
        }
        files = _rows(cursor, StoredFile._meta.db_table, "key, size, sha256", "key")
    archive.add(path, path.name)
    manifest["files"] = _add_files(archive, files, bad, say)
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    entry = tarfile.TarInfo("manifest.json")
    entry.size = len(text)
    archive.addfile(entry, io.BytesIO(text))
    return manifest


def _rows(cursor: Any, table: str, fields: str, order: str) -> list[list[Any]]:
    cursor.execute(f'SELECT {fields} FROM "{table}" ORDER BY {order}')  # noqa: S608 - our own words
    return [list(row) for row in cursor.fetchall()]


def _add_files(archive: tarfile.TarFile, files: list[list[Any]], bad: list[str], say: Say) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for number, (key, size, sha256) in enumerate(files, start=1):
        if number % 100 == 0 or number == len(files):
            say(f"files {number}/{len(files)}")
        if not _add(archive, key, size, sha256):
            bad.append(key)
            continue
        kept[key] = [size, sha256]
    return kept


def _add(archive: tarfile.TarFile, key: str, size: int, sha256: str) -> bool:
    if not default_storage.exists(key):
        return False
    with default_storage.open(key) as file:
        found = hashlib.sha256()
        length = 0
        for chunk in chunks(file):
            found.update(chunk)
            length += len(chunk)
        if (length, found.hexdigest()) != (size, sha256):
            return False
        entry = tarfile.TarInfo(f"files/{key}")
        entry.size, entry.mode = size, 0o600
        file.seek(0)
        archive.addfile(entry, file)
    return True


def digest(path: Path) -> str:
    """The SHA-256 of a file on this machine, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def leave_mark(folder: Path, target: Path, manifest: dict[str, Any]) -> None:
    """Note in `folder` when the last backup was made and with what head of the record, for `hoithi check`."""
    words = {"made_at": manifest["made_at"], "audit": manifest["audit"], "sha256": digest(target)}
    (folder / MARK).write_text(json.dumps(words))
