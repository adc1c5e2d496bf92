"""A paper until it is approved: begun, saved, talked about, submitted, returned, approved, or given up."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.documents import letters, rules
from hoithi.documents.actions.base import keep, named, on, taken, words
from hoithi.documents.content import sketch_of
from hoithi.documents.enums import OUT, DocumentState, Relation, TemplateState
from hoithi.documents.filling import kept
from hoithi.documents.kinds.base import Kind, kind_of
from hoithi.documents.models import Comment, Document, DocumentVersion
from hoithi.kit.clock import now
from hoithi.kit.ids import is_public_id
from hoithi.kit.refusals import Refusal


class Stale(Refusal):
    """Somebody changed the draft since the form was made; what was typed is kept as `aside`."""

    def __init__(self, aside: DocumentVersion) -> None:
        sentence = _("Người khác vừa sửa văn bản này. Bản của bạn được giữ riêng; hãy xem hai bản rồi lưu lại.")
        super().__init__("documents.stale", sentence)
        self.aside = aside


def create_document(
    contest: Contest,
    *,
    kind: str,
    facts: dict[str, Any],
    by: Actor,
    uid: str | None = None,
    corrects: Document | None = None,
    relation: str = "",
) -> Document:
    """Begin a paper of `kind` with `facts`, which may be incomplete. `uid`, of the shape of `public_id`, makes a second
    press return the same paper. Refused: who may not draft, an unknown kind, a paper to correct that is not of this
    contest or did not go out."""
    found = known(kind)
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        rules.can_draft(by, contest).enforce()
        uid = uid if uid and is_public_id(uid) else None
        if uid and (made := Document.objects.filter(uid=uid).first()):
            if made.contest_id == contest.pk:
                return made
            uid = None
        if corrects is not None:
            _refer(contest, corrects, relation, by)
        document = Document(
            contest=contest, kind=kind, layout=found.layout, facts=kept(found.schema, facts), corrects=corrects,
            relation=relation, created_at=now(), created_by_id=by.person_id, created_by_name=by.name[:100],
            changed_at=now(), changed_by_name=by.name[:100], **({"uid": uid} if uid else {}),
        )  # fmt: skip
        named(document)
        document.save()
        _version(document, document.facts, by=by)
        other = {"corrects": corrects.uid, "relation": relation} if corrects else {}
        record("documents.create", on=document, scope=contest, by=by, kind=kind, **other)
    return document


def known(kind: str) -> Kind:
    """The kind of that code; refused when there is none."""
    try:
        return kind_of(kind)
    except KeyError as error:
        raise Refusal("documents.kind", _("Hãy chọn loại văn bản."), status=422, field="kind") from error


def _refer(contest: Contest, corrects: Document, relation: str, by: Actor) -> None:
    rules.can_correct(by, corrects).enforce()
    if corrects.contest_id != contest.pk or relation not in Relation.values:
        raise Refusal("documents.relation", _("Hãy chọn thay thế hay đính chính."), status=422, field="relation")


def _version(
    document: Document, facts: dict[str, Any], *, by: Actor, note: str = "", aside: bool = False
) -> DocumentVersion:
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    return DocumentVersion.objects.create(
        document=document, number=None if aside else last + 1, facts=facts, note=note, at=now(),
        by_id=by.person_id, by_name=by.name[:100],
    )  # fmt: skip


def save_document(document: Document, *, facts: dict[str, Any], version: int, by: Actor, note: str = "") -> Document:
    """Save what was typed as the next version of a draft; it may be incomplete. The same facts again make no version.

    `version` is that of the document when the form was made: raises `Stale` when somebody has changed it since, and
    keeps what was typed beside the versions. Refused: who may not draft, a paper that is no draft any more.
    """
    note = words(note, field="note", label=_("Ghi chú"), needed=False, most=300, lines=False)
    with transaction.atomic():
        row = taken(document)
        rules.can_draft(by, row.contest).enforce()
        facts = kept(known(row.kind).schema, facts)
        if row.state in (*OUT, DocumentState.DISCARDED):
            rules.can_edit(by, row).enforce()
        if row.facts == facts:
            return row
        if row.version == version:
            rules.can_edit(by, row).enforce()
            row.facts, row.changed_at, row.changed_by_name = facts, now(), by.name[:100]
            named(row)
            keep(row, "facts", "title", "changed_at", "changed_by_name")
            made = _version(row, facts, by=by, note=note)
            record("documents.save", on=row, scope=row.contest, by=by, reason=note, number=made.number)
            return row
        again = row.versions.filter(number=None, by=by.person_id).first()
        aside = again if again and again.facts == facts else _version(row, facts, by=by, note=note, aside=True)
    raise Stale(aside)


def comment(document: Document, *, text: str, by: Actor, once_key: str) -> Comment:
    """Say something to a paper that has not gone out. The same `once_key` again is the same comment. Refused: who
    neither writes nor approves, no words."""
    text = words(text, field="text", label=_("Ý kiến"))
    with transaction.atomic():
        row = taken(document)
        rules.can_comment(by, row).enforce()
        once = f"{row.pk}:{once_key}"[:60]
        if made := Comment.objects.filter(once_key=once).first():
            return made
        made = Comment.objects.create(
            document=row, version=row.versions.aggregate(last=Max("number"))["last"] or 0, text=text, at=now(),
            by_id=by.person_id, by_name=by.name[:100], once_key=once,
        )  # fmt: skip
        record("documents.comment", on=row, scope=row.contest, by=by)
    return made


def submit_for_approval(document: Document, *, version: int, by: Actor) -> Document:
    """Ask the head to approve; the heads get a letter. Said twice it stands once. Refused: facts that are missing, a
    prescribed paper without symbol or signer, a stale `version`."""
    with transaction.atomic():
        row = taken(document)
        if row.state == DocumentState.SUBMITTED and row.submitted_by_id == by.person_id:
            return row
        rules.can_edit(by, row).enforce()
        on(row, version)
        complete(row)
        row.submitted_by_id, row.reason = by.person_id, ""
        _move(row, DocumentState.SUBMITTED, "submitted_by", "reason")
        record("documents.submit", on=row, scope=row.contest, by=by, mailed=letters.waits(row, by=by))
    return row


def complete(document: Document) -> None:
    """Refuse a paper that lacks something."""
    sketch = sketch_of(document, document.facts)
    if sketch.problems or sketch.paper is None:
        said = {"count": len(sketch.problems), "first": sketch.problems[0].sentence if sketch.problems else ""}
        sentence = _("Văn bản còn %(count)d chỗ phải điền hoặc sửa. %(first)s")
        raise Refusal("documents.incomplete", (sentence % said).strip(), status=422)
    if document.template is not None and document.template.state != TemplateState.APPROVED:
        sentence = _("Mẫu “%s” đã thôi dùng. Hãy chọn mẫu khác cho bản Word.") % document.template.name
        raise Refusal("documents.template_gone", sentence)
    if known(document.kind).prescribed and not sketch.paper.symbol:
        raise Refusal("documents.symbol", _("Hãy ghi ký hiệu của văn bản, ví dụ KH-BTC."), status=422, field="symbol")
    signature = sketch.paper.signature
    if known(document.kind).prescribed and (signature is None or not signature.name):
        raise Refusal("documents.signer", _("Hãy ghi họ tên người ký."), status=422, field="signer")


def return_to_draft(document: Document, *, reason: str, version: int, by: Actor) -> Document:
    """Make a draft of it again, for a reason that whoever submitted it reads in a letter. Refused: no reason, what is
    neither submitted nor approved, a stale `version`."""
    why = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        row = taken(document)
        if (row.state, row.reason) == (DocumentState.DRAFT, why):
            return row
        rules.can_return(by, row).enforce()
        on(row, version)
        row.reason = why
        row.approved_at, row.approved_by, row.approved_by_name = None, None, ""
        _move(row, DocumentState.DRAFT, "reason", "approved_at", "approved_by", "approved_by_name")
        mailed = letters.returned(row, by=by)
        record("documents.return_to_draft", on=row, scope=row.contest, by=by, reason=why, mailed=mailed)
    return row


def approve_document(document: Document, *, version: int, by: Actor) -> Document:
    """The head lets it go out; who submitted it gets a letter. Said twice it stands once. Refused: who wrote any of it,
    without a second factor, a stale `version`."""
    with transaction.atomic():
        row = taken(document)
        if row.state == DocumentState.APPROVED and row.approved_by_id == by.person_id:
            return row
        rules.can_approve(by, row).enforce()
        on(row, version)
        row.approved_at, row.approved_by_id, row.approved_by_name = now(), by.person_id, by.name[:100]
        _move(row, DocumentState.APPROVED, "approved_at", "approved_by", "approved_by_name")
        record("documents.approve", on=row, scope=row.contest, by=by, mailed=letters.approved(row, by=by))
    return row


def discard_document(document: Document, *, reason: str, version: int, by: Actor) -> Document:
    """Give up a draft; it stays readable. Said twice it stands once. Refused: no reason, what is no draft, a stale
    `version`."""
    why = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        row = taken(document)
        if (row.state, row.reason) == (DocumentState.DISCARDED, why):
            return row
        rules.can_discard(by, row).enforce()
        on(row, version)
        row.reason = why
        _move(row, DocumentState.DISCARDED, "reason")
        record("documents.discard", on=row, scope=row.contest, by=by, reason=why)
    return row


def _move(document: Document, to: DocumentState, *fields: str) -> None:
    document.state, document.changed_at = to, now()
    keep(document, "state", "changed_at", *fields)
