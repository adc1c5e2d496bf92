"""Housekeeping by the clock."""

from datetime import timedelta

import structlog
from django.contrib.sessions.backends.db import SessionStore
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hoithi.kit import files, invariants, uploads
from hoithi.kit.clock import now
from hoithi.kit.jobs import every, job

log = structlog.get_logger("housekeeping")
KEEP_DONE, KEEP_FAILED = timedelta(days=7), timedelta(days=90)


@every(minutes=24 * 60)
@job
def sweep() -> None:
    """Remove uploads past their time, files that nothing points at, ended sessions, and the marks of jobs long done."""
    finished = DBTaskResult.objects.filter(finished_at__lt=now() - KEEP_DONE)
    finished.filter(status=TaskResultStatus.SUCCESSFUL).delete()
    finished.filter(status=TaskResultStatus.FAILED, finished_at__lt=now() - KEEP_FAILED).delete()
    SessionStore.clear_expired()
    log.info("swept", uploads=uploads.sweep(), files=files.sweep())


@every(minutes=24 * 60)
@job
def prove() -> None:
    """Ask every invariant; what does not hold is an error in the log, which whoever runs the place watches."""
    for name in invariants.names():
        for sentence in invariants.broken(name):
            log.error("invariant_broken", invariant=name, finding=sentence)
