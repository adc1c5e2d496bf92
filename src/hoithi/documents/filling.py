"""Facts of a paper while people fill them in: read as far as they can be read, kept as they were typed."""

from typing import Any, TypeVar, cast

from django.core.exceptions import ValidationError

from hoithi.kit.schemas.reading import DataProblems, Problem, Schema, coded, read_data, specs_of
from hoithi.kit.schemas.specs import Rows, Spec, Text

MISSING = "[thiếu: {}]"  # as it is printed, so it is not translated
WRONG = "[cần sửa: {}]"
AnySchema = TypeVar("AnySchema", bound=Schema)


def filled(schema: type[AnySchema], raw: Any) -> tuple[AnySchema, list[Problem]]:
    """The facts in `raw` and what is wrong with them. Where they cannot be read, a text says in brackets what is
    missing, and everything else is empty."""
    try:
        return read_data(schema, raw), []
    except DataProblems as found:
        return cast("AnySchema", _row(schema, raw)), found.problems


def _row(schema: type[Any], raw: Any) -> Any:
    given = raw if isinstance(raw, dict) else {}
    values = {}
    for name, one in specs_of(schema).items():
        if isinstance(one, Rows):
            rows = given.get(name)
            values[name] = tuple(_row(one.of, row) for row in (rows if isinstance(rows, list) else [])[: one.most])
        else:
            values[name] = _value(one, given.get(name))
    return schema(**values)


def _value(one: Spec, raw: Any) -> Any:
    try:
        return one.read(raw)
    except ValidationError as error:
        if isinstance(one, Text):
            return (MISSING if error.code == "required" else WRONG).format(one.label)
        return one.empty


def kept(schema: type[Schema], raw: Any) -> dict[str, Any]:
    """`raw` as a draft keeps it: values as JSON where they can be read, else what was typed, without what no database
    can hold."""
    given = raw if isinstance(raw, dict) else {}
    made: dict[str, Any] = {}
    for name, one in specs_of(schema).items():
        if isinstance(one, Rows):
            rows = given.get(name)
            typed = [row for row in (rows if isinstance(rows, list | tuple) else []) if isinstance(row, dict)]
            made[name] = [kept(one.of, row) for row in coded(one, typed)]
        else:
            made[name] = _kept(one, given.get(name))
    return made


def _kept(one: Spec, raw: Any) -> Any:
    try:
        return one.json(one.read(raw))
    except ValidationError:
        if isinstance(raw, list | tuple):
            return [_harmless(each) for each in raw]
        return _harmless(raw)


def _harmless(raw: Any) -> str:
    return str(raw if raw is not None else "").replace("\x00", "").encode(errors="ignore").decode()
