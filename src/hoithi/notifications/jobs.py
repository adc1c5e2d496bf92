"""The outbox, emptied outside the request."""

from hoithi.kit.jobs import every, job
from hoithi.notifications import delivery


@job
def send_letter(uid: str) -> None:
    """Send one letter now; what fails comes round with `sweep_outbox`."""
    delivery.deliver(uid)


@every(minutes=2)
@job
def sweep_outbox() -> None:
    """Send what is due (after a failure, or since there is a mail server again), and erase secrets past their use."""
    if delivery.can_send():
        for uid in list(delivery.due().values_list("uid", flat=True)[:200]):
            delivery.deliver(uid)
    delivery.forget_secrets()
