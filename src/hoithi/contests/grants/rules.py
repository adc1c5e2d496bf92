"""Who may give whom which role. Source: permission matrix, rows "Role grants" and "Accounts", notes 2 and 5, and
override 2 (what one person cannot hold together)."""

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import SECOND_FACTOR_ROLES, Role
from hoithi.accounts.models import Person
from hoithi.accounts.queries import is_protected
from hoithi.accounts.rules import RESET_LIVES, reaches
from hoithi.contests.enums import FROZEN
from hoithi.contests.grants import queries
from hoithi.contests.grants.scopes import READERS, RUNNING_ROLES, TWO_PERSON_ROLES, UNIT_ROLES, Scope
from hoithi.contests.models import Contest, Invitation, RoleGrant
from hoithi.kit.clock import now
from hoithi.kit.refusals import Verdict

EXPORTERS = (Role.HEAD, Role.AUDITOR)
PROPOSERS = (Role.OFFICER, Role.SECRETARY, Role.PANEL_CHAIR)
# A role of the left side cannot stand beside one of the right side, over one contest, in one person.
APART = (
    (frozenset({Role.AUDITOR}), frozenset(Role) - {Role.AUDITOR}),
    (frozenset({Role.ADMIN}), frozenset({Role.JUDGE, Role.PANEL_CHAIR, Role.FINANCE, Role.AUDITOR})),
)


def can_read_people(actor: Actor, contest: Contest) -> Verdict:
    """The list of those who hold a role in a contest; a stranger is not told that there is one."""
    if actor.is_system or actor.holds_in(contest, *READERS):
        return Verdict.yes()
    return _unknown()


def can_export_people(actor: Actor, contest: Contest | None = None) -> Verdict:
    """Take a list of people away as a file: heads and auditors (matrix, row "Exports with personal data"). The second
    approver whom officers need is not built, so they ask the head. Without a contest, the list of accounts: only for
    those who see nobody by another role."""
    if contest is None:
        may = bool(actor.grants) and all(grant.role in EXPORTERS for grant in actor.grants)
    else:
        may = actor.holds_in(contest, *EXPORTERS)
    if actor.is_system or may:
        return Verdict.yes()
    sentence = _("Chỉ Trưởng Ban Tổ chức và giám sát được tải danh sách người về máy. Hãy nhờ họ tải.")
    return Verdict.no("not_yours", sentence, status=403)


def can_grant(actor: Actor, role: Role, scope: Scope) -> Verdict:
    """At once and alone: officers to focal points and committees; heads to officers and receivers of what
    they run; administrators to those who run things, never to judges, finance or auditors."""
    shaped = _shape(role, scope)
    if not shaped or actor.is_system:
        return shaped
    granters: tuple[Role, ...] = ()
    if role in UNIT_ROLES:
        granters = (Role.OFFICER,)
    elif role in RUNNING_ROLES:
        granters = (Role.ADMIN, Role.HEAD) if role in {Role.OFFICER, Role.RECEIVER} else (Role.ADMIN,)
    if scope.run_by(actor, *granters):
        return Verdict.yes()
    return Verdict.no("not_yours", _("Bạn không được tự giao vai trò này; hãy đề xuất để người có quyền duyệt."))


def can_propose(actor: Actor, role: Role, scope: Scope) -> Verdict:
    """Officers, secretaries and panel chairs propose those whom the head approves; a body proposes its own people."""
    shaped = _shape(role, scope)
    if not shaped or actor.is_system:
        return shaped
    if role in TWO_PERSON_ROLES and scope.run_by(actor, *PROPOSERS):
        return Verdict.yes()
    own = scope.unit is not None and any(
        grant.role in UNIT_ROLES and grant.unit_id is not None and grant.covers_unit(scope.unit.path)
        for grant in actor.grants
        if scope.contest is None or grant.covers(scope.contest)
    )
    if role in UNIT_ROLES and own:
        return Verdict.yes()
    return Verdict.no("not_yours", _("Bạn không được đề xuất vai trò này."), status=404)


def can_give(actor: Actor, role: Role, scope: Scope) -> Verdict:
    """In one of the two ways."""
    return can_grant(actor, role, scope) or can_propose(actor, role, scope)


def can_decide(actor: Actor, grant: RoleGrant) -> Verdict:
    """The head approves or refuses, never their own proposal, never a role for themselves (note 2)."""
    if not Scope(grant.contest, grant.unit).run_by(actor, Role.HEAD):
        return _unknown()
    if not actor.has_second_factor:
        return Verdict.no("second_factor", _("Duyệt vai trò cần xác thực hai lớp. Hãy bật rồi làm lại."))
    if actor.person_id == grant.proposed_by_id:
        return Verdict.no("own_proposal", _("Người đề xuất không được tự duyệt; cần một người khác."))
    if actor.person_id == grant.person_id:
        return Verdict.no("own_role", _("Bạn không được duyệt vai trò cho chính mình."))
    return Verdict.yes()


