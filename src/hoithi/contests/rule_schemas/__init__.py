"""Rules as typed data: a schema for each kind, one reader for all of them."""

from typing import Any

from hoithi.contests.enums import RuleKind
from hoithi.contests.rule_schemas.base import Rules
from hoithi.contests.rule_schemas.entering import Dossier, Eligibility, Fields
from hoithi.contests.rule_schemas.judging import Prizes, Rubric
from hoithi.kit.schemas.reading import (
    DataProblems,
    Problem,
    as_data,
    differences,
    read_data,
    specs_of,
)

SCHEMAS: dict[str, type[Rules]] = {
    RuleKind.FIELDS: Fields,
    RuleKind.ELIGIBILITY: Eligibility,
    RuleKind.FORM: Dossier,
    RuleKind.RUBRIC: Rubric,
    RuleKind.PRIZES: Prizes,
}


def parse(kind: str, data: Any) -> Rules:
    """The typed rules of `kind` in `data`. Raises `DataProblems` with every problem and where it is."""
    return read_data(SCHEMAS[kind], data)


__all__ = ["SCHEMAS", "DataProblems", "Problem", "Rules", "as_data", "differences", "parse", "specs_of"]
