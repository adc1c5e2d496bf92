"""Who may do what to a paper and to the register. Source: permission matrix, rows "Official documents"; note 2 (two
persons); override 3 (archived and cancelled contests are read only)."""

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.enums import FROZEN
from hoithi.contests.models import Contest
from hoithi.documents.enums import OUT, CertificateState, DocumentState, NumberState, RunState, TemplateState
from hoithi.documents.kinds.base import all_kinds
from hoithi.documents.models import Certificate, CertificateRun, Document, Number, OfficeTemplate
from hoithi.documents.queries import OFFICE, WRITERS
from hoithi.kit.refusals import Verdict

HEAD = (Role.HEAD,)


def _held(actor: Actor, contest: Contest, *roles: Role) -> Verdict:
    if not (actor.is_system or actor.holds_in(contest, *OFFICE)):
        return Verdict.no("documents.unknown", _("Không có văn bản này, hoặc bạn không được xem."), status=404)
    if not (actor.is_system or actor.holds_in(contest, *roles)):
        return Verdict.no("documents.not_yours", _("Việc này không thuộc phần việc của bạn."), status=403)
    if contest.state in FROZEN:
        return Verdict.no("documents.frozen", _("Hội thi đã lưu trữ hoặc đã hủy nên chỉ còn xem được."))
    return Verdict.yes()


def _in(document: Document, *states: DocumentState) -> Verdict:
    if document.state in states:
        return Verdict.yes()
    label = DocumentState(document.state).label
    return Verdict.no("documents.order", _("Văn bản đang ở trạng thái “%s” nên không làm việc này được.") % label)


def can_read_office(actor: Actor, contest: Contest) -> Verdict:
    """The register, and papers that did not go out, as far as `queries.visible_to` has them: officers, secretaries,
    head, auditor."""
    if actor.is_system or actor.holds_in(contest, *OFFICE):
        return Verdict.yes()
    return Verdict.no("documents.unknown", _("Không có văn bản này, hoặc bạn không được xem."), status=404)


def can_draft(actor: Actor, contest: Contest) -> Verdict:
    """Begin a paper; open a series; reserve numbers: officers and secretaries."""
    return _held(actor, contest, *WRITERS)


def can_edit(actor: Actor, document: Document) -> Verdict:
    """Change a draft. One that waits for approval is first taken back."""
    held = can_draft(actor, document.contest)
    return held and _in(document, DocumentState.DRAFT)


def can_comment(actor: Actor, document: Document) -> Verdict:
    """Say something to a paper that has not gone out: who writes and who approves."""
    held = _held(actor, document.contest, *WRITERS, Role.HEAD)
    return held and _in(document, DocumentState.DRAFT, DocumentState.SUBMITTED, DocumentState.APPROVED)


def can_return(actor: Actor, document: Document) -> Verdict:
    """Make a draft of it again: who writes and who approves, until it is issued."""
    held = _held(actor, document.contest, *WRITERS, Role.HEAD)
    return held and _in(document, DocumentState.SUBMITTED, DocumentState.APPROVED)


def can_approve(actor: Actor, document: Document) -> Verdict:
    """The head, with a second factor, and never what they wrote or submitted themselves (note 2)."""
    held = _held(actor, document.contest, *HEAD) and _in(document, DocumentState.SUBMITTED)
    if not held:
        return held
    if not actor.is_system and wrote(actor, document):
        return Verdict.no("documents.own", _("Người soạn không tự duyệt được: cần một người khác."), status=403)
    return _second_factor(actor)


def wrote(actor: Actor, document: Document) -> bool:
    """Whether `actor` made, saved or submitted any of it."""
    hands = {document.created_by_id, document.submitted_by_id, *document.versions.values_list("by", flat=True)}
    return actor.person_id is not None and actor.person_id in hands


def _second_factor(actor: Actor) -> Verdict:
    if actor.is_system or actor.has_second_factor:
        return Verdict.yes()
    return Verdict.no("second_factor", _("Hãy đăng nhập bằng hai lớp xác thực rồi làm lại."), status=403)


