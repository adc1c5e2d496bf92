"""Django's SQLite backend, with two things of ours: writers wait in a row (`turns`), and the placeholders of a
statement, which the library rewrites every time, are remembered.
"""

import sqlite3
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

from hoithi.kit.sqlite.turns import Turns, turns_of

WRITES = ("INSERT", "UPDATE", "DELETE")


class Connection(sqlite3.Connection):
    """Knows the row before its file; None for one in memory."""

    turns: Turns | None = None


class Cursor(base.SQLiteCursorWrapper):
    """The cursor of the library with a memory for statements; whoever writes without a transaction waits."""

    def execute(self, query: str, params: Any = None) -> Any:
        turns: Turns | None = self.connection.turns if query.startswith(WRITES) else None  # type: ignore[attr-defined]
        if turns is None or self.connection.in_transaction or not turns.take():
            return super().execute(query, params)
        try:
            return super().execute(query, params)
        finally:
            turns.leave()

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        return _marked(query) if param_names is None else super().convert_query(query, param_names=param_names)


@lru_cache(maxsize=1000)
def _marked(query: str) -> str:
    """ "%s" becomes "?", "%%" becomes "%": what the library does with the same expression."""
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """The backend; its cursor is ours, and its transactions wait in the row."""

    holds = False

    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "factory": Connection}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        made = super().get_new_connection(conn_params)
        if not self.is_in_memory_db():
            made.turns = turns_of(str(conn_params["database"]))
        return made

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        turns = self.connection.turns
        self.holds = turns is not None and turns.take()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._leave()

    def _rollback(self) -> None:
        super()._rollback()  # type: ignore[misc]
        self._leave()

    def _close(self) -> None:
        turns = self.connection.turns if self.connection is not None else None
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._leave(turns)

    def _leave(self, turns: Turns | None = None) -> None:
        turns = turns or self.connection.turns
        if self.holds and turns is not None:
            self.holds = False
            turns.leave()
