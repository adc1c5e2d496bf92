"""Keeping the copied path of the owner true when the tree of bodies changes."""

from typing import Any

from django.db.models import OuterRef, Subquery

from hoithi.contests.models import Contest
from hoithi.units.models import Unit


def follow_owner_paths(*, path: str, **_signal: Any) -> None:
    """Every contest run by a body at or below `path` takes that body's path again."""
    owners = Unit.objects.filter(pk=OuterRef("owner_id")).values("path")[:1]
    Contest.objects.filter(owner__path__startswith=path).update(owner_path=Subquery(owners))
