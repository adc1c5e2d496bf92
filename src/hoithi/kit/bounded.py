"""Work on bytes that may be hostile, in a process of its own: bounded in time and memory, without a network.

The asking side is `run`; the program that is run calls `take_limits` before it looks at the bytes. Nothing here knows
Django, so that a program starts in the time of a blink.
"""

import os
import resource
import signal
import subprocess
import sys
from tempfile import TemporaryFile
from typing import Any, Final

SECONDS: Final = 20
MEMORY: Final = 512 * 1024**2
MAX_ANSWER: Final = 256 * 1024**2
REFUSED: Final = 2  # the exit status of a program that says no; its answer is then the sentence

_DOORS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "urllib.")


class TooHeavy(Exception):  # noqa: N818 - an answer, not an error of the program
    """The work hung, crashed or wanted more memory than it may have."""


class NotTaken(Exception):  # noqa: N818
    """The work says no, with a sentence."""


def run(program: str, *words: str, data: bytes, seconds: float = SECONDS) -> bytes:
    """What the module `program` of ours writes when it is given `words` and, as its input, `data`.

    Raises `NotTaken` with the sentence of a program that ends with `REFUSED`, and `TooHeavy` when it does not end
    well within `seconds`. The answer goes through a file, whose size the kernel bounds.
    """
    command = [sys.executable, "-m", program, *words]
    with TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 - our own program; words are arguments, never read by a shell
                command,
                input=data,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                env=_surroundings(),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TooHeavy(f"{program} took more than {seconds} s") from error
        answer.seek(0)
        if done.returncode == REFUSED:
            raise NotTaken(answer.read(4096).decode(errors="replace").strip())
        if done.returncode != 0:
            raise TooHeavy(f"{program} ended with {done.returncode}")
        return answer.read()


def _surroundings() -> dict[str, str]:
    """Of our own environment only where modules lie: no keys, no addresses of services."""
    return {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "MALLOC_ARENA_MAX": "1",  # each arena of a thread would reserve 128 MB of the memory that is allowed
    }


def take_limits(*, memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Called first by the program: at most `memory` bytes and `seconds` of processor and of wall, an answer of
    256 MB, no socket and no other process; behind those who answer people when the processor is short."""
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_FSIZE: MAX_ANSWER,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    signal.alarm(seconds + 5)  # should the asking side be killed meanwhile
    os.nice(10)
    sys.addaudithook(_keep_in)


def _keep_in(event: str, arguments: tuple[Any, ...]) -> None:  # noqa: ARG001
    if event.startswith(_DOORS):
        raise PermissionError(event)
