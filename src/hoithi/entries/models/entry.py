from typing import Any

from django.db import models

from hoithi.contests.rule_schemas.entering import Entrant
from hoithi.entries.enums import EntryState, Source
from hoithi.kit.ids import PublicIdField
from hoithi.kit.quick import Quick
from hoithi.kit.text import fold


class Entry(Quick):
    """A solution that somebody enters: a working copy in `work`, and what was submitted in its versions.

    `title`, `field`, `unit` and their neighbours say what lists show: of the working copy while nothing was
    submitted, then of the version in force, so that an edit not yet submitted is seen by its authors alone.
    """

    uid = PublicIdField()
    contest = models.ForeignKey("contests.Contest", models.PROTECT, related_name="entries")
    owner = models.ForeignKey("accounts.Person", models.PROTECT, related_name="entries")
    typed_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    trial = models.BooleanField(default=False)  # an officer tries the form: never counted, never submitted for real
    source = models.CharField(max_length=8, choices=Source, default=Source.ONLINE)
    postmarked_on = models.DateField(null=True, blank=True)
    typing_done = models.BooleanField(default=True)  # False: taken at the counter, to be typed in later
    state = models.CharField(max_length=10, choices=EntryState, default=EntryState.DRAFT)
    number = models.PositiveIntegerField(null=True, blank=True)  # in the register, from 1 without gaps
    entrant = models.CharField(max_length=12, choices=Entrant, blank=True)
    organization = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=60, blank=True)  # a code of the edition's fields
    unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="entries")
    unit_name = models.CharField(max_length=200, blank=True)  # as typed, when it is not in the tree
    authors_line = models.CharField(max_length=300, blank=True)  # "Điểu Xrê và 2 người khác", for lists
    form = models.ForeignKey("contests.RuleVersion", models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    desk_version = models.PositiveIntegerField(default=1)  # what officers decide on: raised by seals, moves, their acts
    auto_submit = models.BooleanField(null=True)  # "send the last complete state when the deadline comes", asked once
    help_until = models.DateTimeField(
        null=True, blank=True
    )  # the entrant lets the office look into the draft until then
    submitted_at = models.DateTimeField(null=True, blank=True)  # the first time
    latest = models.ForeignKey("entries.Submission", models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)  # until when a supplement is awaited, exclusive
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    copied_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    once_key = models.CharField(max_length=60, unique=True, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField()  # of the working copy
    moved_at = models.DateTimeField(null=True, blank=True)  # into its present state
    search_key = models.CharField(max_length=1000, editable=False)
    # The wide columns stand last: SQLite finds a column by walking over those before it, and lists read none of these.
    reason = models.TextField(blank=True)  # why it was returned, rejected, withdrawn: shown to the entrant
    parts = models.JSONField(default=dict)  # version of each part, raised by each save: {"about": 3, "ly-do": 1}
    saved_by = models.JSONField(default=dict)  # {part: [open page that saved it last, which save of it]}
    work = models.JSONField(default=dict)  # {"about": {...}, "answers": {code: value}}

    class Meta:
        ordering = ("-pk",)
        indexes = [
            models.Index(
                name="entry_received_by_state",
                fields=("contest", "state", "-submitted_at"),
                condition=models.Q(trial=False),
            ),
            models.Index(name="entry_received", fields=("contest", "-submitted_at"), condition=models.Q(trial=False)),
            models.Index(fields=("owner", "contest")),  # how many others they have in it: asked with every page
            models.Index(fields=("unit", "state")),
        ]
        constraints = [
            models.UniqueConstraint(fields=("contest", "number"), name="entry_number_once"),
            models.CheckConstraint(
                name="entry_number_once_submitted",
                condition=models.Q(number__isnull=True, submitted_at__isnull=True)
                | models.Q(number__isnull=False, submitted_at__isnull=False, trial=False),
            ),
            models.CheckConstraint(
                name="entry_duplicate_points",
                condition=models.Q(duplicate_of__isnull=False) | ~models.Q(state=EntryState.DUPLICATE),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.uid

    def save(self, *args: Any, **kwargs: Any) -> None:
        words = (self.title, self.organization, self.authors_line, self.unit_name, self.code)
        self.search_key = fold(" ".join(words))[:1000]
        if (named := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*named, "search_key"}
        super().save(*args, **kwargs)

    @property
    def code(self) -> str:
        """The number as papers carry it: "HS-0042"; "" before it was received."""
        return f"HS-{self.number:04d}" if self.number else ""

    @property
    def about(self) -> dict[str, Any]:
        """The working copy of what the solution is called and who enters it."""
        return dict(self.work.get("about", {}))

    @property
    def answers(self) -> dict[str, Any]:
        """The working copy of the answers to the form, by the code of the question."""
        return dict(self.work.get("answers", {}))


class Register(Quick):
    """The last numbers that a contest gave out: of entries, and of sealed versions with the hash of the last."""

    contest = models.OneToOneField("contests.Contest", models.CASCADE, related_name="entry_register")
    number = models.PositiveIntegerField(default=0)
    sequence = models.PositiveIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.contest_id} {self.number}/{self.sequence}"


class LostText(models.Model):
    """What somebody typed on a copy that another had changed meanwhile: kept thirty days for whoever typed it."""

    uid = PublicIdField()
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="lost_texts")
    part = models.CharField(max_length=60)
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    typed = models.JSONField()
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.part}"
