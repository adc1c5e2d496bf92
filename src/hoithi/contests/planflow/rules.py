"""Who may upload, correct and confirm a plan. Source: permission matrix, rows "Contest configuration" K0 and K1+:
officers and secretaries prepare; once a contest is announced they propose, and the head, another person, approves."""

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests import rules
from hoithi.contests.enums import FROZEN, PlanState, State
from hoithi.contests.models import Contest, PlanVersion
from hoithi.kit.refusals import Verdict
from hoithi.units.models import Unit


def can_upload(actor: Actor, owner: Unit, contest: Contest | None = None) -> Verdict:
    """A first plan for a body, or a new version for a contest that is neither archived nor cancelled."""
    return rules.can_create(actor, owner) if contest is None else rules.can_edit_public(actor, contest)


def can_edit(actor: Actor, plan: PlanVersion) -> Verdict:
    """Correct a review: those who may upload, while nobody has confirmed it."""
    if plan.state != PlanState.REVIEW:
        return Verdict.no("not_in_review", _("Kế hoạch này đã được xác nhận hoặc đã bỏ, không sửa được nữa."))
    return can_upload(actor, plan.owner, plan.contest)


def can_confirm(actor: Actor, plan: PlanVersion) -> Verdict:
    """Make the contest, or change it: who may correct a draft; the head, never the one who uploaded, once announced."""
    if plan.contest is None or plan.contest.state == State.DRAFT or plan.state != PlanState.REVIEW:
        return can_edit(actor, plan)
    if plan.contest.state in FROZEN:
        return rules.can_edit_public(actor, plan.contest)
    if not (actor.is_system or actor.holds_in(plan.contest, Role.HEAD)):
        sentence = _("Hội thi đã công bố: bản kế hoạch mới phải do Trưởng Ban Tổ chức xác nhận.")
        return Verdict.no("needs_approval", sentence, status=403)
    if actor.person_id is not None and actor.person_id == plan.uploaded_by_id:
        sentence = _("Người tải kế hoạch lên không được tự xác nhận: cần một người khác.")
        return Verdict.no("own_proposal", sentence, status=403)
    if not (actor.has_second_factor or actor.is_system):
        return Verdict.no("second_factor", _("Hãy đăng nhập bằng hai lớp xác thực rồi xác nhận lại."), status=403)
    return Verdict.yes()
