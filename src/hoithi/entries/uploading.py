"""Where files of dossiers arrive in pieces (kit.uploads). Targets are "uid of the entry:code of the paper"."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.entries import rules, windows
from hoithi.entries.actions.arriving import Running
from hoithi.entries.actions.attempts import note_attempt
from hoithi.entries.actions.files import add_file, check_room, is_awaited, keep_late_file, paper_of, place_sealed_file
from hoithi.entries.actions.submitting import keep_provisional
from hoithi.entries.book import book_of
from hoithi.entries.models import Entry
from hoithi.entries.papers import kinds_of
from hoithi.kit.clock import now
from hoithi.kit.files import KindSet
from hoithi.kit.models import StoredFile, Upload, UploadState
from hoithi.kit.refusals import Refusal, Verdict
from hoithi.kit.uploads import Place, register_place

PLACE = "entry_file"
ALIVE = timedelta(hours=1)
KEPT_AFTER = timedelta(days=7)


def target_of(entry: Entry, slot: str) -> str:
    """The target of one paper of an entry."""
    return f"{entry.uid}:{slot}"


def uploads_of(uid: str, *, by: Actor) -> QuerySet[Upload]:
    """What `by` is sending to the entry `uid`, from whatever device."""
    return uploads_to(target_prefix(uid), by=by, at=now())


def target_prefix(uid: str) -> str:
    """How every target of the entry `uid` begins."""
    return f"{uid}:"


def uploads_to(prefix: str, *, by: Actor, at: datetime) -> QuerySet[Upload]:
    """What `by` is sending at `at` to targets that begin with `prefix`."""
    running = Upload.objects.filter(person_id=by.person_id or 0, place=PLACE, state=UploadState.RUNNING)
    return running.filter(target__startswith=prefix, expires_at__gt=at).order_by("pk")


def running_of(uploads: Iterable[Upload]) -> tuple[Running, ...]:
    """Those whose hash was told when they began, and that were begun or got bytes within the last hour: they may be
    sealed while they are on their way. What somebody has left stands for no file."""
    since = now() - ALIVE
    return tuple(
        Running(one.uid, slot_of(one), one.name, one.size, one.sha256)
        for one in uploads
        if one.sha256 and max(one.created_at, one.writer_until or one.created_at) > since
    )


def slot_of(upload: Upload) -> str:
    """The code of the paper that an upload is for."""
    return upload.target.partition(":")[2]


def _entry(target: str) -> tuple[Entry | None, str]:
    uid, __, slot = target.partition(":")
    return Entry.objects.select_related("contest").filter(uid=uid).first(), slot


def _kinds(target: str) -> KindSet:
    entry, slot = _entry(target)
    if entry is None:
        raise Refusal("entries.unknown", _("Không có hồ sơ này."), status=404)
    return kinds_of(paper_of(book_of(entry.contest, entry), slot))


def _may_begin(actor: Any, target: str, *, size: int, sha256: str) -> Verdict:
    entry, slot = _entry(target)
    if entry is None:
        return Verdict.no("entries.unknown", "", status=404)
    moment = now()
    verdict = rules.can_edit(actor, entry, at=moment)
    if verdict:
        check_room(entry, slot, size, coming=_coming(entry, actor, besides=(slot, sha256)))
    elif verdict.status != 404 and is_awaited(entry, slot, sha256):
        verdict = Verdict.yes()
    if verdict.status != 404 or verdict:
        note_attempt(
            entry, step="upload_begin", ok=bool(verdict), said=str(verdict.reason), by=actor, at=moment, size=size
        )
    return verdict


def _coming(entry: Entry, actor: Any, *, besides: tuple[str, str]) -> int:
    """How many bytes `actor` is sending to `entry`; the same file begun again is one."""
    sizes = {(one.slot, one.sha256): one.size for one in running_of(uploads_of(entry.uid, by=actor))}
    return sum(sizes.values()) - sizes.get(besides, 0)


def _kept_until(target: str) -> datetime | None:
    """A week after the deadline (reliability.md 4.3): what broke off in time may be gone on with, or asked about."""
    entry, __ = _entry(target)
    bound = entry and windows.until(entry, windows.window_of(entry.contest, now()), windows.extended_until(entry))
    return bound + KEPT_AFTER if bound else None


def _may_write(actor: Any, upload: Upload) -> Verdict:
    """Bytes of an upload that was begun in time may go on arriving; what becomes of them is decided at the end."""
    return Verdict.yes() if actor.person_id == upload.person_id else Verdict.no("entries.unknown", "", status=404)


def _finished(upload: Upload, stored: StoredFile, actor: Any) -> None:
    entry, slot = _entry(upload.target)
    if entry is None:
        raise Refusal("entries.unknown", _("Hồ sơ này không còn nữa."), status=404)
    moment = now()
    if place_sealed_file(entry, slot, stored, by=actor) is None:
        if rules.can_edit(actor, entry, at=moment):
            add_file(entry, slot, stored, by=actor)
            keep_provisional(entry, at=moment)
        else:
            keep_late_file(entry, slot, stored, by=actor)
    note_attempt(entry, step="upload_end", ok=True, by=actor, at=moment, size=stored.size)


def register() -> None:
    """Names the place; said twice it changes nothing."""
    register_place(
        Place(
            PLACE,
            kinds=_kinds,
            may_begin=_may_begin,
            may_write=_may_write,
            finished=_finished,
            kept_until=_kept_until,
        )
    )
