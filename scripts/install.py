"""Makes `.venv` and installs a lock file into it, every package checked by its hash. Standard library only.

`python3 scripts/install.py requirements.lock .venv/.run` ; the second word is the stamp that make looks at.
"""

import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".venv"
COMMAND = """#!{python}
import sys
from hoithi.cli import main
sys.exit(main())
"""


def main(lock: str, stamp: str) -> None:
    """Make the environment if there is none, bring it to `lock`, touch `stamp`."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs an older Python shall read this line
        sys.exit("hoithi needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11 ...")
    python = PLACE / "bin" / "python"
    if not python.exists():
        print(f"Making .venv with Python {sys.version.split()[0]} ...", flush=True)
        _make()
    started = time.monotonic()
    print(f"Installing the packages of {lock} (each checked by its hash) ...", flush=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    if subprocess.run([*pip, "-r", ROOT / lock], check=False).returncode:
        sys.exit(f"The packages of {lock} could not be installed; pip says why above.")
    _put_on_path(python)
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)
    (ROOT / stamp).touch()


def _make() -> None:
    try:
        venv.create(PLACE, with_pip=True, symlinks=True)
    except (subprocess.CalledProcessError, OSError):
        sys.exit("Python cannot make a virtual environment here; on Debian and Ubuntu: apt-get install python3-venv")


def _put_on_path(python: Path) -> None:
    ask = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    site = subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()
    (Path(site) / "hoithi.pth").write_text(f"{ROOT / 'src'}\n")
    command = PLACE / "bin" / "hoithi"
    command.write_text(COMMAND.format(python=python))
    command.chmod(0o755)


if __name__ == "__main__":
    main(*sys.argv[1:])
