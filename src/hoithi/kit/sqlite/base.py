"""Django's SQLite backend, which rewrites the placeholders of every statement, every time: ours remembers the last."""

from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base


class Cursor(base.SQLiteCursorWrapper):
    """The cursor of the library with a memory for statements."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        return _marked(query) if param_names is None else super().convert_query(query, param_names=param_names)


@lru_cache(maxsize=1000)
def _marked(query: str) -> str:
    """ "%s" becomes "?", "%%" becomes "%": what the library does with the same expression."""
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class DatabaseWrapper(base.DatabaseWrapper):
    """The backend; only its cursor is ours."""

    def create_cursor(self, name: str | None = None) -> Any:  # noqa: ARG002
        return self.connection.cursor(factory=Cursor)
