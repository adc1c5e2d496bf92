"""Questions about contests and the people who run them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from hoithi.accounts.actors import VISITOR, Actor, Grant
from hoithi.accounts.enums import SECOND_FACTOR_ROLES, Role
from hoithi.accounts.models import Person
from hoithi.contests.enums import State
from hoithi.contests.models import Contest, RoleGrant, RuleVersion
from hoithi.kit.clock import now
from hoithi.kit.prepared import given, prepared

_NUMBER = BigIntegerField()


def grants_in_force(at: datetime | None = None, prefix: str = "") -> Q:
    """The condition on `RoleGrant` that it counts at this moment (or `at`): approved, begun, not ended. `prefix` leads
    to the grant from another row."""
    moment = at or now()
    begun = Q((f"{prefix}state", RoleGrant.State.GRANTED), (f"{prefix}starts_at__lte", moment))
    return begun & (Q((f"{prefix}ends_at", None)) | Q((f"{prefix}ends_at__gt", moment)))


def actor_of(person: Person | None, *, second_factor: bool = False) -> Actor:
    """The actor that `person` is at this moment, with the grants in force; a visitor for None or a closed account.

    A grant in one contest reaches, among the bodies, those below the one that runs it.

    Without the second factor, roles that ask for one are withheld: the person stands there without them.
    """
    if person is None or not person.is_active:
        return VISITOR
    held, person.grants_read = person.grants_read, None  # once: whoever asks later asks what holds then
    if held is None:
        held = _grants_of(person=person.pk, at=now())
    grants = tuple(Grant(Role(role), contest, unit, path) for role, contest, unit, path in held)
    open_grants = grants if second_factor else tuple(g for g in grants if g.role not in SECOND_FACTOR_ROLES)
    withheld = len(open_grants) < len(grants)
    return Actor(person.pk, person.full_name, open_grants, has_second_factor=second_factor, withheld=withheld)


@prepared
def _grants_of() -> QuerySet[RoleGrant, Any]:
    rows = RoleGrant.objects.filter(grants_in_force(given("at", DateTimeField())), person=given("person", _NUMBER))
    path = Coalesce("unit__path", "contest__owner_path", Value(""))
    return rows.annotate(path=path).values_list("role", "contest_id", "unit_id", "path")


def person_who_asks(number: int) -> Person | None:
    """The person of a session, with the grants that hold at this moment for the `actor_of` that follows. One query."""
    rows = _with_grants(person=number, at=now())
    if not rows:
        return None
    person: Person = rows[0]
    held = [(row.held_role, row.held_contest, row.held_unit, row.held_path) for row in rows]
    person.grants_read = [grant for grant in held if grant[0] is not None]
    return person


@prepared
def _with_grants() -> QuerySet[Person, Any]:
    held = FilteredRelation("grants", condition=grants_in_force(given("at", DateTimeField()), "grants__"))
    path = Coalesce("held__unit__path", "held__contest__owner_path", Value(""))
    rows = Person.objects.annotate(held=held).filter(pk=given("person", _NUMBER)).order_by()
    return rows.annotate(
        held_role=F("held__role"), held_contest=F("held__contest_id"), held_unit=F("held__unit_id"), held_path=path
    )


# Whose work begins before the announcement (permission matrix, "Contest configuration · K0").
PREPARERS = frozenset(
    {Role.OFFICER, Role.SECRETARY, Role.PANEL_CHAIR, Role.HEAD, Role.FINANCE, Role.AUDITOR, Role.ADMIN}
)


def visible_to(actor: Actor) -> QuerySet[Contest]:
    """Contests that `actor` may know of: once announced everybody, before that those who prepare them.

    A draft that was cancelled was never public and stays so.
    """
    if actor.is_system:
        return Contest.objects.all()
    public = ~Q(state=State.DRAFT) & ~Q(state=State.CANCELLED, announced_at=None)
    return Contest.objects.filter(public | _held(actor, PREPARERS) if actor.grants else public)


def managed_by(actor: Actor, roles: Collection[Role] = PREPARERS) -> QuerySet[Contest]:
    """Contests over which `actor` holds one of `roles`, in any state."""
    return Contest.objects.all() if actor.is_system else Contest.objects.filter(_held(actor, roles))


def _held(actor: Actor, roles: Collection[Role]) -> Q:
    held = [grant for grant in actor.grants if grant.role in roles]
    own = Q(pk__in={grant.contest_id for grant in held if grant.contest_id is not None})
    for grant in held:
        if grant.contest_id is None:
            own |= Q(owner_path__startswith=grant.unit_path)
    return own


def current_rules(contest: Contest) -> dict[str, RuleVersion]:
    """The version in force of each kind of rule that `contest` has. One query."""
    return {version.kind: version for version in contest.rule_versions.order_by("number")}


def people_in(contest: Contest) -> QuerySet[RoleGrant]:
    """The grants in force over `contest`: in itself, or over its owner or a body above."""
    above = [int(pk) for pk in contest.owner_path.strip("/").split("/")]
    over = Q(contest=contest) | Q(contest=None, unit_id__in=above)
    return RoleGrant.objects.filter(over, grants_in_force())
