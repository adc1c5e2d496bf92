"""Ready rules, as data files with their sources; what no source confirms is listed for a person to stand by."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hoithi.kit.clock import today

_PLACE = Path(__file__).parent.parent / "data" / "rule_templates"
YEARS_BACK = 5  # entries are usually made within five years before the first year of the contest (domain.md 1.3)


@dataclass(frozen=True, slots=True)
class RuleTemplate:
    """One ready set: `rules` holds the data of each kind, with `{start_year}`, `{end_year}`, `{made_from}` in dates."""

    code: str
    contest_kind: str
    name: str
    note: str
    sources: tuple[str, ...]
    rules: dict[str, dict[str, Any]]

    def data(self, kind: str, *, start_year: int | None, end_year: int | None) -> dict[str, Any]:
        """The rules of `kind` for an edition of these years (this year when there are none)."""
        first = start_year or end_year or today().year
        years = {"start_year": first, "end_year": end_year or first, "made_from": first - YEARS_BACK}
        return {name: _dated(value, years) for name, value in self.rules[kind].items()}


def _dated(value: Any, years: dict[str, int]) -> Any:
    return value.format(**years) if isinstance(value, str) and "{" in value else value


@cache
def rule_templates() -> dict[str, RuleTemplate]:
    """All ready sets by code, in order of their file names."""
    loaded = [json.loads(file.read_text("utf-8")) for file in sorted(_PLACE.glob("*.json"))]
    return {one["code"]: RuleTemplate(**{**one, "sources": tuple(one["sources"])}) for one in loaded}
