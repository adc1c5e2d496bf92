"""Submission seals a version: what the dossier says and the list of its files, at one instant, with a signed receipt.

Contract: reliability.md 4.3; invariants INV-1, 2, 4, 5, 6.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, CharField, QuerySet
from django.utils.translation import gettext as _

from hoithi.accounts.actors import SYSTEM, Actor
from hoithi.audit.actions import record
from hoithi.entries import hooks, messages, rules
from hoithi.entries.actions.arriving import Running, still_running
from hoithi.entries.actions.attempts import note_attempt
from hoithi.entries.actions.base import move, taken, words
from hoithi.entries.actions.drafting import show_about
from hoithi.entries.actions.seals import counted, hashed, sign
from hoithi.entries.book import Book, book_of
from hoithi.entries.checks import Lack, State, lacks, state_of
from hoithi.entries.enums import AssistState, ConfirmedBy, EntryState, VersionState
from hoithi.entries.inspection import as_said
from hoithi.entries.models import Assist, Author, Entry, EntryFile, Provisional, Register, Submission, Supplement
from hoithi.entries.queries import chosen_unit
from hoithi.entries.windows import missed_at
from hoithi.kit import chaos
from hoithi.kit.clock import now
from hoithi.kit.codes import make_code
from hoithi.kit.prepared import given, prepared
from hoithi.kit.refusals import Refusal

GRACE = timedelta(minutes=60)


class Incomplete(Refusal):
    """The dossier lacks something; `lacks` says all of it."""

    def __init__(self, found: list[Lack]) -> None:
        super().__init__("entries.incomplete", _("Hồ sơ còn thiếu %d điểm nên chưa nộp được.") % len(found), status=422)
        self.lacks = found


def submit_entry(
    entry: Entry,
    *,
    once_key: str,
    base: int,
    by: Actor,
    at: datetime | None = None,
    running: tuple[Running, ...] = (),
    on_paper: bool = False,
    counts_at: datetime | None = None,
    in_force: bool = True,
) -> Submission:
    """Seal the working copy as the next version; `at` is when the server received the request (INV-5).

    `base` is the version of the entry that the person checked. `running` are uploads still on their way: their hashes
    are sealed, their bytes may arrive in the grace. The same `once_key` again gives the same version. Sends the
    receipt and wakes the work that follows. `counts_at` is the instant that counts instead of `at` for what came on
    paper; a version that is not `in_force` waits for `put_in_force`. Refused: who may not, too late, `Incomplete`,
    changed since it was checked (409), the key of another submission (422).
    """
    moment = at or now()
    try:
        with transaction.atomic():
            row = taken(entry)
            asked = hashed({"base": base, "paper": on_paper})
            if before := _sealed_with(entry=row.pk, key=once_key):
                return _same(before[0], asked)
            rules.can_submit(by, row, at=counts_at or moment, typed=not in_force).enforce()
            if row.version != base:
                sentence = _("Hồ sơ vừa được sửa ở nơi khác. Hãy xem lại bản mới nhất rồi nộp.")
                raise Refusal("entries.stale", sentence, status=409)
            book = book_of(row.contest, row)
            state = _counted(row, book)
            manifest = _manifest(state.files, still_running(running))
            on_way = tuple(one["slot"] for one in manifest[len(state.files) :])
            if found := lacks(row, book, state, at=moment, running=on_way, on_paper=on_paper):
                raise Incomplete(found)
            version = _seal(
                row, book=book, content=content_of(row, state), manifest=manifest, moment=moment, by=by,
                once_key=once_key,
                request_hash=asked, waiting=bool(on_way), counts_at=counts_at, in_force=in_force,
            )  # fmt: skip
            note_attempt(row, step="submit", ok=True, by=by, at=moment)
            chaos.point("submit.sealed")
    except Refusal as refusal:
        note_attempt(entry, step="submit", ok=False, said=refusal.sentence, by=by, at=moment)
        raise
    chaos.point("submit.committed")
    return version


@prepared
def _sealed_with() -> QuerySet[Submission]:
    return Submission.objects.filter(entry=given("entry", BigIntegerField()), once_key=given("key", CharField()))


@prepared
def _last_number() -> QuerySet[Submission, int]:
    rows = Submission.objects.filter(entry=given("entry", BigIntegerField()))
    return rows.order_by("-number").values_list("number", flat=True)[:1]


@prepared
def _register() -> QuerySet[Register]:
    return Register.objects.select_for_update().filter(contest=given("contest", BigIntegerField()))


def _held_register(entry: Entry) -> Register:
    if held := next(iter(_register(contest=entry.contest_id)), None):
        return held
    return Register.objects.select_for_update().get_or_create(contest_id=entry.contest_id)[0]


def _counted(entry: Entry, book: Book) -> State:
    """`state_of`; where an owner may enter only so many, their others that are being submitted count too: they are
    waited for at the register."""
    if book.eligibility.most_entries is not None:
        _held_register(entry)
        entry.__dict__.pop("others", None)
    return state_of(entry)


def _same(before: Submission, asked: str) -> Submission:
    if before.request_hash != asked:
        sentence = _("Trang này đã nộp một bản khác. Hãy mở lại trang kiểm tra rồi nộp.")
        raise Refusal("entries.key", sentence, status=422)
    return before


def content_of(entry: Entry, state: State) -> dict[str, Any]:
    """What the dossier says now, as a version keeps it: no sealed value, only its last digits."""
    return {
        "about": {**entry.about, "unit_label": str(chosen_unit(entry) or entry.about.get("unit_name", ""))},
        "answers": entry.answers,
        "authors": [_author(author) for author in state.authors],
    }


def changed_since(entry: Entry, state: State, running: tuple[Running, ...] = ()) -> bool:
    """Whether the working copy says anything else than the version in force; True when there is none. The field is
    that into which the office may have put it."""
    last = entry.latest
    if last is None:
        return True
    field = {"field": entry.field} if entry.field else {}
    standing = {**last.content, "about": {**last.content["about"], **field}}
    return (standing, last.manifest) != (content_of(entry, state), _manifest(state.files, running))


def _author(author: Author) -> dict[str, Any]:
    return {
        "uid": author.uid,
        "full_name": author.full_name,
        "represents": author.represents,
        "share": str(author.share) if author.share is not None else None,
        "birth_date": author.birth_date.isoformat() if author.birth_date else None,
        "details": author.details,
        "id_last": author.id_last,
        "state": author.state,
    }


def _manifest(files: list[EntryFile], running: tuple[Running, ...]) -> list[dict[str, Any]]:
    """The files, then those on their way: the same bytes for the same place, begun again, are one file."""
    stored = [
        {"slot": one.slot, "name": one.file.name, "size": one.file.size, "sha256": one.file.sha256} for one in files
    ]
    awaited = {
        (one.slot, one.sha256): {"slot": one.slot, "name": one.name, "size": one.size, "sha256": one.sha256}
        for one in running
    }
    here = {(one["slot"], one["sha256"]) for one in stored}
    return stored + [told for key, told in awaited.items() if key not in here]


def _seal(
    entry: Entry,
    *,
    book: Book,
    content: dict[str, Any],
    manifest: list[dict[str, Any]],
    moment: datetime,
    by: Actor,
    once_key: str,
    request_hash: str,
    waiting: bool = False,
    provisional: bool = False,
    counts_at: datetime | None = None,
    in_force: bool = True,
) -> Submission:
    register = _held_register(entry)
    if entry.number is None:
        register.number += 1
        entry.number = register.number
    last = next(iter(_last_number(entry=entry.pk)), 0)
    register.sequence += 1
    version = Submission(
        entry=entry, contest_id=entry.contest_id, number=last + 1, sequence=register.sequence,
        provisional=provisional,
        received_at=moment.astimezone(UTC), sealed_at=now(), counts_at=counts_at.astimezone(UTC) if counts_at else None,
        by_id=by.person_id, by_name=by.name[:100], form_id=book.form_id, content=content,
        manifest=manifest, manifest_hash=hashed(manifest), previous_hash=register.last_hash, once_key=once_key[:60],
        request_hash=request_hash, receipt_code=make_code(),
    )  # fmt: skip
    if waiting:
        minutes = book.dossier.grace_minutes
        version.state = VersionState.WAITING
        version.grace_until = moment + (GRACE if minutes is None else timedelta(minutes=minutes))
    else:
        version.completed_at = version.sealed_at
    version.hash = digest(version)
    sign(version, entry)
    version.save(force_insert=True)
    register.last_hash = version.hash
    register.save()
    record(
        "entries.submit_entry", on=entry, by=by, scope=entry.contest, version=version.number,
        manifest=version.manifest_hash, sequence=version.sequence, provisional=provisional, in_force=in_force,
    )  # fmt: skip
    if in_force:
        put_in_force(entry, version, by=by)
    return version


def put_in_force(entry: Entry, version: Submission, *, by: Actor, moves: bool = True) -> None:
    """`version` is from now on what `entry` says: lists show it, its owner gets the receipt, the work that follows
    begins. For verbs that hold the row of `entry`; without `moves` its state stays, and what was asked of it too."""
    first = entry.submitted_at is None
    entry.latest, entry.form_id = version, version.form_id
    entry.submitted_at = entry.submitted_at or version.received_at
    if version.by_id == entry.owner_id:
        entry.typing_done = True  # the owner's own words stand; the paper need not be typed in
        if entry.typed_by_id is not None:
            _end_typing(entry, version)
    names = [author["full_name"] for author in version.content["authors"]]
    entry.authors_line = messages.author_line(names)[:300]
    shown = show_about(entry, version.content["about"])
    columns = ("latest", "form", "submitted_at", "number", "authors_line", "typing_done", *shown)
    if moves:
        if not first:  # nothing was asked of a dossier that nobody had
            Supplement.objects.filter(entry=entry, answered_at=None).update(answered_at=now())
        entry.reason, entry.due_at = "", None
        move(entry, EntryState.SUBMITTED, *columns, "reason", "due_at")
    else:
        entry.version += 1
        entry.desk_version += 1
        entry.save(update_fields=[*columns, "version", "desk_version"])
    if entry.auto_submit is not None:  # else none was ever kept
        Provisional.objects.filter(entry=entry).delete()
    messages.send_receipt(entry, version, by=by)
    hooks.tell(hooks.SUBMITTED, version)


def _end_typing(entry: Entry, version: Submission) -> None:
    """Nobody waits any more for the owner's word on what was typed in before."""
    said = {"reason": _("Người dự thi đã tự nộp bản mới hơn."), "answered_by_name": version.by_name}
    Assist.objects.filter(entry=entry, state=AssistState.WAITING).update(
        state=AssistState.REFUSED, answered_at=now(), answered_how=ConfirmedBy.ACCOUNT, code_hash=None, **said
    )


