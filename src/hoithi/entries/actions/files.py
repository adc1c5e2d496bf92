"""Verbs on the files of the working copy."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import BigIntegerField, CharField, QuerySet
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.rule_schemas.answers import is_frozen
from hoithi.contests.rule_schemas.entering import Paper, PaperKind
from hoithi.entries import hooks
from hoithi.entries.actions.base import editable, taken, touch
from hoithi.entries.actions.submitting import settle_version
from hoithi.entries.book import Book, book_of
from hoithi.entries.enums import FILES, VersionState
from hoithi.entries.models import Entry, EntryFile, Submission
from hoithi.kit.clock import now
from hoithi.kit.models import StoredFile
from hoithi.kit.prepared import given, prepared
from hoithi.kit.refusals import Refusal

QUOTA = 2 * 1024**3  # bytes of one dossier


class _Standing(NamedTuple):
    pk: int
    slot: str
    sha256: str
    size: int


def _standing(entry: Entry) -> list[_Standing]:
    return [_Standing(*row) for row in _standing_rows(entry=entry.pk)]


@prepared
def _standing_rows() -> QuerySet[EntryFile, tuple[int, str, str, int]]:
    rows = EntryFile.objects.filter(entry=given("entry", BigIntegerField()), removed_at=None)
    return rows.order_by("pk").values_list("pk", "slot", "file__sha256", "file__size")


def paper_of(book: Book, slot: str) -> Paper:
    """The paper of the form with the code `slot` that takes files; a `Refusal` when there is none."""
    found = book.paper(slot)
    if found is None or found.kind == PaperKind.OBJECT:
        raise Refusal("entries.slot", _("Mẫu hồ sơ không nhận tệp ở mục này. Hãy tải lại trang."), status=404)
    return found


def check_room(entry: Entry, slot: str, size: int, *, coming: int = 0) -> None:
    """Refuse one file more than the form allows in `slot`, or more bytes than a dossier may have. `coming`: bytes of
    other uploads on their way, which may be sealed as they are."""
    _check_room(entry, slot, size, _standing(entry), coming)


def _check_room(entry: Entry, slot: str, size: int, files: Sequence[_Standing], coming: int = 0) -> None:
    book = book_of(entry.contest, entry)
    paper = paper_of(book, slot)
    if entry.typed_by_id is None and paper not in book.dossier.papers:
        raise Refusal("entries.slot", _("Mục này chỉ dành cho hồ sơ giấy nhận tại quầy hoặc qua bưu điện."), status=404)
    enforce_thawed(entry, slot)
    if paper.most is not None and sum(one.slot == slot for one in files) >= paper.most:
        words = _("Mục “%(name)s” nhận tối đa %(most)d tệp. Hãy bỏ bớt một tệp rồi thêm.")
        raise Refusal("entries.slot_full", words % {"name": paper.name, "most": paper.most}, status=422)
    used = coming + sum(one.size for one in files)
    if used + size > QUOTA:
        words = _("Cả hồ sơ tối đa %(most)d MB, đã dùng %(used)d MB. Hãy bỏ tệp không cần hoặc giảm cỡ ảnh, video.")
        raise Refusal("entries.quota", words % {"most": QUOTA >> 20, "used": used >> 20}, status=422)


def _there(files: Sequence[_Standing], slot: str, stored: StoredFile) -> EntryFile | None:
    """The file that somebody sends once more, because the answer was lost."""
    same = [one.pk for one in files if (one.slot, one.sha256) == (slot, stored.sha256)]
    return EntryFile.objects.get(pk=same[0]) if same else None


def enforce_thawed(entry: Entry, slot: str) -> None:
    """Refuse a change of the files of `slot` once the form has frozen it."""
    paper = book_of(entry.contest, entry).paper(slot)
    if paper is not None and is_frozen(paper, now()):
        raise Refusal("entries.slot_frozen", _("Mục này không thêm, bớt tệp được nữa."), status=409)


@prepared
def _last_position() -> QuerySet[EntryFile, int]:
    rows = EntryFile.objects.filter(entry=given("entry", BigIntegerField()), slot=given("slot", CharField()))
    return rows.order_by("-position").values_list("position", flat=True)[:1]


@transaction.atomic
def add_file(entry: Entry, slot: str, stored: StoredFile, *, by: Actor, at: datetime | None = None) -> EntryFile:
    """Put a kept file into its place of the working copy; what is made from it is made in the background. The same
    bytes sent again to the same place are the file that is there. Refused: who may not edit, out of time, a place that
    does not exist or is full, the quota."""
    row = editable(entry, by=by, at=at)
    files = _standing(row)
    if same := _there(files, slot, stored):
        return same
    _check_room(row, slot, stored.size, files)
    placed = _place(row, slot, stored, by=by)
    # a file that the owner sends while looking at the last page is no reason to look again
    touch(row, FILES, seen=by.person_id == row.owner_id)
    record("entries.add_file", on=row, by=by, scope=row.contest, slot=slot, sha256=stored.sha256, size=stored.size)
    return placed


def is_awaited(entry: Entry, slot: str, sha256: str) -> bool:
    """Whether a version of `entry` that was sealed in time still waits for these bytes in `slot`."""
    return _names(Submission.objects.filter(entry=entry, state=VersionState.WAITING), slot, sha256)


def _names(versions: Iterable[Submission], slot: str, sha256: str) -> bool:
    return any((one["slot"], one["sha256"]) == (slot, sha256) for each in versions for one in each.manifest)


@transaction.atomic
def place_sealed_file(entry: Entry, slot: str, stored: StoredFile, *, by: Actor) -> EntryFile | None:
    """Bytes have arrived that a version sealed in time has named: they take their place whatever the hour, for their
    hash was fixed. None when no version waits for them."""
    row = taken(entry)
    waiting = Submission.objects.filter(entry=row, state=VersionState.WAITING)
    if not _names(waiting, slot, stored.sha256):
        return None
    placed = _there(_standing(row), slot, stored) or _place(row, slot, stored, by=by)
    record("entries.place_sealed_file", on=row, by=by, scope=row.contest, slot=slot, sha256=stored.sha256)
    for version in waiting:
        settle_version(version)
    return placed


@transaction.atomic
def keep_late_file(entry: Entry, slot: str, stored: StoredFile, *, by: Actor) -> EntryFile:
    """Bytes that arrived too late and that no version named: kept, in no version, for the entrant and the office to see
    (INV-6)."""
    row = taken(entry)
    if same := _there(_standing(row), slot, stored):
        return same
    placed = _place(row, slot, stored, by=by, late=True)
    record("entries.keep_late_file", on=row, by=by, scope=row.contest, slot=slot, sha256=stored.sha256)
    return placed


def _place(entry: Entry, slot: str, stored: StoredFile, *, by: Actor, late: bool = False) -> EntryFile:
    last = next(iter(_last_position(entry=entry.pk, slot=slot)), 0)
    placed = EntryFile.objects.create(
        entry=entry,
        slot=slot,
        file=stored,
        position=last + 1,
        added_at=now(),
        added_by_name=by.name[:100],
        late=late,
        removed_at=now() if late else None,
        scan=EntryFile.Scan.WAITING if settings.CLAMD else EntryFile.Scan.OFF,
    )
    hooks.tell(hooks.FILE_ADDED, placed)
    return placed


@transaction.atomic
def remove_file(placed: EntryFile, *, by: Actor) -> None:
    """Take a file out of the working copy; a version that names it keeps it."""
    row = editable(placed.entry, by=by)
    enforce_thawed(row, placed.slot)
    if EntryFile.objects.filter(pk=placed.pk, removed_at=None).update(removed_at=now()):
        touch(row, FILES)
        record("entries.remove_file", on=row, by=by, scope=row.contest, slot=placed.slot)
