from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from hoithi.contests.enums import Kind, MilestoneKind, Period, Precision, State
from hoithi.kit.ids import PublicIdField
from hoithi.kit.quick import Quick
from hoithi.kit.text import fold


class Contest(Quick):
    """One edition of a contest, run by one body. `owner` is the body whose people may run it (the standing agency's
    People's Committee, school or enterprise); `owner_path` repeats its place in the tree, for rights."""

    uid = PublicIdField()
    slug = models.SlugField(max_length=90, unique=True)
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.TECHNICAL)
    name = models.CharField(max_length=200)
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    start_year = models.PositiveSmallIntegerField(null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(null=True, blank=True)
    owner = models.ForeignKey("units.Unit", models.PROTECT, related_name="contests")
    owner_path = models.CharField(max_length=255, editable=False, db_index=True)
    organizer_name = models.CharField(max_length=250, blank=True)
    standing_agency = models.ForeignKey(
        "units.Unit", models.PROTECT, null=True, blank=True, related_name="standing_for"
    )
    territory = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+")
    upper = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="lower")
    previous = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="next_editions")
    state = models.CharField(max_length=15, choices=State, default=State.DRAFT)
    # A person moved the contest here, then; the dates lead it only from that instant on.
    moved_to = models.CharField(max_length=15, choices=State, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    state_reason = models.TextField(blank=True)  # why it was moved, cancelled: shown to the public
    summary = models.TextField(blank=True)
    purposes = models.JSONField(default=list, blank=True)  # list of paragraphs, as the plan has them
    funding = models.JSONField(default=list, blank=True)  # list of lines, as the plan has them
    reception_agency = models.CharField(max_length=250, blank=True)
    reception_address = models.CharField(max_length=300, blank=True)
    contact_name = models.CharField(max_length=100, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(
        default=1
    )  # raised by every change; a form sends back the one it was made from
    search_key = models.CharField(max_length=500, editable=False)

    class Meta:
        ordering = ("-end_year", "-edition", "name")
        indexes = [models.Index(fields=("state", "-end_year"))]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.owner_path = self.owner.path
        self.search_key = fold(f"{self.name} {self.organizer_name} {self.edition or ''} {self.years}")[:500]
        super().save(*args, **kwargs)

    @property
    def years(self) -> str:
        """ "2024-2025", "2026" or nothing."""
        years = sorted({year for year in (self.start_year, self.end_year) if year})
        return "-".join(str(year) for year in years)

    @property
    def cache_scope(self) -> str:
        """The scope of `kit.PublicVersion` under which the public pages of this contest are kept."""
        return f"contest:{self.pk}"


class Milestone(models.Model):
    """A date of the plan as instants: `starts_at` inclusive, `ends_at` exclusive, and the words they were read from.

    An instant counts only once a person has confirmed the reading; until then it is shown as the plan writes it.
    """

    uid = PublicIdField()
    contest = models.ForeignKey(Contest, models.CASCADE, related_name="milestones")
    kind = models.CharField(max_length=12, choices=MilestoneKind)
    label = models.CharField(max_length=250)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    tentative = models.BooleanField(default=False)
    written = models.CharField(max_length=300, blank=True)  # the words of the plan
    place = models.CharField(max_length=250, blank=True)
    plan_line = models.PositiveIntegerField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = (Coalesce("ends_at", "starts_at").asc(nulls_last=True), "starts_at", "pk")
        constraints = [
            models.CheckConstraint(
                name="milestone_ends_after_start",
                condition=models.Q(starts_at__isnull=True)
                | models.Q(ends_at__isnull=True)
                | models.Q(ends_at__gt=models.F("starts_at")),
            )
        ]

    def __str__(self) -> str:
        return self.label


class ReportingRegime(models.Model):
    """How often the bodies report, by when, to whom, on what: part V of the plan."""

    contest = models.OneToOneField(Contest, models.CASCADE, related_name="reporting")
    period = models.CharField(max_length=10, choices=Period)
    due_day = models.PositiveSmallIntegerField(null=True, blank=True)
    due_month = models.CharField(max_length=5, blank=True)  # first, last (of the period) or next
    due_date = models.DateField(null=True, blank=True)
    before = models.BooleanField(default=True)  # "trước ngày 20": the day itself is out
    to = models.CharField(max_length=300, blank=True)
    contents = models.JSONField(default=list, blank=True)
    plan_line = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.contest_id} {self.period}"


class NewsItem(models.Model):
    """News of a contest, in plain paragraphs; public from `published_at`."""

    uid = PublicIdField()
    contest = models.ForeignKey(Contest, models.CASCADE, related_name="news")
    title = models.CharField(max_length=200)
    body = models.TextField()
    published_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    author_name = models.CharField(max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return self.title
