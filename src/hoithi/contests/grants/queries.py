"""Who holds what, who is invited, and whom one may see."""

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.grants.scopes import READERS
from hoithi.contests.models import Contest, Invitation, RoleGrant
from hoithi.kit.clock import now
from hoithi.units.models import Member, Unit
from hoithi.units.queries import in_force

SEES_EVERYBODY = (Role.ADMIN, Role.AUDITOR)
SEES_OWN = (Role.OFFICER, Role.SECRETARY, Role.HEAD)
SEES_BODY = (Role.FOCAL_POINT, Role.COMMITTEE)


def not_over() -> Q:
    """The condition on `RoleGrant` that it is in force, to come, or waits for approval."""
    over = Q(ends_at__lte=now()) | Q(state=RoleGrant.State.REFUSED)
    return ~over


def grants_visible_to(actor: Actor, contest: Contest) -> QuerySet[RoleGrant]:
    """Roles in `contest`, for those who may read its people; nothing for others."""
    if not (actor.is_system or actor.holds_in(contest, *READERS)):
        return RoleGrant.objects.none()
    return RoleGrant.objects.filter(contest=contest)


def held_roles(person: Person) -> list[tuple[Role, int | None, str]]:
    """(role, number of the contest, path of the scope) of all that `person` holds or is proposed for."""
    rows = (
        RoleGrant.objects.filter(not_over(), person=person)
        .annotate(path=Coalesce("contest__owner_path", "unit__path", Value("")))
        .values_list("role", "contest_id", "path")
    )
    return [(Role(role), contest, path) for role, contest, path in rows]


def holds_over_all(actor: Actor, person: Person, roles: tuple[Role, ...]) -> bool:
    """Whether each role of `person` stands below one of `roles` of `actor`, who may look at them. Two queries."""
    above = [grant for grant in actor.grants if grant.role in roles]
    covered = all(
        any(grant.contest_id == contest if grant.contest_id else path.startswith(grant.unit_path) for grant in above)
        for __, contest, path in held_roles(person)
    )
    return covered and people_visible_to(actor).filter(pk=person.pk).exists()


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Accounts that `actor` may look at: their own, those they made; officers and heads those with a role or a duty in
    what they run, a body's people those of the body; administrators and auditors all."""
    if actor.is_system or any(g.role in SEES_EVERYBODY and not (g.contest_id or g.unit_id) for g in actor.grants):
        return Person.objects.all()
    if actor.person_id is None:
        return Person.objects.none()
    seen = Q(pk=actor.person_id) | Q(created_by=actor.person_id)
    for grant in actor.grants:
        if grant.role in (*SEES_OWN, *SEES_EVERYBODY):
            seen |= _with_role_below(grant.contest_id, grant.unit_path)
        if grant.role in (*SEES_OWN, *SEES_BODY):
            members = Member.objects.filter(unit__path__startswith=grant.unit_path, person__isnull=False)
            seen |= Q(pk__in=members.values("person"))
    return Person.objects.filter(seen)


def _with_role_below(contest_id: int | None, path: str) -> Q:
    inside = (
        Q(contest=contest_id)
        if contest_id
        else Q(unit__path__startswith=path) | Q(contest__owner_path__startswith=path)
    )
    return Q(pk__in=RoleGrant.objects.filter(inside).values("person"))


def open_invitations(contest: Contest) -> QuerySet[Invitation]:
    """Those not yet accepted, withdrawn or past their day. The caller has asked whether the reader may see them."""
    return Invitation.objects.filter(contest=contest, accepted_at=None, withdrawn_at=None, expires_at__gt=now())


def focal_points_to_invite(contest: Contest) -> list[tuple[Unit, Member | None, str]]:
    """For each body below the one that runs `contest`: the focal point to invite and what stands in the way:
    "" (nothing), "no_focal_point", "no_address", "held" (somebody speaks for it already) or "invited"."""
    units = Unit.objects.filter(in_force(), path__startswith=contest.owner_path).exclude(pk=contest.owner_id)
    live = RoleGrant.objects.filter(not_over(), contest=contest, role=Role.FOCAL_POINT)
    held = set(live.values_list("unit_id", flat=True))
    invited = set(open_invitations(contest).filter(role=Role.FOCAL_POINT).values_list("unit_id", flat=True))
    members = Member.objects.filter(duty=Member.Duty.FOCAL_POINT, unit__in=units, ends_on=None).order_by("-pk")
    by_unit = {member.unit_id: member for member in members}
    rows = []
    for unit in units.order_by("sort_key"):
        member = by_unit.get(unit.pk)
        if unit.pk in held:
            state = "held"
        elif unit.pk in invited:
            state = "invited"
        elif member is None:
            state = "no_focal_point"
        else:
            state = "" if member.email else "no_address"
        rows.append((unit, member, state))
    return rows
