"""A version of the rules as rows that a page can show, whatever its kind: labels and values come from its schema."""

from typing import Any

from hoithi.contests.enums import RuleKind
from hoithi.contests.models import RuleVersion
from hoithi.contests.rule_schemas import DataProblems, parse, specs_of
from hoithi.kit.schemas.specs import Rows, Spec

_UNSAID = {"unconfirmed", "tie_order", "section"}


def rules_as_text(version: RuleVersion) -> dict[str, Any]:
    """The kind, number and date of `version`, its single values as (label, text) and its lists as tables.

    What is left empty is left out. Data that its schema no longer reads gives no values but `broken`.
    """
    part: dict[str, Any] = {"version": version, "label": RuleKind(version.kind).label, "facts": [], "tables": []}
    try:
        rules = parse(version.kind, version.data)
    except DataProblems:
        return {**part, "broken": True}
    for name, spec in specs_of(rules).items():
        value = getattr(rules, name)
        if name in _UNSAID or value in (None, "", (), False):
            continue
        if isinstance(spec, Rows):
            part["tables"].append(_table(spec, value))
        else:
            part["facts"].append((spec.label, spec.show(value)))
    return part


def _cell(spec: Spec, value: Any) -> str:
    return "" if value in (None, "", ()) else spec.show(value)


def _table(spec: Rows, rows: tuple[Any, ...]) -> dict[str, Any]:
    """Columns in which at least one row says something, and their cells."""
    specs = {name: one for name, one in specs_of(spec.of).items() if name not in _UNSAID and not one.inner}
    used = [name for name in specs if any(getattr(row, name) not in (None, "", (), False) for row in rows)]
    return {
        "label": spec.label,
        "heads": [specs[name].label for name in used],
        "rows": [[(specs[name].label, _cell(specs[name], getattr(row, name))) for name in used] for row in rows],
    }
