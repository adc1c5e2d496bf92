"""The forty entries of the ward's contest, as data in `data/dossiers`, a file for each field. Everybody is invented.

What the words of those files mean stands at `Solution` and `Maker`.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

ON_PAPER = ("counter", "post")  # states of what comes to the desk, not by the entrant's own hand
_PLACE = Path(__file__).parent / "data" / "dossiers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """An author: the first holds the account that enters. `share` in per cent. One who `joins` confirms by link from
    an account of their own, one who is `answers="waiting"` has not; the others signed on paper. A child has a
    `guardian`, who agrees, and has `signed` that the name may be published."""

    name: str
    born: date
    job: str
    place: str
    share: int | None = None
    joins: bool = False
    answers: str = "paper"
    guardian: str = ""
    relation: str = ""
    signed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """One entry and what happens to it.

    `state` as `EntryState`, or "counter" and "post" for what came on paper. `progress` of a draft: "begun", "half",
    "answered", "nearly" (the declaration lacks), "whole". `unit` is a body of the tree, `place` one as typed;
    `unit_says`: "click", "paper", "waiting", "declined". `sent`: when each version came, "days-ago hour:minute";
    `added`: a sentence more for each version after the first. `due`: days until a supplement is awaited; 0: over.
    `reasons` and `reason`: what the office said, or the entrant who withdrew. `postmark`: days ago.
    `papers`: "pdf", "docx", "xlsx". `parts`: what the picture points at, `sketch` the motif.
    """

    code: str
    field: str
    title: str
    entrant: str
    state: str
    authors: tuple[Maker, ...]
    parts: tuple[str, ...]
    sketch: str = ""
    organization: str = ""
    unit: str = ""
    place: str = ""
    unit_says: str = "click"
    unit_note: str = ""
    progress: str = ""
    auto: bool = False
    tried: bool = False
    earlier: str = ""
    problem: str = ""
    solution: str = ""
    applied: str = ""
    effect: str = ""
    sent: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    reason: str = ""
    due: int | None = None
    of: str = ""
    postmark: int | None = None
    things: tuple[dict[str, Any], ...] = ()


@cache
def solutions() -> tuple[Solution, ...]:
    """All of them, field after field."""
    return tuple(_read())


def _read() -> Iterator[Solution]:
    for file in sorted(_PLACE.glob("*.toml")):
        for row in tomllib.loads(file.read_text("utf-8"))["entry"]:
            authors = tuple(Maker(**one) for one in row.pop("authors"))
            given: dict[str, Any] = {
                name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
            }
            yield Solution(field=file.stem, authors=authors, **given)
