"""A file of its own on the server's disk that takes bytes as they come, so that none is ever held in memory.

On the local storage it becomes the kept file by a change of name; for a bucket it is sent from here.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.files.base import File

from hoithi.kit.files.keep import space_asked_for

PIECE = 64 * 1024  # a reader on 10 kB/s gives a sign of life with each
Read = Callable[[int], bytes]


class Spool(File):  # type: ignore[type-arg]
    """The bytes so far, with their SHA-256."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        super().__init__(file, name=path.name)
        self.out, self.path, self.size, self.digest = file, path, 0, hashlib.sha256()

    def take(self, read: Read, *, most: int, alive: Callable[[], None]) -> int:
        """Write what `read` gives, at most `most` bytes, calling `alive` after each piece; how many came.

        Fewer than promised is no error: the line was cut, and what came before is good.
        """
        came = 0
        while came < most and (piece := read(min(PIECE, most - came))):
            with space_asked_for():
                self.out.write(piece)
            self.digest.update(piece)
            came += len(piece)
            alive()
        with space_asked_for():
            self.out.flush()
        self.size += came
        return came

    def temporary_file_path(self) -> str:
        """Asked by the local storage, which then takes the file itself instead of a copy."""
        return str(self.path)


def folder() -> Path:
    """Where files lie while they come; beside the kept ones, so that a change of name is enough."""
    return Path(settings.MEDIA_ROOT) / "incoming"


@contextmanager
def spool() -> Iterator[Spool]:
    """An empty spool, gone at the end of the block unless a storage took it. Raises `no_space` (507)."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with space_asked_for():
        file = tempfile.NamedTemporaryFile(dir=folder(), delete=False)  # noqa: SIM115 - closed below
    path = Path(file.name)
    try:
        yield Spool(file, path)
    finally:
        file.close()
        path.unlink(missing_ok=True)
