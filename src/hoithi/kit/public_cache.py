"""What the public sees is kept under numbers; a verb that changes it raises the number."""

from django.db.models import F

from hoithi.kit.models import PublicVersion


def bump(scope: str) -> None:
    """Whatever is kept under `scope` ("site", `contest.cache_scope`) is stale once this transaction commits."""
    if not PublicVersion.objects.filter(scope=scope).update(number=F("number") + 1):
        PublicVersion.objects.get_or_create(scope=scope)
