"""What is wrong between the questions of a dossier, and conditions put in their place.

A condition names an earlier question that has a fixed set of answers, and one of them: what comes later cannot decide
whether something before it is asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from hoithi.kit.schemas.reading import Problem
from hoithi.kit.text import fold

if TYPE_CHECKING:
    from hoithi.contests.rule_schemas.entering import Paper, Section

Row = TypeVar("Row", "Section", "Paper")
MOST_ROWS = 50
MOST_COLUMNS = 8


def linked(row: Row, questions: Sequence["Section"]) -> Row:
    """`row` with its condition by code and by the exact words of the answer; as it was when nothing fits."""
    if not row.when_question:
        return replace(row, when_value="") if row.when_value else row
    other = _named(row.when_question, questions)
    if other is None:
        return row
    values = {fold(value): value for value in other.decides}
    if other.asks == "declaration" and not row.when_value:
        return replace(row, when_question=other.code, when_value=other.decides[0])
    return replace(row, when_question=other.code, when_value=values.get(fold(row.when_value), row.when_value))


def _named(written: str, questions: Sequence["Section"]) -> "Section | None":
    by_code = next((one for one in questions if one.code == written), None)
    return by_code or next((one for one in questions if fold(one.name) == fold(written)), None)


def check_questions(questions: Sequence["Section"]) -> Iterator[Problem]:
    """Choices without options, tables without columns, bounds that let nothing through."""
    for i, question in enumerate(questions):
        where, kind = f"sections.{i}.", question.asks
        if kind in {"choice", "choices"} and len({fold(one) for one in question.choices}) < 2:
            yield Problem(f"{where}options", _("“%s”: hãy ghi ít nhất hai lựa chọn khác nhau.") % question.name)
        elif kind in {"choice", "choices"} and len(question.choices) != len({fold(one) for one in question.choices}):
            yield Problem(f"{where}options", _("“%s”: có hai lựa chọn giống nhau.") % question.name)
        if kind == "table" and not 1 <= len(question.heads) <= MOST_COLUMNS:
            words = {"name": question.name, "most": MOST_COLUMNS}
            yield Problem(f"{where}columns", _("“%(name)s”: hãy ghi từ 1 đến %(most)d cột.") % words)
        yield from _check_bounds(question, where)


def _check_bounds(question: "Section", where: str) -> Iterator[Problem]:
    least, most = question.least, question.most
    if least is not None and most is not None and least > most:
        yield Problem(f"{where}most", _("“%s”: nhiều nhất nhỏ hơn ít nhất.") % question.name)
    if question.asks in {"table", "people"}:
        for name, bound in (("least", least), ("most", most)):
            lowest = int(name == "most")
            if bound is not None and not (bound == int(bound) and lowest <= bound <= MOST_ROWS):
                words = {"name": question.name, "least": lowest, "most": MOST_ROWS}
                sentence = _("“%(name)s”: số dòng phải là số nguyên từ %(least)d đến %(most)d.")
                yield Problem(f"{where}{name}", sentence % words)


def check_steps(questions: Sequence["Section"]) -> Iterator[Problem]:
    """Questions of one page that do not stand together: the page could not keep their order."""
    left: set[str] = set()
    for i, (before, one) in enumerate(pairwise(questions), start=1):
        if fold(before.group) != fold(one.group):
            left.add(fold(before.group))
            if one.group and fold(one.group) in left:
                sentence = _("“%(name)s”: các câu chung trang “%(group)s” phải đứng liền nhau.")
                yield Problem(f"sections.{i}.group", sentence % {"name": one.name, "group": one.group})


def check_conditions(questions: Sequence["Section"], papers: Sequence["Paper"]) -> Iterator[Problem]:
    """Conditions on a question that is not there, comes later or has no such answer; frozen before it is required."""
    for i, question in enumerate(questions):
        yield from _check_condition(question, questions[:i], f"sections.{i}.")
    for i, paper in enumerate(papers):
        yield from _check_condition(paper, questions, f"papers.{i}.")


def _check_condition(row: "Section | Paper", earlier: Sequence["Section"], where: str) -> Iterator[Problem]:
    if row.required_from and row.frozen_from and row.frozen_from <= row.required_from:
        yield Problem(f"{where}frozen_from", _("“%s”: khóa sửa trước khi thành bắt buộc.") % row.name)
    if not row.when_question:
        return
    other = next((one for one in earlier if one.code == row.when_question), None)
    if other is None or not other.decides:
        sentence = _("“%s”: điều kiện phải là một câu chọn hoặc câu cam đoan đứng trước.")
        yield Problem(f"{where}when_question", sentence % row.name)
    elif row.when_value not in other.decides:
        words = {"name": row.name, "other": other.name, "values": "”, “".join(other.decides)}
        sentence = _("“%(name)s”: hãy ghi một câu trả lời của “%(other)s”: “%(values)s”.")
        yield Problem(f"{where}when_value", sentence % words)
