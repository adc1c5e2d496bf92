"""The shared cache on a real Redis, as `HOITHI_REDIS_URL` sets it."""

import shutil
import socket
import subprocess
import time

import pytest
from django.core.cache import caches

from hoithi.kit.environment import cache_settings

pytestmark = pytest.mark.once


@pytest.fixture
def redis_url(tmp_path):
    """The address of an empty Redis with a password."""
    program = shutil.which("redis-server") or shutil.which("valkey-server")
    if program is None:
        pytest.skip("neither redis-server nor valkey-server is on this machine")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = ["--port", str(port), "--bind", "127.0.0.1", "--requirepass", "word", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen([program, *words], stdout=subprocess.DEVNULL)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.02)
    yield f"redis://:word@127.0.0.1:{port}/0"
    server.terminate()
    server.wait(20)


def test_the_cache_counts_for_all_processes_together(redis_url, settings):
    settings.CACHES = {"default": cache_settings(redis_url), "other": cache_settings(redis_url)}
    caches["default"].add("tries", 0)
    assert caches["default"].incr("tries") == 1
    assert caches["other"].incr("tries") == 2
    caches["default"].clear()
    assert caches["other"].get("tries") is None
    caches["default"].close()
    caches["other"].close()
