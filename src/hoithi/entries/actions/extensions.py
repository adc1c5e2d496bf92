"""The door stays open for one named entry: proposed by the office, decided by the head (note 2)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Milestone
from hoithi.contests.stages import judging_at
from hoithi.entries import letters, rules
from hoithi.entries.actions.base import taken, words
from hoithi.entries.enums import EDITABLE, Decision, EntryState
from hoithi.entries.models import Entry, Extension
from hoithi.entries.windows import window_of
from hoithi.kit.clock import now
from hoithi.kit.dates import show_bound
from hoithi.kit.refusals import Refusal


@transaction.atomic
def propose_extension(entry: Entry, *, until: datetime, reason: str, by: Actor) -> Extension:
    """Propose that `entry` may be submitted until `until` (exclusive). Proposed twice in the same words, it is one.

    Refused: who is not of the office, a day that has passed, adds nothing to the deadline or lies after judging has
    begun, no reason, an entry that is decided, one for which another proposal waits.
    """
    row = taken(entry)
    rules.can_propose_extension(by, row).enforce()
    why = words(reason, field="reason", label=_("Lý do"))
    waiting = Extension.objects.filter(entry=row, state=Decision.WAITING).first()
    if waiting is not None:
        if (waiting.until, waiting.reason) == (until, why):
            return waiting
        raise Refusal("entries.waiting", _("Hồ sơ này đã có một đề nghị gia hạn đang chờ duyệt."))
    if row.state not in EDITABLE:
        sentence = _("Hồ sơ đang ở bước “%s” nên không gia hạn được.")
        raise Refusal("entries.order", sentence % EntryState(row.state).label)
    _check_until(row, until)
    made = Extension.objects.create(
        entry=row, until=until, reason=why, proposed_at=now(), proposed_by_id=by.person_id,
        proposed_by_name=by.name[:100],
    )  # fmt: skip
    record(
        "entries.propose_extension", on=row, by=by, scope=row.contest, reason=why, until=until.isoformat(),
        extension=made.uid,
    )  # fmt: skip
    return made


def _check_until(entry: Entry, until: datetime) -> None:
    if until <= now():
        raise Refusal("entries.until", _("Hạn mới phải sau lúc này."), status=422, field="until")
    closes = window_of(entry.contest, now()).closes
    if closes is not None and until <= closes:
        sentence = _("Hạn mới phải sau hạn chung (%s).") % show_bound(closes)
        raise Refusal("entries.until", sentence, status=422, field="until")
    starts = judging_at(Milestone.objects.filter(contest=entry.contest_id))
    if starts is not None and until > starts:
        sentence = _("Hạn mới phải trước khi bắt đầu chấm (%s).") % show_bound(starts)
        raise Refusal("entries.until", sentence, status=422, field="until")


def approve_extension(extension: Extension, *, by: Actor, reason: str = "") -> Extension:
    """The entry may be submitted until then; its owner gets a letter. Refused: who is not the head, whoever proposed
    it, without a second factor, what is decided already, a day that has passed meanwhile."""
    return _decide(extension, approve=True, reason=reason, by=by)


def refuse_extension(extension: Extension, *, reason: str, by: Actor) -> Extension:
    """The deadline stays, for a reason that the owner reads. Refused as `approve_extension`, and without a reason."""
    return _decide(extension, approve=False, reason=reason, by=by)


@transaction.atomic
def _decide(extension: Extension, *, approve: bool, reason: str, by: Actor) -> Extension:
    row = taken(extension.entry)
    held = Extension.objects.select_for_update().get(pk=extension.pk)
    held.entry = row
    rules.can_decide_extension(by, held).enforce()
    why = words(reason, field="reason", label=_("Lý do"), needed=not approve)
    if approve and held.until <= now():
        raise Refusal("entries.until", _("Hạn được đề nghị đã qua. Hãy lập đề nghị mới."), field="reason")
    held.state = Decision.APPROVED if approve else Decision.REFUSED
    held.decided_at, held.decided_by_id, held.decided_by_name = now(), by.person_id, by.name[:100]
    held.decision_reason = why
    held.save()
    mailed = letters.extension(row, held, approved=approve, by=by)
    record(
        "entries.decide_extension", on=row, by=by, scope=row.contest, reason=why, approved=approve,
        until=held.until.isoformat(), extension=held.uid, mailed=mailed,
    )  # fmt: skip
    return held
