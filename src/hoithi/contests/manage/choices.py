"""What can be chosen on the manage pages, each in one query."""

from django.db.models import Q

from hoithi.accounts.actors import Actor
from hoithi.contests import rules
from hoithi.contests.models import Contest
from hoithi.contests.queries import visible_to
from hoithi.units import queries as units
from hoithi.units.models import Unit

MOST = 300  # a select longer than this helps nobody


def owners(actor: Actor) -> list[tuple[int, str]]:
    """Bodies for which `actor` may make contests, nearest to the top of their grants first."""
    paths = [g.unit_path for g in actor.grants if g.role in rules.EDITORS and g.contest_id is None]
    reach = Q(pk__in=())
    for path in paths:
        reach |= Q(path__startswith=path)
    found = units.visible_to(actor).filter(reach & units.in_force()).order_by("path")
    return list(found.values_list("pk", "name")[:MOST])


def bodies(actor: Actor, contest: Contest) -> list[tuple[int, str]]:
    """The owner and the bodies below it, and whatever is chosen already."""
    chosen = [pk for pk in (contest.standing_agency_id, contest.territory_id) if pk]
    near = Q(path__startswith=contest.owner_path) & units.in_force() | Q(pk__in=chosen)
    return list(units.visible_to(actor).filter(near).values_list("pk", "name")[:MOST])


def uppers(actor: Actor, contest: Contest) -> list[tuple[int, str]]:
    """Contests of the bodies above the owner."""
    above = [int(pk) for pk in contest.owner_path.strip("/").split("/")[:-1]]
    near = Q(owner_id__in=above) | Q(pk=contest.upper_id)
    found = visible_to(actor).filter(near).exclude(pk=contest.pk)
    return [
        (pk, f"{name} {years or ''}".strip()) for pk, name, years in found.values_list("pk", "name", "end_year")[:MOST]
    ]


def unit_of(pk: int) -> Unit:
    """The body with this number, which `owners` offered."""
    return Unit.objects.get(pk=pk)