def can_end(actor: Actor, grant: RoleGrant) -> Verdict:
    """Whoever could have given it alone or approved it; a proposal also by its proposer; one's own role by oneself."""
    scope, role = Scope(grant.contest, grant.unit), Role(grant.role)
    mine = actor.person_id is not None and actor.person_id in {grant.person_id, grant.proposed_by_id}
    if actor.is_system or (mine and (grant.person_id == actor.person_id or grant.state == RoleGrant.State.PROPOSED)):
        return Verdict.yes()
    approves = role in UNIT_ROLES | TWO_PERSON_ROLES and scope.run_by(actor, Role.HEAD)
    if can_grant(actor, role, scope) or approves:
        return Verdict.yes()
    return Verdict.no("not_yours", _("Bạn không được kết thúc vai trò này."), status=404)


def can_hold(person: Person, role: Role, scope: Scope) -> Verdict:
    """Whether the role goes with what the person holds or is proposed for already (override 2)."""
    if not person.is_active:
        return Verdict.no("closed", _("Tài khoản của người này đã đóng."))
    for other, contest_id, path in queries.held_roles(person):
        if scope.meets(contest_id, path) and _apart(role, other):
            words = {"role": role.label, "other": other.label}
            return Verdict.no(
                "apart", _("Một người không thể vừa là %(role)s vừa là %(other)s của một hội thi.") % words
            )
    return Verdict.yes()


def can_withdraw(actor: Actor, invitation: Invitation) -> Verdict:
    """Whoever may give that role takes an invitation back."""
    return can_give(actor, Role(invitation.role), Scope(invitation.contest, invitation.unit))


def can_print_slip(actor: Actor, person: Person) -> Verdict:
    """An administrator of all that the person holds; officers, secretaries and bodies only for people without a role
    above a body's. For who must have a second factor and has none, only after two persons agreed to a reset.

    A slip opens an account: nobody opens one that may do more than they may.
    """
    if person.pk == actor.person_id:
        return Verdict.no("own_slip", _("Bạn đang đăng nhập rồi, không cần phiếu cho chính mình."))
    if not (actor.is_system or queries.people_visible_to(actor).filter(pk=person.pk).exists()):
        return _unknown()
    roles = {role for role, __, ___ in queries.held_roles(person)}
    weak = not roles & SECOND_FACTOR_ROLES
    if not (reaches(actor, person, Role.ADMIN) or (weak and _opens_weak(actor, person, roles))):
        sentence = _("Chỉ quản trị hệ thống được in phiếu đăng nhập cho người đang giữ vai trò này.")
        return Verdict.no("too_high", sentence)
    if not (weak or is_protected(person, since=now() - RESET_LIVES)):
        return Verdict.no(
            "unprotected",
            _(
                "Người này chưa bật xác thực hai lớp mà vai trò bắt buộc có, nên ai cầm phiếu cũng bật được. Hãy đề "
                "nghị đặt lại xác thực hai lớp, chờ người thứ hai đồng ý, rồi in phiếu trong một ngày."
            ),
        )
    return Verdict.yes()


def _opens_weak(actor: Actor, person: Person, roles: set[Role]) -> bool:
    if roles:
        return reaches(actor, person, Role.OFFICER, Role.SECRETARY)
    return actor.holds(Role.OFFICER, Role.SECRETARY, *UNIT_ROLES)


def _shape(role: Role, scope: Scope) -> Verdict:
    if scope.contest is not None and scope.contest.state in FROZEN:
        return Verdict.no("frozen", _("Hội thi đã lưu trữ hoặc đã hủy, không giao thêm vai trò."))
    if role in UNIT_ROLES and scope.unit is None:
        return Verdict.no("no_unit", _("Hãy chọn đơn vị mà người này đại diện."), status=422)
    below = scope.contest is None or scope.unit is None or scope.unit.path.startswith(scope.contest.owner_path)
    if not below:
        return Verdict.no("foreign_unit", _("Đơn vị này không thuộc cơ quan tổ chức hội thi."), status=422)
    if role not in UNIT_ROLES and scope.contest is not None and scope.unit is not None:
        return Verdict.no("no_unit_here", _("Vai trò này giữ trong cả hội thi, không theo đơn vị."), status=422)
    return Verdict.yes()


def _apart(one: Role, other: Role) -> bool:
    return any((one in left and other in right) or (other in left and one in right) for left, right in APART)


def _unknown() -> Verdict:
    return Verdict.no("unknown", _("Không có nội dung này, hoặc bạn không được xem."), status=404)
