"""The whole suite: on SQLite, on PostgreSQL, then in a real browser. Ends with pytest's closing line.

Whatever cannot be had on this machine is skipped with one line that says why. `ARGS="src/hoithi/kit -x"` narrows it.
"""

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import apt
import postgres

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = "/usr/bin/chromium"


def main(words: list[str]) -> int:
    """Run the rounds that this machine can run; non-zero when one fails."""
    with contextlib.ExitStack() as stack:
        url = _postgres(stack)
        browser = _chromium()
        failed = _databases(words, url)
        if browser:
            print("\n== in Chromium", flush=True)
            failed |= _round(["-m", "browser", *(words or ["tests"])], {}) not in {0, 5}
    return int(failed)


def _postgres(stack: contextlib.ExitStack) -> str | None:
    try:
        return stack.enter_context(postgres.server())
    except postgres.NotHere as reason:
        print(f"skipped: the round on PostgreSQL, for there is {reason}", flush=True)
        return None


def _chromium() -> bool:
    if Path(CHROMIUM).exists() or apt.get("chromium"):
        return True
    print(f"skipped: the round in a browser, for there is no {CHROMIUM} and installing it needs root and apt-get")
    return False


def _databases(words: list[str], url: str | None) -> bool:
    """One round after the other, each on all cores. Whether one failed."""
    words = ["-n", str(os.cpu_count() or 1), "--dist", "loadgroup", *words]
    print("\n== on SQLite", flush=True)
    failed = _round(["-m", "not browser", *words], {}) != 0
    if url is not None:
        print("\n== on PostgreSQL", flush=True)
        failed |= _round(["-m", "not browser and not once", *words], {"HOITHI_DATABASE_URL": url}) != 0
    return failed


def _round(words: list[str], variables: dict[str, str]) -> int:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HOITHI_")}
    environment = {**clean, "HOITHI_DEBUG": "1", "PYTHONPATH": "src", **variables}
    command = [sys.executable, "-m", "pytest", "--create-db", "--no-header", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
