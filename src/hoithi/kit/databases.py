"""What differs between SQLite and PostgreSQL, in one place."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.db import connection, models


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


def lock_for_append(model: type[models.Model]) -> None:
    """Make appends to `model` wait for one another until the transaction ends.

    SQLite writes one transaction at a time (IMMEDIATE), so only PostgreSQL needs the lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [model._meta.db_table])
