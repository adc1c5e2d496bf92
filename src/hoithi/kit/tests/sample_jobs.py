"""Jobs for the tests of the queue; they leave their marks in a file, so that a dead process leaves them too."""

import os
import time
from pathlib import Path

from hoithi.kit.jobs import every, job


def mark(path, word):
    with Path(path).open("a") as file:
        file.write(f"{word} {os.getpid()}\n")


@job
def note(path, word="note"):
    mark(path, word)


@job
def slow(path, seconds):
    mark(path, "start")
    time.sleep(seconds)
    mark(path, "done")


@job
def fails(path):
    mark(path, "try")
    raise ValueError("no luck")


@job
def breeds(path):
    note.enqueue(path, "child")


@job
def round_job():
    """Comes round by the clock."""


def come_round():
    every(minutes=10)(round_job)
