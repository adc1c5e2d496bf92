"""Verbs on lists of former solutions: brought in as a file, looked at, taken when somebody confirms, taken out
again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.entries.actions.base import words
from hoithi.entries.likeness import rules
from hoithi.entries.likeness.archive import LABELS, Row, again, guess, head_of, read_rows
from hoithi.entries.likeness.corpus import keys_of, take_shingles
from hoithi.entries.likeness.sheets import Table, read_table
from hoithi.entries.models import ArchiveImport, Former, Match
from hoithi.kit.clock import now
from hoithi.kit.files import KindSet, inspect, read, store
from hoithi.kit.files.kinds import TEXT, XLSX, MiB
from hoithi.kit.refusals import Refusal
from hoithi.units.models import Unit

LISTS = KindSet((XLSX, TEXT), 5 * MiB)
TAKEN: list[Callable[[str], Any]] = []  # told the uid of a list whose rows were taken, in the transaction of the verb


def bring_list(
    upload: File,  # type: ignore[type-arg]
    *,
    owner: Unit,
    contest_name: str,
    year: int | None,
    published: bool,
    by: Actor,
) -> ArchiveImport:
    """Keep a list of former solutions of `owner` to be looked at; none of its rows is taken yet. `published`: it is
    public, so every office may read it. Refused: who may not, a file that is no list or has too many rows."""
    rules.can_import(by, owner).enforce()
    name = words(contest_name, field="contest_name", label=_("Tên hội thi"), most=200, lines=False)
    inspect(upload, kinds=LISTS)  # before anything of it is unpacked
    upload.seek(0)
    head = head_of(read_table(upload.read()))
    file = store(upload, kinds=LISTS, by=by)
    with transaction.atomic():
        archive = ArchiveImport.objects.create(
            owner=owner, file=file, contest_name=name, year=year, published=published, columns=guess(head),
            by_id=by.person_id, by_name=by.name[:100], made_at=now(),
        )  # fmt: skip
        record("entries.bring_list", on=archive, by=by, scope=owner, file=file.sha256)
    return archive


@transaction.atomic
def choose_columns(archive: ArchiveImport, columns: Mapping[str, int], *, version: int, by: Actor) -> ArchiveImport:
    """Say which column of the file holds what. Refused: who may not, rows already taken, one column for two things, a
    page that is no longer the last (409)."""
    held = _held(archive, version)
    rules.can_take(by, held).enforce()
    chosen = {what: column for what, column in columns.items() if what in LABELS}
    if len(set(chosen.values())) < len(chosen):
        raise Refusal("likeness.columns", _("Một cột không thể là hai nội dung. Hãy chọn lại."), status=422)
    held.columns = chosen
    held.version += 1
    held.save(update_fields=["columns", "version"])
    record("entries.choose_columns", on=held, by=by, scope=held.owner, columns=chosen)
    return held


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking a list would do: rows that are new, that are there already (`known`), that are refused."""

    table: Table
    new: list[Row]
    known: list[Row]
    refused: list[Row]

    @property
    def rows(self) -> list[Row]:
        """All of them, in the order of the file."""
        return sorted([*self.new, *self.known, *self.refused], key=lambda row: row.line)


def plan_of(archive: ArchiveImport) -> Plan:
    """What taking `archive` would do now; changes nothing. Without a column for the title no row can be taken."""
    table = read_table(read(archive.file))
    rows = read_rows(
        table, archive.columns, contest=archive.contest_name, year=archive.year, owner=archive.owner_id
    )  # fmt: skip
    sound = [row for row in rows if not row.problems]
    twice = again(sound)
    there = _there(sound)
    known = [row for row in sound if row.key in there or row.line in twice]
    standing = {row.line for row in known}
    return Plan(table, [row for row in sound if row.line not in standing], known, [r for r in rows if r.problems])


def _there(rows: Sequence[Row]) -> set[str]:
    keys = [row.key for row in rows]
    found: set[str] = set()
    for start in range(0, len(keys), 500):
        standing = Former.objects.filter(row_key__in=keys[start : start + 500])
        found.update(key for key in standing.values_list("row_key", flat=True) if key)
    return found


def earlier(archive: ArchiveImport) -> ArchiveImport | None:
    """The last time that the same file was taken for the same body."""
    same = ArchiveImport.objects.filter(owner=archive.owner_id, file__sha256=archive.file.sha256)
    return same.exclude(pk=archive.pk).exclude(taken_at=None).order_by("-taken_at").first()


def take_list(archive: ArchiveImport, *, version: int, by: Actor) -> ArchiveImport:
    """Take the sound rows that are new; the others stay out. Dossiers are compared with them in the background.
    Refused: who may not, rows already taken, no new row, a page that is no longer the last (409)."""
    rules.can_take(by, archive).enforce()
    plan = plan_of(archive)
    with transaction.atomic():
        held = _held(archive, version)
        rules.can_take(by, held).enforce()
        if not plan.new:
            raise Refusal("likeness.nothing", _("Không có dòng mới nào để nhập."))
        rows = [_former(held, row) for row in plan.new]
        before = Former.objects.filter(archive=held).count()
        Former.objects.bulk_create(rows, ignore_conflicts=True)  # another list may have brought one meanwhile
        held.rows_taken = Former.objects.filter(archive=held).count() - before
        held.rows_known = len(plan.known) + len(rows) - held.rows_taken
        held.rows_refused, held.taken_at = len(plan.refused), now()
        held.version += 1
        held.save(update_fields=["rows_taken", "rows_known", "rows_refused", "taken_at", "version"])
        record(
            "entries.take_list", on=held, by=by, scope=held.owner, taken=held.rows_taken, known=held.rows_known,
            refused=held.rows_refused,
        )  # fmt: skip
        for listener in TAKEN:
            listener(held.uid)
    return held


def _former(archive: ArchiveImport, row: Row) -> Former:
    said = row.values
    former = Former(
        source=Former.Source.ARCHIVE, archive=archive, row_key=row.key, contest_name=said["contest"],
        year=row.year or 0, title=said["title"], authors_line=said["authors"], unit_name=said["unit"],
        field_name=said["field"], prize=said["prize"], text=said["summary"], typed=len(said["summary"]),
    )  # fmt: skip
    former.set_search_key()
    return former


def drop_list(archive: ArchiveImport, *, reason: str, by: Actor) -> None:
    """Take a list out again, with its rows and the likenesses to them: the wrong file was brought in. Refused: who may
    not, no reason, a likeness to one of its rows that an officer has judged."""
    rules.can_import(by, archive.owner).enforce()
    keys = [key for former in Former.objects.filter(archive=archive).iterator(500) for key in keys_of(former)]
    with transaction.atomic():
        held = _held(archive)
        why = words(reason, field="reason", label=_("Lý do"))
        if Match.objects.filter(former__archive=held).exclude(state=Match.State.OPEN).exists():
            sentence = _("Đã có kết luận về độ giống với giải pháp trong danh sách này nên không bỏ được.")
            raise Refusal("likeness.judged", sentence)
        record("entries.drop_list", on=held, by=by, scope=held.owner, reason=why, rows=held.rows_taken)
        take_shingles(keys)
        held.delete()


def _held(archive: ArchiveImport, version: int | None = None) -> ArchiveImport:
    held = ArchiveImport.objects.select_for_update(of=("self",)).select_related("owner", "file").get(pk=archive.pk)
    if version is not None and held.version != version:
        raise Refusal("likeness.stale", _("Danh sách vừa được đổi ở nơi khác. Hãy xem lại rồi làm tiếp."))
    return held
