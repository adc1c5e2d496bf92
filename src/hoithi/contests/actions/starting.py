"""A contest by hand in one step: the draft, ready rules, the deadline, whom to call."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests.actions.editing import create_contest
from hoithi.contests.actions.milestones import set_milestone
from hoithi.contests.actions.rule_versions import set_rules
from hoithi.contests.enums import MilestoneKind, RuleKind
from hoithi.contests.models import Contest
from hoithi.contests.readings import MilestoneData
from hoithi.contests.rule_schemas.templates import rule_templates
from hoithi.kit.databases import lock_for_append
from hoithi.kit.refusals import Refusal
from hoithi.units.models import Unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    """The first answers: a ready set of rules (its code, or "" for none) and the window of entries, confirmed by
    whoever types it."""

    template: str = ""
    opens_at: datetime | None = None
    closes_at: datetime | None = None


def start_contest(*, owner: Unit, name: str, start: Start, by: Actor, uid: str | None = None, **values: Any) -> Contest:
    """`create_contest`, then the rules of the template and the milestone of entries. Refused as in those verbs; all or
    nothing. `uid` makes a second press return the same draft."""
    with transaction.atomic():
        lock_for_append(Contest)
        known = Contest.objects.filter(uid=uid).exists() if uid else False
        contest = create_contest(owner=owner, name=name, by=by, uid=uid, **values)
        if known:
            return contest
        if start.opens_at or start.closes_at:
            data = MilestoneData(
                kind=MilestoneKind.ENTRIES, label=_("Nhận hồ sơ"), starts_at=start.opens_at, ends_at=start.closes_at
            )
            set_milestone(contest, data, confirmed=True, by=by)
        if start.template:
            take_template(contest, start.template, by=by)
    return contest


def take_template(contest: Contest, code: str, *, by: Actor, kinds: tuple[str, ...] = ()) -> Contest:
    """Make the rules of a ready set (all, or only `kinds`) the next versions of a draft's rules.

    Refused: a set that is not there; a running contest; who may not.
    """
    template = rule_templates().get(code)
    if template is None:
        raise Refusal("no_template", _("Không có bản mẫu này."), status=422, field="template")
    with transaction.atomic():
        for kind in kinds or RuleKind.values:
            data = template.data(kind, start_year=contest.start_year, end_year=contest.end_year)
            set_rules(contest, kind=kind, data=data, template=code, by=by)
    return contest
