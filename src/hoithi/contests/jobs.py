"""Work of the clock."""

from hoithi.contests.actions import advance_by_dates
from hoithi.kit.jobs import every, job


@every(minutes=1)
@job
def follow_the_dates() -> int:
    """Store the states that the dates have reached; pages are exact without it (`state_at`), lists need it."""
    return advance_by_dates()
