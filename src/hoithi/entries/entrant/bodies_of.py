"""Which body an entrant means by what they typed."""

from hoithi.contests.models import Contest
from hoithi.kit.clock import today
from hoithi.kit.text import fold
from hoithi.units.models import Unit
from hoithi.units.queries import find_units, in_force

MOST_OFFERED = 300
MOST_CANDIDATES = 6


def offered(contest: Contest) -> list[str]:
    """Names that the box completes: the bodies below the one that runs the contest. One query."""
    rows = Unit.objects.filter(in_force(), path__startswith=contest.owner_path)
    return list(rows.order_by("sort_key").values_list("name", flat=True)[:MOST_OFFERED])


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
