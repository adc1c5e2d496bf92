"""Questions about contests and the people who run them."""

from django.db.models import Q, QuerySet

from hoithi.accounts.actors import VISITOR, Actor, Grant
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.enums import State
from hoithi.contests.models import Contest, RoleGrant
from hoithi.kit.clock import now


def actor_of(person: Person | None, *, second_factor: bool = False) -> Actor:
    """The actor that `person` is at this moment, with the grants in force; a visitor for None or a closed account."""
    if person is None or not person.is_active:
        return VISITOR
    moment = now()
    held = (
        RoleGrant.objects.filter(person=person, starts_at__lte=moment)
        .exclude(ends_at__lte=moment)
        .values_list("role", "contest_id", "unit_id", "unit__path")
    )
    grants = tuple(Grant(Role(role), contest, unit, path or "") for role, contest, unit, path in held)
    return Actor(person.pk, person.full_name, grants, has_second_factor=second_factor)


def visible_to(actor: Actor) -> QuerySet[Contest]:
    """Contests that `actor` may know of: announced ones for everybody, drafts for those who hold a role over them."""
    public = ~Q(state=State.DRAFT)
    if actor.is_system:
        return Contest.objects.all()
    own = Q(pk__in={grant.contest_id for grant in actor.grants if grant.contest_id is not None})
    for grant in actor.grants:
        if grant.contest_id is None:
            own |= Q(owner_path__startswith=grant.unit_path)
    return Contest.objects.filter(public | own)
