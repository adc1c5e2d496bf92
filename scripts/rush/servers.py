"""Web and worker as an office runs them, started again when they die; killed now and then when that is asked for."""

import contextlib
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Self

from clients import Answer, Gone, Journal, Person, ask

ROOT = Path(__file__).resolve().parents[2]
CHAOS = {
    "upload.written": 0.008,
    "upload.committed": 0.008,
    "upload.assembled": 0.015,
    "upload.finished": 0.015,
    "submit.sealed": 0.05,
    "submit.committed": 0.05,
    "files.prepared": 0.1,
}
EVERY = 6.0  # seconds between two kills from outside, about


class Servers:
    """While the block runs, both serve. `sabotage` names how the product is broken."""

    def __init__(self, journal: Journal, folder: Path, *, kill: bool, sabotage: str, threads: int | None) -> None:
        self.journal, self.log, self.kill = journal, folder / "servers.log", kill
        self.words = {
            "web": ["serve", "--port", str(journal.port), *(["--threads", str(threads)] if threads else [])],
            "worker": ["worker"],
        }
        paths = [ROOT / "src", Path(__file__).parent]
        self.env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "HOITHI_JOB_LEASE_SECONDS": "4"}
        if kill:
            self.env["HOITHI_CHAOS"] = ",".join(f"{name}:{chance}" for name, chance in CHAOS.items())
        if sabotage:
            self.env |= {"DJANGO_SETTINGS_MODULE": "broken.settings", "RUSH_SABOTAGE": sabotage}
        self.killed: Counter[str] = Counter()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.over = threading.Event()
        self.keeper = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Self:
        for name in self.words:
            self._start(name)
        self._wait()
        self.keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.keeper.join()
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(30)

    def stop_killing(self) -> None:
        """What runs from now on is left alone: no kills from outside, none at the points."""
        if self.kill:
            self.kill = False
            self.env.pop("HOITHI_CHAOS")
            for name in self.words:
                self._kill(name)
            self._wait()

    def points(self) -> Counter[str]:
        """How often the product killed itself at each point, as its log says."""
        return Counter(re.findall(r"^chaos: (\S+)", self.log.read_text(errors="replace"), re.MULTILINE))

    def errors(self) -> list[str]:
        """The last line of every kind of traceback in the log, with how often it came."""
        found = Counter(
            re.findall(r"^[\w.]+(?:Error|Exception)\b.*", self.log.read_text(errors="replace"), re.MULTILINE)
        )
        return [f"{count} times in the log: {line[:160]}" for line, count in found.most_common(6)]

    def _start(self, name: str) -> None:
        command = [sys.executable, "-m", "hoithi.cli", *self.words[name]]
        with self.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, env=self.env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )

    def _wait(self) -> None:
        nobody, until = Person(0, "", ""), time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(Gone):
                answer: Answer = ask(self.journal, nobody, "GET", "/")
                if answer.status == 200:
                    return
            time.sleep(0.1)
        raise SystemExit(f"the server did not start: {self.log.read_text()[-2000:]}")

    def _keep(self) -> None:
        """Start again what has died, as the manager of services of an office does."""
        while not self.over.wait(0.1):
            for name, process in list(self.running.items()):
                if process.poll() is not None and not self.over.is_set():
                    self._start(name)
            if self.kill and random.random() < 0.1 / EVERY:  # noqa: S311
                self._kill(random.choice(["web", "worker", "one process"]))  # noqa: S311

    def _kill(self, what: str) -> None:
        """SIGKILL of a server with all its processes, or of one process of the web server."""
        master = self.running["web" if what == "one process" else what].pid
        children = [] if what == "worker" else _children(master)
        doomed = [*random.sample(children, min(1, len(children)))] if what == "one process" else [master, *children]
        for number in doomed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self.killed[what] += 1


def _children(number: int) -> list[int]:
    """The processes that `number` started itself: with `ps`, for they are of other groups."""
    said = subprocess.run(["ps", "-o", "pid=", "--ppid", str(number)], capture_output=True, text=True, check=False)
    return [int(word) for word in said.stdout.split()]
