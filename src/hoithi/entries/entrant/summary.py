"""A dossier as its reader sees it, part by part: the same rows before submission and on the receipt's copy."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.answers import asked_answers, is_empty, show_answer, steps_of
from hoithi.contests.rule_schemas.entering import Dossier, Entrant
from hoithi.entries.book import Book


@dataclass(frozen=True, slots=True)
class Row:
    """A label and what was answered; `blind`: judges do not see it."""

    label: str
    text: str
    blind: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its rows; `code` names the part, for the link that mends it."""

    code: str
    label: str
    rows: list[Row] = field(default_factory=list)


def about_section(book: Book, about: Mapping[str, Any], unit: str) -> Section:
    """Title, field, as what, body."""
    rows = [Row(_("Tên giải pháp"), about.get("title", ""))]
    if book.fields.items:
        rows.append(Row(_("Lĩnh vực dự thi"), book.field_name(about["field"]) if about.get("field") else ""))
    kind = about.get("entrant", "")
    rows.append(Row(_("Dự thi với tư cách"), str(Entrant(kind).label) if kind in Entrant.values else ""))
    if about.get("organization"):
        rows.append(Row(_("Tên tổ chức"), about["organization"], blind=True))
    rows.append(Row(_("Đơn vị"), unit or about.get("unit_name", ""), blind=True))
    return Section("about", _("Giải pháp và người dự thi"), rows)


def step_sections(dossier: Dossier, answers: Mapping[str, Any]) -> list[Section]:
    """The questions that are asked, page by page, with their answers."""
    asked = {question.code: value for question, value in asked_answers(dossier.sections, answers)}
    made = []
    for step in steps_of(dossier):
        rows = [
            Row(
                question.name,
                "" if is_empty(asked[question.code]) else show_answer(question, asked[question.code]),
                question.blind,
            )
            for question in step.questions
            if question.code in asked
        ]
        if rows:
            made.append(Section(step.code, step.label, rows))
    return made
