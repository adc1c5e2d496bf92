"""The real server: it answers, and it ends however it is told to, with all its processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
pytestmark = [pytest.mark.once, pytest.mark.xdist_group("installation")]


def start(place):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    variables = {
        **{name: value for name, value in os.environ.items() if not name.startswith("HOITHI_")},
        "HOITHI_DEBUG": "1",
        "HOITHI_VAR": str(place),
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "hoithi.cli", "serve", "--port", str(port), "--workers", "2"]
    server = subprocess.Popen(command, env=variables, start_new_session=True, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while not answers(port):
        assert time.monotonic() < end
        assert server.poll() is None
        time.sleep(0.05)
    return server, port


def answers(port):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10).close()
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    "stop",
    [
        lambda server: os.killpg(server.pid, signal.SIGINT),  # Ctrl-C in a terminal
        lambda server: server.send_signal(signal.SIGTERM),  # a service manager
        lambda server: server.send_signal(signal.SIGKILL),  # its workers must not outlive it
    ],
    ids=["ctrl-c", "term", "kill"],
)
def test_it_answers_and_ends_with_all_its_processes(installation, stop):
    server, port = start(installation)
    stop(server)
    server.wait(30)
    end = time.monotonic() + 30
    while answers(port):
        assert time.monotonic() < end
        time.sleep(0.1)
