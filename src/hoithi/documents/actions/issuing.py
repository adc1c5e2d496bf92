"""A paper goes out: it gets its number and day, and its files are made and kept; later it may be called off.

The files carry the number, so they are made for the number that comes next, before the transaction that takes it: a
writer of the database waits for no press. Should somebody else take that number meanwhile, they are made again; those
that nothing points at are swept.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.documents import rules
from hoithi.documents.actions.base import keep, named, on, readable, taken, words
from hoithi.documents.actions.drafting import complete
from hoithi.documents.actions.numbering import NumberGone, date_reserved, held, line_of, strike, take_numbers
from hoithi.documents.content import facts_of, gathered, paper_of, pdf_of_kind, type_name, word_of
from hoithi.documents.enums import Audience, DocumentState, NumberState
from hoithi.documents.kinds.base import Facts, kind_of
from hoithi.documents.models import Document, Number, Series
from hoithi.documents.queries import next_number, series_of
from hoithi.kit import chaos
from hoithi.kit.clock import now
from hoithi.kit.files.kinds import DOCX, PDF
from hoithi.kit.files.made import keep_made
from hoithi.kit.language import in_source_language
from hoithi.kit.models import StoredFile
from hoithi.kit.public_cache import bump
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import slugify

TRIES = 20


@dataclass(frozen=True, slots=True)
class Files:
    """What goes out, as kept files."""

    pdf: StoredFile
    word: StoredFile


def issue_document(
    document: Document,
    *,
    series: Series | None,
    day: date,
    audience: str,
    version: int,
    by: Actor,
    once_key: str,
    reserved: Number | None = None,
) -> Document:
    """An approved paper goes out with the next number of `series`, or with a `reserved` one: facts, layout, files and
    their hashes stay as they are from now on, and those of the audience may read it. The same `once_key` again is the
    same issue.

    Refused: who may not draft, a paper that is not approved, a series of another body, a day that breaks the order, a
    stale `version`, everybody as readers of a kind with personal data.
    """
    readable(document, audience)
    if (made := _issued(document, once_key)) is not None:
        return made
    document = Document.objects.select_related("contest__owner", "corrects__number", "template__file").get(
        pk=document.pk
    )
    rules.can_issue(by, document).enforce()
    on(document, version)  # the files are made of the facts of that version
    complete(document)
    facts = facts_of(document)
    for _turn in range(TRIES):
        number = _wanted(document, series, reserved, day)
        files = _made(document, facts, number, day, by=by)
        try:
            with transaction.atomic():
                row = taken(document)
                if (made := _issued(document, once_key)) is not None:
                    return made
                rules.can_issue(by, row).enforce()
                on(row, version)
                line = _numbered(row, facts, series=series, reserved=reserved, number=number, day=day, by=by)
                _send_out(row, facts, line, files, audience=audience, by=by, once_key=once_key)
                chaos.point("document.issued")
            return row
        except NumberGone:
            continue
    raise Refusal("documents.busy", _("Nhiều văn bản đang lấy số cùng lúc. Hãy thử lại."), status=503)


def _issued(document: Document, once_key: str) -> Document | None:
    return Document.objects.filter(pk=document.pk, issue_key=_once(document, once_key)).first()


def _once(document: Document, once_key: str) -> str:
    return f"{document.pk}:{once_key}"[:60]


def _wanted(document: Document, series: Series | None, reserved: Number | None, day: date) -> int:
    if reserved is not None:
        return reserved.number
    if series is None or not series_of(document.contest).filter(pk=series.pk).exists():
        raise Refusal("documents.series", _("Hãy chọn sổ của cơ quan ban hành."), status=422, field="series")
    return next_number(series, day.year)


@in_source_language
def _made(document: Document, facts: Facts, number: int, day: date, *, by: Actor) -> Files:
    """The files of the paper with that number, kept."""
    paper = paper_of(document, facts).numbered(number, day)
    name = slugify(f"{type_name(paper)} {number:02d} {facts.symbol}") or document.kind
    pdf, word = pdf_of_kind(kind_of(document.kind), facts, paper), word_of(document, facts, paper)
    return Files(
        pdf=keep_made(BytesIO(pdf), name=f"{name}.pdf", content_type=PDF.content_type, by=by),
        word=keep_made(BytesIO(word), name=f"{name}.docx", content_type=DOCX.content_type, by=by),
    )


@in_source_language
def _numbered(
    document: Document,
    facts: Facts,
    *,
    series: Series | None,
    reserved: Number | None,
    number: int,
    day: date,
    by: Actor,
) -> Number:
    """The line of the register, written with what it says of the paper."""
    said = {
        "symbol": facts.symbol,
        "kind_name": type_name(paper_of(document, facts))[:100],
        "subject": facts.abstract,
        "signer": facts.signer,
        "recipients": facts.recipients,
    }
    if reserved is None:
        assert series is not None  # noqa: S101 - asked before
        line = line_of(
            document, series=series, number=take_numbers(series, 1, day=day, expected=number)[0], day=day, by=by, **said
        )
    else:
        line = held(reserved)
        rules.can_use_number(by, line).enforce()
        if line.contest_id != document.contest_id:
            raise Refusal("documents.series", _("Số này giữ cho hội thi khác."), status=422, field="reserved")
        date_reserved(line, day)
        line.document, line.state = document, NumberState.ISSUED
        for name, value in said.items():
            setattr(line, name, value)
    line.save()
    return line


def _send_out(
    document: Document, facts: Facts, line: Number, files: Files, *, audience: str, by: Actor, once_key: str
) -> None:
    document.layout = kind_of(document.kind).layout
    document.known = gathered(document.kind, document.contest, by=by)
    document.pdf, document.pdf_sha256 = files.pdf, files.pdf.sha256
    document.word, document.word_sha256 = files.word, files.word.sha256
    document.audience, document.issue_key = audience, _once(document, once_key)
    document.issued_at, document.issued_by_name = now(), by.name[:100]
    document.state, document.changed_at = DocumentState.ISSUED, now()
    named(document, line.shown)
    keep(
        document, "layout", "known", "pdf", "pdf_sha256", "word", "word_sha256", "audience", "issue_key", "issued_at",
        "issued_by_name", "state", "changed_at",
    )  # fmt: skip
    if audience == Audience.PUBLIC:
        bump(document.contest.cache_scope)
    used = document.template
    record(
        "documents.issue", on=document, scope=document.contest, by=by, number=line.shown, day=line.day.isoformat(),
        issuer=facts.issuer, pdf=files.pdf.sha256, word=files.word.sha256,
        **({"template": used.name, "template_sha256": used.sha256} if used else {}),
    )  # fmt: skip


def cancel_document(document: Document, *, reason: str, by: Actor) -> Document:
    """Call off a paper that went out: it and its number stay readable and say why. Said twice it stands once. Refused:
    no reason, whoever is not the head, without a second factor, what did not go out."""
    why = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        row = taken(document)
        if (row.state, row.reason) == (DocumentState.CANCELLED, why):
            return row
        rules.can_cancel(by, row).enforce()
        line = held(row.number)
        strike(line, why)
        row.state, row.reason, row.changed_at = DocumentState.CANCELLED, why, now()
        keep(row, "state", "reason", "changed_at")
        if row.audience == Audience.PUBLIC:
            bump(row.contest.cache_scope)
        record("documents.cancel", on=row, scope=row.contest, by=by, reason=why, number=line.shown)
    return row


def set_audience(document: Document, *, audience: str, by: Actor) -> Document:
    """Who may read a paper that went out. Refused: who may not draft, an unknown audience, everybody for a kind with
    personal data."""
    readable(document, audience)
    with transaction.atomic():
        row = taken(document)
        rules.can_open(by, row).enforce()
        if row.audience == audience:
            return row
        if Audience.PUBLIC in {row.audience, audience}:
            bump(row.contest.cache_scope)
        row.audience = audience
        keep(row, "audience")
        record("documents.set_audience", on=row, scope=row.contest, by=by, audience=audience)
    return row
