"""The expected readings are judged too: their texts stand in the plan, dates exist, lines hold the tasks."""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

PLANS = Path(__file__).parent / "plans"
EXPECTED = sorted(PLANS.glob("*.json"))
WITH_LINES = [path for path in EXPECTED if not (PLANS / "parts" / f"{path.stem}.txt").exists()]
KINDS = {"launch", "entries", "jury", "judging", "promotion", "ceremony", "report", "other"}


def fold(text: str) -> str:
    """NFC, without markup and codes of `parts`, white space as one space."""
    plain = re.sub(r"(?m)^([A-Z]{1,2}\d?)\|", "", unicodedata.normalize("NFC", text)).replace("*", "")
    return " ".join(plain.split())


def source_of(expected: Path) -> str:
    """The plan as text: the file itself, or the parts that it is built from."""
    texts = [expected.with_suffix(".md"), expected.with_suffix(".txt"), PLANS / "parts" / f"{expected.stem}.txt"]
    return next(path for path in texts if path.exists()).read_text(encoding="utf-8")


def texts_of(plan: dict[str, Any]) -> list[str]:
    """Every text that must be in the plan word by word (the bodies of a shared kind word are not)."""
    tasks = [task["text"] for entry in plan["assignments"] for task in entry["tasks"]]
    units = [entry["unit"] for entry in plan["assignments"]]
    bases = [base["text"] for base in plan["legal_bases"]]
    lists = [plan["document"]["recipients"], plan["purposes"], plan["funding"], plan["reporting"]["contents"]]
    fields = [value for value in plan["reception"].values() if value]
    return [*tasks, *units, *bases, *(text for texts in lists for text in texts), *fields]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_expected_texts_stand_in_the_plan(expected: Path) -> None:
    plan, source = json.loads(expected.read_text(encoding="utf-8")), fold(source_of(expected)).casefold()
    assert [text for text in texts_of(plan) if fold(text).casefold() not in source] == []
    assert plan["milestones"] and plan["assignments"] and plan["legal_bases"]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_expected_milestones_are_possible(expected: Path) -> None:
    for milestone in json.loads(expected.read_text(encoding="utf-8"))["milestones"]:
        days = [date.fromisoformat(day) for day in (milestone["start"], milestone["end"]) if day]
        assert days and days == sorted(days)
        assert milestone["kind"] in KINDS and milestone["precision"] in {"day", "month", "quarter", "year"}


@pytest.mark.parametrize("expected", WITH_LINES, ids=lambda path: path.stem)
def test_expected_lines_hold_their_tasks(expected: Path) -> None:
    lines = source_of(expected).splitlines()
    for entry in json.loads(expected.read_text(encoding="utf-8"))["assignments"]:
        for task in entry["tasks"]:
            assert fold(task["text"])[:12] in fold(" ".join(lines[task["line"] - 1 : task["line"] + 3]))
