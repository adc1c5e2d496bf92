"""What a review makes, as a flat table of named facts: two tables compared give what a new version changes.

Names: "contest.name", "milestone:m3", "reporting", "body:b2", "task:t5:<body>". Values are plain JSON, so that they can
be compared with what stands in the database. Bodies are uids, or "new:b7" for one still to be made.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from hoithi.contests.enums import Period
from hoithi.contests.planflow import bodies
from hoithi.contests.planflow.instants import bound_of, reading_of
from hoithi.contests.planflow.sections import Review
from hoithi.kit.text import fold

Facts = dict[str, Any]
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
REGIME: Final = ("period", "due_day", "due_month", "due_date", "before", "to", "contents")


def facts_of(review: Review) -> Facts:
    """The facts of a review that has no blocking problem; rows that were set aside make nothing."""
    contest = review["contest"]
    years = sorted(contest["years"]) if isinstance(contest.get("years"), list) else []
    facts: Facts = {
        "contest.name": contest.get("name") or "",
        "contest.kind": contest.get("kind"),
        "contest.edition": contest.get("edition"),
        "contest.start_year": years[0] if years else None,
        "contest.end_year": years[-1] if years else None,
        "contest.organizer_name": contest.get("organizer") or "",
        "contest.standing_agency": next(iter(_bodies_named(review, contest.get("standing_agency") or "")), None),
        "contest.upper": contest.get("upper"),
        "contest.purposes": list(review.get("purposes") or ()),
        "contest.funding": list(review.get("funding") or ()),
        **{f"contest.{_RECEPTION[key]}": review["reception"].get(key) or "" for key in _RECEPTION},
    }
    for row in _kept(review["milestones"]):
        facts[f"milestone:{row['id']}"] = _milestone(row)
    if regime_is_whole(review["reporting"]):
        facts["reporting"] = _regime(review["reporting"])
    return facts | _tasks(review)


_RECEPTION: Final = {
    "agency": "reception_agency",
    "address": "reception_address",
    "contact_name": "contact_name",
    "contact_phone": "contact_phone",
}


def _kept(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in rows if not row.get("removed")]


def _bodies_named(review: Review, name: str) -> list[str]:
    return bodies.by_name(review).get(fold(name), [])


def _milestone(row: dict[str, Any]) -> dict[str, Any]:
    starts_at, ends_at = reading_of(row)
    return {
        "kind": row["kind"],
        "label": row["label"],
        "starts_at": starts_at.isoformat() if starts_at else None,
        "ends_at": ends_at.isoformat() if ends_at else None,
        "precision": row["precision"] or "day",
        "tentative": bool(row["tentative"]),
        "confirmed": bool(row["confirmed"]) and (starts_at or ends_at) is not None,
    }


def regime_is_whole(regime: dict[str, Any]) -> bool:
    """Whether it says when reports are due: a fixed day for a single report, else a day of a month of the period."""
    if regime.get("period") == Period.ONCE:
        return bool(regime.get("due_date"))
    return bool(regime.get("period") and regime.get("due_day") and _due_month(regime))


def _due_month(regime: dict[str, Any]) -> str:
    """The month of the period in which the report is due; a monthly report has no other than its own."""
    return regime.get("due_month") or ("last" if regime.get("period") == Period.MONTH else "")


def _regime(regime: dict[str, Any]) -> dict[str, Any]:
    plain = {key: regime.get(key) for key in ("period", "due_day", "due_date")}
    return {
        **plain,
        "due_month": _due_month(regime),
        "before": regime.get("bound") != "in",
        "to": regime.get("to") or "",
        "contents": list(regime.get("contents") or ()),
    }


def _tasks(review: Review) -> Facts:
    chosen = bodies.by_name(review)
    found: Facts = {}
    for row in _kept(review["assignments"]):
        for task in _kept(row["tasks"]):
            due = None if task["milestone"] else bound_of(task["due"], bound="in")
            said = {
                "text": task["text"],
                "due_at": due.isoformat() if due else None,
                "milestone": task["milestone"],
            }
            for body in dict.fromkeys(uid for name in row["units"] or () for uid in chosen.get(fold(name), ())):
                found[f"task:{task['id']}:{body}"] = said
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that differs: `before` is None when it was added, `after` when it was removed.

    `stands` is what the database holds when somebody changed it by hand since; then a person chooses (`conflict`).
    """

    name: str
    kind: str
    before: Any
    after: Any
    stands: Any = None
    conflict: bool = False


def changes(before: Facts, after: Facts, stands: Mapping[str, Any] | None = None) -> list[Change]:
    """What differs between two tables, in the order of the new one, removals last. With `stands` (facts as the
    database has them), a change on top of a different change made by hand is a conflict."""
    return [
        _change(name, before.get(name), after.get(name), stands)
        for name in (*after, *(name for name in before if name not in after))
        if before.get(name) != after.get(name)
    ]


def _change(name: str, before: Any, after: Any, stands: Mapping[str, Any] | None) -> Change:
    kind = ADDED if before is None else REMOVED if after is None else CHANGED
    standing = before if stands is None or before is None else stands.get(name)
    conflict = not any(_same(standing, other) for other in (before, after))
    return Change(name, kind, before, after, standing if conflict else None, conflict)


def _same(one: Any, other: Any) -> bool:
    """Equal, whether or not somebody has confirmed the reading since: confirming is not a change of the plan."""
    if isinstance(one, dict) and isinstance(other, dict):
        return {**one, "confirmed": None} == {**other, "confirmed": None}
    return bool(one == other)
