"""The states of a job: ready, taken under a lease, done, ready again after a failure or a dead worker, failed.

The row of the task library says what is to be done; the lease says who is doing it and until when that holds.
"""

from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hoithi.kit.clock import now
from hoithi.kit.models import JobLease

Row = DBTaskResult[Any, Any]
TRIES = 5
RETRY_AFTER = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1800))
log = structlog.get_logger("jobs")


def lease_end() -> datetime:
    """Until when a worker that gives a sign of life now holds its job."""
    return now() + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def take(worker: str) -> Row | None:
    """The next ready job, now leased to `worker`; None when there is none."""
    if not DBTaskResult.objects.ready().exists():
        return None
    with transaction.atomic():
        task: Row | None = DBTaskResult.objects.ready().get_locked()
        if task is None:
            return None
        task.claim(worker)
        lease, __ = JobLease.objects.get_or_create(task=task, defaults={"worker": worker, "ends_at": lease_end()})
        lease.worker, lease.ends_at, lease.tries = worker, lease_end(), lease.tries + 1
        lease.save()
        return task


def hold(task_id: UUID, worker: str) -> bool:
    """Prolong the lease; False when it is no longer `worker`'s."""
    return bool(JobLease.objects.filter(task_id=task_id, worker=worker).update(ends_at=lease_end()))


def run(task: Row, worker: str) -> None:
    """Do a taken job and mark what came of it. An error of the job is kept with it, never raised."""
    arguments = task.args_kwargs
    try:
        task.task.func(*arguments["args"], **arguments["kwargs"])
    except Exception as error:  # noqa: BLE001 - whatever a job raises, the worker goes on
        _settle(task, worker, error)
    else:
        _settle(task, worker, None)


@transaction.atomic
def _settle(task: Row, worker: str, error: Exception | None) -> None:
    lease = JobLease.objects.select_for_update().filter(task=task, worker=worker).first()
    if lease is None:
        log.warning("job_lost", job=task.task_path, task=str(task.pk))
    elif error is None:
        task.set_successful(None)
        lease.delete()
        log.info("job_done", job=task.task_path, task=str(task.pk), tries=lease.tries)
    else:
        _again(task, lease, error, after=RETRY_AFTER[min(lease.tries, len(RETRY_AFTER)) - 1])


def _again(task: Row, lease: JobLease, error: Exception, *, after: timedelta) -> None:
    """Put the job back, to be run `after` some time, or give it up after its last try; called in a transaction."""
    log.warning("job_failed", job=task.task_path, task=str(task.pk), tries=lease.tries, error=type(error).__name__)
    if lease.tries >= TRIES:
        task.set_failed(error)
        lease.delete()
        return
    task.status, task.run_after = TaskResultStatus.READY, now() + after
    task.traceback = "".join(format_exception(error))
    task.save(update_fields=["status", "run_after", "traceback"])
    lease.worker = ""
    lease.save(update_fields=["worker"])


class WorkerLost(Exception):  # noqa: N818 - said of a job, as what befell its worker
    """The worker of a job gave no sign of life until the end of its lease."""


def reap() -> int:
    """Put back the jobs whose worker has died; how many."""
    dead = list(
        JobLease.objects.filter(task__status=TaskResultStatus.RUNNING, ends_at__lt=now()).values_list("pk", flat=True)
    )
    return sum(_put_back(pk) for pk in dead)


@transaction.atomic
def _put_back(pk: UUID) -> bool:
    lease = (
        JobLease.objects.select_for_update(of=("self",))
        .select_related("task")
        .filter(pk=pk, task__status=TaskResultStatus.RUNNING, ends_at__lt=now())
        .first()
    )
    if lease is None:
        return False
    _again(lease.task, lease, WorkerLost(lease.worker), after=timedelta(0))
    return True


def run_pending(worker: str = "here") -> int:
    """Do all jobs that are ready, in this process, and those that they enqueue; how many."""
    done = 0
    while task := take(worker):
        run(task, worker)
        done += 1
    return done
