"""The next edition from a copy of the last one: dates moved, everything open to review, the old one untouched."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests import hooks, rules
from hoithi.contests.actions.editing import DETAILS, RECEPTION, create_contest
from hoithi.contests.actions.milestones import apply_milestone, data_of
from hoithi.contests.actions.reporting import REGIME, apply_regime
from hoithi.contests.actions.rule_versions import apply_rules
from hoithi.contests.models import Contest, ReportingRegime
from hoithi.contests.queries import current_rules
from hoithi.contests.rule_schemas import Rules, as_data, parse, specs_of
from hoithi.contests.rule_schemas.base import Unconfirmed
from hoithi.kit.clock import VIETNAM
from hoithi.kit.schemas.specs import Day, Rows

Moment = TypeVar("Moment", date, datetime)
Row = TypeVar("Row")


def copy_edition(contest: Contest, *, name: str, shift_years: int, by: Actor, uid: str | None = None) -> Contest:
    """A draft of the next edition: details, reception, milestones (moved, unconfirmed), rules (first versions, moved
    days marked to confirm), reporting, and what the `hooks.COPY_STEPS` of other domains take along.

    Not taken: people's roles, news, the plan, the upper contest. `uid` makes a second press return the same draft.
    Refused: who may not read the old one or make contests for its owner.
    """
    with transaction.atomic():
        rules.can_read_configuration(by, contest).enforce()
        if uid and (made := Contest.objects.filter(uid=uid, previous=contest).first()):
            rules.can_create(by, contest.owner).enforce()
            return made
        new = create_contest(owner=contest.owner, name=name, by=by, uid=uid, **_values(contest, shift_years))
        _copy_milestones(contest, new, shift_years, by)
        _copy_rules(contest, new, shift_years, by)
        _copy_regime(contest, new, shift_years, by)
        taken = {step.code: step.copy(contest, new, _mover(shift_years), by) for step in hooks.COPY_STEPS}
        record("contests.copy_edition", on=new, scope=new, by=by, of=contest.pk, shift_years=shift_years, taken=taken)
    return new


def _mover(years: int) -> Callable[[datetime | None], datetime | None]:
    return lambda moment: moved(moment, years)


def moved(moment: Moment | None, years: int) -> Moment | None:
    """The same day and hour in Viet Nam, `years` later; 29 February becomes the 28th."""
    if moment is None:
        return None
    local = moment.astimezone(VIETNAM) if isinstance(moment, datetime) else moment
    try:
        return local.replace(year=local.year + years)
    except ValueError:
        return local.replace(year=local.year + years, day=28)


def _values(contest: Contest, years: int) -> dict[str, Any]:
    taken = {name: getattr(contest, name) for name in (*DETAILS, *RECEPTION) if name not in {"name", "upper"}}
    for name in ("start_year", "end_year"):
        taken[name] = taken[name] + years if taken[name] else None
    return {**taken, "edition": contest.edition + 1 if contest.edition else None, "previous": contest}


def _copy_milestones(contest: Contest, new: Contest, years: int, by: Actor) -> None:
    for milestone in contest.milestones.all():
        dates = {"starts_at": moved(milestone.starts_at, years), "ends_at": moved(milestone.ends_at, years)}
        apply_milestone(new, data_of(milestone, written="", plan_line=None, **dates), by=by)


def _copy_rules(contest: Contest, new: Contest, years: int, by: Actor) -> None:
    for kind, version in current_rules(contest).items():
        apply_rules(new, kind, as_data(_moved_rules(parse(kind, version.data), years)), by=by)


def _moved_rules(old: Rules, years: int) -> Rules:
    days: set[str] = set()
    shifted = _moved_row(old, years, days)
    why = _("Ngày này được dời %d năm theo lần trước.") % years
    asked = tuple(Unconfirmed(where=name, why=why) for name in sorted(days))
    return replace(shifted, unconfirmed=(*old.unconfirmed, *asked))


def _moved_row(old: Row, years: int, days: set[str]) -> Row:
    """`old` and the rows inside it with every day moved; the names of the days go into `days`."""
    shifted: dict[str, Any] = {}
    for name, spec in specs_of(old).items():
        value = getattr(old, name)
        if isinstance(spec, Day) and value:
            shifted[name] = moved(value, years)
            days.add(name)
        elif isinstance(spec, Rows):
            shifted[name] = tuple(_moved_row(row, years, days) for row in value)
    return replace(old, **shifted)  # type: ignore[type-var]


def _copy_regime(contest: Contest, new: Contest, years: int, by: Actor) -> None:
    regime = ReportingRegime.objects.filter(contest=contest).first()
    if regime is None:
        return
    values = {name: getattr(regime, name) for name in REGIME if name != "plan_line"}
    apply_regime(new, {**values, "due_date": moved(values["due_date"], years)}, by=by)
