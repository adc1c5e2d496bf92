"""The command line: `hoithi COMMAND`. Each command has --help with an example; a failure is one line and a status.

Nothing of Django is imported before a command needs it, so that `hoithi plan read` answers at once.
"""

import argparse
import os
import sys
from collections.abc import Sequence

FAILED, MISUSED = 1, 2


class Failure(Exception):  # noqa: N818 - what the command could not do, in one line
    """A command did not do what it was asked; `status` is the exit status."""

    def __init__(self, line: str, *, status: int = FAILED) -> None:
        super().__init__(line)
        self.status = status


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    arguments = parser().parse_args(argv)
    try:
        return arguments.run(arguments) or 0
    except Failure as failure:
        print(f"hoithi {arguments.command}: {failure}", file=sys.stderr)
        return failure.status
    except KeyboardInterrupt:
        print(f"hoithi {arguments.command}: stopped", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(prog="hoithi", description="Runs technical innovation contests.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    worker = _command(commands, "worker", "do the work outside of requests: letters, sweeps", "hoithi worker")
    worker.set_defaults(run=_worker)
    return top


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, about: str, example: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"example: {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoithi.settings")
    django.setup()


def _worker(arguments: argparse.Namespace) -> None:
    _django()
    from hoithi.kit.jobs.worker import Worker

    Worker().work()


if __name__ == "__main__":
    sys.exit(main())
