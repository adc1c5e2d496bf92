"""The demo: makes the database and the sample contests when they are missing, then serves them until Ctrl-C."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Make what is missing, start web and worker, say where; stop both when told to. The exit status."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=8000)
    port = options.parse_args().port
    if not 1 <= port <= 65535 or _busy(port):
        print(f"Port {port} is taken or is none; try: make demo PORT=9000", file=sys.stderr)
        return 1
    os.environ |= {
        "HOITHI_DEMO": "1",
        "HOITHI_VAR": os.environ.get("HOITHI_VAR", str(ROOT / "var")),
        "HOITHI_BASE_URL": f"http://127.0.0.1:{port}",
    }
    for name in ("HOITHI_DEBUG", "HOITHI_HOSTS", "HOITHI_SECRET_KEY"):
        os.environ.pop(name, None)
    signal.signal(signal.SIGTERM, _stop)
    roles = _prepare()
    return _serve(port, roles)


def _busy(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _prepare() -> list[tuple[str, str]]:
    """Database, static files and sample contests; gives the roles of the bar with who plays them."""
    from hoithi.site.ops import start

    started = time.monotonic()
    start.set_up()
    from django.conf import settings

    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    if start.pending_migrations():
        print(f"Making the database in {settings.VAR} ...", flush=True)
        start.upgrade(quiet=True)
    start.collect_static()
    from django.db import connection, transaction

    from hoithi.accounts.models import DemoRole
    from hoithi.site.demo import load_demo

    if not DemoRole.objects.exists():
        print("Reading the sample plans and making their contests ...", flush=True)
        with transaction.atomic():
            load_demo()
        print(f"Made in {time.monotonic() - started:.0f} s; it is kept, so the next start is quick.", flush=True)
    roles = list(DemoRole.objects.order_by("order").values_list("label", "person__full_name"))
    connection.close()
    return roles


def _serve(port: int, roles: list[tuple[str, str]]) -> int:
    command = [sys.executable, "-m", "hoithi.cli"]
    web = subprocess.Popen([*command, "serve", "--port", str(port), "--workers", "2"], stderr=subprocess.DEVNULL)
    started = [web]
    try:
        _wait(web, port)
        worker = subprocess.Popen([*command, "worker"])  # only now: the first page has both cores to itself
        started.append(worker)
        print(f"\n  http://127.0.0.1:{port}\n\nThe bar at the top changes who you are:")
        for label, name in roles:
            print(f"  {label}: {name}")
        print("\nCtrl-C stops it.", flush=True)
        while web.poll() is None and worker.poll() is None:
            time.sleep(0.5)
        print("The server or the worker ended by itself; see hoithi check.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
        return 0
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(20)


def _wait(web: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and web.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"The server did not start; ask it: HOITHI_DEMO=1 .venv/bin/hoithi serve --port {port}")


def _stop(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise KeyboardInterrupt


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Stopped; the next start goes on from here.")
