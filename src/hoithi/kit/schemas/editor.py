"""An editor of data: boxes made from the specs of a schema, so that it needs no script and no code of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from hoithi.kit.pasted import cells_of
from hoithi.kit.schemas.reading import Problem, Schema, specs_of
from hoithi.kit.schemas.specs import Choice, Reference, Rows, Spec
from hoithi.kit.text import fold

Offers = Mapping[str, Sequence[tuple[str, str]]]


@dataclass(slots=True)
class Box:
    """One value on the page: `name` is both its name and its id."""

    name: str
    spec: Spec
    value: Any
    error: str = ""
    offers: Sequence[tuple[str, str]] = ()
    kind: str = ""  # the box of the kind that decides whether this one says anything
    focus: bool = False

    @property
    def options(self) -> Sequence[tuple[str, Any]]:
        """What can be chosen, for a choice or a reference."""
        if isinstance(self.spec, Choice):
            return self.spec.options.choices
        return self.offers

    @property
    def kinds(self) -> str:
        """The kinds for which it says something, one a line, as the script reads them."""
        return "\n".join(self.spec.kinds)


@dataclass(slots=True)
class Line:
    """One row of a list."""

    number: int
    boxes: list[Box] = field(default_factory=list)
    rare: list[Box] = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    name: str = ""
    looked_at: bool = False

    @property
    def open(self) -> bool:
        """Whether it needs to be seen: new, just moved, or with something to mend."""
        return self.looked_at or not self.name or any(box.error for box in (*self.boxes, *self.rare))

    @property
    def rare_open(self) -> bool:
        """Whether a rare setting is used or has something to mend."""
        return any(box.error or box.value for box in self.rare)

    @property
    def kind(self) -> str:
        """The label of its kind, when it has one."""
        found = (dict(b.options).get(b.value, "") for b in self.boxes if b.name.endswith("-kind"))
        return str(next(found, ""))


@dataclass(slots=True)
class Table:
    """One list of rows, with what is wrong with the list as a whole."""

    name: str
    spec: Rows
    lines: list[Line]
    error: str = ""

    @property
    def folds(self) -> bool:
        """Whether its rows are so long that only those to look at stand open."""
        return any(line.rare for line in self.lines)

    @property
    def heads(self) -> str:
        """The labels of what a row holds, in the order in which a pasted table fills them."""
        return ", ".join(str(one.label).lower() for one in _pasted_boxes(self.spec).values())


@dataclass(slots=True)
class Editor:
    """One thing to fill in: single boxes, and lists of rows."""

    boxes: list[Box] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)  # (id of the box, sentence)


def editor_of(
    schema: type[Schema],
    raw: Mapping[str, Any],
    problems: list[Problem] | None = None,
    *,
    look: str = "",
    offers: Offers | None = None,
) -> Editor:
    """The editor of `schema` filled with `raw`: its JSON, or what was typed (never lost).

    `look`: the id of the row that was just added or moved. `offers`: what the references of rows can name, as code and
    label, by the name of the value.
    """
    wrong = {_id(problem.where): problem.sentence for problem in problems or []}
    made = Editor(problems=list(wrong.items()))
    for name, spec in specs_of(schema).items():
        if spec.silent:
            continue
        if isinstance(spec, Rows):
            rows = raw.get(name) or []
            lines = [_line(spec, name, number, row, wrong, offers or {}, look) for number, row in enumerate(rows)]
            made.tables.append(Table(name, spec, lines, wrong.get(name, "")))
        else:
            made.boxes.append(Box(name, spec, _typed(spec, raw.get(name)), wrong.get(name, "")))
    return made


def _pasted_boxes(spec: Rows) -> dict[str, Spec]:
    return {name: one for name, one in specs_of(spec.of).items() if one.widget not in {"hidden", "check", "choices"}}


def _line(
    spec: Rows,
    table: str,
    number: int,
    row: Mapping[str, Any],
    wrong: dict[str, str],
    offers: Offers,
    look: str,
) -> Line:
    line = Line(number, name=str(row.get("name") or "").strip(), looked_at=look == f"{table}-{number}")
    for name, one in specs_of(spec.of).items():
        full = f"{table}-{number}-{name}"
        if one.widget == "hidden":
            line.hidden.append((full, str(row.get(name) or "")))
            continue
        box = Box(full, one, _typed(one, row.get(name)), wrong.get(full, ""))
        box.offers = _offered(one, row.get(name), offers.get(name, ()))
        box.kind = f"{table}-{number}-kind" if one.kinds else ""
        box.focus = line.looked_at and not line.boxes
        (line.rare if one.rare else line.boxes).append(box)
    return line


def _offered(spec: Spec, value: Any, offers: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """The offers for a box; a reference to a row that is gone stays among them, so that nothing changes unseen."""
    if isinstance(spec, Reference) and value and value not in {code for code, _label in offers}:
        return [(str(value), str(value)), *offers]
    return offers


def _typed(spec: Spec, raw: Any) -> Any:
    """What stands in the box: a value as people type it, or exactly what was typed when it is not one."""
    try:
        return spec.typed(spec.read(raw))
    except (ValueError, TypeError, KeyError, ValidationError):
        return raw if raw is not None else ""


def _id(where: str) -> str:
    return where.replace(".", "-")


def raw_of(schema: type[Schema], post: QueryDict) -> dict[str, Any]:
    """What was typed into the editor of `schema`, shaped like its JSON."""
    raw: dict[str, Any] = {}
    for name, spec in specs_of(schema).items():
        if isinstance(spec, Rows):
            raw[name] = [_raw_row(spec, name, n, post) for n in _numbers(name, post, spec.most)]
        else:
            raw[name] = post.getlist(name) if spec.widget == "choices" else post.get(name, "")
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


def obey(schema: type[Schema], raw: dict[str, Any], wish: str, post: QueryDict) -> str:
    """Do to the rows of `raw` what a button of the editor asks: `rearrange`, or `paste` what stands in the box for it.

    Returns the id of the place to look at next.
    """
    verb, _sep, table = wish.partition(":")
    if verb == "paste":
        return paste(schema, raw, table, post.get(f"{table}-pasted", ""))
    return rearrange(raw, wish)


def paste(schema: type[Schema], raw: dict[str, Any], table: str, copied: str) -> str:
    """Put the rows of a table that was copied out of Excel or Word into the list `table` of `raw`, after those that
    say something; each cell goes into the next box of its row, a line of heads is left out.

    Returns the id of the first row to look at; nothing when there was nothing to take.
    """
    spec = specs_of(schema).get(table)
    if not isinstance(spec, Rows):
        return ""
    boxes = _pasted_boxes(spec)
    rows = cells_of(copied)
    heads = [fold(str(one.label)) for one in boxes.values()]
    first = [cell for cell in rows[0] if cell] if rows else []
    if sum(fold(cell) in heads for cell in first) * 2 > len(first):
        rows = rows[1:]
    kept = [row for row in raw.get(table) or [] if isinstance(row, Mapping) and any(row.values())]
    raw[table] = kept + [dict(zip(boxes, row, strict=False)) for row in rows[: spec.most - len(kept)]]
    return f"{table}-{len(kept)}" if rows else ""


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
