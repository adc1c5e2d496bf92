"""What stands in the database, as facts under the names that the confirmed review gave them."""

from datetime import datetime
from typing import Any

from hoithi.contests.models import Contest, ReportingRegime
from hoithi.contests.planflow.facts import REGIME, Facts
from hoithi.contests.planflow.keeper import keeper
from hoithi.contests.planflow.sections import Review

PLAIN = (
    "name",
    "kind",
    "edition",
    "start_year",
    "end_year",
    "organizer_name",
    "purposes",
    "funding",
    "reception_agency",
    "reception_address",
    "contact_name",
    "contact_phone",
)


def facts_standing(contest: Contest, review: Review) -> Facts:
    """The facts of `contest` as it is now. `review`: the confirmed version, whose `made` says which row is which."""
    made: dict[str, str] = review.get("made", {})
    facts: Facts = {f"contest.{name}": getattr(contest, name) for name in PLAIN}
    facts["contest.standing_agency"] = contest.standing_agency.uid if contest.standing_agency else None
    facts["contest.upper"] = contest.upper.slug if contest.upper else None
    facts |= _milestones(contest, made)
    if (regime := ReportingRegime.objects.filter(contest=contest).first()) is not None:
        facts["reporting"] = {name: _plain(getattr(regime, name)) for name in REGIME}
    return facts | _tasks(contest, made)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def _milestones(contest: Contest, made: dict[str, str]) -> Facts:
    rows = {row.uid: row for row in contest.milestones.all()}
    return {
        name: {
            **{key: getattr(row, key) for key in ("kind", "label", "precision", "tentative")},
            **{key: _utc(getattr(row, key)) for key in ("starts_at", "ends_at")},
            "confirmed": row.confirmed_at is not None,
        }
        for name, uid in made.items()
        if name.startswith("milestone:") and (row := rows.get(uid))
    }


def _utc(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _tasks(contest: Contest, made: dict[str, str]) -> Facts:
    names = {uid: name.removeprefix("milestone:") for name, uid in made.items() if name.startswith("milestone:")}
    tasks = keeper().standing(contest)
    return {
        name: {**tasks[uid], "milestone": names.get(tasks[uid]["milestone"])}
        for name, uid in made.items()
        if name.startswith("task:") and uid in tasks
    }
