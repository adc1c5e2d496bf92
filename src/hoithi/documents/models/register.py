from typing import Any

from django.db import models
from django.db.models import Q

from hoithi.documents.enums import NumberState
from hoithi.kit.ids import PublicIdField
from hoithi.kit.text import fold


class Series(models.Model):
    """The numbers of one body, from 01 each year. A committee that uses the seal of a body has a series of its own
    (Decree 30/2020, article 15): `contest` is then the contest whose committee it is.

    `symbol` is how papers name the one who issues: "BTC" in "12/KH-BTC"."""

    uid = PublicIdField()
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    contest = models.ForeignKey("contests.Contest", models.PROTECT, null=True, blank=True, related_name="series")
    name = models.CharField(max_length=250)
    symbol = models.CharField(max_length=40)
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("contest_id", "pk")
        constraints = [
            models.UniqueConstraint(fields=("unit", "symbol"), condition=Q(contest=None), name="series_of_body_once"),
            models.UniqueConstraint(fields=("contest", "symbol"), name="series_of_committee_once"),
        ]

    def __str__(self) -> str:
        return self.name


class SeriesYear(models.Model):
    """The last number that a series gave in a year, and its day: the one row that whoever takes numbers must move."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    last_day = models.DateField()

    class Meta:
        ordering = ("-year",)
        constraints = [models.UniqueConstraint(fields=("series", "year"), name="series_year_once")]

    def __str__(self) -> str:
        return f"{self.series_id} {self.year}: {self.last}"


class Number(models.Model):
    """One line of the register. It never goes away: a number that is not used is cancelled, and says why.

    What it says of the paper are the columns of the register of outgoing papers (Decree 30/2020, annex IV)."""

    uid = PublicIdField()
    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    day = models.DateField()
    state = models.CharField(max_length=10, choices=NumberState)
    contest = models.ForeignKey("contests.Contest", models.PROTECT, related_name="+")  # for which it was taken
    document = models.OneToOneField("documents.Document", models.PROTECT, null=True, blank=True, related_name="number")
    symbol = models.CharField(max_length=60, blank=True)  # what follows the stroke
    kind_name = models.CharField(max_length=100, blank=True)
    subject = models.TextField(blank=True)
    signer = models.CharField(max_length=100, blank=True)
    recipients = models.TextField(blank=True)
    taken_at = models.DateTimeField()
    taken_by_name = models.CharField(max_length=100)
    reason = models.TextField(blank=True)  # why it was cancelled
    once_key = models.CharField(max_length=60, blank=True, db_index=True)  # of the request that reserved it
    search_key = models.TextField(editable=False, default="")

    class Meta:
        ordering = ("-year", "-number")
        constraints = [
            models.UniqueConstraint(fields=("series", "year", "number"), name="number_once"),
            models.CheckConstraint(name="number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="number_cancelled_says_why", condition=~Q(state=NumberState.CANCELLED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """ "07/KH-BTC", or "07" while nobody has said what it is for."""
        return f"{self.number:02d}/{self.symbol}" if self.symbol else f"{self.number:02d}"

    def key(self) -> str:
        """What it is found by."""
        return fold(f"{self.number:02d} {self.symbol} {self.kind_name} {self.subject} {self.signer}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = self.key()
        super().save(*args, **kwargs)
