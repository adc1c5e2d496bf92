"""Answers to the questions of a dossier: read, shown, and what is still missing. No database, no clock.

An answer as it is kept (JSON): text for a line, a long text, a choice, a number ("8.5") and a day ("2026-04-15"); a
list of options; whole đồng as a number; rows as lists of texts in the order of `Section.heads`; True for a declaration.
Nothing answered is None, whatever the kind. Reading what was kept gives it again.
"""

from hoithi.contests.rule_schemas.answers.asking import (
    Answers,
    Missing,
    Step,
    asked_answers,
    clipped,
    is_asked,
    is_frozen,
    is_required,
    missing,
    steps_of,
    visible_to_judges,
)
from hoithi.contests.rule_schemas.answers.values import count_words, is_empty, read_answer, show_answer

__all__ = [
    "Answers",
    "Missing",
    "Step",
    "asked_answers",
    "clipped",
    "count_words",
    "is_asked",
    "is_empty",
    "is_frozen",
    "is_required",
    "missing",
    "read_answer",
    "show_answer",
    "steps_of",
    "visible_to_judges",
]
