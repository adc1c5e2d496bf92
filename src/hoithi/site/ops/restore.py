"""An archive made into an installation again, in an empty place only, after every byte of it has been proven."""

import json
import re
import shutil
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection

from hoithi.kit import invariants, uploads
from hoithi.site.ops import Failure, databases
from hoithi.site.ops.backup import FORMAT, Say, digest

_MEMBERS = re.compile(r"manifest\.json|database\.(?:sqlite3|dump)|files/[0-9a-f]{2}/[0-9a-f]{32}")


def restore(source: Path, *, say: Say) -> dict[str, Any]:
    """Bring back the archive `source`; gives its manifest. Raises `Failure`, having changed nothing, when the place is
    not empty or the archive is not whole; raises it afterwards when the restored data breaks an invariant."""
    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    _require_empty()
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.VAR) as name:
        folder = Path(name)
        manifest = open_archive(source, folder)
        say(f"the archive of {manifest['made_at']} is whole: {len(manifest['files'])} files")
        for number, key in enumerate(manifest["files"], start=1):
            with (folder / "files" / key).open("rb") as file:
                default_storage.save(key, File(file))
            if number % 100 == 0 or number == len(manifest["files"]):
                say(f"files {number}/{len(manifest['files'])}")
        databases.put_in_place(folder / manifest["database"]["name"])
    say("the database is in place")
    _prove_restored(manifest)
    return manifest


def _require_empty() -> None:
    if databases.tables():
        raise Failure("this installation is not empty: its database has tables; restore into an empty one")
    try:
        found = any(default_storage.listdir(""))
    except FileNotFoundError:
        found = False
    if found:
        raise Failure("this installation is not empty: it has files; restore into an empty one")


def open_archive(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack `source` into `folder` and give its manifest; raises `Failure` unless every byte is as it was made."""
    _unpack(source, folder)
    return _prove(folder)


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source, "r:gz") as archive:
            for member in archive:
                if not member.isfile() or not _MEMBERS.fullmatch(member.name):
                    raise Failure(f"{source} is no backup of hoithi: it holds {member.name[:60]!r}")
                path = folder / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    shutil.copyfileobj(archive.extractfile(member) or file, file)
    except FileNotFoundError as error:
        raise Failure(f"there is no file {source}") from error
    except (tarfile.TarError, EOFError, OSError) as error:
        raise Failure(f"{source} is damaged or no backup of hoithi: {' '.join(str(error).split())}") from error


def _prove(folder: Path) -> dict[str, Any]:
    """The manifest, when everything it names is there with its hash and nothing else is."""
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
        known, database = manifest["format"], manifest["database"]
    except (OSError, ValueError, KeyError) as error:
        raise Failure("the archive has no manifest: it was cut short or is no backup of hoithi") from error
    if known != FORMAT:
        raise Failure(f"the archive has format {known}; this version reads format {FORMAT}")
    if manifest["vendor"] != connection.vendor:
        raise Failure(f"the archive was made on {manifest['vendor']}; this installation runs on {connection.vendor}")
    wanted = {database["name"]: database["sha256"]}
    wanted |= {f"files/{key}": sha256 for key, (__, sha256) in manifest["files"].items()}
    for name, sha256 in wanted.items():
        path = folder / name
        if not path.is_file() or digest(path) != sha256:
            raise Failure(f"{name} in the archive is missing or altered")
    return manifest


def _prove_restored(manifest: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        found = databases.counts(cursor, databases.tables())
    if found != manifest["counts"]:
        differing = sorted(
            name for name in found | manifest["counts"] if found.get(name) != manifest["counts"].get(name)
        )
        raise Failure(f"restored, but tables differ in number of rows from the manifest: {', '.join(differing)}")
    uploads.forget_running()
    for name in invariants.names():
        for sentence in invariants.broken(name):
            raise Failure(f"restored, but the invariant {name!r} does not hold: {sentence}")
