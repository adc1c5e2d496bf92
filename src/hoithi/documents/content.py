"""What a document of the contest is as a paper: its kind's content, its number and day, and what it refers to."""

from dataclasses import dataclass, replace
from typing import Any

import structlog
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.documents.enums import Audience, Relation
from hoithi.documents.filling import filled, kept
from hoithi.documents.kinds.base import Facts, Kind, kind_of
from hoithi.documents.kinds.sources import facts_for
from hoithi.documents.models import Document
from hoithi.documents.office_templates.asking import fill_template
from hoithi.documents.paper.model import Paper, Paragraph, Signatures, show_day
from hoithi.documents.paper.press import pdf_of
from hoithi.documents.paper.word import docx_of
from hoithi.kit.files import read
from hoithi.kit.language import in_source_language
from hoithi.kit.schemas.reading import Problem, differences, read_data

log = structlog.get_logger()
_UNFINISHED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A draft as it would print: without a paper when its kind cannot lay out what is there yet. `problems` are in the
    order of the boxes."""

    kind: Kind
    facts: Facts
    paper: Paper | None
    problems: list[Problem]

    def pdf(self) -> bytes:
        """The paper as PDF; nothing without a paper."""
        return pdf_of_kind(self.kind, self.facts, self.paper) if self.paper else b""


def known_kind(document: Document) -> Kind | None:
    """The kind of a document; None for one that this version of the program no longer knows."""
    try:
        return kind_of(document.kind)
    except KeyError:
        return None


def audiences_of(document: Document) -> list[Audience]:
    """Who may be let read it: everybody only where its kind says nothing of people that is not meant for everybody. One
    whose kind is no longer known may say anything."""
    kind = known_kind(document)
    closed = kind is None or kind.personal
    return [one for one in Audience if not (closed and one == Audience.PUBLIC)]


def kind_name(document: Document) -> str:
    """What its kind is called; the code of one that is no longer known."""
    kind = known_kind(document)
    return str(kind.name) if kind else document.kind


def facts_of(document: Document) -> Facts:
    """The facts that went out, or are whole. Raises `DataProblems`."""
    return read_data(kind_of(document.kind).schema, document.facts)


@in_source_language
def paper_of(document: Document, facts: Facts) -> Paper:
    """The content of a document with `facts`, which are whole."""
    return _referring(document, kind_of(document.kind).lay(facts))


def gathered(kind: str, contest: Contest, *, by: Actor) -> dict[str, Any]:
    """The facts of a paper of `kind` that the data of `contest` give `by` now; nothing for an unknown kind."""
    try:
        found = kind_of(kind)
    except KeyError:
        return {}
    facts = kept(found.schema, facts_for(found, contest, by=by))
    return {name: value for name, value in facts.items() if value}


def pdf_of_kind(kind: Kind, facts: Facts, paper: Paper) -> bytes:
    """`paper`, which was made of `facts`, as PDF: in the own layout of a kind that has one."""
    return kind.press(facts, paper.day) if kind.press else pdf_of(paper)


def word_of(document: Document, facts: Facts, paper: Paper) -> bytes:
    """`paper`, which was made of `facts`, as a Word file: from the office's own template when one was chosen. Raises
    `Refusal` (422) for a template that does not open any more."""
    if document.template is None:
        return docx_of(paper)
    return fill_template(read(document.template.file), facts, number=paper.number, day=paper.day)


def type_name(paper: Paper) -> str:
    """What kind of paper it is called on paper: "Kế hoạch"; a letter has no name there, and is a "Công văn"."""
    return paper.kind_name.capitalize() or "Công văn"


@in_source_language
def sketch_of(document: Document, raw: dict[str, Any]) -> Sketch:
    """The content of a document as it would be with `raw`, which may be incomplete."""
    kind = kind_of(document.kind)
    facts, problems = filled(kind.schema, raw)
    try:
        return Sketch(kind, facts, _referring(document, kind.lay(facts)), problems)
    except _UNFINISHED:
        if not problems:  # a fault of ours: whoever writes must still be able to mend the draft
            log.exception("unlaid", kind=document.kind, document=document.uid)
        return Sketch(kind, facts, None, problems)


def _referring(document: Document, paper: Paper) -> Paper:
    if document.corrects is None:
        return paper
    sentence = f"Văn bản này {Relation(document.relation).label} {cited(document.corrects)}."
    end = len(paper.blocks)
    while end and isinstance(paper.blocks[end - 1], Signatures):
        end -= 1
    return replace(paper, blocks=(*paper.blocks[:end], Paragraph(sentence), *paper.blocks[end:]))


def cited(document: Document) -> str:
    """How another paper names one that went out: "Kế hoạch số 12/KH-BTC ngày 20 tháng 3 năm 2024 của ..."."""
    line = document.number
    issuer = document.facts.get("issuer") or ""
    of = f" của {issuer}" if issuer else ""
    return f"{line.kind_name} số {line.shown} {show_day(line.day)}{of}"


def changes(document: Document, was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What differs between two sets of facts of a document, in sentences."""
    kind = known_kind(document)
    if kind is None:
        return []
    return _differing(filled(kind.schema, was)[0], filled(kind.schema, now)[0])


def _differing(was: Facts, now: Facts) -> list[str]:
    try:
        return differences(was, now)
    except AttributeError:  # rows without a code cannot be told apart
        return [_("Nội dung bảng đã thay đổi.")] if was != now else []
