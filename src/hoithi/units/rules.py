"""Who may change what of the bodies. Source: permission matrix, row "Organisation units, mergers"."""

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.kit.refusals import Verdict
from hoithi.units.models import Proposal, Unit


def _holds(actor: Actor, path: str, *roles: Role) -> bool:
    return any(grant.role in roles and grant.covers_unit(path) for grant in actor.grants)


def can_change(actor: Actor, path: str) -> Verdict:
    """Create, rename, move and describe bodies at `path` ("" is the top): officers within what they run."""
    if actor.is_system or _holds(actor, path, Role.OFFICER):
        return Verdict.yes()
    return Verdict.no(
        "units.not_officer", _("Chỉ chuyên viên cơ quan thường trực phụ trách đơn vị này mới sửa được."), status=403
    )


def can_settle(actor: Actor, path: str) -> Verdict:
    """Close, merge, divide: only the head decides; an officer proposes."""
    if actor.is_system or _holds(actor, path, Role.HEAD):
        return Verdict.yes()
    return Verdict.no(
        "units.not_head",
        _("Việc sáp nhập, giải thể do Trưởng Ban Tổ chức duyệt. Hãy gửi đề nghị kèm căn cứ."),
        status=403,
    )


def can_settle_with(actor: Actor, other: Unit) -> Verdict:
    """Draw `other` into a closing or merger of one's own body: its head too, since it changes with it."""
    if can_settle(actor, other.path):
        return Verdict.yes()
    return Verdict.no(
        "units.not_head_of_other",
        _("“%s” không thuộc phạm vi của bạn: việc này do Trưởng Ban Tổ chức phụ trách cả hai đơn vị duyệt.")
        % other.name,
        status=403,
    )


def can_propose(actor: Actor, path: str) -> Verdict:
    """Ask for a change: the body's own people, and officers."""
    if actor.is_system or _holds(actor, path, Role.FOCAL_POINT, Role.COMMITTEE, Role.OFFICER):
        return Verdict.yes()
    return Verdict.no("units.stranger", _("Chỉ người của đơn vị này mới đề nghị thay đổi được."), status=403)


def can_keep_members(actor: Actor, path: str) -> Verdict:
    """Keep the list of people of a body: its own focal point and committee, and officers (plan, IV.14)."""
    if actor.is_system or _holds(actor, path, Role.FOCAL_POINT, Role.COMMITTEE, Role.OFFICER):
        return Verdict.yes()
    return Verdict.no("units.stranger", _("Chỉ người của đơn vị này mới sửa danh sách thành viên được."), status=403)


def can_decide(actor: Actor, proposal: Proposal, *, settles: bool) -> Verdict:
    """Decide a proposal: the head for mergers, officers too for the rest; never one's own, never twice."""
    if proposal.state != Proposal.State.WAITING:
        return Verdict.no("units.decided", _("Đề nghị này đã được xử lý."))
    if actor.person_id is not None and actor.person_id == proposal.proposed_by_id:
        return Verdict.no("units.own_proposal", _("Người đề nghị không tự duyệt đề nghị của mình."), status=403)
    path = proposal.unit.path
    head = can_settle(actor, path)
    return head if head or settles else can_change(actor, path)
