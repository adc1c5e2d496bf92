"""The command line: `hoithi COMMAND`. Each command has --help with an example; a failure is one line and a status.

Nothing of Django is imported before a command needs it, so that `hoithi plan read` answers at once.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from getpass import getpass
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING

import hoithi
from hoithi.site.ops import Failure

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse gives it no public name

Run = Callable[[argparse.Namespace], int | None]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    arguments = parser().parse_args(argv)
    run: Run = arguments.run
    try:
        return run(arguments) or 0
    except Failure as failure:
        print(f"{arguments.name}: {failure}", file=sys.stderr)
        return failure.status
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        print(f"{arguments.name}: stopped", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(prog="hoithi", description="Runs technical innovation contests.")
    top.add_argument("--version", action="version", version=f"hoithi {hoithi.__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    plan = commands.add_parser("plan", help="plans as data").add_subparsers(required=True, metavar="COMMAND")
    _add_plan_read(plan)
    document = commands.add_parser("document", help="official papers").add_subparsers(required=True, metavar="COMMAND")
    _add_document_samples(document)
    _add_serve(commands)
    _add(commands, "worker", _worker, "do the work outside of requests: letters, sweeps", "hoithi worker")
    _add(commands, "upgrade", _upgrade, "bring database and static files to this version", "hoithi upgrade")
    _add(commands, "check", _check, "look at settings, database, storage, clock, mail, worker, data", "hoithi check")
    _add_copies(commands)
    _add_createadmin(commands)
    return top


def _add(commands: "Commands", name: str, run: Run, about: str, example: str) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.set_defaults(run=run, name=example.partition(name)[0] + name)
    return command


def _add_plan_read(commands: "Commands") -> None:
    about = "read a plan (.docx .pdf .md .txt) and print what it says as JSON; exit 2 when it is no plan"
    _add(commands, "read", _plan_read, about, "hoithi plan read ke-hoach.docx > plan.json").add_argument(
        "file", type=Path, metavar="FILE"
    )


def _add_document_samples(commands: "Commands") -> None:
    about = "write every kind of paper, made from sample facts, as CODE.docx and CODE.pdf"
    _add(commands, "samples", _document_samples, about, "hoithi document samples var/samples").add_argument(
        "folder", type=Path, metavar="DIR"
    )


def _add_serve(commands: "Commands") -> None:
    serve = _add(commands, "serve", _serve, "serve the site", "hoithi serve --host 127.0.0.1 --port 8000 --workers 2")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=_port, default=8000, help="port to listen on (default: %(default)s)")
    serve.add_argument("--workers", type=_count, default=2, help="processes, one for each core (default: %(default)s)")
    serve.add_argument("--threads", type=_count, default=32, help="threads in each process (default: %(default)s)")


def _add_copies(commands: "Commands") -> None:
    about = "write database and files into one archive"
    _add(commands, "backup", _backup, about, "hoithi backup /srv/copies/hoithi-2026-11-23.tar.gz").add_argument(
        "file", type=Path, metavar="FILE"
    )
    about = "bring an archive back into an empty installation"
    _add(commands, "restore", _restore, about, "hoithi restore /srv/copies/hoithi-2026-11-23.tar.gz").add_argument(
        "file", type=Path, metavar="FILE"
    )


def _add_createadmin(commands: "Commands") -> None:
    about = "make an account that may do everything; asks for the password, or reads it from a pipe"
    example = 'hoithi createadmin --name "Lê Thị Mẫu" --email mau@example.vn'
    command = _add(commands, "createadmin", _createadmin, about, example)
    command.add_argument("--name", required=True, dest="full_name", help="full name")
    command.add_argument("--email", required=True, help="address to sign in with")


def _port(text: str) -> int:
    return _within(text, 65535)


def _count(text: str) -> int:
    return _within(text, 64)


def _within(text: str, most: int) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= most:
        raise argparse.ArgumentTypeError(f"{text[:20]!r} is not a number from 1 to {most}")
    return int(text)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _plan_read(arguments: argparse.Namespace) -> None:
    from hoithi.contests.plan.errors import NotAPlan
    from hoithi.contests.plan.reading import read_plan

    try:
        plan = read_plan(arguments.file)
    except NotAPlan as refusal:
        raise Failure(str(refusal), status=2) from refusal
    except OSError as error:
        raise Failure(f"Không mở được tệp {arguments.file}.", status=2) from error
    print(json.dumps(plan, ensure_ascii=False, indent=2))


def _document_samples(arguments: argparse.Namespace) -> None:
    os.environ.setdefault("HOITHI_SECRET_KEY", token_urlsafe(48))  # samples hold nothing that a key would protect
    from hoithi.site.ops import start

    start.set_up()
    import hoithi.documents.kinds  # noqa: F401 - registers them
    from hoithi.documents.kinds.base import all_kinds
    from hoithi.site.ops.samples import write_samples

    kinds = all_kinds()
    write_samples(kinds, arguments.folder, say=_say)
    _say(f"wrote {len(kinds)} kinds of paper to {arguments.folder}")


def _serve(arguments: argparse.Namespace) -> None:
    from hoithi.site.ops import start

    start.set_up()
    start.require_sense()
    start.require_current()
    _say(f"serving on http://{arguments.host}:{arguments.port} with {arguments.workers} processes")
    start.serve(host=arguments.host, port=arguments.port, workers=arguments.workers, threads=arguments.threads)


def _worker(arguments: argparse.Namespace) -> None:
    from hoithi.site.ops import start

    start.set_up()
    start.require_sense()
    from hoithi.kit.jobs.worker import Worker

    Worker().work()


def _upgrade(arguments: argparse.Namespace) -> None:
    from hoithi.site.ops import start

    start.set_up()
    start.require_sense()
    start.upgrade()


def _check(arguments: argparse.Namespace) -> int:
    from hoithi.site.ops import start

    start.set_up()
    from hoithi.site.ops.health import all_lines

    failed = 0
    for line in all_lines():
        print(f"{line.level:4}  {line.part}: {line.words}", flush=True)
        failed += line.level == "FAIL"
    if failed:
        raise Failure(f"{failed} parts are not well")
    return 0


def _backup(arguments: argparse.Namespace) -> None:
    from hoithi.site.ops import start

    start.set_up()
    from django.conf import settings

    from hoithi.site.ops.backup import back_up, leave_mark

    manifest = back_up(arguments.file, say=_say)
    leave_mark(settings.VAR, arguments.file, manifest)
    _say(f"wrote {arguments.file}: {sum(manifest['counts'].values())} rows, {len(manifest['files'])} files")


def _restore(arguments: argparse.Namespace) -> None:
    from hoithi.site.ops import start

    start.set_up()
    from hoithi.site.ops.restore import restore

    manifest = restore(arguments.file, say=_say)
    _say(f"restored the state of {manifest['made_at']}; now run: hoithi upgrade")


def _createadmin(arguments: argparse.Namespace) -> None:
    from hoithi.site.ops import start

    start.set_up()
    start.require_current()
    from hoithi.site.ops.admin import create_admin

    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    person = create_admin(full_name=arguments.full_name, email=arguments.email, password=password)
    _say(f"{person.full_name} may now sign in as {person.email}; a second factor is asked for at the first sign-in")


if __name__ == "__main__":
    sys.exit(main())
