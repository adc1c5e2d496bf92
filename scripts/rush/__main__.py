"""The deadline rush on the real server, with people who journal what they were told, and with kills among them.

    python scripts/rush                      the rush and the stampede of the load plan (L1, L2), scaled
    python scripts/rush --kill               the same while web and worker are killed again and again (F1 to F3)
    python scripts/rush --sabotage lose      the product broken on purpose: must end with 1
    python scripts/rush --prove              the kills, then each sabotage; one line each

What the people were told is the only oracle: every acknowledged submission must be there afterwards, once, with the
bytes that were sent, and `hoithi check` must find nothing. Some press twice (F12), some lose the answer (F13).
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import verdict
from acting import live, press_at, together, watch
from clients import Journal, Person
from servers import ROOT, Servers
from world import make_world

SABOTAGES = ("lose", "double", "torn")
SMALL = ["--people", "40", "--stampede", "20", "--seconds", "8"]
OFFICERS = 3


def main() -> int:
    """Runs as the words say, prints the figures; 1 when something is not as the people were told."""
    given = _words().parse_args()
    if given.prove:
        return prove(given.port)
    random.seed(given.seed)
    print("seed", given.seed, flush=True)
    with tempfile.TemporaryDirectory(prefix="hoithi-rush-") as folder:
        os.environ.update(HOITHI_VAR=folder, HOITHI_DEMO="1", DJANGO_SETTINGS_MODULE="hoithi.settings")
        sys.path.insert(0, str(ROOT / "src"))
        figures, wrong = run(given, Path(folder))
    for name, value in figures.items():
        print(name, value)
    print(*wrong[:12], *wrong[12:][-6:], sep="\n")
    if given.json:
        given.json.write_text(json.dumps(figures))
    return int(bool(wrong))


def _words() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--people", type=int, default=100)
    words.add_argument("--stampede", type=int, default=200)
    words.add_argument("--seconds", type=float, default=22.0, help="how long people go on coming")
    words.add_argument("--size", type=int, default=8_000_000, help="bytes of the five files of one dossier")
    words.add_argument("--threads", type=int, help="threads of each web process, when not those of `hoithi serve`")
    words.add_argument("--kill", action="store_true", help="kill web and worker during it")
    words.add_argument("--sabotage", default="", choices=SABOTAGES, help="break the product: must be found")
    words.add_argument("--prove", action="store_true", help="the kills, then each sabotage")
    words.add_argument("--port", type=int, default=8117)
    words.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    words.add_argument("--json", type=Path, help="where to write the figures")
    return words


def run(given: argparse.Namespace, folder: Path) -> tuple[dict[str, float], list[str]]:
    """The rush, then the stampede; the figures and what was found wrong."""
    journal = Journal(given.port)
    people, officers, inbox = make_world(given.people, given.stampede, OFFICERS, size=given.size)
    rushing, waiting = people[: given.people], people[given.people :]
    with Servers(journal, folder, kill=given.kill, sabotage=given.sabotage, threads=given.threads) as servers:
        with watched(journal, officers, inbox):
            spent = rush(journal, rushing, given.seconds)
        figures = figures_of(journal, spent, given.people)
        figures |= stampede(journal, waiting)
        servers.stop_killing()
        verdict.wait_for_bytes()
        wrong = verdict.unlike(people)
        figures["entries.rush.lost"] = len(wrong)
        wrong += verdict.stuck_jobs() if given.kill else []
        wrong += [*journal.complaints, *verdict.check_says({**os.environ})]
    figures |= {"entries.rush.wrong": len(wrong), "entries.rush.unplanned_5xx": journal.unplanned}
    figures["entries.rush.planned_503_percent"] = round(100 * journal.planned / max(1, journal.requests), 2)
    wrong += servers.errors() if journal.unplanned else []
    if given.kill:
        killed = servers.killed + servers.points()
        figures |= {f"entries.rush.killed.{name.replace(' ', '_')}": count for name, count in sorted(killed.items())}
    return figures, wrong


@contextmanager
def watched(journal: Journal, officers: list[Person], inbox: str) -> Iterator[None]:
    """Officers read the inbox meanwhile."""
    over = threading.Event()
    acts = [partial(watch, journal, who, inbox, over) for who in officers]
    watching = threading.Thread(target=together, args=(acts,), kwargs={"journal": journal})
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def rush(journal: Journal, people: list[Person], seconds: float) -> float:
    """Six in ten come in the last fifth; seconds until the last is done."""
    began = time.monotonic()
    moments = [random.uniform(0.8, 1) if who.number % 5 < 3 else random.uniform(0, 0.8) for who in people]  # noqa: S311
    acts = [partial(live, journal, who, began + seconds * at) for who, at in zip(people, moments, strict=True)]
    together(acts, journal=journal)
    return time.monotonic() - began


def stampede(journal: Journal, people: list[Person]) -> dict[str, float]:
    """All of them submit within the same second."""
    before, gate = len(journal.submits), time.monotonic() + 0.5
    moments = [gate + random.random() for _ in people]  # noqa: S311
    together([partial(press_at, journal, who, at) for who, at in zip(people, moments, strict=True)], journal=journal)
    return {
        "entries.stampede.people": len(people),
        "entries.stampede.seconds": round(time.monotonic() - gate, 1),
        "entries.stampede.submit_p95_ms": percentile(journal.submits[before:], 95),
    }


def figures_of(journal: Journal, spent: float, people: int) -> dict[str, float]:
    """What the rush took."""
    return {
        "entries.rush.people": people,
        "entries.rush.seconds": round(spent, 1),
        "entries.rush.mb_per_s": round(journal.sent / spent / 1e6, 1),
        "entries.rush.submit_p95_ms": percentile(journal.submits, 95),
        "entries.rush.submit_p99_ms": percentile(journal.submits, 99),
        "entries.rush.page_p95_ms": percentile(journal.pages, 95),
    }


def percentile(times: list[float], which: int) -> float:
    """That percentile, in milliseconds."""
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, len(ordered) * which // 100)] * 1000, 1) if ordered else 0.0


def prove(port: int) -> int:
    """The rush with kills must end well, each sabotage must be found."""
    runs = {"--kill": (["--kill", *SMALL[:-1], "15"], 0)}
    runs |= {f"--sabotage {name}": (["--sabotage", name, *SMALL], 1) for name in SABOTAGES}
    failed = 0
    for name, (words, wanted) in runs.items():
        command = [sys.executable, str(Path(__file__).parent), "--port", str(port), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        well = done.returncode == wanted and "entries.rush.lost" in done.stdout
        last = done.stdout.strip().splitlines()[-1:]
        print(f"{'ok  ' if well else 'FAIL'}  {name}: {'nothing lost' if not wanted else f'found: {last}'}", flush=True)
        if not well:
            print(done.stdout + done.stderr)
        failed += not well
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
