"""Several real processes that do the same thing at the same instant, on the database of the test."""

import json
import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE
from typing import Any

from hoithi.kit.tests.test_jobs import url_of_database

_HEAD = """
import json, sys
import django
django.setup()
words = json.loads(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
"""


def at_once(script: str, words: Any, folder: Path, *, processes: int = 3) -> list[Any]:
    """What each of `processes` prints as JSON after running `script`, with `words` in hand, when all are ready."""
    environment = {
        **os.environ,
        "HOITHI_DATABASE_URL": url_of_database(folder),
        "HOITHI_DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "hoithi.settings",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    command = [sys.executable, "-c", _HEAD + script, json.dumps(words)]
    running = [subprocess.Popen(command, env=environment, stdin=PIPE, stdout=PIPE) for _ in range(processes)]
    assert [process.stdout.readline() for process in running] == [b"ready\n"] * processes
    for process in running:
        process.stdin.write(b"go\n")
        process.stdin.flush()
    return [json.loads(process.communicate(timeout=90)[0]) for process in running]
