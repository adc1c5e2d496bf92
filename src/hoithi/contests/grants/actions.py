"""The only place where roles are given, approved and ended, and where people are invited to take one."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from hoithi.accounts.actions import make_slip, revoke_slips
from hoithi.accounts.actors import SYSTEM, Actor
from hoithi.accounts.enums import SECOND_FACTOR_ROLES, Role
from hoithi.accounts.models import LoginSlip, Person
from hoithi.accounts.queries import person_by_email, person_by_phone
from hoithi.audit.actions import record
from hoithi.contests.actions.common import reason_of
from hoithi.contests.grants import queries, rules
from hoithi.contests.grants.messages import invitation_letter
from hoithi.contests.grants.scopes import UNIT_ROLES, Scope
from hoithi.contests.models import Contest, Invitation, RoleGrant
from hoithi.contests.queries import actor_of
from hoithi.kit.clock import now
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal
from hoithi.notifications.actions import post
from hoithi.units.actions import link_member
from hoithi.units.models import Unit

INVITATION_LIVES = timedelta(days=14)


def grant_role(
    person: Person, *, role: Role, contest: Contest | None = None, unit: Unit | None = None, by: Actor
) -> RoleGrant:
    """`person` holds `role` from now on. Said twice: the grant there is.

    Refused: `not_yours` (propose it instead), `apart` (it does not go with another role), `no_unit`, `foreign_unit`,
    `frozen`, `closed`, `own_role`.
    """
    scope = Scope(contest, unit)
    rules.can_grant(by, role, scope).enforce()
    _not_oneself(person, by)
    return _give(person, role, scope, state=RoleGrant.State.GRANTED, by=by)


def propose_role(
    person: Person, *, role: Role, contest: Contest | None = None, unit: Unit | None = None, by: Actor
) -> RoleGrant:
    """`person` is put forward for `role`; it counts once somebody else has approved it. Said twice: the one there is.

    Refused as `grant_role`, and for roles that the actor may not propose.
    """
    scope = Scope(contest, unit)
    rules.can_propose(by, role, scope).enforce()
    _not_oneself(person, by)
    return _give(person, role, scope, state=RoleGrant.State.PROPOSED, by=by)


def give_role(
    person: Person, *, role: Role, contest: Contest | None = None, unit: Unit | None = None, by: Actor
) -> RoleGrant:
    """At once where the actor may, else as a proposal."""
    verb = grant_role if rules.can_grant(by, role, Scope(contest, unit)) else propose_role
    return verb(person, role=role, contest=contest, unit=unit, by=by)


def approve_role(grant: RoleGrant, *, reason: str, by: Actor) -> RoleGrant:
    """A proposed role counts from now on. Said twice: nothing new.

    Refused: `own_proposal`, `own_role`, `second_factor`, `no_reason`, `decided` (refused or ended meanwhile).
    """
    return _decide(grant, RoleGrant.State.GRANTED, reason=reason, by=by)


def refuse_role(grant: RoleGrant, *, reason: str, by: Actor) -> RoleGrant:
    """A proposed role does not come about. Said twice: nothing new. Refused as `approve_role`."""
    return _decide(grant, RoleGrant.State.REFUSED, reason=reason, by=by)


def end_role(grant: RoleGrant, *, reason: str, by: Actor) -> RoleGrant:
    """The role stops counting with this instant; it stays in the record. Said twice: nothing new."""
    with transaction.atomic():
        grant = _taken(grant)
        rules.can_end(by, grant).enforce()
        reason = reason_of(reason)
        if grant.ends_at is None or grant.ends_at > now():
            grant.ends_at = now()
            grant.save(update_fields=["ends_at"])
            record("grants.end", on=grant, by=by, scope=grant.contest, reason=reason, role=grant.role)
    return grant


def invite(
    *,
    full_name: str,
    email: str = "",
    phone: str = "",
    role: Role,
    contest: Contest | None = None,
    unit: Unit | None = None,
    uid: str = "",
    by: Actor,
) -> tuple[Invitation, str]:
    """An invitation to take `role`, and the secret of its link, which is known this once.

    With `email` the link goes there by letter; with `phone` alone the caller hands it over. It works once, for 14 days,
    for the person with that address or number. An earlier one to the same person for the same role stops working.
    `uid` makes a second press give the same invitation, with "" for the secret, which is not known any more.
    Refused: `no_contact`, and as `give_role`.
    """
    scope = Scope(contest, unit)
    rules.can_give(by, role, scope).enforce()
    if not email and not phone:
        raise Refusal(
            "no_contact", _("Cần thư điện tử hoặc số điện thoại của người được mời."), status=422, field="email"
        )
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        there = _pressed_before(uid, contest, by)
        if there is not None:
            return there, ""
        earlier = Invitation.objects.filter(email=email, phone=phone, role=role, contest=contest, unit=unit)
        earlier.filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=now())
        invitation = Invitation.objects.create(
            uid=uid or public_id(),
            token_hash=_hash(token),
            full_name=full_name,
            email=email,
            phone=phone,
            role=role,
            contest=contest,
            unit=unit,
            expires_at=now() + INVITATION_LIVES,
            invited_by_id=by.person_id,
            invited_by_name="" if by.is_system else by.name,
        )
        record("grants.invite", on=invitation, by=by, scope=contest, role=role)
        if email:
            subject, body = invitation_letter(invitation, token)
            post(
                kind="grants.invitation",
                to_address=email,
                to_name=full_name,
                subject=subject,
                body=body,
                once_key=f"invitation:{invitation.uid}",
                secret=True,
                by=by,
            )
    return invitation, token


def _pressed_before(uid: str, contest: Contest | None, by: Actor) -> Invitation | None:
    if not uid:
        return None
    Person.objects.select_for_update().filter(pk__in=[by.person_id]).first()  # of two presses at once, one waits here
    there = Invitation.objects.filter(uid=uid).first()
    if there is not None and (there.contest, there.invited_by_id) != (contest, by.person_id):
        raise Refusal("other_form", _("Trang này đã cũ. Hãy mở lại trang mời rồi gửi lần nữa."))
    return there


def invite_focal_points(contest: Contest, *, units: set[int], by: Actor) -> list[Invitation]:
    """Invites, in one go, the focal point of each body in `units` (numbers) that can be invited; the others are left.

    All or nothing. Said twice: those invited already are not invited again.
    """
    with transaction.atomic():
        return [
            invite(
                full_name=member.full_name,
                email=member.email,
                role=Role.FOCAL_POINT,
                contest=contest,
                unit=unit,
                by=by,
            )[0]
            for unit, member, obstacle in queries.focal_points_to_invite(contest)
            if unit.pk in units and member is not None and not obstacle
        ]


def withdraw_invitation(invitation: Invitation, *, by: Actor) -> Invitation:
    """The link stops working. Said twice: nothing new. Refused once it was accepted (`accepted`): end the role then."""
    with transaction.atomic():
        rules.can_withdraw(by, invitation).enforce()
        taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
        if taken.update(withdrawn_at=now()):
            record("grants.withdraw_invitation", on=invitation, by=by, scope=invitation.contest)
        invitation.refresh_from_db()
        if invitation.accepted_at is not None:
            raise Refusal("accepted", _("Lời mời đã được nhận; muốn thôi, hãy kết thúc vai trò của người này."))
    return invitation


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody without an account gives when they accept."""

    full_name: str
    password: str


