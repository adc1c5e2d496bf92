"""Rules as versions: a new one follows the last, never replaces it."""

from typing import Any

from django.db import transaction

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests import rules
from hoithi.contests.actions.common import reason_of, stale, take, tell_public
from hoithi.contests.enums import State
from hoithi.contests.models import Contest, RuleVersion
from hoithi.contests.queries import current_rules
from hoithi.contests.rule_schemas import DataProblems, as_data, parse
from hoithi.kit.clock import now


def set_rules(
    contest: Contest,
    *,
    kind: str,
    data: dict[str, Any],
    by: Actor,
    reason: str = "",
    template: str = "",
    based_on: int | None = None,
) -> RuleVersion:
    """The next version of the rules of `kind` (a `RuleKind`) of a draft; the same data again gives the same version.

    Refused: a running contest (propose it), data that is not a rule (`DataProblems` says where), a form made from
    another version than the one in force (`based_on`, 0 for none).
    """
    with transaction.atomic():
        contest = take(contest)
        rules.can_edit(by, contest).enforce()
        return apply_rules(contest, kind, data, by=by, reason=reason, template=template, based_on=based_on)


def apply_rules(
    contest: Contest,
    kind: str,
    data: dict[str, Any],
    *,
    by: Actor,
    reason: str = "",
    template: str = "",
    based_on: int | None = None,
) -> RuleVersion:
    """The change itself, inside the caller's transaction, once a rule has allowed it."""
    clean = as_data(parse(kind, data))
    last = current_rules(contest).get(kind)
    if last is not None and _same(kind, last.data, clean):
        return last
    number = last.number if last else 0
    if based_on is not None and based_on != number:
        raise stale()
    if contest.state != State.DRAFT:
        reason = reason_of(reason)
    made = RuleVersion.objects.create(
        contest=contest,
        kind=kind,
        number=number + 1,
        data=clean,
        reason=reason,
        template=template,
        made_at=now(),
        made_by_name=by.name,
    )
    record("contests.set_rules", on=made, scope=contest, by=by, reason=reason, kind=kind, number=made.number)
    tell_public(contest)
    return made


def _same(kind: str, old: dict[str, Any], clean: dict[str, Any]) -> bool:
    """Whether `old` says what `clean` says; it may have been written before the schema grew."""
    try:
        return old == clean or as_data(parse(kind, old)) == clean
    except DataProblems:
        return False
