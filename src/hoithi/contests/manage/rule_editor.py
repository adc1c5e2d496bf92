"""The editor of rules: boxes made from the specs of a schema, so that it needs no script and no code of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from hoithi.contests.rule_schemas import SCHEMAS, Problem, specs_of
from hoithi.contests.rule_schemas.specs import Choice, Rows, Spec


@dataclass(slots=True)
class Box:
    """One value on the page: `name` is both its name and its id."""

    name: str
    spec: Spec
    value: Any
    error: str = ""

    @property
    def options(self) -> list[tuple[str, Any]]:
        """What can be chosen, for a choice."""
        return list(self.spec.options.choices) if isinstance(self.spec, Choice) else []


@dataclass(slots=True)
class Line:
    """One row of a list."""

    number: int
    boxes: list[Box]
    hidden: list[tuple[str, str]]


@dataclass(slots=True)
class Table:
    """One list of rows, with what is wrong with the list as a whole."""

    name: str
    spec: Rows
    lines: list[Line]
    error: str = ""


@dataclass(slots=True)
class Editor:
    """The page of one kind of rule: single boxes, lists, and what a person still has to confirm."""

    boxes: list[Box] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    unconfirmed: list[dict[str, str]] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)  # (id of the box, sentence)


def editor_of(kind: str, raw: Mapping[str, Any], problems: list[Problem] | None = None) -> Editor:
    """The editor of `kind` filled with `raw`: JSON of a version, or what was typed (never lost)."""
    wrong = {_id(problem.where): problem.sentence for problem in problems or []}
    made = Editor(problems=list(wrong.items()))
    for name, spec in specs_of(SCHEMAS[kind]).items():
        if name == "unconfirmed":
            made.unconfirmed = list(raw.get(name) or [])
        elif isinstance(spec, Rows):
            rows = raw.get(name) or []
            lines = [_line(spec, name, number, row, wrong) for number, row in enumerate(rows)]
            made.tables.append(Table(name, spec, lines, wrong.get(name, "")))
        else:
            made.boxes.append(Box(name, spec, _typed(spec, raw.get(name)), wrong.get(name, "")))
    return made


def _line(spec: Rows, table: str, number: int, row: Mapping[str, Any], wrong: dict[str, str]) -> Line:
    line = Line(number, [], [])
    for name, one in specs_of(spec.of).items():
        full = f"{table}-{number}-{name}"
        if one.widget == "hidden":
            line.hidden.append((full, str(row.get(name) or "")))
        else:
            line.boxes.append(Box(full, one, _typed(one, row.get(name)), wrong.get(full, "")))
    return line


def _typed(spec: Spec, raw: Any) -> Any:
    """What stands in the box: a value as people type it, or exactly what was typed when it is not one."""
    try:
        return spec.typed(spec.read(raw))
    except (ValueError, TypeError, KeyError, ValidationError):
        return raw if raw is not None else ""


def _id(where: str) -> str:
    return where.replace(".", "-")


def raw_of(kind: str, post: QueryDict) -> dict[str, Any]:
    """What was typed into the editor of `kind`, shaped like its JSON; ticked points are confirmed and leave."""
    raw: dict[str, Any] = {}
    for name, spec in specs_of(SCHEMAS[kind]).items():
        if isinstance(spec, Rows):
            raw[name] = [_raw_row(spec, name, n, post) for n in _numbers(name, post, spec.most)]
        else:
            raw[name] = post.getlist(name) if spec.widget == "choices" else post.get(name, "")
    raw["unconfirmed"] = [row for n, row in enumerate(raw["unconfirmed"]) if not post.get(f"unconfirmed-{n}-done")]
    return raw


def _numbers(table: str, post: QueryDict, most: int) -> range:
    count = post.get(f"{table}-count", "0")
    return range(min(int(count) if count.isdecimal() and len(count) < 4 else 0, most + 1))


def _raw_row(spec: Rows, table: str, number: int, post: QueryDict) -> dict[str, Any]:
    row = {}
    for name, one in specs_of(spec.of).items():
        full = f"{table}-{number}-{name}"
        row[name] = post.getlist(full) if one.widget == "choices" else post.get(full, "")
    return row


def rearrange(raw: dict[str, Any], wish: str) -> str:
    """Add, drop or raise a row of `raw` as the button `wish` says ("add:items", "drop:items:2", "up:items:2").

    Returns the id of the place to look at next; nothing when `wish` is no such button.
    """
    verb, _sep, rest = wish.partition(":")
    table, _sep, number = rest.partition(":")
    rows = raw.get(table)
    if not isinstance(rows, list):
        return ""
    if verb == "add":
        rows.append({})
        return f"{table}-{len(rows) - 1}"
    at = int(number) if number.isdecimal() and len(number) < 4 else len(rows)
    if verb == "drop" and at < len(rows):
        del rows[at]
        return table
    if verb == "up" and 0 < at < len(rows):
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
        return f"{table}-{at - 1}"
    return ""
