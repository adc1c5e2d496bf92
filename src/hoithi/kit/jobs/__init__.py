"""Work outside the request: enqueued in the transaction of the verb, done at least once, by any number of workers.

    @job
    def send_letter(uid: str) -> None: ...

    send_letter.enqueue(uid)          # in `actions.py`, inside the transaction: no commit, no job

    @every(minutes=10)
    @job
    def sweep_outbox() -> None: ...

Jobs stand in `jobs.py` of their app. Arguments are JSON. A job may run twice (its worker died after the work and before
the mark), so it asks the database what is left to do. A job that raises is tried again, five times in all.
"""

from django_tasks import task as job

from hoithi.kit.jobs.clockwork import every
from hoithi.kit.jobs.queue import RETRY_AFTER, TRIES, run_pending

__all__ = ["RETRY_AFTER", "TRIES", "every", "job", "run_pending"]
