"""The doors of the reader: a plan from a file or from bytes, as data."""

from pathlib import Path
from typing import Any

from hoithi.contests.plan.model import to_json
from hoithi.contests.plan.reader import read
from hoithi.contests.plan.sources import open_source


def read_plan(path: Path | str) -> dict[str, Any]:
    """What the plan in a file says, in the shape of the plan format. Raises `NotAPlan`, and OSError as `open` does."""
    return read_plan_bytes(Path(path).read_bytes(), Path(path).name)


def read_plan_bytes(data: bytes, name: str) -> dict[str, Any]:
    """The same for an upload; the ending of `name` (.docx, .pdf, .md, .txt) says what to expect. Raises `NotAPlan`."""
    return to_json(read(open_source(data, name)))


def read_source(path: Path | str) -> list[str]:
    """The paragraphs of a file as the review page shows them; `line` n of the plan is item n - 1. Raises `NotAPlan`."""
    return open_source(Path(path).read_bytes(), Path(path).name).lines
