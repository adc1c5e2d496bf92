"""The queue: once, in the transaction, again after a failure, taken over from a worker that died."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from hoithi.kit import jobs
from hoithi.kit.clock import now
from hoithi.kit.jobs import clockwork, queue
from hoithi.kit.models import JobLease
from hoithi.kit.tests import sample_jobs


@pytest.fixture
def marks(tmp_path):
    path = tmp_path / "marks"
    path.touch()
    return path


def words(path):
    return [line.split()[0] for line in path.read_text().splitlines()]


def test_a_job_is_done_once_and_its_children_too(db, marks):
    sample_jobs.note.enqueue(str(marks))
    sample_jobs.breeds.enqueue(str(marks))
    assert jobs.run_pending() == 3
    assert jobs.run_pending() == 0
    assert sorted(words(marks)) == ["child", "note"]
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}
    assert not JobLease.objects.exists()


def test_no_commit_no_job(db, marks):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        sample_jobs.note.enqueue(str(marks))
        raise ZeroDivisionError
    assert jobs.run_pending() == 0


def test_a_failing_job_is_tried_five_times_with_longer_waits(db, marks):
    sample_jobs.fails.enqueue(str(marks))
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        DBTaskResult.objects.update(run_after=now())
        waits = []
        for _ in range(4):
            assert jobs.run_pending() == 1
            task = DBTaskResult.objects.get()
            assert task.status == "READY"
            waits.append(task.run_after - now())
            clock.shift(waits[-1] - timedelta(seconds=1))
            assert jobs.run_pending() == 0
            clock.shift(timedelta(seconds=1))
        assert jobs.run_pending() == 1
    task = DBTaskResult.objects.get()
    assert tuple(waits) == jobs.RETRY_AFTER
    assert task.status == "FAILED"
    assert "no luck" in task.traceback
    assert words(marks) == ["try"] * 5
    assert not JobLease.objects.exists()


def test_a_leased_job_is_nobody_elses_until_the_lease_ends(db, marks, settings):
    sample_jobs.note.enqueue(str(marks))
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        DBTaskResult.objects.update(run_after=now())
        task = queue.take("first")
        assert queue.take("second") is None
        clock.shift(settings.JOB_LEASE_SECONDS - 1)
        assert queue.hold(task.pk, "first")
        clock.shift(settings.JOB_LEASE_SECONDS - 1)
        assert queue.reap() == 0
        clock.shift(2)
        assert queue.reap() == 1
        assert queue.take("second").pk == task.pk
        assert not queue.hold(task.pk, "first")
        assert queue.hold(task.pk, "second")
        queue.run(task, "first")  # the worker that was thought dead comes back: its mark does not count
        assert DBTaskResult.objects.get().status == "RUNNING"
        queue.run(task, "second")
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_job_that_kills_its_workers_is_given_up(db, marks):
    sample_jobs.note.enqueue(str(marks))
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        DBTaskResult.objects.update(run_after=now())
        for number in range(jobs.TRIES):
            assert queue.take(f"worker {number}")
            clock.shift(timedelta(hours=1))
            assert queue.reap() == 1
        assert queue.take("last") is None
    task = DBTaskResult.objects.get()
    assert (task.status, task.exception_class_path) == ("FAILED", "hoithi.kit.jobs.queue.WorkerLost")


def test_each_round_is_enqueued_once(db, monkeypatch):
    monkeypatch.setattr(clockwork, "_rounds", {})
    sample_jobs.come_round()
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        assert [clockwork.tick(), clockwork.tick()] == [1, 0]
        clock.shift(timedelta(minutes=9, seconds=59))
        assert clockwork.tick() == 0
        clock.shift(timedelta(seconds=1))
        assert [clockwork.tick(), clockwork.tick()] == [1, 0]
        clock.shift(timedelta(hours=5))
        assert [clockwork.tick(), clockwork.tick()] == [1, 0]
    assert DBTaskResult.objects.count() == 3


# Real worker processes.


def url_of_database(folder):
    """An address by which another process reaches the rows of this test."""
    if connection.vendor == "postgresql":
        known = connection.settings_dict
        return f"postgresql://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
    path = folder / "copy.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")  # or those that open it at the same moment find it locked
    copy.close()
    return f"sqlite:///{path}"


def start_worker(url, lease="1.2"):
    environment = {
        **os.environ,
        "HOITHI_DATABASE_URL": url,
        "HOITHI_JOB_LEASE_SECONDS": lease,
        "HOITHI_DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "hoithi.settings",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    command = [sys.executable, "-m", "hoithi.cli", "worker"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def statuses(url):
    if connection.vendor == "postgresql":
        return list(DBTaskResult.objects.values_list("status", flat=True))
    reader = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        return [row[0] for row in reader.execute("SELECT status FROM django_tasks_database_dbtaskresult")]
    finally:
        reader.close()


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_is_taken_over_and_the_job_finishes_once(marks, tmp_path):
    sample_jobs.slow.enqueue(str(marks), 0.6)
    url = url_of_database(tmp_path)
    first = start_worker(url)
    until(lambda: words(marks) == ["start"])
    first.send_signal(signal.SIGKILL)
    first.communicate()
    second = start_worker(url)
    until(lambda: words(marks).count("done") == 1)
    until(lambda: "RUNNING" not in statuses(url))
    second.send_signal(signal.SIGTERM)
    second.communicate(timeout=60)
    assert second.returncode == 0
    assert words(marks) == ["start", "start", "done"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_told_to_stop_finishes_its_job_first(marks, tmp_path):
    sample_jobs.slow.enqueue(str(marks), 0.5)
    sample_jobs.note.enqueue(str(marks))
    url = url_of_database(tmp_path)
    worker = start_worker(url)
    until(lambda: words(marks) == ["start"])
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert words(marks) == ["start", "done"]


@pytest.mark.django_db(transaction=True)
def test_many_jobs_on_two_workers_are_each_done_once(marks, tmp_path):
    for number in range(60):
        sample_jobs.note.enqueue(str(marks), f"n{number}")
    url = url_of_database(tmp_path)
    workers = [start_worker(url), start_worker(url)]
    until(lambda: len(words(marks)) == 60)
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
        worker.communicate(timeout=60)
    assert sorted(words(marks)) == sorted(f"n{number}" for number in range(60))
