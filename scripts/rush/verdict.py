"""What is found after the rush, held against what the people were told."""

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from clients import Person

ROOT = Path(__file__).resolve().parents[2]


def wait_for_bytes(seconds: float = 30) -> None:
    """Until no version waits for uploads that are under way, or the time is over."""
    from hoithi.entries.enums import VersionState
    from hoithi.entries.models import Submission

    _until(lambda: not Submission.objects.filter(state=VersionState.WAITING).exists(), seconds)


def stuck_jobs(seconds: float = 30) -> list[str]:
    """Jobs that were given up, or that a dead worker still holds after `seconds` (F3)."""
    from django.db.models import Q
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from hoithi.kit.clock import now

    def stuck() -> Any:
        held = Q(status=TaskResultStatus.RUNNING, lease__ends_at__lt=now())
        return DBTaskResult.objects.filter(held | Q(status=TaskResultStatus.FAILED))

    _until(lambda: not stuck().exists(), seconds)
    return [f"the job {job.task_path} {job.args_kwargs} is {job.status}" for job in stuck()]


def _until(true: Callable[[], bool], seconds: float) -> None:
    until = time.monotonic() + seconds
    while not true() and time.monotonic() < until:
        time.sleep(0.3)


def unlike(people: list[Person]) -> list[str]:
    """A sentence for everything that is not as the people were told."""
    return [f"person {who.number}: {sentence}" for who in people for sentence in _of(who)]


def _of(who: Person) -> Iterator[str]:
    from hoithi.entries.enums import VersionState
    from hoithi.entries.models import Submission

    if not who.told:
        yield "was never told that the entry arrived"
        return
    if len(set(who.told)) > 1 or len(set(who.codes)) > 1:
        yield f"was given several receipts for one submission: {sorted(set(who.told))}"
    versions = {version.receipt_code: version for version in Submission.objects.filter(entry__uid=who.uid)}
    for code in sorted(set(who.codes) - versions.keys()):
        yield f"holds the receipt {code}, which is not there"
    for version in versions.values():
        if version.receipt_code not in who.codes:
            yield f"has a version {version.number} that they were not told of"
        if version.state != VersionState.COMPLETE:
            yield f"version {version.number} is {version.state}"
        if sorted(one["sha256"] for one in version.manifest) != sorted(who.sent):
            yield f"version {version.number} names other files than were sent: {version.manifest}"
        yield from _files(version, who)


def _files(version: Any, who: Person) -> Iterator[str]:
    from django.core.files.storage import default_storage

    from hoithi.entries.models import EntryFile

    rows = list(EntryFile.objects.filter(entry=version.entry_id).select_related("file"))
    if sorted(row.file.sha256 for row in rows) != sorted(who.sent):
        yield f"{len(who.sent)} files were sent, {len(rows)} are there"
    for row in rows:
        with default_storage.open(row.file.key) as kept:
            if hashlib.sha256(kept.read()).hexdigest() not in who.sent:
                yield f"{row.file.name} has other bytes than were sent"


def check_says(env: dict[str, str]) -> list[str]:
    """What `hoithi check` finds wrong, all invariants among it."""
    command = [sys.executable, "-m", "hoithi.cli", "check"]
    done = subprocess.run(
        command, env={**env, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False
    )
    wrong = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    return wrong or ([f"hoithi check: {done.stderr[-300:]}"] if done.returncode else [])
