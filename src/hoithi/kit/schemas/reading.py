"""One reader, one writer, one comparison for every schema: they walk the specs that the dataclasses carry."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Self, TypeVar, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.kit.refusals import Refusal
from hoithi.kit.schemas.specs import Rows, Spec
from hoithi.kit.text import fold, slugify


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: `where` is the path ("criteria.2.weight"), `sentence` says what and how to mend."""

    where: str
    sentence: str


class DataProblems(Refusal):
    """The data is not what the schema asks; `problems` says all that is wrong, in order."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("bad_data", " ".join(problem.sentence for problem in problems), status=422)
        self.problems = problems


@dataclass(frozen=True)
class Schema:
    """What every dataclass of specs has."""

    def settled(self) -> Self:
        """The same with what follows from other values put in its place; `check` comes after it."""
        return self

    def check(self) -> Iterator[Problem]:
        """What is wrong between values that are each right."""
        yield from ()


AnySchema = TypeVar("AnySchema", bound=Schema)


def specs_of(schema: type[Any] | Any) -> dict[str, Spec]:
    """The specs of a dataclass by field name, in order."""
    return {one.name: one.metadata["spec"] for one in fields(schema)}


def read_data(schema: type[AnySchema], data: Any) -> AnySchema:
    """The typed data in `data` (JSON, or as typed into boxes). Raises `DataProblems` with every problem found."""
    problems: list[Problem] = []
    made = cast("AnySchema", _read_row(schema, data, "", problems))
    if not problems:
        made = made.settled()
        problems.extend(made.check())
    if problems:
        raise DataProblems(problems)
    return made


def _read_row(schema: type[Any], data: Any, where: str, problems: list[Problem]) -> Any:
    data = data if isinstance(data, dict) else {}
    values = {}
    for name, one in specs_of(schema).items():
        path = f"{where}{name}"
        if isinstance(one, Rows):
            values[name] = _read_rows(one, data.get(name), path, problems)
            continue
        try:
            values[name] = one.read(data.get(name))
        except ValidationError as error:
            problems.append(Problem(path, " ".join(error.messages)))
    return schema(**values)


def _read_rows(one: Rows, data: Any, path: str, problems: list[Problem]) -> tuple[Any, ...]:
    given = data if isinstance(data, list | tuple) else []
    if not one.least <= len(given) <= one.most:
        words = {"label": one.label, "least": one.least, "most": one.most, "got": len(given)}
        problems.append(Problem(path, _("“%(label)s” cần từ %(least)d đến %(most)d dòng (đang có %(got)d).") % words))
        given = given[: one.most]
    return tuple(_read_row(one.of, row, f"{path}.{i}.", problems) for i, row in enumerate(coded(one, given)))


def coded(one: Rows, given: Any) -> Iterator[Any]:
    """The rows, each with a code of its own when its kind has one: a good one is kept, else it is made from the name.

    Codes stand in addresses and in the names of boxes, so that only what `slugify` makes is one.
    """
    wanted = "code" in specs_of(one.of)
    taken = {row["code"] for row in given if _has_code(row)}
    for row in given:
        if not wanted or not isinstance(row, dict) or _has_code(row):
            yield row
            continue
        stem = slugify(str(row.get("name") or ""))[:50] or "muc"
        code = next(c for n in range(1, len(taken) + 2) if (c := stem if n == 1 else f"{stem}-{n}") not in taken)
        taken.add(code)
        yield {**row, "code": code}


def _has_code(row: Any) -> bool:
    code = row.get("code") if isinstance(row, dict) else None
    return isinstance(code, str) and bool(code) and slugify(code) == code


def as_data(filled: Any) -> dict[str, Any]:
    """`filled` as JSON: reading it again gives the same."""
    written = {}
    for name, one in specs_of(filled).items():
        value = getattr(filled, name)
        written[name] = [as_data(row) for row in value] if isinstance(one, Rows) else one.json(value)
    return written


def repeated(rows: tuple[Any, ...], path: str) -> Iterator[Problem]:
    """Rows whose name or code stands there twice."""
    seen: set[str] = set()
    for i, row in enumerate(rows):
        for key in (f"name {fold(row.name)}", f"code {row.code}"):
            if key in seen:
                yield Problem(f"{path}.{i}.name", _("“%s” có hai lần. Hãy bỏ một dòng.") % row.name)
                break
        seen |= {f"name {fold(row.name)}", f"code {row.code}"}


def differences(old: Any, new: Any) -> list[str]:
    """What changed from `old` to `new` (of one schema) as sentences; empty when nothing did."""
    found = []
    for name, one in specs_of(new).items():
        was, now = getattr(old, name), getattr(new, name)
        if one.silent or was == now:
            continue
        if isinstance(one, Rows):
            found += _row_differences(one, was, now)
        else:
            words = {"label": one.label, "was": one.show(was), "now": one.show(now)}
            found.append(_("%(label)s: từ “%(was)s” thành “%(now)s”.") % words)
    return found


def _row_differences(one: Rows, was: tuple[Any, ...], now: tuple[Any, ...]) -> list[str]:
    before, after = {r.code: r for r in was}, {r.code: r for r in now}
    found = [
        _("%(row)s “%(name)s”: thêm mới.") % {"row": one.row, "name": r.name}
        for c, r in after.items()
        if c not in before
    ]
    found += [
        _("%(row)s “%(name)s”: bỏ.") % {"row": one.row, "name": r.name} for c, r in before.items() if c not in after
    ]
    both = [code for code in before if code in after]
    for code in both:
        found += [f"{one.row} “{before[code].name}”: {said}" for said in differences(before[code], after[code])]
    if both != [code for code in after if code in before]:
        found.append(_("%s: đổi thứ tự.") % one.label)
    return found
