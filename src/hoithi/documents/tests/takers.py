"""Processes that take numbers from one series at the same time, some of which are killed; and what is left of it.

One process loads the house and forks the others, each with a connection of its own.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE

_PROGRAM = """
import json, os, sys, time
import django
django.setup()
from django.conf import settings
from django.db import connection, transaction
from hoithi.accounts.actors import SYSTEM
from hoithi.documents.actions import reserve_numbers, take_numbers
from hoithi.documents.models import Number, Series
from hoithi.kit import chaos, invariants
from hoithi.kit.clock import today
pk, processes, each, way = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]

def say(*words):
    os.write(1, (" ".join(map(str, words)) + "\\n").encode())

def take(place, series, turn):
    key = f"{place} {turn}"
    return reserve_numbers(series, series.contest, count=1, subject="S", day=today(), by=SYSTEM, once_key=key)[0].number

def take_apart(place, series, turn):  # what would be wrong: taken in one transaction, written in another
    with transaction.atomic():
        number = take_numbers(series, 1, day=today())[0]
    chaos.point("number.apart")

def work(place):
    if place == processes:  # one more, which dies between taking a number and writing its line
        settings.CHAOS["number.apart" if way == "take_apart" else "number.taken"] = 1
    series = Series.objects.select_related("contest").get(pk=pk)
    for turn in range(each):
        say(place, os.getpid(), globals()[way](place, series, turn))

children = []
for place in range(processes + 1):
    child = os.fork()
    if not child:
        work(place)
        os._exit(0)
    children.append(child)
began = time.monotonic()
ends = [os.waitpid(child, 0)[1] for child in children]
seconds = time.monotonic() - began
found = list(Number.objects.filter(series=pk).order_by("number").values_list("number", flat=True))
broken = list(invariants.broken("document numbers"))
say(json.dumps({"seconds": seconds, "ends": ends, "found": found, "broken": broken}))
"""


@dataclass
class Outcome:
    """`told`: the numbers that processes said they had; `found`: those of the register; `ends`: how each ended."""

    seconds: float
    ends: list[int]
    found: list[int]
    broken: list[str]
    told: list[int] = field(default_factory=list)


def run(url: str, series: int, *, processes: int, each: int, killed: dict[int, int], way: str = "take") -> Outcome:
    """`processes` take `each` so many numbers; the one at a place in `killed` is killed once it was told so many. One
    more dies between taking a number and writing its line."""
    environment = {
        **os.environ,
        "HOITHI_DATABASE_URL": url,
        "HOITHI_DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "hoithi.settings",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    command = [sys.executable, "-c", _PROGRAM, str(series), str(processes), str(each), way]
    told: list[int] = []
    left = dict(killed)
    with subprocess.Popen(command, env=environment, stdout=PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                return Outcome(**json.loads(line), told=told)
            place, pid, number = (int(word) for word in line.split())
            told.append(number)
            left[place] = left.get(place, 0) - 1
            if left[place] == 0:
                os.kill(pid, signal.SIGKILL)
    raise AssertionError("the processes did not come to an end")
