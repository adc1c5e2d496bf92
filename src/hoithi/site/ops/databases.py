"""Copies of the whole database, each a consistent moment: SQLite by its own backup, PostgreSQL by pg_dump."""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from hoithi.site.ops import Failure

NAMES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


@contextmanager
def copied(folder: Path) -> Iterator[tuple[Path, Any]]:
    """A copy of the database in `folder`, and a cursor that sees exactly what was copied."""
    path = folder / NAMES[connection.vendor]
    with (_copied_sqlite if connection.vendor == "sqlite" else _copied_postgres)(path) as cursor:
        yield path, cursor


@contextmanager
def _copied_sqlite(path: Path) -> Iterator[Any]:
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        connection.connection.backup(copy, pages=2000, sleep=0.01)
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Failure("the database is damaged: PRAGMA integrity_check does not say ok")
        yield copy.cursor()
    finally:
        copy.close()


@contextmanager
def _copied_postgres(path: Path) -> Iterator[Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={path}")
        yield cursor


def tables() -> list[str]:
    """The tables of the open database."""
    with connection.cursor() as cursor:
        return sorted(connection.introspection.table_names(cursor))


def counts(cursor: Any, names: list[str]) -> dict[str, int]:
    """Rows per table, as `cursor` sees them."""
    found = {}
    for name in names:
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - names come from the database itself
        found[name] = cursor.fetchone()[0]
    return found


def put_in_place(path: Path) -> None:
    """Make the copy at `path` the database of this installation, which must be empty. All or nothing."""
    if connection.vendor == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        connection.close()
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for ending in ("-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)
        _flush(path)
        path.chmod(0o600)
        path.replace(target)
        _flush(target.parent)
    else:
        connection.close()
        _run("pg_restore", "--single-transaction", "--no-owner", f"--dbname={connection.settings_dict['NAME']}", path)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _run(program: str, *words: object) -> None:
    known = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(known["HOST"]),
        "PGPORT": str(known["PORT"] or 5432),
        "PGUSER": str(known["USER"]),
        "PGPASSWORD": str(known["PASSWORD"]),
        "PGDATABASE": str(known["NAME"]),
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            [program, *map(str, words)], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise Failure(f"{program} is not on this machine; install the client programs of PostgreSQL") from error
    if done.returncode:
        raise Failure(f"{program}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")
