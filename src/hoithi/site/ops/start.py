"""Before anything runs: settings that make sense, a database that is up to date, static files in their place."""

import gc
import hashlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from environs.exceptions import EnvError

from hoithi.site.ops import Failure


def set_up() -> None:
    """Load the settings and the apps. Raises `Failure` naming the variable that cannot be read."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoithi.settings")
    gc.disable()  # what is loaded stays, and looking through it while it grows takes a tenth of the start
    try:
        django.setup()
    except (EnvError, ImproperlyConfigured, ValueError) as error:
        if "SECRET_KEY" in str(error):
            raise Failure("HOITHI_SECRET_KEY is not set; see docs/settings.md") from error
        raise Failure(" ".join(str(error).split())) from error
    finally:
        gc.enable()


def require_sense() -> None:
    """Raise a `Failure` that names every setting that makes no sense."""
    findings = [each for each in checks.run_checks() if each.level >= checks.ERROR and not each.is_silenced()]
    if findings:
        raise Failure("; ".join(f"{each.msg} {each.hint or ''} ({each.id})" for each in findings))


def require_current() -> None:
    """Raise a `Failure` when the database is away, behind this version, or forgets what it acknowledged."""
    if pending_migrations() or not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        raise Failure("the database or the static files are not of this version; run: hoithi upgrade")
    for finding in checks.run_checks(tags=[checks.Tags.database], databases=["default"]):
        if finding.level >= checks.ERROR and not (settings.DEBUG or settings.DEMO):
            raise Failure(f"{finding.msg} {finding.hint} ({finding.id})")


def pending_migrations() -> list[str]:
    """The migrations of this version that the database has not seen."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise Failure(f"the database does not answer: {' '.join(str(error).split())}") from error
    return [f"{migration.app_label}.{migration.name}" for migration, __ in plan]


def upgrade(*, quiet: bool = False) -> None:
    """Bring database, cache table and static files to this version. Repeatable; a migration is whole or not at all."""
    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    Path(settings.MEDIA_ROOT).mkdir(mode=0o700, parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0 if quiet else 1)
    collect_static()


def collect_static() -> None:
    """Put the static files where they are served from; nothing to do while none of them has changed."""
    found = [
        (path, (stat := Path(storage.path(path)).stat()).st_size, stat.st_mtime_ns)
        for finder in get_finders()
        for path, storage in finder.list([])
    ]
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    digest = hashlib.sha256(repr(sorted(found)).encode()).hexdigest()
    if not stamp.exists() or stamp.read_text() != digest:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest)


def serve(*, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the site until told to stop; `require_sense` and `require_current` were asked before."""
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415 - only the server needs it
    from granian.server import Server  # noqa: PLC0415

    connection.close()
    Server(
        "hoithi.site.ops.served:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=10,  # one that is told to stop while it starts would never hear of it
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()
