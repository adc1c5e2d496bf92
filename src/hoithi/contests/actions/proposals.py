"""Two persons for a change to a running contest: one proposes with a reason, another decides.

The data of each change is JSON:
details and reporting: `values` (field to value), `version` of the contest or the regime;
milestone: `uid`, `version` (None for a new one), `to` (`MilestoneData` as JSON); removal: `uid`, `version`;
rules: `kind`, `data`, `based_on` (the number of the version in force); state: `to`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests import hooks, messages, rules
from hoithi.contests.actions.common import reason_of, take
from hoithi.contests.actions.editing import apply_details
from hoithi.contests.actions.milestones import apply_milestone, apply_removal, data_of
from hoithi.contests.actions.moving import apply_move
from hoithi.contests.actions.reporting import apply_regime
from hoithi.contests.actions.rule_versions import apply_rules
from hoithi.contests.enums import Change, Decision, RuleKind, State
from hoithi.contests.models import Contest, Milestone, Proposal, ReportingRegime
from hoithi.contests.queries import current_rules
from hoithi.contests.readings import MilestoneData
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.units.models import Unit

_ROWS = {"standing_agency": Unit, "territory": Unit, "upper": Contest}


def propose(
    contest: Contest, change: Change, data: dict[str, Any], *, reason: str, by: Actor, uid: str | None = None
) -> Proposal:
    """Propose `change` with `data` (JSON, see `CHANGES`). The change is tried and taken back, so that only what could
    be done now is proposed. `uid` makes a second press return the same proposal.

    Refused: a draft (change it at once), who may not propose, no reason, nothing that would change, a `uid` already
    used for something else (the form sent again after Back, with other dates), whatever the change itself refuses.
    """
    rubric = change == Change.RULES and data.get("kind") == RuleKind.RUBRIC
    with transaction.atomic():
        contest = take(contest)
        rules.can_propose(by, contest, rubric=rubric).enforce()
        if uid and (made := contest.proposals.filter(uid=uid).first()):
            return _same(made, change, data)
        reason = reason_of(reason)
        summary = [*_said(contest, change, data), *hooks.touched(contest, change, data.get("kind", ""))]
        _try(contest, change, data, reason=reason, by=by)
        proposal = Proposal.objects.create(
            contest=contest,
            change=change,
            data=data,
            summary=summary,
            reason=reason,
            proposed_at=now(),
            proposed_by_id=by.person_id,
            proposed_by_name=by.name,
            **({"uid": uid} if uid else {}),
        )
        record("contests.propose", on=proposal, scope=contest, by=by, reason=reason, change=change, summary=summary)
    return proposal


def _same(made: Proposal, change: Change, data: dict[str, Any]) -> Proposal:
    if (made.change, made.data) == (change, data):
        return made
    text = _("Đề xuất gửi từ trang này trước đó có nội dung khác và vẫn còn nguyên. Hãy mở lại trang rồi đề xuất mới.")
    raise Refusal("sent_before", text, status=409)


def _said(contest: Contest, change: Change, data: dict[str, Any]) -> list[str]:
    if said := CHANGES[change].say(contest, data):
        return said
    raise Refusal("nothing", _("Chưa có gì khác với hiện nay. Hãy sửa điều cần đổi rồi gửi đề xuất."), status=422)


def _try(contest: Contest, change: Change, data: dict[str, Any], *, reason: str, by: Actor) -> None:
    with transaction.atomic():
        CHANGES[change].do(take(contest), data, by, reason)
        transaction.set_rollback(True)


def approve(proposal: Proposal, *, by: Actor, answer: str = "") -> Proposal:
    """The head lets the change take place. Refused: the proposer, without a second factor, a proposal already decided,
    a change that can no longer be done (what it was made from has changed since). Approved twice by one: once."""
    with transaction.atomic():
        contest, proposal = take(proposal.contest), take(proposal)
        same = by.person_id is not None and proposal.decided_by_id == by.person_id
        if same and proposal.decision == Decision.APPROVED:
            return proposal
        rules.can_decide(by, proposal).enforce()
        CHANGES[Change(proposal.change)].do(contest, proposal.data, by, proposal.reason)
        return _decide(proposal, Decision.APPROVED, answer, by)


def reject(proposal: Proposal, *, answer: str, by: Actor) -> Proposal:
    """The head says no, and why. Refused as in `approve`."""
    with transaction.atomic():
        proposal = take(proposal)
        rules.can_decide(by, proposal).enforce()
        return _decide(proposal, Decision.REJECTED, reason_of(answer), by)


def withdraw_proposal(proposal: Proposal, *, by: Actor) -> Proposal:
    """Whoever proposed takes it back. Refused: others; once decided."""
    with transaction.atomic():
        proposal = take(proposal)
        rules.can_withdraw(by, proposal).enforce()
        return _decide(proposal, Decision.WITHDRAWN, "", by)


def _decide(proposal: Proposal, decision: Decision, answer: str, by: Actor) -> Proposal:
    proposal.decision, proposal.decided_at = decision, now()
    proposal.decided_by_id, proposal.decided_by_name, proposal.answer = by.person_id, by.name, answer
    proposal.save(update_fields=["decision", "decided_at", "decided_by", "decided_by_name", "answer"])
    verb = f"contests.proposal_{decision.value}"
    record(verb, on=proposal, scope=proposal.contest, by=by, reason=answer, change=proposal.change)
    return proposal


def change_contest(
    contest: Contest, change: Change, data: dict[str, Any], *, by: Actor, reason: str = "", uid: str | None = None
) -> Proposal | None:
    """Do what the phase allows: a draft is changed at once (None), a running contest gets a proposal."""
    if contest.state != State.DRAFT:
        return propose(contest, change, data, reason=reason, by=by, uid=uid)
    with transaction.atomic():
        contest = take(contest)
        rules.can_edit(by, contest).enforce()
        CHANGES[change].do(contest, data, by, reason)
    return None


def extend_deadline(milestone: Milestone, *, ends_at: datetime, reason: str, by: Actor) -> Proposal:
    """Propose another end of a milestone of a running contest; the contest reopens by itself once it is approved."""
    return propose(
        milestone.contest, Change.MILESTONE, milestone_json(milestone, ends_at=ends_at), reason=reason, by=by
    )


def milestone_json(milestone: Milestone, **changes: object) -> dict[str, Any]:
    """The data of a `Change.MILESTONE`: a milestone as it stands, with some of it changed."""
    return {"uid": milestone.uid, "version": milestone.version, "to": data_of(milestone, **changes).as_json()}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of change: how it is said, and how it is done inside the caller's transaction."""

    say: Callable[[Contest, dict[str, Any]], list[str]]
    do: Callable[[Contest, dict[str, Any], Actor, str], object]


