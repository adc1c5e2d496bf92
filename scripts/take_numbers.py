"""Eight processes take 1,000 numbers each from one series of papers, two of them killed on the way, on SQLite and on
PostgreSQL: prints what came of it, and ends badly when a number came twice or was left out.

    python scripts/take_numbers.py [PROCESSES [EACH]]
"""

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import postgres

from hoithi.documents.tests.takers import run

_SERIES = """
import django
django.setup()
from hoithi.accounts.actors import SYSTEM
from hoithi.contests.actions import create_contest
from hoithi.documents.actions import open_series
from hoithi.units.models import Unit, UnitKind
kind = UnitKind.objects.first()
owner = Unit.objects.create(code="thu", name="UBND", kind=kind)
contest = create_contest(owner=owner, name="Thử", by=SYSTEM)
print(open_series(contest, name="Ban", symbol="BTC", committee=True, by=SYSTEM).pk)
"""


def main(processes: int, each: int) -> int:
    """Non-zero when a number came twice, was left out, or was told and lost."""
    wrong = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        urls = {"SQLite": f"sqlite:///{folder}/numbers.sqlite3"}
        try:
            urls["PostgreSQL"] = stack.enter_context(postgres.server())
        except postgres.NotHere as reason:
            print(f"skipped: PostgreSQL, for there is {reason}")
        for name, url in urls.items():
            wrong += _tried(name, url, folder / name, processes, each)
    return int(bool(wrong))


def _tried(name: str, url: str, var: Path, processes: int, each: int) -> bool:
    os.environ.update(HOITHI_DATABASE_URL=url, HOITHI_DEBUG="1", HOITHI_VAR=str(var), PYTHONPATH=str(ROOT / "src"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "hoithi.settings"
    subprocess.run([sys.executable, "-m", "hoithi.cli", "upgrade"], check=True, stdout=subprocess.DEVNULL)
    series = int(subprocess.check_output([sys.executable, "-c", _SERIES], text=True).split()[-1])
    done = run(url, series, processes=processes, each=each, killed={1: each // 3, 3: each // 7})
    twice = len(done.told) - len(set(done.told))
    lost = len(set(done.told) - set(done.found))
    gaps = len(set(range(1, len(done.found) + 1)) ^ set(done.found))
    killed = sum(end != 0 for end in done.ends)
    print(
        f"{name}: {processes} processes of {each}, {killed} killed; {len(done.found)} numbers in {done.seconds:.1f} s "
        f"({len(done.found) / done.seconds:.0f} a second); twice {twice}, gaps {gaps}, told and lost {lost}, "
        f"broken {len(done.broken)}",
        flush=True,
    )
    return bool(twice or lost or gaps or done.broken)


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in (sys.argv[1:3] + ["8", "1000"][len(sys.argv[1:3]) :]))))
