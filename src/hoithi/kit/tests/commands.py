"""The command line as people run it: in a process of its own, on a place of its own."""

import os
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).parents[3]


def hoithi(*words, place=None, text="", **variables):
    """Run one command; its process with what it printed."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("HOITHI_")},
        "PYTHONPATH": str(SRC),
        "HOITHI_DEBUG": "1",
        "HOITHI_VAR": str(place),
        **variables,
    }
    command = [sys.executable, "-m", "hoithi.cli", *map(str, words)]
    return subprocess.run(command, env=environment, input=text, capture_output=True, text=True, timeout=60, check=False)
