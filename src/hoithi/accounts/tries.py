"""How often somebody may try a password: an account first, then an address behind which a whole school may stand.

A table rather than the cache: two writes for a sign-in instead of sixteen, one truth for all processes.
"""

from datetime import timedelta

from django.db.models import Count
from django.utils.crypto import salted_hmac

from hoithi.accounts.models import Try
from hoithi.kit.clock import now

SPAN = timedelta(minutes=15)
PER_ACCOUNT, PER_ADDRESS = 5, 60


def begin(*, account: str, address: str) -> list[int] | None:
    """Count one more try, then say whether it may be made: the numbers of its rows, or None when there were too many.

    Rows are written before they are counted: of many at once none slips through. A try that may not be made is not
    counted, so that waiting always helps.
    """
    keys = {_key("account", account): PER_ACCOUNT, _key("address", address): PER_ADDRESS}
    rows = [row.pk for row in Try.objects.bulk_create(Try(key=key, at=now()) for key in keys)]
    recent = Try.objects.filter(key__in=keys, at__gt=now() - SPAN)
    counts = dict(recent.values_list("key").annotate(Count("pk")))
    if all(counts[key] <= most for key, most in keys.items()):
        return rows
    forget(rows)
    return None


def forget(rows: list[int]) -> None:
    """Take back a try that succeeded."""
    Try.objects.filter(pk__in=rows).delete()


def forgive(*, account: str) -> None:
    """Take back all tries at `account`."""
    Try.objects.filter(key=_key("account", account)).delete()


def sweep() -> int:
    """Delete what counts no more; how many rows."""
    return Try.objects.filter(at__lt=now() - SPAN).delete()[0]


def _key(kind: str, value: str) -> str:
    return salted_hmac(f"tries {kind}", value, algorithm="sha256").hexdigest()
