"""Which body an entrant means by what they typed."""

from django.db.models import CharField, DateField, QuerySet

from hoithi.contests.models import Contest
from hoithi.kit.clock import today
from hoithi.kit.prepared import given, prepared
from hoithi.kit.text import fold
from hoithi.units.models import Unit
from hoithi.units.queries import find_units, in_force

MOST_OFFERED = 300
MOST_CANDIDATES = 6


def offered(contest: Contest) -> tuple[str, ...]:
    """Names that the box completes: the bodies below the one that runs the contest. One query."""
    return tuple(_names(path=contest.owner_path, day=today()))


@prepared
def _names() -> QuerySet[Unit, str]:
    rows = Unit.objects.filter(in_force(given("day", DateField())), path__startswith=given("path", CharField()))
    return rows.order_by("sort_key").values_list("name", flat=True)[:MOST_OFFERED]


def meant(name: str, contest: Contest) -> tuple[str, list[Unit]]:
    """The uid of the body that `name` names exactly ("" when none or several do), and else the bodies that it may
    mean."""
    if not name.strip():
        return "", []
    found = [candidate.unit for candidate in find_units(name[:200], within=contest.owner, on=today())]
    exact = [unit for unit in found if fold(unit.name) == fold(name)]
    if len(exact) == 1:
        return exact[0].uid, []
    return "", (exact or found)[:MOST_CANDIDATES]
