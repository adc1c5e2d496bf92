"""Everything that can be judged without running the product, one line each; the whole output only of what fails."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PRODUCTION = {
    "HOITHI_SECRET_KEY": "k7Yq-3hT0pXw9ZrVb2NfLs8JmDc5UeGa1QiWoB6xKtRy4EuHvPn",
    "HOITHI_HOSTS": "hoithi.example.vn",
    "HOITHI_BASE_URL": "https://hoithi.example.vn",
    "HOITHI_TRUSTED_PROXIES": "1",
    "HOITHI_MAIL_URL": "smtp+tls://a:b@mail.example.vn",
    "HOITHI_VAR": "var/check",
}
DEVELOPMENT = {"HOITHI_DEBUG": "1"}
MANAGE = [sys.executable, "-m", "hoithi.manage"]
STEPS = {
    "style": ([BIN / "ruff", "check", "-q", "."], {}),
    "form": ([BIN / "ruff", "format", "--check", "-q", "."], {}),
    "import contracts": ([BIN / "lint-imports", "--no-cache"], {}),
    "types": ([BIN / "mypy", "src/hoithi"], DEVELOPMENT),
    "migrations": ([*MANAGE, "makemigrations", "--check", "--dry-run"], DEVELOPMENT),
    "settings": ([*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    "papers": ([sys.executable, "scripts/docs.py"], {}),
}


def main() -> int:
    """Run every step; non-zero when one fails."""
    failed = [name for name, (command, variables) in STEPS.items() if not _passes(name, command, variables)]
    print("all well" if not failed else f"not well: {', '.join(failed)}")
    return int(bool(failed))


def _passes(name: str, command: list[object], variables: dict[str, str]) -> bool:
    started = time.monotonic()
    clean = {key: value for key, value in os.environ.items() if not key.startswith("HOITHI_")}
    environment = {**clean, "PYTHONPATH": "src", **variables}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'}  {name} ({time.monotonic() - started:.1f} s)", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
