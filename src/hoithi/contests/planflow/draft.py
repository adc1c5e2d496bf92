"""From what the reader understood to a review that people can correct: rows get names, every item its source line."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any, Final

from hoithi.contests.planflow.fields import Field, read, show
from hoithi.contests.planflow.proposals import due_in, hour_in
from hoithi.contests.planflow.sections import ALL, Review, Section, get, new_row, put, rows_of
from hoithi.kit.text import fold

_SHORTEST_QUOTE: Final = 9


def draft_of(reading: dict[str, Any], lines: Sequence[str]) -> Review:
    """The review to begin with: `reading` (the shape of the plan format) with an id for each row and no other change.

    Each row keeps in `read` what the plan said, so that the next version can tell a person's correction from it.
    """
    finder = _Finder(lines)
    review: Review = {
        "document": deepcopy(reading.get("document") or {}),
        "contest": {**(reading.get("contest") or {}), "kind": "technical", "upper": None},
        "purposes": list(reading.get("purposes") or ()),
        "reception": dict(reading.get("reception") or {}),
        "funding": list(reading.get("funding") or ()),
        "reporting": _reporting(reading.get("reporting") or {}),
        "bodies": [],
        "next": 1,
    }
    review["legal_bases"] = [_base(review, row, finder) for row in reading.get("legal_bases") or ()]
    review["milestones"] = [_milestone(review, row, lines) for row in reading.get("milestones") or ()]
    review["assignments"] = [_assignment(review, row, finder) for row in reading.get("assignments") or ()]
    review["warnings"] = [
        new_row(review, "w", line=row.get("line"), text=row["text"], read=row["text"])
        for row in reading.get("warnings") or ()
    ]
    review["sources"] = {section.name: _sources(section, review, finder) for section in ALL if section.fields}
    return normal(review)


def _reporting(said: dict[str, Any]) -> dict[str, Any]:
    # Plans write "trước ngày 20": the day is out unless they say "hết ngày".
    return {**said, "bound": "before" if said.get("before", True) else "in"} if said.get("period") else {}


def _base(review: Review, said: dict[str, Any], finder: "_Finder") -> dict[str, Any]:
    row = {"text": said["text"], "number": said.get("number"), "date": said.get("date")}
    return new_row(review, "c", **row, read=dict(row), line=said.get("line") or finder.first(said["text"]))


def _milestone(review: Review, said: dict[str, Any], lines: Sequence[str]) -> dict[str, Any]:
    row = {key: said.get(key) for key in ("kind", "label", "start", "end", "hour", "precision", "tentative")}
    row["bound"] = "before" if said.get("before") else "in"
    number = said.get("line")
    written = lines[number - 1][:300] if number and 0 < number <= len(lines) else ""
    if row["hour"] is None and (hour := hour_in(written, end=row["end"])):
        row |= {"hour": hour, "precision": "minute"}
    return new_row(review, "m", **row, read=dict(row), line=number, written=written)


def _assignment(review: Review, said: dict[str, Any], finder: "_Finder") -> dict[str, Any]:
    tasks = [_task(review, task) for task in said.get("tasks") or ()]
    row = {"order": said.get("order"), "unit": said.get("unit"), "units": list(said.get("units") or ())}
    first_task = next((task["line"] for task in tasks if task["line"]), None)
    line = said.get("line") or finder.up_from(first_task, said.get("unit") or "") or first_task
    return new_row(review, "a", **row, read=deepcopy(row), line=line, tasks=tasks)


def _task(review: Review, said: dict[str, Any]) -> dict[str, Any]:
    due = due_in(said["text"])
    row = {"text": said["text"], "due": due[0].isoformat() if due else None}
    return new_row(review, "t", **row, read=dict(row), line=said.get("line"), due_written=due[1] if due else "")


def _sources(section: Section, review: Review, finder: "_Finder") -> list[int]:
    values = (get(review, field.path) for field in section.fields)
    texts = [text for value in values for text in (value if isinstance(value, list) else [value])]
    return sorted({number for text in texts if isinstance(text, str) for number in finder.all(text)})


def normal(review: Review) -> Review:
    """`review` with every typed value as it would come back from the form that shows it."""
    for section in ALL:
        for field in section.fields:
            put(review, field.path, _normal_value(field, get(review, field.path)))
        for row in rows_of(review, section):
            normal_row(row, section.inner if row["id"].startswith(section.inner_prefix or "-") else section.row)
    return review


def normal_row(row: dict[str, Any], fields: Iterable[Field]) -> dict[str, Any]:
    """`row` with every one of `fields` as it would come back from a form."""
    for field in fields:
        row[field.path] = _normal_value(field, row.get(field.path))
    return row


def _normal_value(field: Field, value: Any) -> Any:
    return read(field, [str(part) for part in value or ()] if field.kind == "many" else [show(field, value)])


class _Finder:
    """Finds the lines in which a text stands, without marks or case."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.folded = [fold(line) for line in lines]

    def all(self, text: str) -> list[int]:
        """Lines that are the text, else the first that holds it, else those that it runs over."""
        sought = fold(text)
        if len(sought) < _SHORTEST_QUOTE:
            return []
        same = [number for number, line in enumerate(self.folded, 1) if line == sought]
        holding = [number for number, line in enumerate(self.folded, 1) if sought in line]
        parts = [n for n, line in enumerate(self.folded, 1) if len(line) >= _SHORTEST_QUOTE and line in sought]
        return same or holding[:1] or parts

    def first(self, text: str) -> int | None:
        """The first of `all`."""
        return next(iter(self.all(text)), None)

    def up_from(self, start: int | None, text: str) -> int | None:
        """The nearest line at or above `start` that holds the beginning of `text`: the heading over a task."""
        sought = fold(text)[:40]
        above = range(min(start or 0, len(self.folded)), 0, -1) if sought else ()
        return next((number for number in above if sought in self.folded[number - 1]), None)