def read_invitation(token: str) -> Invitation:
    """The invitation of a link. One answer for all that do not work: `invitation_refused` (404)."""
    live = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now())
    invitation = live.select_related("contest", "unit", "invited_by").filter(token_hash=_hash(token)).first()
    if invitation is None:
        sentence = _("Lời mời này đã được nhận, đã thu hồi hoặc quá hạn. Hãy xin người mời gửi lại.")
        raise Refusal("invitation_refused", sentence, status=404)
    return invitation


def accept_invitation(token: str, *, person: Person | None = None, newcomer: Newcomer | None = None) -> RoleGrant:
    """The role of the link goes to `person`, who has signed in, or to a `newcomer`, who gets an account. Once.

    Refused: `invitation_refused`, `other_person` (the link is for somebody else), `sign_in` (the invited person has an
    account), and when the one who invited may no longer give the role. Of two at once, one is told it is gone.
    """
    with transaction.atomic():
        Invitation.objects.select_for_update().get(pk=read_invitation(token).pk)
        invitation = read_invitation(token)  # as it stands now that nobody else can take it
        person = _invited(invitation, person, newcomer)
        live = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
        if not live.update(accepted_at=now(), accepted_by=person):
            raise Refusal("invitation_refused", _("Lời mời này vừa được nhận."), status=404)
        by_system = invitation.invited_by is None and not invitation.invited_by_name
        inviter = SYSTEM if by_system else actor_of(invitation.invited_by, second_factor=True)
        contest = invitation.contest
        grant = give_role(person, role=Role(invitation.role), contest=contest, unit=invitation.unit, by=inviter)
        if invitation.unit is not None and invitation.role in UNIT_ROLES:
            link_member(invitation.unit, person=person, email=invitation.email, phone=invitation.phone, by=inviter)
        record("grants.accept_invitation", on=invitation, by=Actor(person.pk, person.full_name), scope=contest)
    return grant


