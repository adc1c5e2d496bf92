"""What differs between SQLite and PostgreSQL, in one place."""

import sqlite3
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import InterfaceError, OperationalError, connection, models

_AWAY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL}


def postgres_settings(url: str) -> dict[str, Any]:
    """Django's database settings for `postgresql://user:password@host:port/name?option=value`.

    Raises `ValueError` naming what is wrong with the address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ValueError("HOITHI_DATABASE_URL must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "options": "-c statement_timeout=15s -c idle_in_transaction_session_timeout=30s -c synchronous_commit=on",
            **dict(parse_qsl(parts.query)),
        },
    }


def is_away(error: BaseException | None) -> bool:
    """Whether `error` says that the database does not answer or had no turn left to give, so that the same may be tried
    again; SQLite tells its wrong statements (no such table) by the same class."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return (
        connection.vendor != "sqlite" or isinstance(error, InterfaceError) or (code is not None and code & 255 in _AWAY)
    )


def lock_for_append(model: type[models.Model]) -> None:
    """Make appends to `model` wait for one another until the transaction ends.

    SQLite writes one transaction at a time (IMMEDIATE), so only PostgreSQL needs the lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [model._meta.db_table])


_SQLITE_GUARD = """CREATE TRIGGER IF NOT EXISTS {table}_no_{word} BEFORE {word} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""
_POSTGRES_GUARD = """CREATE OR REPLACE TRIGGER {table}_no_{word} BEFORE {word} ON {table}
FOR EACH ROW EXECUTE FUNCTION hoithi_append_only()"""
_POSTGRES_FUNCTION = """CREATE OR REPLACE FUNCTION hoithi_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '23000'; END$$"""
_GUARDED_WORDS = ("update", "delete")


def guard_append_only(model: type[models.Model]) -> None:
    """Let the database itself refuse (`IntegrityError`) to change or delete rows of `model`. Repeatable.

    Called after every migration: SQLite drops the triggers of a table that a migration remakes.
    """
    table = model._meta.db_table
    guard = _POSTGRES_GUARD if connection.vendor == "postgresql" else _SQLITE_GUARD
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for word in _GUARDED_WORDS:
            cursor.execute(guard.format(table=table, word=word))


def lift_append_only(model: type[models.Model]) -> None:
    """Take the guard of `model` away: for tests, and for whoever must show what an intruder could do."""
    table = model._meta.db_table
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for word in _GUARDED_WORDS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{word}{on}")


def is_append_only(model: type[models.Model]) -> bool:
    """Whether the guard of `model` stands."""
    table = model._meta.db_table
    known = (
        "SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'D' AND tgname IN (%s, %s)"
        if connection.vendor == "postgresql"
        else "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(known, [f"{table}_no_{word}" for word in _GUARDED_WORDS])
        return bool(cursor.fetchone()[0] == len(_GUARDED_WORDS))
