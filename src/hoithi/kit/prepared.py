"""Questions whose words never change: put together and made into SQL once a process, then asked with other values.

    @prepared
    def _files_of() -> QuerySet[EntryFile]:
        return EntryFile.objects.filter(entry=given("entry", BigIntegerField()), removed_at=None)

    _files_of(entry=12)     # a list of rows, as the query set would give them

Django builds a query anew each time it is asked; of what every request asks, that costs several times the answer. Only
for a shape that hangs on nothing but the values: rights that differ by role are asked in the ordinary way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import update_wrapper
from operator import itemgetter
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import FlatValuesListIterable, ValuesListIterable, get_related_populators
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands among the parameters."""

    name: str
    field: Field[Any, Any]


class _Given(Expression):
    """A value that is told when the question is asked."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]  # noqa: ARG002
        return "%s", [_Place(self.name, self.output_field)]


def given(name: str, field: Field[Any, Any]) -> Any:
    """Stands in a prepared question for the value called `name`, which is stored as `field` stores it."""
    return _Given(name, field)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A question made into SQL: its words, its parameters, and how rows are made of the answer."""

    sql: str
    params: tuple[Any, ...]
    holds: bool
    converters: tuple[tuple[int, Any, Any], ...]
    make: Callable[[list[Any]], Any]


class Prepared(Generic[Row]):
    """See the module. Calling it asks one query and gives the rows; every value must be told and none may be None."""

    def __init__(self, make: Callable[[], QuerySet[Any, Row]]) -> None:
        update_wrapper(self, make)
        self._make = make
        self._kept: dict[str, _Kept] = {}

    def __call__(self, **values: Any) -> list[Row]:
        connection = connections[DEFAULT_DB_ALIAS]
        kept = self._kept.get(connection.vendor) or self._keep(connection)
        if kept.holds and not connection.in_atomic_block:
            raise TransactionManagementError("A row is held in a transaction.")
        params = tuple(_bound(one, values, connection) for one in kept.params)
        with connection.cursor() as cursor:
            cursor.execute(kept.sql, params)
            rows = [list(row) for row in cursor.fetchall()]
        for row in rows:
            for place, converters, expression in kept.converters:
                if row[place] is None:  # stays what it is, and most columns that may be empty are
                    continue
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
        return [kept.make(row) for row in rows]

    def _keep(self, connection: Any) -> _Kept:
        rows: Any = self._make().using(DEFAULT_DB_ALIAS)
        if rows._prefetch_related_lookups:  # noqa: SLF001
            raise ValueError("A prepared question is one query.")
        compiler = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        found = compiler.get_converters([expression for expression, _sql, _name in compiler.select or []])
        converters = tuple((place, *rest) for place, rest in found.items())
        holds = rows.query.select_for_update
        kept = _Kept(sql, tuple(params), holds, converters, _maker(rows._iterable_class, compiler))  # noqa: SLF001
        self._kept[connection.vendor] = kept
        return kept


def _maker(iterable: type, compiler: Any) -> Callable[[list[Any]], Any]:
    """How one row of the answer is made, as Django's own iterables make it."""
    if iterable is FlatValuesListIterable:
        return itemgetter(0)
    if iterable is ValuesListIterable:
        return tuple
    model, fields = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    own = slice(fields[0], fields[-1] + 1)
    names = [column[0].target.attname for column in compiler.select[own]]
    related = get_related_populators(compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS)  # type: ignore[call-arg]
    annotated = tuple(compiler.annotation_col_map.items())

    def made(row: list[Any]) -> Any:
        one = model.from_db(DEFAULT_DB_ALIAS, names, row[own])
        for populator in related:
            populator.populate(row, one)
        for name, place in annotated:
            setattr(one, name, row[place])
        return one

    return made


def _bound(param: Any, values: dict[str, Any], connection: Any) -> Any:
    if not isinstance(param, _Place):
        return param
    value = values[param.name]
    if value is None:
        raise ValueError(f"a prepared question was asked without {param.name}")
    return param.field.get_db_prep_value(value, connection)


def prepared(make: Callable[[], QuerySet[Any, Row]]) -> Prepared[Row]:
    """Makes a prepared question of a function that puts a query set together out of `given` values."""
    return Prepared(make)