def digest(version: Submission) -> str:
    """SHA-256 over the canonical JSON of what was sealed and the hash of the contest's version before."""
    return hashed(
        {
            "contest": version.contest_id,
            "entry": version.entry_id,
            "number": version.number,
            "sequence": version.sequence,
            "received_at": version.received_at.isoformat(),
            "content": version.content,
            "manifest": version.manifest_hash,
            "previous": version.previous_hash,
            **counted(version),
        }
    )


@transaction.atomic
def withdraw_entry(entry: Entry, *, reason: str, by: Actor, at: datetime | None = None) -> Entry:
    """Take a submitted dossier back before the deadline; it keeps its number, its versions stay readable. It may be
    submitted again."""
    row = taken(entry)
    rules.can_withdraw(by, row, at=at or now()).enforce()
    row.reason, row.due_at = words(reason, field="reason", label=_("Lý do"), needed=False), None
    move(row, EntryState.WITHDRAWN, "reason", "due_at")
    record("entries.withdraw_entry", on=row, by=by, scope=row.contest, reason=row.reason)
    return row


def keep_provisional(entry: Entry, *, at: datetime | None = None) -> bool:
    """Keep the present state of a draft as the one to be submitted by itself, if its owner wants that and nothing is
    missing."""
    if entry.state != EntryState.DRAFT or not entry.auto_submit or entry.trial:
        return False
    row = Entry.objects.select_related("contest", "unit").get(pk=entry.pk)  # as it stands after what was just done
    book, state = book_of(row.contest, row), state_of(row)
    kept = _standing(row, state, at=at or now())
    if lacks(row, book, state, at=kept.at):
        return False
    said = {"at": kept.at, "content": kept.content, "manifest": kept.manifest}
    Provisional.objects.update_or_create(entry=row, defaults=said)
    return True