def can_issue(actor: Actor, document: Document) -> Verdict:
    """Give an approved paper its number and send it out: officers and secretaries. What the decree does not know as a
    paper (lists, sheets, slips) takes no number of the register."""
    held = can_draft(actor, document.contest) and _in(document, DocumentState.APPROVED)
    if held and document.kind in _slips():
        words = _("Loại giấy này không lấy số trong sổ văn bản: hãy tải bản đã duyệt về để in và ký.")
        return Verdict.no("documents.slip", words)
    return held


def _slips() -> set[str]:
    return {kind.code for kind in all_kinds() if not kind.prescribed}


def can_discard(actor: Actor, document: Document) -> Verdict:
    """Give up a draft."""
    return can_edit(actor, document)


def can_correct(actor: Actor, document: Document) -> Verdict:
    """Begin a paper that replaces or corrects one that went out."""
    held = can_draft(actor, document.contest)
    return held and _in(document, DocumentState.ISSUED)


def can_compare(actor: Actor, document: Document) -> Verdict:
    """Hold a paper that went out against the data of now: who writes, and the auditor. The head, who does not read all
    that papers begin with (permission matrix, "Basic personal data"), would be told of changes that nobody made."""
    if actor.is_system or actor.holds_in(document.contest, *WRITERS, Role.AUDITOR):
        return Verdict.yes()
    return Verdict.no("documents.not_yours", _("Việc này không thuộc phần việc của bạn."), status=403)


def can_open(actor: Actor, document: Document) -> Verdict:
    """Say who may read a paper that went out, also of one that was called off."""
    held = can_draft(actor, document.contest)
    return held and _in(document, *OUT)


def can_sign(actor: Actor, document: Document) -> Verdict:
    """Sign a paper that went out, seal it, attach it as signed: the head and who writes, with a second factor."""
    held = _held(actor, document.contest, *WRITERS, *HEAD) and _in(document, DocumentState.ISSUED)
    return held and _second_factor(actor)


def can_withdraw(actor: Actor, document: Document) -> Verdict:
    """Take back a signed file of a paper that went out: the head, with a second factor."""
    held = _held(actor, document.contest, *HEAD) and _in(document, *OUT)
    return held and _second_factor(actor)


def can_cancel(actor: Actor, document: Document) -> Verdict:
    """Call a paper off that went out: the head, with a second factor. It stays readable."""
    held = _held(actor, document.contest, *HEAD) and _in(document, DocumentState.ISSUED)
    return held and _second_factor(actor)


def can_upload_template(actor: Actor, contest: Contest) -> Verdict:
    """Send a Word file for a kind of paper: officers and secretaries. It is of no use until another has approved it."""
    return can_draft(actor, contest)


def can_approve_template(actor: Actor, contest: Contest, template: OfficeTemplate) -> Verdict:
    """Bring it into use: an officer or the head, with a second factor, and never who sent it (T11)."""
    held = _held_template(actor, contest, template, Role.OFFICER, *HEAD)
    held = held and _template_in(template, TemplateState.WAITING)
    return held and _another(actor, template.by_id) and _second_factor(actor)


def can_withdraw_template(actor: Actor, contest: Contest, template: OfficeTemplate) -> Verdict:
    """Take it out of use: one that waits, whoever writes or approves; one in use, an officer or the head, with a second
    factor, who asks, and then another who agrees (T11)."""
    if template.state != TemplateState.APPROVED:
        held = _held_template(actor, contest, template, *WRITERS, *HEAD)
        return held and _template_in(template, TemplateState.WAITING)
    held = _held_template(actor, contest, template, Role.OFFICER, *HEAD) and _second_factor(actor)
    return held and (_another(actor, template.asked_by_id) if template.asked_at else held)


def can_choose_template(actor: Actor, document: Document) -> Verdict:
    """Say what the Word file of a draft is made from."""
    return can_edit(actor, document)


def _held_template(actor: Actor, contest: Contest, template: OfficeTemplate, *roles: Role) -> Verdict:
    if template.unit_id != contest.owner_id:
        return Verdict.no("documents.unknown", _("Không có mẫu này, hoặc bạn không được xem."), status=404)
    return _held(actor, contest, *roles)


