"""How often the bodies report."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests import rules
from hoithi.contests.actions.common import as_json, put, take
from hoithi.contests.enums import Period
from hoithi.contests.models import Contest, ReportingRegime
from hoithi.kit.refusals import Refusal

REGIME = ("period", "due_day", "due_month", "due_date", "before", "to", "contents", "plan_line")
DUE_MONTHS = ("first", "last", "next")


def set_reporting_regime(contest: Contest, *, by: Actor, version: int | None = None, **values: Any) -> ReportingRegime:
    """Set what part V of a plan sets (`REGIME`) for a draft. The same again: nothing more happens.

    Refused: a running contest (propose it), a stale `version`, a regime without a day on which reports are due.
    """
    with transaction.atomic():
        contest = take(contest)
        rules.can_edit(by, contest).enforce()
        return apply_regime(contest, values, by=by, version=version)


def apply_regime(
    contest: Contest, values: dict[str, Any], *, by: Actor, version: int | None = None, reason: str = ""
) -> ReportingRegime:
    """The change itself, inside the caller's transaction, once a rule has allowed it."""
    if unknown := set(values) - set(REGIME):
        raise TypeError(f"Not fields of this verb: {sorted(unknown)}")
    row = ReportingRegime.objects.filter(contest=contest).first()
    row = take(row, version=version) if row else ReportingRegime(contest=contest)
    _check({name: values.get(name, getattr(row, name)) for name in REGIME})
    if changed := put(row, values):
        changes = as_json(changed)
        record("contests.set_reporting", on=row, scope=contest, by=by, reason=reason, values=changes)
    return row


def _check(said: dict[str, Any]) -> None:
    if said["period"] == Period.ONCE:
        if not said["due_date"]:
            raise Refusal("no_day", _("Báo cáo một lần thì phải ghi ngày cụ thể."), status=422, field="due_date")
        return
    if not 1 <= (said["due_day"] or 0) <= 31:
        raise Refusal("no_day", _("Hãy ghi ngày phải báo cáo, từ 1 đến 31."), status=422, field="due_day")
    if said["due_month"] not in DUE_MONTHS:
        raise Refusal("no_month", _("Hãy chọn ngày đó thuộc tháng nào của kỳ."), status=422, field="due_month")
