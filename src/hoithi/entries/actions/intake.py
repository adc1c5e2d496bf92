"""Decisions of the office on a submitted dossier. Each says which `version` (`Entry.desk_version`) it was made on: when
somebody else has decided, or the entrant has submitted or withdrawn meanwhile, nothing is done (409; F14)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record, subject_of
from hoithi.audit.queries import events_of
from hoithi.contests.models import Milestone
from hoithi.contests.stages import judging_at
from hoithi.entries import letters, rules
from hoithi.entries.actions.base import move, other_content, taken, words
from hoithi.entries.book import book_of
from hoithi.entries.enums import ABOUT, EntryState
from hoithi.entries.inspection import inspect
from hoithi.entries.models import Entry, Note, Supplement
from hoithi.entries.reasons import SUPPLEMENT, canned
from hoithi.kit.clock import now
from hoithi.kit.dates import show_bound
from hoithi.kit.refusals import Refusal

HANDLED = (EntryState.SUBMITTED, EntryState.RETURNED, EntryState.ACCEPTED)  # whose field may still be put right
CONCLUDED = (EntryState.ACCEPTED, EntryState.REJECTED, EntryState.DUPLICATE)  # what may be checked again


def _checked(entry: Entry, *, by: Actor) -> Entry:
    row = taken(entry)
    rules.can_check(by, row).enforce()
    return row


def _on(row: Entry, version: int) -> None:
    if row.desk_version != version:
        words_ = _("Hồ sơ %s vừa được xử lý hoặc nộp lại ở nơi khác. Hãy xem lại rồi quyết định.")
        raise Refusal("entries.stale", words_ % row.code, status=409)


@transaction.atomic
def request_supplement(
    entry: Entry,
    *,
    reasons: Sequence[str],
    due_at: datetime,
    version: int,
    by: Actor,
    once_key: str,
    text: str = "",
) -> Supplement:
    """Ask the entrant for what the dossier lacks, until `due_at` (exclusive): `reasons` are codes of
    `reasons.SUPPLEMENT`, `text` own words. The owner gets a letter with the link to the part to be mended. The same
    `once_key` again is the same request; with another content it is refused.

    Refused: neither a reason nor words, a day that has passed or lies after judging has begun, a state that is not
    checked, a stale `version`.
    """
    row = _checked(entry, by=by)
    chosen = [found for code in dict.fromkeys(reasons) if (found := canned(code, SUPPLEMENT))]
    own = words(text, field="text", label=_("Nội dung cần bổ sung"), needed=not chosen)
    sentences = [str(one.sentence) for one in chosen]
    if again := Supplement.objects.filter(entry=row, once_key=once_key[:60]).first():
        if (again.reasons, again.text, again.due_at) != (sentences, own, due_at):
            raise other_content()
        return again
    _on(row, version)
    rules.can_move(row, EntryState.RETURNED).enforce()
    _check_due(row, due_at)
    if row.latest is None:
        raise Refusal("entries.order", _("Hồ sơ này chưa nộp bản nào."))
    asked = Supplement.objects.create(
        entry=row, version=row.latest, reasons=sentences, text=own, asked_at=now(),
        asked_by_name=by.name[:100], due_at=due_at, once_key=once_key[:60],
    )  # fmt: skip
    row.reason, row.due_at = "\n".join([*asked.reasons, *([own] if own else [])]), due_at
    move(row, EntryState.RETURNED, "reason", "due_at")
    parts = [one.part for one in chosen]
    mailed = letters.supplement(row, asked, parts[0] if len(set(parts)) == 1 else "", by=by)
    record(
        "entries.request_supplement", on=row, by=by, scope=row.contest, reason=row.reason, due_at=due_at.isoformat(),
        version=asked.version.number, mailed=mailed,
    )  # fmt: skip
    return asked


def _check_due(entry: Entry, due_at: datetime) -> None:
    if due_at <= now():
        raise Refusal("entries.due", _("Hạn bổ sung phải sau lúc này."), status=422, field="due_at")
    starts = judging_at(Milestone.objects.filter(contest=entry.contest_id))
    if starts is not None and due_at > starts:
        sentence = _("Hạn bổ sung phải trước khi bắt đầu chấm (%s).") % show_bound(starts)
        raise Refusal("entries.due", sentence, status=422, field="due_at")


@transaction.atomic
def accept_entry(entry: Entry, *, version: int, by: Actor, reason: str = "") -> Entry:
    """The dossier is in order and goes to judging; the owner gets a letter. Said twice it stands once.

    Refused: a version whose bytes are still on their way; something that stands against it (`inspection.inspect`)
    while no `reason` is given, which is kept in the record; a state that is not checked, a stale `version`.
    """
    row = _checked(entry, by=by)
    if row.state == EntryState.ACCEPTED:
        return row
    _on(row, version)
    rules.can_move(row, EntryState.ACCEPTED).enforce()
    found = inspect(row, book_of(row.contest, row))
    if found.waiting:
        sentence = _("Tệp của hồ sơ %s còn đang tải lên. Hãy chờ tải xong rồi tiếp nhận.")
        raise Refusal("entries.bytes", sentence % row.code)
    why = words(reason, field="reason", label=_("Lý do"), needed=False)
    if found.against and not why:
        sentence = _("Còn %(count)d điểm chưa đạt: %(first)s Muốn tiếp nhận, hãy ghi lý do.")
        said = {"count": len(found.against), "first": found.against[0].sentence}
        raise Refusal("entries.against", sentence % said, field="reason")
    row.reason, row.due_at = "", None
    move(row, EntryState.ACCEPTED, "reason", "due_at")
    record(
        "entries.accept_entry", on=row, by=by, scope=row.contest, reason=why, version=_number(row),
        against=[lack.part for lack in found.against], mailed=letters.accepted(row, by=by),
    )  # fmt: skip
    return row


@transaction.atomic
def reject_entry(entry: Entry, *, reason: str, version: int, by: Actor) -> Entry:
    """The dossier is not taken, for a reason that the entrant reads in a letter. Said twice it stands once.

    Refused: no reason, a state that cannot be rejected, a stale `version`.
    """
    row = _checked(entry, by=by)
    why = words(reason, field="reason", label=_("Lý do"))
    if (row.state, row.reason) == (EntryState.REJECTED, why):
        return row
    _on(row, version)
    row.reason, row.due_at = why, None
    move(row, EntryState.REJECTED, "reason", "due_at")
    mailed = letters.rejected(row, by=by)
    record("entries.reject_entry", on=row, by=by, scope=row.contest, reason=why, version=_number(row), mailed=mailed)
    return row


@transaction.atomic
def withdraw_for_owner(entry: Entry, *, reason: str, version: int, by: Actor) -> Entry:
    """The entrant has asked the office to take the dossier back, where they cannot do it themselves any more: after
    the deadline, or once it was taken. `reason` says who asked and how; the owner gets a letter. Said twice it stands
    once.

    Refused: no reason, a state from which nothing is withdrawn, a stale `version`.
    """
    row = _checked(entry, by=by)
    why = words(reason, field="reason", label=_("Lý do"))
    if (row.state, row.reason) == (EntryState.WITHDRAWN, why):
        return row
    _on(row, version)
    row.reason, row.due_at = why, None
    move(row, EntryState.WITHDRAWN, "reason", "due_at")
    mailed = letters.withdrawn(row, by=by)
    record("entries.withdraw_for_owner", on=row, by=by, scope=row.contest, reason=why, mailed=mailed)
    return row


@transaction.atomic
def mark_duplicate(entry: Entry, of: Entry, *, reason: str, version: int, by: Actor) -> Entry:
    """`entry` says the same as `of`, which alone goes on. It points to the root: when `of` is itself a duplicate, to
    what that points to; what pointed to `entry` points there too. The owner gets a letter.

    Refused: itself, an entry of another contest, one never submitted or no longer considered, no reason, a stale
    `version`.
    """
    rows = {row.pk: row for row in _both(entry, of)}
    row = rows[entry.pk]
    rules.can_check(by, row).enforce()
    why = words(reason, field="reason", label=_("Lý do"))
    root = _root(rows.get(of.pk), row)
    if (row.state, row.duplicate_of_id, row.reason) == (EntryState.DUPLICATE, root.pk, why):
        return row
    _on(row, version)
    row.duplicate_of, row.reason, row.due_at = root, why, None
    move(row, EntryState.DUPLICATE, "duplicate_of", "reason", "due_at")
    Entry.objects.filter(duplicate_of=row).update(duplicate_of=root)
    mailed = letters.duplicate(row, root, by=by)
    record("entries.mark_duplicate", on=row, by=by, scope=row.contest, reason=why, of=root.code, mailed=mailed)
    return row


def _both(entry: Entry, of: Entry) -> QuerySet[Entry]:
    held = Entry.objects.select_for_update(of=("self",)).select_related("contest", "unit")
    return held.filter(pk__in={entry.pk, of.pk}).order_by("pk")


def _root(of: Entry | None, row: Entry) -> Entry:
    root = of.duplicate_of if of is not None and of.duplicate_of is not None else of
    if root is None or root.contest_id != row.contest_id or root.number is None:
        sentence = _("Không có hồ sơ mang số này trong hội thi.")
        raise Refusal("entries.duplicate_of", sentence, status=422, field="of")
    if root.state not in HANDLED and root.pk != row.pk:
        sentence = _("Hồ sơ %s không còn được xét nên không lấy làm hồ sơ gốc được.")
        raise Refusal("entries.duplicate_of", sentence % root.code, status=422, field="of")
    if root.pk == row.pk:
        sentence = _("Hồ sơ không thể trùng với chính nó. Hãy ghi số của hồ sơ kia.")
        raise Refusal("entries.duplicate_of", sentence, status=422, field="of")
    return root


def withdrawn_by_office(entry: Entry) -> bool:
    """Whether it was the office that took the dossier back: only that may be a slip of its hand."""
    if entry.state != EntryState.WITHDRAWN:
        return False
    verbs = ("entries.withdraw_entry", "entries.withdraw_for_owner")
    last = events_of(subject_of(entry)).filter(verb__in=verbs).first()
    return last is not None and last.verb == "entries.withdraw_for_owner"


@transaction.atomic
def reopen_entry(entry: Entry, *, reason: str, version: int, by: Actor) -> Entry:
    """Take a decision back: an accepted or rejected dossier, one marked as a duplicate, or one that the office
    withdrew, is checked again. The owner gets a letter with the reason. Refused: any other state, one that its owner
    withdrew, no reason, a stale `version`."""
    row = _checked(entry, by=by)
    why = words(reason, field="reason", label=_("Lý do"))
    _on(row, version)
    if row.state not in CONCLUDED and not withdrawn_by_office(row):
        sentence = _("Chỉ mở lại được hồ sơ đã kết luận (đã tiếp nhận, không hợp lệ, trùng) hoặc do ban tổ chức rút.")
        raise Refusal("entries.order", sentence)
    before = row.state
    row.duplicate_of, row.reason = None, ""
    move(row, EntryState.SUBMITTED, "duplicate_of", "reason")
    mailed = letters.reopened(row, before=EntryState(before), reason=why, by=by)
    record("entries.reopen_entry", on=row, by=by, scope=row.contest, reason=why, before=before, mailed=mailed)
    return row


@transaction.atomic
def change_field(entry: Entry, *, field: str, reason: str, version: int, by: Actor) -> Entry:
    """The dossier competes in another field: the list and the working copy say so, the sealed version stays as it was.
    The owner gets a letter. To the field it has: nothing changes.

    Refused: a field that the edition does not have, no reason, a state in which nothing is put right any more, a
    stale `version`.
    """
    row = _checked(entry, by=by)
    why = words(reason, field="reason", label=_("Lý do"))
    book = book_of(row.contest, row)
    if book.field(field) is None:
        raise Refusal("entries.field", _("Hãy chọn một lĩnh vực của hội thi."), status=422, field="field")
    if row.field == field:
        return row
    _on(row, version)
    if row.state not in HANDLED:
        sentence = _("Hồ sơ đang ở bước “%s” nên không đổi lĩnh vực được.")
        raise Refusal("entries.order", sentence % EntryState(row.state).label)
    before, row.field = row.field, field
    row.work = {**row.work, "about": {**row.about, "field": field}}
    row.parts = {**row.parts, ABOUT: row.parts.get(ABOUT, 0) + 1}
    row.version += 1
    row.desk_version += 1
    row.save(update_fields=["field", "work", "parts", "version", "desk_version"])
    names = {"before": book.field_name(before), "after": book.field_name(field)}
    mailed = letters.field_changed(row, reason=why, by=by, **names)
    record("entries.change_field", on=row, by=by, scope=row.contest, reason=why, mailed=mailed, **names)
    return row


@transaction.atomic
def add_note(entry: Entry, *, text: str, by: Actor, once_key: str) -> Note:
    """A remark that only the office reads. The same `once_key` again is the same note. Refused: who is not of the
    office, no words."""
    row = taken(entry)
    rules.can_note(by, row).enforce()
    said = words(text, field="text", label=_("Ghi chú"))
    made, new = Note.objects.get_or_create(
        entry=row,
        once_key=once_key[:60],
        defaults={"text": said, "at": now(), "by_id": by.person_id, "by_name": by.name[:100]},
    )
    if new:
        record("entries.add_note", on=row, by=by, scope=row.contest)
    elif made.text != said:
        raise other_content()
    return made


def _number(entry: Entry) -> int:
    return entry.latest.number if entry.latest is not None else 0