def _template_in(template: OfficeTemplate, state: TemplateState) -> Verdict:
    if template.state == state:
        return Verdict.yes()
    label = TemplateState(template.state).label
    return Verdict.no("documents.order", _("Mẫu đang ở trạng thái “%s” nên không làm việc này được.") % label)


def _another(actor: Actor, person_id: int | None) -> Verdict:
    if actor.is_system or actor.person_id != person_id:
        return Verdict.yes()
    return Verdict.no("documents.own", _("Việc này cần hai người: hãy nhờ một người khác."), status=403)


def can_cancel_number(actor: Actor, number: Number) -> Verdict:
    """Give up a number without a paper of ours: reserved ones by who writes, used ones by the head."""
    if number.document_id is not None:
        return Verdict.no("documents.has_paper", _("Số này đã cấp cho một văn bản. Hãy hủy văn bản đó."))
    if Certificate.objects.filter(number=number).exists():
        return Verdict.no("documents.has_paper", _("Số này đã cấp cho một giấy chứng nhận. Hãy hủy giấy đó."))
    if number.state == NumberState.CANCELLED:
        return Verdict.no("documents.cancelled", _("Số này đã hủy rồi."))
    if number.state == NumberState.RESERVED:
        return can_draft(actor, number.contest)
    return _held(actor, number.contest, *HEAD) and _second_factor(actor)


def can_use_number(actor: Actor, number: Number) -> Verdict:
    """Say which paper a reserved number went to."""
    if number.state != NumberState.RESERVED:
        return Verdict.no("documents.used", _("Số này không còn để dành: đã dùng hoặc đã hủy."))
    return can_draft(actor, number.contest)


def _at(run: CertificateRun, *states: RunState) -> Verdict:
    if run.state in states:
        return Verdict.yes()
    label = RunState(run.state).label
    return Verdict.no("documents.order", _("Đợt cấp đang ở trạng thái “%s” nên không làm việc này được.") % label)


def can_edit_run(actor: Actor, run: CertificateRun) -> Verdict:
    """Change or submit a draft of certificates: officers and secretaries (row "Certificates")."""
    return can_draft(actor, run.contest) and _at(run, RunState.DRAFT)


def can_return_run(actor: Actor, run: CertificateRun) -> Verdict:
    """Make a draft of it again: who writes and who approves, until it has numbers."""
    held = _held(actor, run.contest, *WRITERS, Role.HEAD)
    return held and _at(run, RunState.SUBMITTED, RunState.APPROVED)


def can_approve_run(actor: Actor, run: CertificateRun) -> Verdict:
    """The head, with a second factor, and never what they wrote or submitted themselves (note 2)."""
    held = _held(actor, run.contest, *HEAD) and _at(run, RunState.SUBMITTED)
    if not held:
        return held
    hands = {run.created_by_id, run.submitted_by_id, *run.versions.values_list("by", flat=True)}
    if actor.person_id is not None and actor.person_id in hands:
        return Verdict.no("documents.own", _("Người soạn không tự duyệt được: cần một người khác."), status=403)
    return _second_factor(actor)


def can_issue_run(actor: Actor, run: CertificateRun) -> Verdict:
    """Give numbers to approved certificates and have them printed: officers and secretaries."""
    return can_draft(actor, run.contest) and _at(run, RunState.APPROVED)


def can_discard_run(actor: Actor, run: CertificateRun) -> Verdict:
    """Give up a draft of certificates."""
    return can_edit_run(actor, run)


def can_cancel_any(actor: Actor, run: CertificateRun) -> Verdict:
    """Call off certificates of a run: the head."""
    return _held(actor, run.contest, *HEAD)


def can_cancel_certificate(actor: Actor, certificate: Certificate) -> Verdict:
    """Call one off that has its number: the head, with a second factor. It stays to be seen."""
    held = can_cancel_any(actor, certificate.run)
    if held and certificate.state == CertificateState.CANCELLED:
        return Verdict.no("documents.cancelled", _("Giấy chứng nhận này đã hủy rồi."))
    return held and _second_factor(actor)
