"""Housekeeping of accounts."""

from hoithi.accounts import tries
from hoithi.kit.jobs import every, job


@every(minutes=60)
@job
def sweep_tries() -> None:
    """Delete tries that count no more."""
    tries.sweep()