@transaction.atomic
def seal_provisional(entry: Entry) -> Submission | None:
    """The deadline has come: a draft whose owner wants that becomes a version, on time because it reached us before.
    It is sealed as it stands, also when others completed it; when it lacks something, as it was when last complete,
    without what was taken out since. None when neither may be submitted, or it was submitted meanwhile."""
    row = taken(entry)
    last = missed_at(row, now())
    if row.state != EntryState.DRAFT or not row.auto_submit or row.trial or last is None:
        return None
    book = book_of(row.contest, row)
    state = _counted(row, book)
    stands = _standing(row, state, at=last)
    version = stands if not lacks(row, book, state, at=stands.at) else _last_complete(row, book, state)
    if version is None:
        return None
    return _seal(
        row, book=book, content=version.content, manifest=version.manifest, moment=version.at, by=SYSTEM,
        once_key=f"deadline:{row.pk}", request_hash=hashed(version.manifest), provisional=True,
    )  # fmt: skip


def _standing(entry: Entry, state: State, *, at: datetime) -> Provisional:
    return Provisional(entry=entry, at=at, content=content_of(entry, state), manifest=_manifest(state.files, ()))


def _last_complete(entry: Entry, book: Book, state: State) -> Provisional | None:
    kept = Provisional.objects.filter(entry=entry).first()
    if kept is None:
        return None
    authors = {one.uid for one in state.authors}
    kept.content["authors"] = [one for one in kept.content["authors"] if one["uid"] in authors]
    here = {(one.slot, one.file.sha256) for one in state.files}
    kept.manifest = [one for one in kept.manifest if (one["slot"], one["sha256"]) in here]
    said, then = as_said(entry, kept, state)
    if not lacks(said, book, then, at=kept.at):
        return kept
    kept.delete()
    return None


@transaction.atomic
def settle_version(version: Submission) -> Submission:
    """Look whether the bytes of a version that was sealed with uploads under way have all arrived, or its grace is
    over (INV-2)."""
    held = Submission.objects.select_for_update().get(pk=version.pk)
    if held.state != VersionState.WAITING:
        return held
    here = set(EntryFile.objects.filter(entry=held.entry_id).values_list("slot", "file__sha256"))
    if all((one["slot"], one["sha256"]) in here for one in held.manifest):
        held.state, held.completed_at = VersionState.COMPLETE, now()
    elif held.grace_until is not None and now() >= held.grace_until:
        held.state = VersionState.INCOMPLETE
    else:
        return held
    held.save(update_fields=["state", "completed_at"])
    record(
        "entries.settle_version", on=held.entry, by=SYSTEM, scope=held.contest, version=held.number, state=held.state
    )
    return held
