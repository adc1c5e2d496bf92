"""Which questions are asked, must be answered, can no longer be changed, and what a dossier still lacks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.answers.values import is_empty, read_answer
from hoithi.contests.rule_schemas.entering import DECLARED, Dossier, Paper, PaperKind, QuestionKind, Section
from hoithi.kit.clock import start_of
from hoithi.kit.text import fold, slugify

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the entrant's way: a question, or a few that belong together under one heading."""

    code: str
    label: str
    questions: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a dossier lacks: `kind` is "question", "paper" or "object", `sentence` says what to do."""

    code: str
    kind: str
    sentence: str


def steps_of(dossier: Dossier) -> tuple[Step, ...]:
    """The pages on which the questions are asked, in order. Codes are unique and fit an address."""
    made: list[Step] = []
    taken = {question.code for question in dossier.sections}
    for _key, run in groupby(enumerate(dossier.sections), lambda one: fold(one[1].group) or one[0]):
        questions = tuple(question for _i, question in run)
        first = questions[0]
        if not first.group:
            # what is declared is a sentence or two: too long to head a page
            vow = first.asks == QuestionKind.DECLARATION
            made.append(Step(first.code, _("Lời cam đoan") if vow else first.name, questions))
            continue
        stem = slugify(first.group) or "trang"
        code = next(c for n in range(1, len(taken) + 2) if (c := stem if n == 1 else f"{stem}-{n}") not in taken)
        taken.add(code)
        made.append(Step(code, first.group, questions))
    return tuple(made)


def is_asked(row: Section | Paper, answers: Answers) -> bool:
    """Whether the condition of a question or paper is met by `answers`; always when it has none."""
    if not row.when_question:
        return True
    given = answers.get(row.when_question)
    if given is True:
        return row.when_value == DECLARED
    return row.when_value in given if isinstance(given, list) else bool(given == row.when_value)


def is_required(row: Section | Paper, answers: Answers, moment: datetime) -> bool:
    """Whether a question or paper must be there at `moment`: asked, and required from that day on or always."""
    if not is_asked(row, answers):
        return False
    if row.required_from:
        return moment >= start_of(row.required_from)
    return bool(row.least) if isinstance(row, Paper) else row.required


def is_frozen(row: Section | Paper, moment: datetime) -> bool:
    """Whether the answer or paper can no longer be changed: from the first instant of its day in Viet Nam."""
    return row.frozen_from is not None and moment >= start_of(row.frozen_from)


def asked_answers(
    questions: Sequence[Section], answers: Answers, known: Answers | None = None
) -> tuple[tuple[Section, Any], ...]:
    """The questions that are asked, each with its answer. What hangs on a question that is not asked is not asked.

    `known`: answers to questions before these, when these are not the whole dossier.
    """
    real: dict[str, Any] = dict(known or {})
    found = []
    for question in questions:
        if is_asked(question, real):
            real[question.code] = answers.get(question.code)
            found.append((question, real[question.code]))
    return tuple(found)


def missing(dossier: Dossier, answers: Answers, files: Mapping[str, int], moment: datetime) -> list[Missing]:
    """What a dossier with these answers and so many files of each paper (by code) lacks at `moment`, in order.

    An answer that the form no longer takes (an option that went) is missing too, with the reason.
    """
    asked = asked_answers(dossier.sections, answers)
    real = {question.code: value for question, value in asked}
    found = []
    for question, value in asked:
        if sentence := _lacking(question, value, is_required(question, real, moment)):
            found.append(Missing(question.code, "question", sentence))
    return found + list(_missing_papers(dossier.papers, real, files, moment))


def _lacking(question: Section, value: Any, required: bool) -> str:
    name = clipped(question.name)
    if is_empty(value):
        if not required:
            return ""
        declared = question.asks == QuestionKind.DECLARATION
        return (_("Chưa đánh dấu “%s”.") if declared else _("Chưa trả lời “%s”.")) % name
    try:
        kept = read_answer(question, value)
    except ValidationError as error:
        return f"“{name}”: {error.messages[0]}"
    rows = kept if question.asks in {QuestionKind.TABLE, QuestionKind.PEOPLE} else None
    if rows is not None and question.least is not None and len(rows) < question.least:
        words = {"name": name, "least": question.least, "got": len(rows)}
        return _("“%(name)s” cần ít nhất %(least)d dòng (đang có %(got)d).") % words
    return ""


def _missing_papers(
    papers: Sequence[Paper], answers: Answers, files: Mapping[str, int], moment: datetime
) -> Iterator[Missing]:
    for paper in papers:
        least = max(paper.least or 0, 1) if is_required(paper, answers, moment) else 0
        got = files.get(paper.code, 0)
        words = {"name": clipped(paper.name), "least": least, "got": got, "most": paper.most}
        thing = paper.kind == PaperKind.OBJECT
        if got < least and thing:
            sentence = _("Còn thiếu “%(name)s”: cần ít nhất %(least)d hiện vật (đang có %(got)d).")
        elif got < least:
            sentence = _("Còn thiếu “%(name)s”: cần ít nhất %(least)d tệp (đang có %(got)d).")
        elif not thing and paper.most is not None and got > paper.most and is_asked(paper, answers):
            sentence = _("“%(name)s”: nhiều nhất %(most)d (đang có %(got)d). Hãy bỏ bớt.")
        else:
            continue
        yield Missing(paper.code, "object" if thing else "paper", sentence % words)


def clipped(name: str) -> str:
    """The name of a question short enough to stand inside a sentence."""
    return name if len(name) <= 80 else f"{name[:79].rstrip()}…"


def visible_to_judges(dossier: Dossier, answers: Answers) -> dict[str, Any]:
    """The answers that a judge may read: of questions that are asked and do not name people."""
    return {q.code: v for q, v in asked_answers(dossier.sections, answers) if not q.blind and not is_empty(v)}
