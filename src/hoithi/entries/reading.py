"""A dossier as it is read: a sealed version (or the working copy) in the order of its form, ready to be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from hoithi.contests.models import Contest
from hoithi.contests.rule_schemas.answers import asked_answers, show_answer, steps_of
from hoithi.contests.rule_schemas.entering import AuthorDetail, Entrant, QuestionKind
from hoithi.entries.book import Book, book_of
from hoithi.entries.enums import AuthorState
from hoithi.entries.models import Derived, Entry, EntryFile, Submission
from hoithi.kit.dates import show_date
from hoithi.kit.files import flag_words, way_to_show
from hoithi.kit.numbers import show_decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and what was answered, as text; "" when nothing was."""

    code: str
    name: str
    text: str
    long: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the form with its questions."""

    code: str
    label: str
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class Placed:
    """One file of the manifest; `file` is None while its bytes are not here."""

    name: str
    size: int
    sha256: str
    file: EntryFile | None

    @property
    def held(self) -> bool:
        """Whether it is kept from everybody (`EntryFile.held`)."""
        return self.file is not None and self.file.held

    @property
    def way(self) -> str:
        """How a page shows it: "paper" or "video", "" for what is shown by pictures or as text only."""
        way = way_to_show(self.file.file, flags=self.file.flags) if self.file is not None else ""
        return "" if way == "picture" else way  # the picture that was made of it says less about where it was taken

    @property
    def warnings(self) -> list[str]:
        """What a reader should know before opening it."""
        return [flag_words(flag) for flag in self.file.flags] if self.file is not None else []

    @property
    def has_small(self) -> bool:
        """Whether a small picture of it was made."""
        return self.file is not None and any(one.kind == Derived.Kind.SMALL for one in self.file.derived.all())

    @property
    def pages(self) -> list[int]:
        """The numbers of the pictures of its pages, in their order."""
        if self.file is None:
            return []
        return sorted(one.page for one in self.file.derived.all() if one.kind == Derived.Kind.VIEW)


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of the form with the files that were put there."""

    code: str
    name: str
    files: list[Placed]


@dataclass(frozen=True, slots=True)
class Author:
    """An author as the version names them. `facts` are (label, value); `id_last`: the last digits of the ID number."""

    name: str
    represents: bool
    state: str
    share: str
    facts: list[tuple[str, str]]
    id_last: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a dossier says."""

    title: str
    about: list[tuple[str, str]]
    parts: list[Part]
    papers: list[Paper]
    authors: list[Author]

    @property
    def abstract(self) -> Answer | None:
        """The first long answer: what a body reads of an entry of its own (permission note 9)."""
        return next((one for part in self.parts for one in part.answers if one.long and one.text), None)

    @property
    def files(self) -> list[Placed]:
        """All files in their order."""
        return [file for paper in self.papers for file in paper.files]


Content = Mapping[str, Any]


def book_for(contest: Contest, version: Submission) -> Book:
    """The rules that a version was submitted by: its own form."""
    return book_of(contest, Entry(form_id=version.form_id, submitted_at=version.received_at))


def read(
    content: Content,
    manifest: Sequence[Mapping[str, Any]],
    book: Book,
    files: Mapping[tuple[str, str], EntryFile],
    *,
    people: bool = True,
) -> Reading:
    """`content` and `manifest` of a version as people read them. Without `people` neither the authors nor answers that
    name people are in it. Pure."""
    about = content.get("about", {})
    answers = dict(asked_answers(_shown(book, people), content.get("answers", {})))
    return Reading(
        title=about.get("title", ""),
        about=_about(about, book, people),
        parts=[
            Part(step.code, step.label, [_answer(one, answers[one]) for one in step.questions if one in answers])
            for step in steps_of(book.dossier)
            if any(one in answers for one in step.questions)
        ],
        papers=_papers(manifest, book, files),
        authors=[_author(one) for one in content.get("authors", [])] if people else [],
    )


def _shown(book: Book, people: bool) -> list[Any]:
    return [one for one in book.dossier.sections if people or not one.blind]


def _answer(question: Any, value: Any) -> Answer:
    return Answer(question.code, question.name, show_answer(question, value), long=question.asks == QuestionKind.LONG)


def _about(about: Mapping[str, Any], book: Book, people: bool) -> list[tuple[str, str]]:
    entrant = about.get("entrant", "")
    facts = [
        (_("Lĩnh vực"), book.field_name(about.get("field", ""))),
        (_("Dự thi với tư cách"), str(Entrant(entrant).label) if entrant in Entrant.values else ""),
    ]
    if people:
        facts += [
            (_("Tổ chức dự thi"), about.get("organization", "")),
            (_("Đơn vị"), about.get("unit_label") or about.get("unit_name", "")),
        ]
    return [(label, value) for label, value in facts if value]


def _papers(
    manifest: Sequence[Mapping[str, Any]], book: Book, files: Mapping[tuple[str, str], EntryFile]
) -> list[Paper]:
    names = {paper.code: paper.name for paper in book.dossier.papers}
    order = [*names, *dict.fromkeys(one["slot"] for one in manifest if one["slot"] not in names)]
    found = []
    for slot in order:
        rows = [
            Placed(one["name"], one["size"], one["sha256"], files.get((slot, one["sha256"])))
            for one in manifest
            if one["slot"] == slot
        ]
        if rows:
            found.append(Paper(slot, names.get(slot, _("Tệp khác")), rows))
    return found


_DETAILS = dict(AuthorDetail.choices)


def _author(said: Mapping[str, Any]) -> Author:
    facts = [(_("Ngày sinh"), _day(said.get("birth_date")))]
    facts += [(str(_DETAILS.get(name, name)), str(value)) for name, value in said.get("details", {}).items()]
    share, state = said.get("share"), said.get("state", "")
    return Author(
        name=said.get("full_name", ""),
        represents=bool(said.get("represents")),
        state=str(AuthorState(state).label) if state in AuthorState.values else "",
        share=_("%s %%") % _number(share) if share else "",
        facts=[(label, value) for label, value in facts if value],
        id_last=said.get("id_last", ""),
        uid=said.get("uid", ""),
    )


def _day(text: Any) -> str:
    try:
        return show_date(date.fromisoformat(text)) if text else ""
    except (TypeError, ValueError):
        return str(text)


def _number(text: Any) -> str:
    try:
        return show_decimal(Decimal(str(text)))
    except InvalidOperation:
        return str(text)