def _milestone(contest: Contest, data: dict[str, Any]) -> Milestone | None:
    if not data.get("version"):
        return None
    if found := contest.milestones.filter(uid=data["uid"]).first():
        return found
    raise Refusal("gone", _("Mốc thời gian này đã bị bỏ."), status=409)


def _set_milestone(contest: Contest, data: dict[str, Any], by: Actor, reason: str) -> object:
    return apply_milestone(
        contest,
        MilestoneData.from_json(data["to"]),
        by=by,
        milestone=_milestone(contest, data),
        uid=data["uid"],
        confirmed=True,
        version=data.get("version"),
        reason=reason,
    )


def _remove_milestone(contest: Contest, data: dict[str, Any], by: Actor, reason: str) -> object:
    if milestone := _milestone(contest, data):
        apply_removal(contest, take(milestone, version=data["version"]), by=by, reason=reason)
    return None


def _say_removal(contest: Contest, data: dict[str, Any]) -> list[str]:
    milestone = _milestone(contest, data)
    return [_("Bỏ mốc “%s”.") % milestone.label] if milestone else []


def _rows(data: dict[str, Any]) -> dict[str, Any]:
    """Numbers of bodies and contests as rows; None stays."""
    found = {}
    for name, value in data.items():
        model = _ROWS.get(name)
        found[name] = model._default_manager.filter(pk=value).first() if model and value else value  # noqa: SLF001
    return found


def _say_rules(contest: Contest, data: dict[str, Any]) -> list[str]:
    last = current_rules(contest).get(data["kind"])
    return messages.rule_changes(data["kind"], last.data if last else None, data["data"])


def _set_rules(contest: Contest, data: dict[str, Any], by: Actor, reason: str) -> object:
    return apply_rules(contest, data["kind"], data["data"], by=by, reason=reason, based_on=data.get("based_on"))


def _say_regime(contest: Contest, data: dict[str, Any]) -> list[str]:
    row = ReportingRegime.objects.filter(contest=contest).first() or ReportingRegime(contest=contest)
    return messages.field_changes(row, data["values"])


CHANGES: dict[Change, Kind] = {
    Change.DETAILS: Kind(
        lambda contest, data: messages.field_changes(contest, _rows(data["values"])),
        lambda contest, data, by, reason: apply_details(
            take(contest, version=data.get("version")), _rows(data["values"]), by=by, reason=reason
        ),
    ),
    Change.MILESTONE: Kind(
        lambda contest, data: messages.milestone_changes(
            _milestone(contest, data), MilestoneData.from_json(data["to"])
        ),
        _set_milestone,
    ),
    Change.REMOVAL: Kind(_say_removal, _remove_milestone),
    Change.RULES: Kind(_say_rules, _set_rules),
    Change.REPORTING: Kind(
        _say_regime,
        lambda contest, data, by, reason: apply_regime(
            contest, data["values"], by=by, version=data.get("version"), reason=reason
        ),
    ),
    Change.STATE: Kind(
        lambda contest, data: messages.state_change(contest, data["to"]),
        lambda contest, data, by, reason: apply_move(contest, data["to"], by=by, reason=reason),
    ),
}
