"""The real product, served: a demo of its own in a folder, the real server on a port, and the addresses to visit.

Run as `python -m tests.served FOLDER PORT` it makes the demo and serves it until stopped; browser tests, screenshots
and axe start it in a process of its own, so that no test shares a database connection with the server.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Served:
    """Where it answers, and `visits`: dictionaries with name, path, role and cookie."""

    url: str
    visits: list[dict[str, str]]
    folder: Path


@contextmanager
def served(folder: Path, *, port: int | None = None) -> Iterator[Served]:
    """The demo served on `port` (a free one when None) until the block ends."""
    port = port or _free_port()
    env = os.environ | {
        "HOITHI_VAR": str(folder),
        "HOITHI_DEMO": "1",
        "HOITHI_BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }
    env.pop("HOITHI_DEBUG", None)
    subprocess.run([sys.executable, "-m", "tests.served", str(folder)], env=env, check=True, cwd=ROOT)
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "hoithi.cli", "serve", "--port", str(port), "--workers", "1"],
        env=env,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/", server)
        visits = json.loads((folder / "visits.json").read_text())
        yield Served(f"http://127.0.0.1:{port}", visits, folder)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)
        log.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(url: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own server
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start; its log is in the folder of the demo")


def prepare(folder: Path) -> None:
    """Makes the database, the static files and the demo in `folder`, and writes the addresses to `visits.json`."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hoithi.settings"
    import django  # noqa: PLC0415 - settings come from the environment that the caller made

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from hoithi.site.demo import load_demo  # noqa: PLC0415
    from tests.addresses import visits  # noqa: PLC0415

    load_demo()
    (folder / "visits.json").write_text(json.dumps([visit.as_dict() for visit in visits()]))


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
