"""What the clock does about personal data."""

from datetime import timedelta

from hoithi.entries.actions.personal import ANSWERS
from hoithi.kit.clock import now
from hoithi.kit.jobs import every, job
from hoithi.notifications.actions import forget_sent

KEPT = timedelta(days=7)


@every(minutes=24 * 60)
@job
def forget_answers() -> None:
    """The address of somebody who was erased goes out of the outbox a week after the letter that told them so."""
    forget_sent(ANSWERS, before=now() - KEPT)
