"""Lists of people that leave the system as a file."""

from django.db import transaction

from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.audit.actions import record
from hoithi.contests.grants import rules
from hoithi.contests.models import Contest


def export_people(of: Contest | Person, *, rows: int, by: Actor) -> None:
    """Record that `by` takes `rows` people away: those of a contest, or the accounts that the person `of` sees.

    Call it before the file is made; each file is an event. Refused: who may not (`rules.can_export_people`).
    """
    contest = of if isinstance(of, Contest) else None
    rules.can_export_people(by, contest).enforce()
    with transaction.atomic():
        record("grants.export_people", on=of, by=by, scope=contest, rows=rows)
