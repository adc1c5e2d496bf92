"""Where the entries of the demo are entered, and who is there."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.kit.clock import start_of
from hoithi.kit.files import EVIDENCE, store
from hoithi.kit.models import StoredFile
from hoithi.site.demo.accounts import Accounts
from hoithi.site.demo.dossiers import Solution
from hoithi.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The contest, who enters, who speaks for which body (by its number), who is in the office, which day it is."""

    contest: Contest
    accounts: Accounts
    speakers: dict[int, Actor]
    officer: Actor
    head: Actor
    day: date

    def at(self, sent: str) -> datetime:
        """The instant that "24 08:20" means: twenty-four days before, at that hour."""
        days, __, hour = sent.partition(" ")
        hours, minutes = hour.split(":")
        return start_of(self.day - timedelta(days=int(days))) + timedelta(hours=int(hours), minutes=int(minutes))

    def about(self, one: Solution) -> dict[str, str]:
        """What the first page of the form asks, as `save_part` reads it."""
        unit = Unit.objects.get(name=one.unit, path__startswith=self.contest.owner_path) if one.unit else None
        return {
            "title": one.title,
            "field": one.field,
            "entrant": one.entrant,
            "organization": one.organization,
            "unit": unit.uid if unit else "",
            "unit_name": one.place,
        }


def kept(name: str, data: bytes, *, by: Actor) -> StoredFile:
    """A file as if `by` had chosen it."""
    return store(ContentFile(data, name=name), kinds=EVIDENCE, by=by)
