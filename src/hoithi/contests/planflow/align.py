"""A new upload beside the version that stands: what the plan did not change keeps what people made of it.

Each row of a review keeps in `read` what the plan said. Where the new reading says the same, the person's correction
stands; where it says something else, the new words count.
"""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from hoithi.contests.planflow.diff import pairs
from hoithi.contests.planflow.sections import ALL, Review, get, put
from hoithi.kit.text import fold

Row = dict[str, Any]
_ROWS = ("legal_bases", "milestones", "assignments")


def aligned(fresh: Review, old: Review, *, read_before: Review) -> Review:
    """The review of a new upload, pre-filled. `fresh` is the draft of the new reading, `old` the confirmed review,
    `read_before` the draft of the reading that `old` was made from. Rows keep the ids that `old` gave them."""
    review = deepcopy(fresh)
    for section in ALL:
        for field in section.fields:
            if get(fresh, field.path) == get(read_before, field.path):
                put(review, field.path, deepcopy(get(old, field.path)))
    review["next"] = max(int(fresh["next"]), int(old["next"])) + 1
    review["made"] = dict(old.get("made", {}))
    ids = _fresh_ids(review)
    for name, words in (("legal_bases", _text), ("milestones", _milestone_name), ("assignments", _assignment_name)):
        review[name] = _rows(review[name], [*old[name], *old.get("set_aside", {}).get(name, ())], words, ids)
    review["bodies"] = deepcopy(old["bodies"])
    return review


def settled(review: Review) -> Review:
    """The review as it is frozen: rows that people set aside leave the lists, and are kept apart so that the next
    version does not bring them back."""
    review = deepcopy(review)
    aside = {name: [row for row in review[name] if row.get("removed")] for name in _ROWS}
    for name in _ROWS:
        review[name] = [row for row in review[name] if not row.get("removed")]
    review["set_aside"] = aside
    return review


def _text(row: Row) -> str:
    return row["text"] or ""


def _milestone_name(row: Row) -> str:
    return f"{row['kind']} {row['label']}"


def _assignment_name(row: Row) -> str:
    return " ".join([row["unit"] or "", *(row["units"] or ())])


def _fresh_ids(review: Review) -> Callable[[str], str]:
    def make(prefix: str) -> str:
        review["next"] += 1
        return f"{prefix}{review['next']}"

    return make


def _said(row: Row, name: Callable[[Row], str]) -> str:
    return name({**row, **row["read"]}) if row.get("read") else name(row)


def _rows(fresh: list[Row], old: list[Row], name: Callable[[Row], str], ids: Callable[[str], str]) -> list[Row]:
    """New rows in their order, each kept from its partner in `old`; rows that people added by hand come last."""
    from_plan = [row for row in old if row.get("read")]
    partners = _partners([_said(row, name) for row in from_plan], [name(row) for row in fresh])
    found = [
        _kept(row, from_plan[partners[index]], ids) if index in partners else _renamed(row, ids)
        for index, row in enumerate(fresh)
    ]
    return found + [deepcopy(row) for row in old if not row.get("read")]


def _partners(before: list[str], after: list[str]) -> dict[int, int]:
    """For each of `after` its partner in `before`: the same words wherever they stand, else the most alike in order."""
    waiting: dict[str, list[int]] = {}
    for index, text in enumerate(before):
        waiting.setdefault(fold(text), []).append(index)
    found = {new: same.pop(0) for new, text in enumerate(after) if (same := waiting.get(fold(text)))}
    taken = set(found.values())
    old_left = [index for index in range(len(before)) if index not in taken]
    new_left = [index for index in range(len(after)) if index not in found]
    alike = pairs([before[index] for index in old_left], [after[index] for index in new_left])
    return found | {new_left[new]: old_left[old] for old, new in alike}


def _renamed(row: Row, ids: Callable[[str], str]) -> Row:
    tasks = {"tasks": [_renamed(task, ids) for task in row["tasks"]]} if "tasks" in row else {}
    return {**row, "id": ids(row["id"][0]), **tasks}


def _kept(fresh: Row, old: Row, ids: Callable[[str], str]) -> Row:
    kept: Row = {
        **deepcopy(old),
        **{key: fresh[key] for key in ("line", "written", "due_written", "read") if key in fresh},
    }
    changed = {key for key, value in fresh["read"].items() if old["read"].get(key) != value}
    for key in changed:
        kept[key] = fresh[key]
    if changed and "confirmed" in kept:
        kept["confirmed"] = False
    if "tasks" in fresh:
        kept["tasks"] = _rows(fresh["tasks"], old["tasks"], _text, ids)
    return kept
