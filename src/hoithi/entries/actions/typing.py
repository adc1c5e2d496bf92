"""Verbs on what is typed in from a paper dossier: sealed "nhập hộ", in force once its owner says that it is right.

Source: permission matrix, row "Entry on behalf", note 8.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.slips import read
from hoithi.audit.actions import record
from hoithi.entries import messages, rules
from hoithi.entries.actions.base import taken, words
from hoithi.entries.actions.submitting import put_in_force, submit_entry
from hoithi.entries.enums import IN_HAND, AssistState, ConfirmedBy, EntryState
from hoithi.entries.models import Assist, Entry, Submission
from hoithi.kit.clock import now
from hoithi.kit.ids import public_id
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal
from hoithi.notifications.actions import post

CODE_LIVES = timedelta(days=14)


@transaction.atomic
def finish_typing(entry: Entry, *, once_key: str, base: int, by: Actor, at: datetime | None = None) -> Assist:
    """Seal what was typed as the next version, which waits for the word of the owner; the version of the paper stands
    until then. It counts as come when the paper came. The owner gets a letter with a one-time code, if they have an
    address. The same `once_key` again gives the same. Refused: who may not type it in, changed since it was checked
    (409)."""
    moment = at or now()
    row = taken(entry)
    if there := Assist.objects.filter(entry=row, version__once_key=once_key[:60]).first():
        return there
    rules.can_type_in(by, row, at=moment).enforce()
    first = Submission.objects.get(entry=row, number=1)
    came = first.counts_at or first.received_at
    version = submit_entry(
        row, once_key=once_key, base=base, by=by, at=moment, on_paper=True, counts_at=came, in_force=False
    )
    assist = Assist.objects.create(
        entry=row, version=version, typed_by_id=by.person_id, typed_by_name=by.name[:100], typed_at=moment
    )
    Entry.objects.filter(pk=row.pk).update(typing_done=True)
    record("entries.finish_typing", on=row, by=by, scope=row.contest, version=version.number, owner=row.owner.uid)
    if row.owner.email:
        _send(assist, row, by)
    return assist


@transaction.atomic
def reopen_typing(assist: Assist, *, by: Actor) -> Assist:
    """Go on typing: the version that was sealed too early is not asked about any more, and its code stops working.
    Refused: who may not, what is answered."""
    held = _waiting(assist)
    entry = held.entry
    rules.can_file_typed_paper(by, entry).enforce()
    held.state, held.answered_at, held.answered_how = AssistState.REFUSED, now(), ConfirmedBy.PAPER
    held.answered_by_name, held.code_hash = by.name[:100], None
    held.reason = _("Mở lại để nhập tiếp.")
    held.save()
    entry.typing_done = False
    entry.save(update_fields=["typing_done"])
    record("entries.reopen_typing", on=entry, by=by, scope=entry.contest, version=held.version.number)
    return held


@transaction.atomic
def send_typed_code(assist: Assist, *, by: Actor) -> Assist:
    """A fresh one-time code goes to the owner by letter, never to whoever typed; the old one stops working. Refused:
    who may not, an owner without an address, what is answered."""
    held = _waiting(assist)
    rules.can_file_typed_paper(by, held.entry).enforce()
    if not held.entry.owner.email:
        sentence = _("Người này không có thư điện tử. Hãy in bản nhập để họ ký, hoặc in phiếu đăng nhập.")
        raise Refusal("entries.no_address", sentence, status=409)
    _send(held, held.entry, by)
    record("entries.send_typed_code", on=held.entry, by=by, scope=held.entry.contest, version=held.version.number)
    return held


def _send(assist: Assist, entry: Entry, by: Actor) -> None:
    code = public_id()
    assist.code_hash, assist.code_ends_at = _kept(code), now() + CODE_LIVES
    assist.save(update_fields=["code_hash", "code_ends_at"])
    letter = messages.typed_in(entry, code)
    post(
        kind="entries.typed_in", to_address=entry.owner.email or "", to_name=entry.owner.full_name,
        subject=letter.subject, body=letter.body, once_key=f"assist:{assist.code_hash[:40]}", secret=True, by=by,
    )  # fmt: skip


def typed_of(code: str) -> Assist:
    """What the one-time code of a letter is for. One answer for all that do not work: `entries.code` (404)."""
    live = Assist.objects.filter(code_hash=_kept(read(code)), code_ends_at__gt=now(), state=AssistState.WAITING)
    found = live.select_related("entry__contest", "entry__owner", "version").first()
    if found is None:
        sentence = _("Mã này không đúng, đã dùng hoặc đã hết hạn. Hãy gọi ban tổ chức để nhận mã mới.")
        raise Refusal("entries.code", sentence, status=404, field="code")
    return found


def answer_by_code(code: str, *, right: bool, reason: str = "", by: Actor) -> Assist:
    """Whoever holds the letter with the code answers for the owner. Refused: `typed_of`; the one who typed it."""
    assist = typed_of(code)
    owner = assist.entry.owner
    if by.person_id is not None and by.person_id == assist.typed_by_id != owner.pk:
        raise Refusal("entries.own", _("Người nhập hộ không tự xác nhận được."), status=403)
    doer = Actor(owner.pk, owner.full_name)
    rules.can_answer_typed(doer, assist.entry).enforce()
    return _answer(assist, right=right, reason=reason, how=ConfirmedBy.CODE, name=owner.full_name, by=doer)


def answer_typed(assist: Assist, *, right: bool, reason: str = "", by: Actor) -> Assist:
    """The owner, signed in, says that the version is what the paper says, or what is wrong in it. Said twice: nothing
    new. Refused: everybody else."""
    rules.can_answer_typed(by, assist.entry).enforce()
    return _answer(assist, right=right, reason=reason, how=ConfirmedBy.ACCOUNT, name=by.name, by=by)


def confirm_typed_on_paper(assist: Assist, *, signed_by: str, paper: StoredFile, by: Actor) -> Assist:
    """The owner signed the printed version; the scan of it is kept. Refused: who may not, without a name."""
    rules.can_file_typed_paper(by, assist.entry).enforce()
    name = words(signed_by, field="signed_by", label=_("Người ký"), most=100, lines=False)
    return _answer(assist, right=True, how=ConfirmedBy.PAPER, name=name, paper=paper, by=by)


@transaction.atomic
def _answer(
    assist: Assist, *, right: bool, how: str, name: str, by: Actor, reason: str = "", paper: StoredFile | None = None
) -> Assist:
    state = AssistState.CONFIRMED if right else AssistState.REFUSED
    if Assist.objects.filter(pk=assist.pk, state=state).exists():
        return Assist.objects.get(pk=assist.pk)
    held = _waiting(assist)
    entry, version = held.entry, held.version
    if entry.latest is not None and entry.latest.number > version.number:
        sentence = _("Người dự thi đã nộp bản mới hơn nên bản nhập hộ này không còn dùng.")
        raise Refusal("entries.overtaken", sentence, status=409)
    held.state, held.answered_at, held.answered_how, held.answered_by_name = state, now(), how, name[:100]
    held.paper, held.code_hash = paper, None
    held.reason = words(reason, field="reason", label=_("Chỗ chưa đúng"), needed=not right)
    held.save()
    if right:
        if entry.state not in {*IN_HAND, EntryState.ACCEPTED}:
            sentence = _("Hồ sơ đang ở bước “%s” nên không cần xác nhận bản nhập.")
            raise Refusal("entries.state", sentence % EntryState(entry.state).label, status=409)
        put_in_force(entry, version, by=by, moves=False)
    else:
        entry.typing_done = False
        entry.save(update_fields=["typing_done"])
    record(
        "entries.answer_typed", on=entry, by=by, scope=entry.contest, reason=held.reason, version=version.number,
        right=right, how=how, typed_by=held.typed_by_id,
    )  # fmt: skip
    return held


def _waiting(assist: Assist) -> Assist:
    entry = taken(assist.entry)
    held = Assist.objects.select_for_update().select_related("version").get(pk=assist.pk)
    held.entry = entry
    if held.state != AssistState.WAITING:
        raise Refusal("entries.answered", _("Bản nhập này đã được trả lời."), status=409)
    return held


def _kept(code: str) -> str:
    return salted_hmac("typed in", code, algorithm="sha256").hexdigest()
