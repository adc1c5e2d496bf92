"""How near the reader comes to the expected reading of a plan: F1 for each group of facts, and of all together."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any

Facts = Counter[tuple[Any, ...]]


def text_key(text: object) -> str:
    """Text for comparison: NFC, one space for white space, without the mark that closes it."""
    composed = unicodedata.normalize("NFC", str(text or ""))
    return re.sub(r"[\s.,;:/]+$", "", " ".join(composed.split()))


def name_key(text: object) -> str:
    """A name for comparison: case does not count."""
    return text_key(text).casefold()


def facts(plan: dict[str, Any]) -> dict[str, Facts]:
    """The facts of a plan by group, each as a tuple that two readings can share."""
    return {
        "milestones": Counter(_milestones(plan["milestones"])),
        "bases": Counter((b["number"], b["date"], text_key(b["text"])) for b in plan["legal_bases"]),
        "bodies": Counter((name_key(unit),) for a in plan["assignments"] for unit in a["units"]),
        "tasks": Counter(_tasks(plan["assignments"])),
        "reporting": _reporting(plan["reporting"]),
        "recipients": Counter((text_key(r),) for r in plan["document"]["recipients"]),
        "fields": _fields(plan),
        "lists": Counter((key, text_key(text)) for key in ("purposes", "funding") for text in plan[key]),
    }


def _milestones(items: Iterable[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
    keys = ("kind", "start", "end", "precision", "tentative")
    return ((*(m[key] for key in keys), m.get("before", False)) for m in items)


def _tasks(assignments: Iterable[dict[str, Any]]) -> Iterable[tuple[Any, ...]]:
    return ((name_key(unit), name_key(task["text"])) for a in assignments for unit in a["units"] for task in a["tasks"])


def _reporting(reporting: dict[str, Any]) -> Facts:
    single = ((key, name_key(value)) for key, value in reporting.items() if key != "contents" and value is not None)
    return Counter([*single, *(("contents", text_key(text)) for text in reporting["contents"])])


def _fields(plan: dict[str, Any]) -> Facts:
    document, contest = dict(plan["document"]), plan["contest"]
    signer = {f"signer.{key}": value for key, value in document.pop("signer").items()}
    document.pop("recipients")
    found = {**document, **signer, **{f"contest.{k}": v for k, v in contest.items()}, **plan["reception"]}
    return Counter((key, name_key(value)) for key, value in found.items() if value not in (None, []))


def score(read: dict[str, Any], expected: dict[str, Any]) -> dict[str, tuple[int, int, int]]:
    """For each group: facts that agree, facts read, facts expected."""
    ours, theirs = facts(read), facts(expected)
    return {
        group: ((ours[group] & theirs[group]).total(), ours[group].total(), theirs[group].total()) for group in theirs
    }


def f1(counts: Iterable[tuple[int, int, int]]) -> float:
    """F1 over any number of groups; 1 where there was nothing to find and nothing was found."""
    rows = list(counts)
    agreed, found, expected = (sum(row[i] for row in rows) for i in range(3))
    return 2 * agreed / (found + expected) if found + expected else 1.0


def differences(read: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """One line for each fact that only one side has: `-` expected and not read, `+` read and not expected."""
    ours, theirs = facts(read), facts(expected)
    lines = []
    for group in theirs:
        lines += [f"- {group}: {fact}" for fact in (theirs[group] - ours[group]).elements()]
        lines += [f"+ {group}: {fact}" for fact in (ours[group] - theirs[group]).elements()]
    return lines
