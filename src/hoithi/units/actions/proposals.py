"""Changes that one asks for (the unit's people, officers) and another decides (officers, the head)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actors import Actor, Grant
from hoithi.accounts.enums import Role
from hoithi.audit.actions import record
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.units import rules
from hoithi.units.actions.base import cleaned
from hoithi.units.actions.mergers import close_unit, merge_duplicates, succeed
from hoithi.units.actions.tree import add_alias, cleaned_reason, rename_unit
from hoithi.units.models import Proposal, Unit, UnitKind

Data = dict[str, Any]


def _day(data: Data) -> date | None:
    return date.fromisoformat(data["on"]) if data.get("on") else None


def _needed_day(data: Data) -> date:
    day = _day(data)
    if day is None:
        raise Refusal("units.no_day", _("Chưa nhập ngày có hiệu lực."), status=422, field="on")
    return day


def _named(data: Data, key: str) -> list[Unit]:
    return list(Unit.objects.filter(uid__in=data.get(key, [])))


def _rename(unit: Unit, data: Data, reason: str, by: Actor) -> None:
    kind = UnitKind.objects.filter(code=data.get("kind", "")).first()
    rename_unit(unit, name=data["name"], on=_day(data), kind=kind, reason=reason, by=by)


def _alias(unit: Unit, data: Data, reason: str, by: Actor) -> None:  # noqa: ARG001 - one shape for all changes
    add_alias(unit, name=data["name"], by=by)


def _close(unit: Unit, data: Data, reason: str, by: Actor) -> None:
    close_unit(unit, on=_needed_day(data), reason=reason, by=by)


def _succeed(unit: Unit, data: Data, reason: str, by: Actor) -> None:
    succeed([unit], successors=_named(data, "successors"), on=_needed_day(data), note=reason, by=by)


def _merge(unit: Unit, data: Data, reason: str, by: Actor) -> None:
    duplicates = _named(data, "duplicate")
    if not duplicates:
        raise Refusal("units.gone", _("Đơn vị trùng không còn nữa."), status=422)
    merge_duplicates(unit, duplicate=duplicates[0], reason=reason, by=by)


@dataclass(frozen=True)
class Change:
    """A change that can be proposed: what people call it, how it is made, and whether the head alone decides it."""

    label: str | Promise
    make: Callable[[Unit, Data, str, Actor], None]
    settles: bool


CHANGES = {
    "rename": Change(gettext_lazy("Đổi tên"), _rename, settles=False),
    "alias": Change(gettext_lazy("Thêm tên gọi khác"), _alias, settles=False),
    "close": Change(gettext_lazy("Chấm dứt hoạt động"), _close, settles=True),
    "succeed": Change(gettext_lazy("Sáp nhập, chia tách"), _succeed, settles=True),
    "merge": Change(gettext_lazy("Gộp hai dòng trùng nhau"), _merge, settles=True),
}


def propose(unit: Unit, *, change: str, data: Data, reason: str, by: Actor) -> Proposal | None:
    """Make a change of `CHANGES` at once if `by` may (then None), or keep it as a proposal for whoever may.

    `data` is JSON: "name", "on" (ISO day), "successors" and "duplicate" (lists of public ids). The same proposal
    twice, while it waits, is one. Refused: a stranger to the unit, no reason.
    """
    wanted = CHANGES[change]
    may = rules.can_settle(by, unit.path) if wanted.settles else rules.can_change(by, unit.path)
    if may:
        wanted.make(unit, data, reason, by)
        return None
    rules.can_propose(by, unit.path).enforce()
    reason = cleaned_reason(reason)
    with transaction.atomic():
        waiting = Proposal.State.WAITING
        proposal, made = Proposal.objects.get_or_create(
            unit=unit, change=change, data=data, state=waiting, proposed_by_id=by.person_id,
            defaults={"reason": reason, "proposed_at": now(), "proposed_by_name": by.name},
        )  # fmt: skip
        if made:
            record("units.propose", on=unit, by=by, reason=reason, change=change, proposal=proposal.uid)
    return proposal


def decide_proposal(proposal: Proposal, *, approve: bool, by: Actor, answer: str = "") -> Proposal:
    """Approve a proposal, which makes the change in the name of `by`, or refuse it with an answer.

    Refused: a decided proposal, one's own, a merger by anyone but the head of every body in it, a refusal without a
    word of why.
    """
    with transaction.atomic():
        proposal = Proposal.objects.select_for_update().select_related("unit").get(pk=proposal.pk)
        wanted = CHANGES[proposal.change]
        rules.can_decide(by, proposal, settles=wanted.settles).enforce()
        label = _("Lý do không duyệt")
        answer = cleaned(answer, field="answer", label=label, most=2000, needed=not approve, multiline=True)
        if approve:
            wanted.make(proposal.unit, proposal.data, proposal.reason, _approved(by, proposal.unit))
        proposal.state = Proposal.State.APPROVED if approve else Proposal.State.REFUSED
        proposal.decided_at, proposal.answer = now(), answer
        proposal.decided_by_id, proposal.decided_by_name = by.person_id, by.name
        proposal.save(update_fields=["state", "decided_at", "decided_by", "decided_by_name", "answer"])
        record("units.decide_proposal", on=proposal.unit, by=by, reason=answer, approved=approve, proposal=proposal.uid)
    return proposal


def _approved(by: Actor, unit: Unit) -> Actor:
    """The one who decided, with an officer's leave for `unit` alone: a head approves what officers make, and other
    bodies that the proposal names are asked for like any other time."""
    return replace(by, grants=(*by.grants, Grant(Role.OFFICER, unit_id=unit.pk, unit_path=unit.path)))
