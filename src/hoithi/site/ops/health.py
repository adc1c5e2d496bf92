"""The state of an installation, a line for each part: settings, database, storage, clock, mail, worker, data."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.core import checks
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from hoithi.audit.models import Event
from hoithi.kit import invariants
from hoithi.kit.clock import now
from hoithi.kit.models import JobWorker
from hoithi.site.ops import Failure
from hoithi.site.ops.backup import MARK
from hoithi.site.ops.start import pending_migrations

Level = Literal["ok", "warn", "FAIL"]
LEAST_FREE = 1024**3
OLDEST_BACKUP = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Line:
    """What was found of one part."""

    part: str
    level: Level
    words: str


def all_lines() -> Iterator[Line]:
    """Every part, asked one after another; a part that cannot be asked fails and the others are asked all the same."""
    for part in (_settings, _database, _storage, _clock, _disk, _mail, _worker, _jobs, _backup, _invariants):
        yield from _asked(part)


def _asked(part: Callable[[], Iterator[Line]]) -> Iterator[Line]:
    try:
        yield from part()
    except (DatabaseError, OSError, Failure) as error:
        yield Line(part.__name__.strip("_"), "FAIL", " ".join(str(error).split()))


def _settings() -> Iterator[Line]:
    findings = [each for each in checks.run_checks() if not each.is_silenced()]
    for each in findings:
        level: Level = "FAIL" if each.level >= checks.ERROR else "warn"
        yield Line("settings", level, f"{each.msg} {each.hint or ''} ({each.id})")
    if not findings:
        yield Line("settings", "ok", "make sense")


def _database() -> Iterator[Line]:
    pending = pending_migrations()
    if pending:
        yield Line("database", "FAIL", f"{len(pending)} migrations are missing; run: hoithi upgrade")
        return
    findings = checks.run_checks(tags=[checks.Tags.database], databases=["default"])
    for each in findings:
        yield Line("database", "FAIL", f"{each.msg} {each.hint} ({each.id})")
    if not findings:
        yield Line("database", "ok", f"{connection.vendor}, up to date, durable")


def _storage() -> Iterator[Line]:
    key = default_storage.save("probe/probe", ContentFile(b"probe"))
    try:
        with default_storage.open(key) as file:
            whole = file.read() == b"probe"
    finally:
        default_storage.delete(key)
    yield Line("storage", "ok" if whole else "FAIL", "keeps and gives back" if whole else "gave back other bytes")


def _clock() -> Iterator[Line]:
    last = Event.objects.order_by("-pk").values_list("at", flat=True).first()
    ahead = (last - now()).total_seconds() if last else 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            ahead = max(ahead, abs((cursor.fetchone()[0] - now()).total_seconds()))
    if ahead > 2:
        yield Line("clock", "FAIL", f"is {ahead:.0f} s off the record or the database; set it by NTP")
    else:
        yield Line("clock", "ok", f"{now():%Y-%m-%d %H:%M:%S} UTC, not behind the record")


def _disk() -> Iterator[Line]:
    free = shutil.disk_usage(settings.VAR).free
    level: Level = "ok" if free >= LEAST_FREE else "FAIL"
    yield Line("disk", level, f"{free // 1024**2} MB free where files are kept")


def _mail() -> Iterator[Line]:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        yield Line("mail", "warn", "no server is set: letters go to the console (HOITHI_MAIL_URL)")
        return
    server = get_connection(timeout=5)
    server.open()
    server.close()
    yield Line("mail", "ok", f"{settings.EMAIL_HOST} lets us in")


def _worker() -> Iterator[Line]:
    alive = JobWorker.objects.filter(seen_at__gt=now() - timedelta(seconds=settings.JOB_LEASE_SECONDS)).count()
    yield Line("worker", "ok" if alive else "FAIL", f"{alive} alive" if alive else "none is alive; run: hoithi worker")


def _jobs() -> Iterator[Line]:
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count()
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=now() - timedelta(minutes=10)).count()
    level: Level = "warn" if failed or late else "ok"
    yield Line("jobs", level, f"{failed} given up, {late} waiting for more than 10 minutes")


def _backup() -> Iterator[Line]:
    mark = settings.VAR / MARK
    made = datetime.fromisoformat(json.loads(mark.read_text())["made_at"]) if mark.exists() else None
    if made is None or now() - made > OLDEST_BACKUP:
        yield Line("backup", "warn", f"the last one is of {made or 'never'}; run: hoithi backup FILE each night")
    else:
        yield Line("backup", "ok", f"made {made:%Y-%m-%d %H:%M} UTC")


def _invariants() -> Iterator[Line]:
    for name in invariants.names():
        broken = list(invariants.broken(name))
        words = f"{broken[0]} (and {len(broken) - 1} more)" if len(broken) > 1 else "".join(broken) or "holds"
        yield Line(f"invariant {name}", "FAIL" if broken else "ok", words)
