"""A form as an entrant will see it, made from what stands in the editor, finished or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import BoundField

from hoithi.contests.enums import RuleKind
from hoithi.contests.rule_schemas import DataProblems, parse
from hoithi.contests.rule_schemas.answers import Missing, missing, steps_of
from hoithi.contests.rule_schemas.boxes import PREFIX, AnswersForm, form_of
from hoithi.contests.rule_schemas.entering import Dossier, Paper, Section
from hoithi.kit.clock import now


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the entrant's way, with its boxes and the questions that they ask."""

    heading: str
    boxes: list[tuple[BoundField, Section]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the preview shows: pages and papers, what could not be shown, and what a trial lacks."""

    form: AnswersForm | None
    pages: list[Page]
    papers: tuple[Paper, ...]
    problems: list[str]
    lacking: list[Missing]
    tried: bool


def preview_of(raw: Mapping[str, Any], tried: Mapping[str, Any] | None = None) -> Preview:
    """The preview of the form in `raw` (as typed); `tried`: the answers that somebody gave in it to see what is said.

    Questions and papers that are not finished are left out, each with the sentence that says why.
    """
    dossier, problems = readable(raw)
    if dossier is None:
        return Preview(None, [], (), problems, [], tried is not None)
    moment = now()
    form = form_of(dossier.sections, {}, tried, moment=moment)
    lacking = _lacking(dossier, form, moment) if tried is not None else []
    pages = [
        Page(step.label if step.questions[0].group else "", [(form[PREFIX + q.code], q) for q in step.questions])
        for step in steps_of(dossier)
    ]
    return Preview(form, pages, dossier.papers, problems, lacking, tried is not None)


def _lacking(dossier: Dossier, form: AnswersForm, moment: datetime) -> list[Missing]:
    """What the answers in `form` lack, beside its errors; papers count as there, for they are not tried here."""
    form.is_valid()
    there = {paper.code: max(paper.least or 0, 1) for paper in dossier.papers}
    return [one for one in missing(dossier, form.answers(), there, moment) if PREFIX + one.code not in form.errors]


def readable(raw: Mapping[str, Any]) -> tuple[Dossier | None, list[str]]:
    """The dossier that the finished rows of `raw` make, None when they make none; and what is said of the others."""
    rows = {name: list(raw.get(name) or []) for name in ("sections", "papers")}
    said: list[str] = []
    while rows["sections"]:
        try:
            dossier = parse(RuleKind.FORM, rows)
        except DataProblems as found:
            said += [problem.sentence for problem in found.problems]
            if not _dropped(rows, found):
                return None, said
        else:
            return (dossier, said) if isinstance(dossier, Dossier) else (None, said)
    return None, said


def _dropped(rows: dict[str, list[Any]], found: DataProblems) -> bool:
    """Whether rows with problems were there, and have been taken out of `rows`."""
    places = {tuple(problem.where.split(".")[:2]) for problem in found.problems}
    bad = {(table, int(number)) for table, number in (p for p in places if len(p) == 2) if number.isdecimal()}
    for table, kept in rows.items():
        kept[:] = [row for number, row in enumerate(kept) if (table, number) not in bad]
    return bool(bad)
