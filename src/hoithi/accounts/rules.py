"""What may be done with accounts. Rights that come from grants over a contest are asked in `contests.grants`."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person, SecondFactorReset
from hoithi.kit.clock import now
from hoithi.kit.refusals import Verdict

RESET_LIVES = timedelta(days=1)
# Whether an actor holds one of some roles over all that a person holds: who holds what is known in a domain above,
# which puts its answer here. Without one nobody does.
REACHES: list[Callable[[Actor, Person, tuple[Role, ...]], bool]] = []
MAKES_ACCOUNTS = (Role.ADMIN, Role.OFFICER, Role.SECRETARY)


def reaches(actor: Actor, person: Person, *roles: Role) -> bool:
    """Whether `actor` holds one of `roles` over everything that `person` holds a role over: nobody opens, closes or
    resets an account that can do more, or elsewhere, than they can themselves."""
    return actor.is_system or (actor.holds(*roles) and any(reach(actor, person, roles) for reach in REACHES))


def can_create_person(actor: Actor) -> Verdict:
    """Administrators, officers and secretaries make accounts for others (permission matrix, row Accounts)."""
    if actor.is_system or actor.holds(*MAKES_ACCOUNTS):
        return Verdict.yes()
    return Verdict.no("not_yours", _("Chỉ chuyên viên và quản trị được tạo tài khoản cho người khác."), status=404)


def can_edit_profile(actor: Actor, person: Person) -> Verdict:
    """Everybody edits their own profile; the administrator mends that of others."""
    if actor.person_id == person.pk or reaches(actor, person, Role.ADMIN):
        return Verdict.yes()
    return Verdict.no("not_yours", _("Bạn chỉ sửa được thông tin của chính mình."), status=404)


def can_close_account(actor: Actor, person: Person) -> Verdict:
    """Only an administrator of all that the person holds closes or reopens an account, and never their own."""
    if not reaches(actor, person, Role.ADMIN):
        return Verdict.no("not_yours", _("Chỉ quản trị hệ thống được đóng, mở tài khoản."), status=404)
    if actor.person_id == person.pk:
        return Verdict.no("own_account", _("Bạn không thể tự đóng tài khoản của mình; hãy nhờ quản trị viên khác."))
    return Verdict.yes()


def can_ask_reset(actor: Actor, person: Person) -> Verdict:
    """An administrator of all that the person holds asks that their second factor be taken away, never their own
    (matrix, note 5)."""
    if not reaches(actor, person, Role.ADMIN):
        return Verdict.no("not_yours", _("Chỉ quản trị hệ thống đề nghị đặt lại xác thực hai lớp."), status=404)
    if actor.person_id == person.pk:
        return Verdict.no("own_account", _("Không ai tự đặt lại xác thực hai lớp của mình; hãy nhờ người khác."))
    return Verdict.yes()


def can_agree_reset(actor: Actor, reset: SecondFactorReset) -> Verdict:
    """A second person agrees: a head or another administrator of all that the person holds, with their own second
    factor (matrix, note 5)."""
    if not actor.has_second_factor or not reaches(actor, reset.person, Role.ADMIN, Role.HEAD):
        return Verdict.no("not_yours", _("Chỉ Trưởng Ban Tổ chức hoặc quản trị khác được đồng ý việc này."), status=404)
    if actor.person_id in {reset.asked_by_id, reset.person_id}:
        return Verdict.no("own_proposal", _("Người đề nghị không được tự đồng ý; cần một người khác."))
    if reset.done_at is None and reset.asked_at < now() - RESET_LIVES:
        return Verdict.no("expired", _("Đề nghị này đã quá một ngày; hãy đề nghị lại."))
    return Verdict.yes()


def can_read_outbox(actor: Actor) -> Verdict:
    """Letters of the whole installation: administrators and auditors of it (matrix, row "Technical log")."""
    whole = any(g.role in {Role.ADMIN, Role.AUDITOR} and not (g.contest_id or g.unit_id) for g in actor.grants)
    if actor.is_system or whole:
        return Verdict.yes()
    return Verdict.no("not_yours", _("Chỉ quản trị hệ thống xem được thư đã gửi."), status=404)


def can_retry_letter(actor: Actor) -> Verdict:
    """Only administrators act on what they see there."""
    if actor.is_system or (can_read_outbox(actor) and actor.holds(Role.ADMIN)):
        return Verdict.yes()
    return Verdict.no("not_yours", _("Chỉ quản trị hệ thống được gửi lại thư."), status=404)