def print_slip(person: Person, *, by: Actor) -> tuple[LoginSlip, str]:
    """A login slip for `person` and its code, shown this once. Refused: `too_high`, `own_slip`, `closed`, `unknown`."""
    rules.can_print_slip(by, person).enforce()
    return make_slip(person, by=by)


def _invited(invitation: Invitation, person: Person | None, newcomer: Newcomer | None) -> Person:
    known = (person_by_email(invitation.email) if invitation.email else None) or (
        person_by_phone(invitation.phone) if invitation.phone else None
    )
    if person is not None:
        if known is None or known.pk != person.pk:
            words = {"to": invitation.email or invitation.phone, "me": person.email or person.phone}
            sentence = _("Lời mời này gửi cho %(to)s, còn bạn đang đăng nhập bằng %(me)s.") % words
            raise Refusal("other_person", sentence, status=409)
        return person
    if known is not None or newcomer is None:
        raise Refusal("sign_in", _("Bạn đã có tài khoản. Hãy đăng nhập rồi mở lại liên kết này."), status=409)
    return _account_of(invitation, newcomer)


def _account_of(invitation: Invitation, newcomer: Newcomer) -> Person:
    person = Person.objects.create_user(
        full_name=newcomer.full_name,
        email=invitation.email or None,
        phone=invitation.phone or None,
        password=newcomer.password,
        email_verified=bool(invitation.email),
        created_by_id=invitation.invited_by_id,
    )
    record("accounts.sign_up", on=person, by=Actor(person.pk, person.full_name), invitation=invitation.uid)
    return person


def _give(person: Person, role: Role, scope: Scope, *, state: RoleGrant.State, by: Actor) -> RoleGrant:
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        place = {"person": person, "role": role, "contest": scope.contest, "unit": scope.unit}
        there = RoleGrant.objects.filter(queries.not_over(), **place).first()
        if there is not None:
            return _granted(there, by) if state == RoleGrant.State.GRANTED else there
        rules.can_hold(person, role, scope).enforce()
        decided = now() if state == RoleGrant.State.GRANTED else None
        author = {"granted_by_id": by.person_id, "granted_by_name": by.name} if decided else {}
        grant = RoleGrant.objects.create(
            **place, **author, proposed_by_id=by.person_id, starts_at=now(), state=state, decided_at=decided
        )
        verb = "grants.grant" if decided else "grants.propose"
        record(verb, on=grant, by=by, scope=scope.contest, role=role, person=person.uid)
        _revoke_slips(grant, by)
    return grant


def _granted(grant: RoleGrant, by: Actor) -> RoleGrant:
    """A proposal counts from now on because somebody who may grant alone does so."""
    if grant.state == RoleGrant.State.PROPOSED:
        _settle(grant, RoleGrant.State.GRANTED, by)
        record("grants.grant", on=grant, by=by, scope=grant.contest, role=grant.role, person=grant.person.uid)
    return grant


def _settle(grant: RoleGrant, state: RoleGrant.State, by: Actor) -> None:
    grant.state, grant.decided_at, grant.starts_at = state, now(), now()
    grant.granted_by_id, grant.granted_by_name = by.person_id, by.name
    grant.save(update_fields=["state", "decided_at", "granted_by", "granted_by_name", "starts_at"])
    _revoke_slips(grant, by)


def _revoke_slips(grant: RoleGrant, by: Actor) -> None:
    """A slip printed for somebody without a strong role shall not open one."""
    if grant.role in SECOND_FACTOR_ROLES:
        revoke_slips(grant.person, by=by)


def _decide(grant: RoleGrant, state: RoleGrant.State, *, reason: str, by: Actor) -> RoleGrant:
    with transaction.atomic():
        grant = _taken(grant)
        rules.can_decide(by, grant).enforce()
        reason = reason_of(reason)
        if grant.state == state:
            return grant
        if grant.state != RoleGrant.State.PROPOSED or (grant.ends_at and grant.ends_at <= now()):
            raise Refusal("decided", _("Đề xuất này đã được quyết định hoặc đã rút."))
        _settle(grant, state, by)
        verb = "grants.approve" if state == RoleGrant.State.GRANTED else "grants.refuse"
        record(verb, on=grant, by=by, scope=grant.contest, reason=reason, role=grant.role)
    return grant


def _taken(grant: RoleGrant) -> RoleGrant:
    return (
        RoleGrant.objects.select_for_update(of=("self",)).select_related("contest", "unit", "person").get(pk=grant.pk)
    )


def _not_oneself(person: Person, by: Actor) -> None:
    if by.person_id is not None and by.person_id == person.pk:
        raise Refusal("own_role", _("Không ai tự giao hay tự đề xuất vai trò cho mình; hãy nhờ người khác."))


def _hash(token: str) -> str:
    return salted_hmac("invitation", token, algorithm="sha256").hexdigest()
