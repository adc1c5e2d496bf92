import os
import random
from collections.abc import Callable
from typing import Any

from django.apps import AppConfig
from django.db import transaction


class BrokenConfig(AppConfig):
    name = "broken"

    def ready(self) -> None:
        """Breaks what RUSH_SABOTAGE names."""
        {"lose": lose, "double": double, "torn": torn}[os.environ["RUSH_SABOTAGE"]]()


def lose() -> None:
    """A submission in five is acknowledged before its commit, which then fails."""
    check, real = _submitting()

    def submit(entry: Any, **given: Any) -> Any:
        with transaction.atomic():
            version = real(entry, **given)
            transaction.set_rollback(random.random() < 0.2)  # noqa: S311
        return version

    check.submit_entry = submit


def double() -> None:
    """A key is never known again."""
    check, real = _submitting()

    def submit(entry: Any, *, once_key: str, base: int, **given: Any) -> Any:  # noqa: ARG001
        fresh = type(entry).objects.get(pk=entry.pk)
        return real(fresh, once_key=f"{once_key}{random.random()}", base=fresh.version, **given)  # noqa: S311

    check.submit_entry = submit


def torn() -> None:
    """One piece in ten is acknowledged and not kept."""
    from hoithi.kit.uploads import writing

    real = writing._acknowledge  # noqa: SLF001

    def acknowledge(upload: Any, part: Any) -> None:
        real(upload, part)
        if random.random() < 0.1:  # noqa: S311
            part.delete()

    writing._acknowledge = acknowledge  # noqa: SLF001


def _submitting() -> tuple[Any, Callable[..., Any]]:
    from hoithi.entries.entrant.views import check

    return check, check.submit_entry
