"""The real server with one place for files and one page that sends some, for tests that kill it or look at it.

`served(folder)` serves the copy of an installation in `folder/var`; run as a module, this makes two people in it.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

SRC = Path(__file__).parents[4]


class Site:
    """Where it answers, the sessions of two people, its folder; and how to kill it and start it again."""

    def __init__(self, folder, workers):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url, self.folder, self.workers, self.server = f"http://127.0.0.1:{self.port}", folder, workers, None
        if not (folder / "sessions.json").exists():
            subprocess.run([sys.executable, "-m", __name__, str(folder)], env=self.variables(), check=True)
        self.sessions = json.loads((folder / "sessions.json").read_text())

    def variables(self, chaos=""):
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("HOITHI_")},
            "HOITHI_DEBUG": "1",
            "HOITHI_VAR": str(self.folder / "var"),
            "HOITHI_CHAOS": chaos,
            "DJANGO_SETTINGS_MODULE": "hoithi.kit.tests.upload_site.settings",
            "PYTHONPATH": str(SRC),
        }

    def start(self, *, chaos=""):
        """Serve, with `chaos` as in HOITHI_CHAOS; what runs already is killed without a word."""
        if self.server is not None:
            self.end()
        words = ["serve", "--port", str(self.port), "--workers", str(self.workers)]
        command = [sys.executable, "-m", "hoithi.cli", *words]
        with (self.folder / "server.log").open("a") as log:
            self.server = subprocess.Popen(
                command, env=self.variables(chaos), start_new_session=True, stdout=log, stderr=log
            )
        _wait(self.port, self.server)

    def end(self):
        with suppress(ProcessLookupError):
            os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait(30)
        _wait(self.port, None)


@contextmanager
def served(folder, *, workers=1):
    """The site on a free port until the block ends."""
    site = Site(folder, workers)
    try:
        site.start()
        yield site
    finally:
        site.end()


def _wait(port, server):
    """Until `server` answers on `port`; until nobody does (its workers outlive it by a moment) when it is None."""
    end = time.monotonic() + 60
    while time.monotonic() < end and (server is None or server.poll() is None):
        if _answers(port) == (server is not None):
            return
        time.sleep(0.05)
    raise RuntimeError("the server did not start, or did not end; see server.log")


def _answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
    except OSError:
        return False
    return True
