"""Rows that a request reads and writes by the dozen, without the detours of the library."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Self

from django.db import connections, models
from django.db.models import sql
from django.db.models.base import ModelState


class Quick(models.Model):
    """A model whose rows come out of the database as they come out of a pickle, past `__init__`, and go in with
    statements that are put together once a process. For models that do nothing when a row is made.

    The hooks are those that Django's own `save` calls; values that are expressions are left to the library. (The
    ignored types are those of Django 6.)
    """

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:  # type: ignore[override]
        if len(values) != len(cls._meta.concrete_fields):
            return super().from_db(db, field_names, values)
        row = cls.__new__(cls)
        row.__dict__.update(zip(field_names, values, strict=True))
        state = row._state = ModelState()  # noqa: SLF001 - of the row that is being made
        state.adding, state.db = False, db
        return row

    def _do_insert(self, manager: Any, using: str, fields: Sequence[Any], returning_fields: Any, raw: bool) -> Any:
        if raw or _any_expression(getattr(self, field.attname) for field in fields):
            return super()._do_insert(manager, using, fields, returning_fields, raw)  # type: ignore[misc]
        connection: Any = connections[using]
        key = (type(self), connection.vendor, len(fields))  # with the primary key or without it
        if key not in _inserts:
            query = sql.InsertQuery(type(self))
            query.insert_values(fields, [self])
            compiler: Any = query.get_compiler(connection=connection)
            compiler.returning_fields = returning_fields
            _inserts[key] = compiler.as_sql()[0][0], compiler.returning_params
        words, returned = _inserts[key]
        values = [field.get_db_prep_save(field.pre_save(self, True), connection) for field in fields]
        with connection.cursor() as cursor:
            cursor.execute(words, values)
            return [connection.ops.fetch_returned_insert_columns(cursor, returned)] if returning_fields else []

    def _do_update(self, base_qs: Any, using: str, pk_val: Any, values: Any, *rest: Any) -> Any:  # type: ignore[override]
        if not values or _any_expression(value for _field, _model, value in values):
            return super()._do_update(base_qs, using, pk_val, values, *rest)
        connection: Any = connections[using]
        key = (type(self), connection.vendor, *(field.column for field, _model, _value in values))
        if key not in _updates:
            quote = connection.ops.quote_name
            given = ", ".join(f"{quote(field.column)} = %s" for field, _model, _value in values)
            table, number = quote(self._meta.db_table), quote(self._meta.pk.column)
            _updates[key] = f"UPDATE {table} SET {given} WHERE {table}.{number} = %s"  # noqa: S608 - names of columns
        stored = [field.get_db_prep_save(value, connection) for field, _model, value in values]
        with connection.cursor() as cursor:
            cursor.execute(_updates[key], [*stored, self._meta.pk.get_db_prep_value(pk_val, connection)])
            return cursor.rowcount > 0


_inserts: dict[tuple[Any, ...], tuple[str, Any]] = {}
_updates: dict[tuple[Any, ...], str] = {}


def _any_expression(values: Iterable[Any]) -> bool:
    return any(hasattr(value, "resolve_expression") for value in values)
