"""The bodies that a plan names, each once, and which of the tree each one is: proposed here, decided by a person."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests.planflow.draft import normal_row
from hoithi.contests.planflow.sections import BY_NAME, Review, new_row
from hoithi.kit.text import fold
from hoithi.units.matching import Candidate, Match
from hoithi.units.models import Unit
from hoithi.units.naming import guess_kind
from hoithi.units.queries import match_bodies, visible_to

UNIT, OTHER, NEW, GROUP, NOBODY = "unit:", "other", "new", "group", "none"
_NEAR_ENOUGH: Final = 0.94  # the same words: offered as chosen, marked for a person to look at
_CODE: Final = re.compile(r"\(([^()]+)\)\s*\Z")


def label_of(unit: Unit) -> str:
    """How a body is offered and typed: its name, and the code that tells it from namesakes."""
    return f"{unit.name} ({unit.code})"


def names_in(review: Review) -> list[str]:
    """The bodies that the review names, in order, each once: those with assignments, and the standing agency."""
    names = [name for row in review["assignments"] if not row.get("removed") for name in row["units"] or ()]
    names.append(review["contest"].get("standing_agency") or "")
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return [name for key, name in found.items() if key]


def with_bodies(review: Review, *, owner: Unit, on: date) -> Review:
    """`review` with one row in `bodies` for each body it names. Rows that stand keep what was decided; names that are
    gone lose their row; a new name is looked up in the tree once."""
    standing = {fold(row["name"]): row for row in review["bodies"]}
    names = names_in(review)
    fresh = [name for name in names if fold(name) not in standing]
    found = match_bodies(fresh, owner=owner, on=on) if fresh else {}
    review["bodies"] = [standing.get(fold(name)) or _body(review, name, found[name], owner) for name in names]
    return review


def _body(review: Review, name: str, match: Match, owner: Unit) -> dict[str, Any]:
    row = new_row(
        review,
        "b",
        name=name,
        choice=_proposed(match),
        proposed=_proposed(match),
        kind=guess_kind(name),
        parent=label_of(owner),
        parent_uid=owner.uid,
        members=[unit.uid for unit in match.group],
        sure=match.sure or bool(match.group),
        candidates=[_offered(candidate) for candidate in match.candidates],
        group=[{"uid": unit.uid, "label": label_of(unit)} for unit in match.group],
    )
    return normal_row(row, BY_NAME["bodies"].row)


def _proposed(match: Match) -> str | None:
    if match.unit is not None:
        return f"{UNIT}{match.unit.uid}"
    if match.group:
        return GROUP
    if not match.candidates:
        return None if match.group_kinds else NEW
    best = match.candidates[0]
    return f"{UNIT}{best.unit.uid}" if best.score >= _NEAR_ENOUGH else None


def _offered(candidate: Candidate) -> dict[str, str]:
    return {"uid": candidate.unit.uid, "label": label_of(candidate.unit), "why": str(candidate.reason)}


def settle_typed(review: Review, *, by: Actor) -> Review:
    """Turn each "another body" that was typed and is known into a choice, and find the parents of bodies to be made;
    what is not known stays as typed."""
    for row in review["bodies"]:
        if row["choice"] == NEW:
            parent = unit_named(row["parent"] or "", by=by)
            row["parent_uid"] = parent.uid if parent else None
        if row["choice"] == OTHER and row["other"] and (unit := unit_named(row["other"], by=by)):
            if unit.uid not in {offered["uid"] for offered in row["candidates"]}:
                row["candidates"].append({"uid": unit.uid, "label": label_of(unit), "why": ""})
            row.update(choice=f"{UNIT}{unit.uid}", other=None)
    return review


def unit_named(text: str, *, by: Actor) -> Unit | None:
    """The one body that `text` names: "Phòng Nội vụ (697-nv)" by its code, else by a name that nobody shares."""
    known = visible_to(by)
    if (code := _CODE.search(text)) and (unit := known.filter(code=code[1].strip()).first()):
        return unit
    key = fold(text)
    same = [unit for unit in known.filter(search_key__startswith=key)[:50] if fold(unit.name) == key] if key else []
    return same[0] if len(same) == 1 else None


def chosen(row: dict[str, Any]) -> list[str]:
    """The names of the bodies in the tree that a row stands for: uids, or "new:b7" for one still to be made."""
    choice = row["choice"] or ""
    if choice.startswith(UNIT):
        return [choice.removeprefix(UNIT)]
    if choice == NEW:
        return [f"new:{row['id']}"]
    return list(row["members"] or ()) if choice == GROUP else []


def said(row: dict[str, Any]) -> str:
    """What was chosen for a row, in words."""
    choice = row["choice"] or ""
    if choice.startswith(UNIT):
        return str(next((one["label"] for one in row["candidates"] if one["uid"] == choice[len(UNIT) :]), row["name"]))
    if choice == GROUP:
        return _("nhóm %d đơn vị") % len(row["members"] or ())
    if choice == NEW:
        return _("đơn vị mới, trực thuộc %s") % (row["parent"] or "?")
    return {NOBODY: _("không nhận nhiệm vụ"), OTHER: str(row["other"] or "?")}.get(choice, "?")


def by_name(review: Review) -> dict[str, list[str]]:
    """For each folded name of the review, what `chosen` says of it."""
    return {fold(row["name"]): chosen(row) for row in review["bodies"]}


def uids_in(review: Review) -> set[str]:
    """Every body of the tree that the review has chosen."""
    return {uid for row in review["bodies"] for uid in chosen(row) if not uid.startswith("new:")}


def new_ones(review: Review) -> Iterable[dict[str, Any]]:
    """The rows whose bodies would be made."""
    return [row for row in review["bodies"] if row["choice"] == NEW]
