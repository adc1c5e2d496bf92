"""A worker process: takes jobs one after another, shows that it is alive, stops between two jobs when told to."""

import os
import secrets
import signal
import socket
import threading
from types import FrameType
from uuid import UUID

import structlog
from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.utils.module_loading import autodiscover_modules

from hoithi.kit.clock import now
from hoithi.kit.jobs import queue
from hoithi.kit.jobs.clockwork import tick
from hoithi.kit.models import JobWorker

log = structlog.get_logger("jobs")


class Worker:
    """One worker. `work()` returns after `stop()`, or at once with `until_empty` when nothing is left to do."""

    def __init__(self, *, poll_seconds: float = 1.0) -> None:
        self.name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(3)}"
        self.poll_seconds = poll_seconds
        self.stopping, self.ended = threading.Event(), threading.Event()
        self.current: UUID | None = None

    def stop(self, signum: int = 0, frame: FrameType | None = None) -> None:  # noqa: ARG002
        """Finish the job in hand, take no other."""
        self.stopping.set()

    def work(self) -> None:
        """Take and do jobs until told to stop. An unreachable database is waited for."""
        autodiscover_modules("jobs")
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self.stop)
        JobWorker.objects.create(name=self.name, started_at=now(), seen_at=now())
        heart = threading.Thread(target=self._beat, daemon=True)
        heart.start()
        log.info("worker_started", worker=self.name)
        while not self.stopping.is_set():
            if not self._step():
                self.stopping.wait(self.poll_seconds)
        self.ended.set()
        heart.join()
        JobWorker.objects.filter(name=self.name).delete()
        log.info("worker_stopped", worker=self.name)

    def _step(self) -> bool:
        close_old_connections()
        try:
            task = queue.take(self.name)
            if task is None:
                return False
            self.current = task.pk
            queue.run(task, self.name)
        except Error as error:
            log.warning("database_away", error=type(error).__name__)
            return False
        finally:
            self.current = None
        return True

    def _beat(self) -> None:
        """In a thread of its own, four times in each lease: a long job does not look like a dead worker."""
        while not self.ended.is_set():
            close_old_connections()
            try:
                self._live()
            except Error as error:
                log.warning("database_away", error=type(error).__name__)
            self.ended.wait(settings.JOB_LEASE_SECONDS / 4)
        connection.close()

    def _live(self) -> None:
        JobWorker.objects.filter(name=self.name).update(seen_at=now())
        if self.current is not None and not queue.hold(self.current, self.name):
            log.warning("lease_lost", worker=self.name)
        queue.reap()
        if not self.stopping.is_set():
            tick()
