"""Who writes next. SQLite lets one write at a time and has the others look again every tenth of a second, so that under
a rush some find it taken for their whole patience. Ours wait in a row: first the threads of a process, then processes.
"""

import fcntl
import os
import threading
from collections import deque
from pathlib import Path

PATIENCE = 20.0  # seconds; then SQLite itself is asked, which says no after its own


class Turns:
    """The row before one database file. A process that is killed leaves it at once, for the kernel lets its lock go."""

    def __init__(self, file: Path) -> None:
        self.handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self.guard = threading.Lock()
        self.taken = False
        self.waiting: deque[threading.Event] = deque()

    def take(self) -> bool:
        """Wait until nobody who came earlier writes; False when that took too long, and nothing is to be left."""
        with self.guard:
            mine = threading.Event()
            if self.taken:
                self.waiting.append(mine)
            else:
                self.taken = True
                mine.set()
        if not mine.wait(PATIENCE) and not self._late(mine):
            return False
        try:
            fcntl.flock(self.handle, fcntl.LOCK_EX)
        except BaseException:
            self._pass_on()
            raise
        return True

    def leave(self) -> None:
        """Let the next one write."""
        fcntl.flock(self.handle, fcntl.LOCK_UN)
        self._pass_on()

    def _late(self, mine: threading.Event) -> bool:
        """Go out of the row; whether the turn came in the last moment."""
        with self.guard:
            if not mine.is_set():
                self.waiting.remove(mine)
            return mine.is_set()

    def _pass_on(self) -> None:
        with self.guard:
            if self.waiting:
                self.waiting.popleft().set()
            else:
                self.taken = False


_known: dict[tuple[int, str], Turns] = {}
_guard = threading.Lock()


def turns_of(database: str) -> Turns:
    """The row before the file `database`, one for each process."""
    with _guard:
        key = os.getpid(), database
        if key not in _known:
            _known[key] = Turns(Path(f"{database}-turn"))
        return _known[key]
