"""A ZIP of many dossiers, made in the background: a folder for each, with its files and what it says as text."""

import errno
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import PurePosixPath
from typing import IO

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.queries import actor_of
from hoithi.entries import rules
from hoithi.entries.inspection import placed_files
from hoithi.entries.models import DossierExport, Entry
from hoithi.entries.queries import received
from hoithi.entries.reading import Placed, Reading, book_for, read
from hoithi.kit.clock import now
from hoithi.kit.dates import show_instant
from hoithi.kit.files.look import clean_name
from hoithi.kit.files.made import keep_made
from hoithi.kit.jobs import every, job
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal

_PACKED = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".pdf", ".docx", ".xlsx", ".zip", ".mp4", ".mov")
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
TOLD_EVERY = 20  # dossiers between two signs of progress
GIVEN_UP_AFTER = timedelta(hours=2)  # the tries of a job wait 36 minutes in all
State = DossierExport.State


@job
def make_dossiers(uid: str) -> None:
    """Makes the ZIP that `uid` asks for. Begun anew when the worker died; what is done, has expired or is not allowed
    any more stays as it is."""
    export = DossierExport.objects.select_related("contest", "person").filter(uid=uid).first()
    if export is None or export.state not in {State.QUEUED, State.DOING}:
        return
    by = actor_of(export.person, second_factor=True)
    if not rules.can_take_dossiers(by, export.contest):
        _end(export, State.FAILED, _("Người yêu cầu không còn quyền tải hồ sơ của hội thi."), by=by)
        return
    _tell(export, 0)
    try:
        export.file, export.done = _made(export, by), export.total
    except Refusal as refusal:
        _end(export, State.FAILED, refusal.sentence, by=by)
    else:
        _end(export, State.DONE, "", by=by)


def _made(export: DossierExport, by: Actor) -> StoredFile:
    with tempfile.TemporaryFile() as made:
        try:
            _write(export, made, by)
        except OSError as error:
            if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
                raise
            raise Refusal("no_space", _("Máy chủ tạm hết chỗ lưu tệp. Hãy thử lại sau."), status=507) from error
        name = f"{export.contest.slug[:60]}-{now():%Y%m%d-%H%M}.zip"
        return keep_made(made, name=name, content_type="application/zip", by=by)


def _tell(export: DossierExport, done: int) -> None:
    DossierExport.objects.filter(pk=export.pk).exclude(state=State.EXPIRED).update(state=State.DOING, done=done)


@transaction.atomic
def _end(export: DossierExport, state: str, said: str, *, by: Actor) -> None:
    if DossierExport.objects.select_for_update().get(pk=export.pk).state == State.EXPIRED:
        return  # somebody in it was erased meanwhile
    export.state, export.said = state, said[:300]
    export.save(update_fields=["state", "said", "file", "done"])
    record("entries.make_dossiers", on=export.contest, by=by, scope=export.contest, export=export.uid, state=str(state))


def _write(export: DossierExport, made: IO[bytes], by: Actor) -> None:
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        for done, entry in enumerate(_entries(export, by), 1):
            _add(archive, entry)
            if done % TOLD_EVERY == 0:
                _tell(export, done)


def _entries(export: DossierExport, by: Actor) -> Iterator[Entry]:
    """Those of the chosen that the person may see now, a few at a time, in the order of the list."""
    for start in range(0, len(export.chosen), TOLD_EVERY):
        wanted = export.chosen[start : start + TOLD_EVERY]
        seen = received(by, export.contest).filter(pk__in=wanted).exclude(latest=None)
        found = {row.pk: row for row in seen.select_related("contest", "latest", "owner", "unit")}
        yield from (found[pk] for pk in wanted if pk in found)


def _add(archive: zipfile.ZipFile, entry: Entry) -> None:
    version = entry.latest
    if version is None:
        return
    reading = read(version.content, version.manifest, book_for(entry.contest, version), placed_files(version))
    taken: set[str] = {"ho-so.txt"}
    left_out = []
    for placed in reading.files:
        stored = None if placed.file is None or placed.held else placed.file.file
        if stored is None or not default_storage.exists(stored.key):
            left_out.append(placed)
        else:
            _add_file(archive, f"{entry.code}/{_free(placed.name, taken)}", stored)
    text = "\r\n".join(_lines(entry, reading, left_out))
    archive.writestr(f"{entry.code}/ho-so.txt", b"\xef\xbb\xbf" + text.encode())


def _add_file(archive: zipfile.ZipFile, path: str, stored: StoredFile) -> None:
    about = zipfile.ZipInfo(path, now().timetuple()[:6])
    packed = path.lower().endswith(_PACKED)
    about.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    about.external_attr = 0o600 << 16
    with default_storage.open(stored.key) as source, archive.open(about, "w", force_zip64=True) as target:
        while chunk := source.read(1 << 20):
            target.write(chunk)


def _free(name: str, taken: set[str]) -> str:
    """A name that any system can unpack, and that no other file of the folder has."""
    clean = "".join("_" if letter in '<>:"|?*/\\' else letter for letter in clean_name(name))
    path = PurePosixPath(clean)
    stem = f"_{path.stem}" if path.stem.lower() in _RESERVED else path.stem
    tries = (f"{stem}{path.suffix}" if n == 1 else f"{stem} ({n}){path.suffix}" for n in count(1))
    free = next(one for one in tries if one.lower() not in taken)
    taken.add(free.lower())
    return free


def _lines(entry: Entry, reading: Reading, left_out: list[Placed]) -> Iterator[str]:
    version = entry.latest
    yield f"{entry.code}: {reading.title}"
    if version is not None:
        words = {"number": version.number, "at": show_instant(version.received_at), "code": version.receipt_code}
        yield _("Lần nộp %(number)d, nhận lúc %(at)s, mã biên nhận %(code)s") % words
    yield from (f"{label}: {value}" for label, value in reading.about)
    yield ""
    for author in reading.authors:
        said = [author.share, *(f"{label}: {value}" for label, value in author.facts)]
        yield _("Tác giả: %s") % "; ".join([author.name, *(part for part in said if part)])
    for part in reading.parts:
        for answer in part.answers:
            yield from ("", answer.name.upper(), *(answer.text or _("(chưa trả lời)")).split("\n"))
    yield ""
    for placed in reading.files:
        yield _("Tệp: %(name)s, %(size)d byte, SHA-256 %(hash)s") % {
            "name": placed.name, "size": placed.size, "hash": placed.sha256,
        }  # fmt: skip
    for placed in left_out:
        yield _("Không có trong tệp ZIP: %s (chưa về đủ, hoặc chưa kiểm tra xong).") % placed.name


@every(minutes=60)
@job
def expire_dossiers() -> None:
    """Lets go of the files that have expired (the nightly sweep removes their bytes), and says of those whose job was
    given up that they will not come; one that is still being written says otherwise by its next sign of progress."""
    given_up = DossierExport.objects.filter(state=State.DOING, asked_at__lte=now() - GIVEN_UP_AFTER)
    given_up.update(state=State.FAILED, said=_("Đã thử nhiều lần mà không làm được tệp. Hãy yêu cầu lại."))
    late = DossierExport.objects.filter(expires_at__lte=now()).exclude(state=State.EXPIRED)
    late.update(state=State.EXPIRED, file=None)
