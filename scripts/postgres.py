"""A PostgreSQL server for the length of the tests: a cluster of its own in a temporary directory, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apt


class NotHere(Exception):  # noqa: N818
    """No PostgreSQL server can be started on this machine; says why in one line."""


@contextmanager
def server(*, install: bool = True) -> Iterator[str]:
    """The address of a fresh database. Raises `NotHere`; with `install`, root gets the package from apt first."""
    if url := os.environ.get("HOITHI_TEST_DATABASE_URL"):
        yield url
        return
    binaries = _binaries() or (_binaries() if install and apt.get("postgresql") else None)
    if binaries is None:
        raise NotHere("no initdb on this machine, and installing it needs root and apt-get")
    account = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="hoithi-pg-"))
    shutil.chown(folder, account) if os.geteuid() == 0 else None
    try:
        with _running(binaries, folder, account) as port:
            yield f"postgresql://hoithi:hoithi@127.0.0.1:{port}/hoithi"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(binaries: Path, folder: Path, account: str) -> Iterator[int]:
    password, data = folder / "password", folder / "data"
    password.write_text("hoithi")
    password.chmod(0o644)
    port = _free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    _run(
        account,
        binaries / "initdb",
        "-D",
        data,
        "-U",
        "hoithi",
        f"--pwfile={password}",
        "-A",
        "scram-sha-256",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    )
    _run(account, binaries / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        environment = {**os.environ, "PGPASSWORD": "hoithi"}
        subprocess.run(
            [binaries / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "hoithi", "hoithi"],
            env=environment,
            check=True,
            cwd=folder,
        )
        yield port
    finally:
        _run(account, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _run(account: str, *command: object) -> None:
    done = subprocess.run(
        [str(word) for word in command],
        user=account if os.geteuid() == 0 else None,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        check=False,
    )
    if done.returncode:
        raise NotHere(f"{Path(str(command[0])).name} failed: {done.stderr.strip().splitlines()[-1:]}")


def _binaries() -> Path | None:
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = shutil.which("initdb")
    return known[-1].parent if known else Path(found).resolve().parent if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
