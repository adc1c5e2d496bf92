"""Verbs by which the entrant's body stands by an entry: asked, confirmed with a click, or with a stamped paper."""

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.entries import messages, rules
from hoithi.entries.actions.base import editable, taken, words
from hoithi.entries.actions.submitting import keep_provisional
from hoithi.entries.book import book_of
from hoithi.entries.enums import UnitAnswer
from hoithi.entries.models import Entry, UnitConfirmation
from hoithi.entries.queries import chosen_by, chosen_unit
from hoithi.kit.clock import now, today
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal
from hoithi.notifications.actions import post
from hoithi.units.models import Member, Unit


@transaction.atomic
def ask_unit(entry: Entry, *, by: Actor) -> UnitConfirmation:
    """Ask the body chosen in the working copy to confirm; its focal point gets a letter, once a day. Refused: no body
    was chosen."""
    row = editable(entry, by=by)
    unit = chosen_unit(row)
    if unit is None:
        raise Refusal("entries.no_unit", _("Hãy chọn đơn vị trong danh sách trước."), status=422, field="unit")
    asked, new = UnitConfirmation.objects.get_or_create(entry=row, defaults={"unit": unit, "asked_at": now()})
    if asked.unit_id != unit.pk or asked.answer == UnitAnswer.DECLINED:
        asked.unit, asked.answer, asked.asked_at, asked.answered_at, asked.note = (
            unit,
            UnitAnswer.WAITING,
            now(),
            None,
            "",
        )
        asked.save()
    focal = unit.members.filter(duty=Member.Duty.FOCAL_POINT, ends_on=None).first()
    address = (focal.email or (focal.person.email if focal.person else "")) if focal else ""
    if focal is not None and address and asked.answer == UnitAnswer.WAITING:
        letter = messages.unit_asked(row, focal)
        post(
            kind="entries.unit_asked", to_address=address, to_name=focal.full_name, subject=letter.subject,
            body=letter.body,
            once_key=f"unit:{row.pk}:{unit.pk}:{today().isoformat()}", by=by,
        )  # fmt: skip
    record("entries.ask_unit", on=row, by=by, scope=row.contest, unit=unit.pk, again=not new)
    return asked


@transaction.atomic
def answer_for_unit(entry: Entry, *, confirm: bool, by: Actor, note: str = "", seen: str = "") -> UnitConfirmation:
    """The focal point confirms (chooses) the entry or declines with a reason. `seen`: the answer that stood before
    them (`UnitConfirmation.mark`). Refused: another one stands meanwhile (409), another body's people, more
    than the body may send where the rules count."""
    row = taken(entry)
    asked = UnitConfirmation.objects.select_for_update().filter(entry=row).first()
    rules.can_answer_for_unit(by, row, asked.unit if asked else row.unit).enforce()
    if asked is None:
        raise Refusal("entries.not_asked", _("Người dự thi chưa xin đơn vị xác nhận hồ sơ này."), status=409)
    answer = UnitAnswer.CONFIRMED if confirm else UnitAnswer.DECLINED
    text = words(note, field="note", label=_("Lý do"), needed=not confirm)
    if (asked.answer, asked.note) == (answer, text):
        return asked
    if seen and seen != asked.mark:
        sentence = _("Câu trả lời đã đổi ở nơi khác: nay là “%s”. Hãy xem lại, cần thì gửi lần nữa.")
        raise Refusal("entries.stale", sentence % UnitAnswer(asked.answer).label, status=409)
    if confirm:
        _hold(asked.unit_id)  # what the body chooses at this moment elsewhere counts
        _enforce_most(row, asked)
    asked.answer, asked.answered_at, asked.answered_by_name, asked.note = answer, now(), by.name[:100], text
    asked.save()
    record("entries.answer_for_unit", on=row, by=by, scope=row.contest, reason=text, confirm=confirm)
    keep_provisional(row)
    return asked


def _hold(unit: int) -> None:
    Unit.objects.select_for_update(no_key=True).get(pk=unit)


def _enforce_most(entry: Entry, asked: UnitConfirmation) -> None:
    most = book_of(entry.contest, entry).eligibility.unit_most
    chosen = chosen_by(asked.unit_id, entry.contest).exclude(pk=asked.pk)
    if most is not None and chosen.count() >= most:
        sentence = _("Thể lệ cho mỗi đơn vị gửi tối đa %d giải pháp. Hãy bỏ chọn một giải pháp khác trước.") % most
        raise Refusal("entries.unit_most", sentence, status=409)


@transaction.atomic
def confirm_unit_on_paper(entry: Entry, *, paper: StoredFile | None, by: Actor) -> UnitConfirmation:
    """The body's confirmation stands on a stamped paper: scanned by the entrant, or seen at the counter. Whether it is
    one the office sees: no rule says so (`eligibility`)."""
    row = editable(entry, by=by)
    chosen = chosen_unit(row)
    if chosen is None and not row.about.get("unit_name"):
        raise Refusal("entries.no_unit", _("Hãy ghi đơn vị xác nhận trước."), status=422, field="unit")
    unit = chosen or row.contest.owner
    said = {
        "unit": unit, "answer": UnitAnswer.ON_PAPER, "answered_at": now(), "paper": paper, "note": "",
        "answered_by_name": by.name[:100],
    }  # fmt: skip
    asked, __ = UnitConfirmation.objects.update_or_create(
        entry=row, defaults=said, create_defaults={**said, "asked_at": now()}
    )
    record("entries.confirm_unit_on_paper", on=row, by=by, scope=row.contest, unit=unit.pk)
    return asked
