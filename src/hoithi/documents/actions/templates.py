"""An office's own Word files: sent, brought into use by another person, taken out of use by two.

Checking takes longer than a writer of the database should wait, so it is done before the transaction.
"""

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.documents import rules
from hoithi.documents.actions.base import keep, on, taken, words
from hoithi.documents.actions.drafting import known
from hoithi.documents.checker.asking import checked
from hoithi.documents.enums import TemplateState
from hoithi.documents.kinds.base import Kind
from hoithi.documents.models import Document, OfficeTemplate
from hoithi.documents.office_templates.asking import check_template, sample_of
from hoithi.documents.office_templates.checking import Finding
from hoithi.documents.queries import templates_for
from hoithi.kit import files
from hoithi.kit.clock import now
from hoithi.kit.files.kinds import DOCX, KindSet
from hoithi.kit.refusals import Refusal

TEMPLATES = KindSet((DOCX,), 5 * 1024 * 1024)


class Faults(Refusal):
    """The file cannot be a template until `findings` are mended."""

    def __init__(self, findings: list[Finding]) -> None:
        sentence = _("Mẫu còn %d chỗ phải sửa. Hãy sửa trong Word rồi gửi lại.") % len(findings)
        super().__init__("documents.template", sentence, status=422, field="file")
        self.findings = findings


def upload_template(
    contest: Contest,
    *,
    kind: str,
    name: str,
    upload: File,  # type: ignore[type-arg]
    by: Actor,
    once_key: str,
) -> OfficeTemplate:
    """Keep a Word file of the body of `contest` for papers of `kind`; it waits for another person. The same `once_key`
    again is the same template. Raises `Faults`. Refused: who may not draft, an unknown kind, no name, what is no sound
    Word file without macros of at most 5 MB."""
    if (made := _made(contest, once_key)) is not None:
        return made
    rules.can_upload_template(by, contest).enforce()
    found = known(kind)
    name = words(name, field="name", label=_("Tên mẫu"), most=100, lines=False)
    upload.seek(0)
    data = upload.read()
    if findings := check_template(data, found):
        raise Faults(findings)
    deviations = _deviations(data, found)
    stored = files.store(upload, kinds=TEMPLATES, by=by)
    with transaction.atomic():
        contest = Contest.objects.select_for_update().get(pk=contest.pk)
        rules.can_upload_template(by, contest).enforce()
        if (made := _made(contest, once_key)) is not None:
            return made
        made = OfficeTemplate.objects.create(
            unit_id=contest.owner_id, kind=kind, name=name, file=stored, sha256=stored.sha256, findings=deviations,
            at=now(), by_id=by.person_id, by_name=by.name[:100], once_key=_once(contest, once_key),
        )  # fmt: skip
        said = {"kind": kind, "template": name, "sha256": stored.sha256}
        record("documents.upload_template", on=made, scope=contest, by=by, **said)
    return made


def _made(contest: Contest, once_key: str) -> OfficeTemplate | None:
    return OfficeTemplate.objects.filter(once_key=_once(contest, once_key)).first()


def _once(contest: Contest, once_key: str) -> str:
    return f"{contest.owner_id}:{once_key}"[:60]


def _deviations(data: bytes, kind: Kind) -> list[str]:
    """What a paper of the template does not follow of the decree, where the decree binds it."""
    if not kind.prescribed:
        return []
    return [f"{one.sentence} ({one.where}. {one.clause})" for one in checked(sample_of(data, kind), "docx")]


def approve_template(template: OfficeTemplate, *, contest: Contest, by: Actor) -> OfficeTemplate:
    """Bring it into use, acting in a `contest` of its body. Said twice it stands once. Refused: who sent it, who is
    neither officer nor head, without a second factor, what does not wait."""
    with transaction.atomic():
        row = _taken(template)
        if row.state == TemplateState.APPROVED and row.approved_by_id == by.person_id:
            return row
        rules.can_approve_template(by, contest, row).enforce()
        row.state, row.approved_at = TemplateState.APPROVED, now()
        row.approved_by_id, row.approved_by_name = by.person_id, by.name[:100]
        row.save(update_fields=["state", "approved_at", "approved_by", "approved_by_name"])
        said = {"template": row.name, "sha256": row.sha256}
        record("documents.approve_template", on=row, scope=contest, by=by, **said)
    return row


def withdraw_template(template: OfficeTemplate, *, contest: Contest, reason: str, by: Actor) -> OfficeTemplate:
    """Take it out of use, for a reason: at once while it waits; one in use only when another person has asked before,
    else this is the asking. Papers that went out keep it. Said twice it stands once. Refused: no reason, who may not,
    what is out of use."""
    why = words(reason, field="reason", label=_("Lý do"))
    with transaction.atomic():
        row = _taken(template)
        if _said(row, why, by):
            return row
        rules.can_withdraw_template(by, contest, row).enforce()
        row.reason = why
        if row.state == TemplateState.APPROVED and row.asked_at is None:
            row.asked_at, row.asked_by_id, row.asked_by_name = now(), by.person_id, by.name[:100]
            verb = "documents.ask_withdrawal"
        else:
            row.state, row.withdrawn_at, row.withdrawn_by_name = TemplateState.WITHDRAWN, now(), by.name[:100]
            verb = "documents.withdraw_template"
        row.save(
            update_fields=[
                "reason", "asked_at", "asked_by", "asked_by_name", "state", "withdrawn_at", "withdrawn_by_name",
            ]
        )  # fmt: skip
        record(verb, on=row, scope=contest, by=by, reason=why, template=row.name, sha256=row.sha256)
    return row


def choose_template(document: Document, *, template: OfficeTemplate | None, version: int, by: Actor) -> Document:
    """Make the Word file of a draft from `template`, or in our own layout; its PDF is ours either way. Said twice it
    stands once. Refused: who may not draft, what is no draft, a template that is not in use for such papers, a stale
    `version`."""
    with transaction.atomic():
        row = taken(document)
        rules.can_choose_template(by, row).enforce()
        if row.template == template:
            return row
        on(row, version)
        if template is not None and not templates_for(row).filter(pk=template.pk).exists():
            raise Refusal("documents.template", _("Hãy chọn một mẫu đang dùng."), status=422, field="template")
        row.template, row.changed_at, row.changed_by_name = template, now(), by.name[:100]
        keep(row, "template", "changed_at", "changed_by_name")
        said = {"template": template.name, "sha256": template.sha256} if template else {}
        record("documents.choose_template", on=row, scope=row.contest, by=by, **said)
    return row


def _said(template: OfficeTemplate, why: str, by: Actor) -> bool:
    """Whether it is already out of use for that reason, or this person has already asked for it."""
    asked = template.asked_at is not None and template.asked_by_id == by.person_id
    return template.reason == why and (asked or template.state == TemplateState.WITHDRAWN)


def _taken(template: OfficeTemplate) -> OfficeTemplate:
    return OfficeTemplate.objects.select_for_update().get(pk=template.pk)
