from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from hoithi.kit.ids import PublicIdField
from hoithi.kit.text import fold

VERY_LIKE = 0.6  # a score from which on two solutions may be the same
LONGEST_TEXT = 20_000  # characters of a former solution that are kept for comparing


class ArchiveImport(models.Model):
    """A list of former solutions from a file: read and shown; its rows are taken when somebody confirms."""

    uid = PublicIdField()
    owner = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")  # the body whose list it is
    file = models.ForeignKey("kit.StoredFile", models.PROTECT, related_name="+")
    contest_name = models.CharField(max_length=200)  # of rows that do not name theirs
    year = models.PositiveSmallIntegerField(null=True, blank=True)  # of rows that do not say theirs
    published = models.BooleanField(default=False)  # the list is public: every office may read it
    columns = models.JSONField(default=dict)  # {"title": 2, ...}: which column of the file holds what, from 0
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    rows_taken = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)  # were there already
    rows_refused = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.contest_name} {self.uid}"


class Former(models.Model):
    """One solution that dossiers are compared with: the version in force of an entry, or a row of an imported list."""

    class Source(models.TextChoices):
        ENTRY = "entry", _("Hồ sơ trên hệ thống")
        ARCHIVE = "archive", _("Danh sách nhập từ tệp")

    uid = PublicIdField()
    source = models.CharField(max_length=7, choices=Source)
    entry = models.OneToOneField("entries.Entry", models.CASCADE, null=True, blank=True, related_name="former")
    version = models.ForeignKey("entries.Submission", models.PROTECT, null=True, blank=True, related_name="+")
    archive = models.ForeignKey(ArchiveImport, models.CASCADE, null=True, blank=True, related_name="rows")
    row_key = models.CharField(max_length=64, null=True, blank=True)  # so that a row is taken once
    contest_name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(default=0)  # 0: not known; no NULL, which the databases sort otherwise
    title = models.CharField(max_length=300)
    authors_line = models.CharField(max_length=300, blank=True)
    unit_name = models.CharField(max_length=200, blank=True)
    field_name = models.CharField(max_length=200, blank=True)
    prize = models.CharField(max_length=100, blank=True)
    text = models.TextField(blank=True)  # the answers, then what the files say
    typed = models.PositiveIntegerField(default=0)  # characters of `text` that are answers; the rest is of files
    sketch = models.PositiveSmallIntegerField(default=0)  # made by which `engine.SKETCH`; 0: not yet
    compared_at = models.DateTimeField(null=True, blank=True)  # an entry's: with all others, the last time
    search_key = models.CharField(max_length=1000, editable=False)

    class Meta:
        ordering = ("-year", "-pk")
        indexes = [models.Index(fields=("archive", "sketch")), models.Index(fields=("-year", "id"))]
        constraints = [
            models.UniqueConstraint(fields=("row_key",), name="former_row_once"),
            models.CheckConstraint(
                name="former_source",
                condition=models.Q(source="entry", entry__isnull=False, version__isnull=False, archive__isnull=True)
                | models.Q(source="archive", entry__isnull=True, archive__isnull=False, row_key__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_search_key()
        if (named := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*named, "search_key"}
        super().save(*args, **kwargs)

    def set_search_key(self) -> None:
        """For rows that are written many at once."""
        parts = (self.title, self.authors_line, self.unit_name, self.contest_name, self.prize, str(self.year or ""))
        self.search_key = fold(" ".join(parts))[:1000]

    @property
    def edition(self) -> str:
        """The contest and its year: "Hội thi Sáng tạo kỹ thuật huyện Hớn Quản, 2019"."""
        return f"{self.contest_name}, {self.year}" if self.year else self.contest_name


class Shingle(models.Model):
    """One number of the sketch of one former solution, packed into one: the number, then 32 bits of the solution.

    All who share a number are neighbours in the primary key, so the table is its own index: half the room of two
    columns and an index, and a million solutions are as near as ten. What points to no solution is passed over.
    """

    key = models.BigAutoField(primary_key=True)  # always given, never counted

    def __str__(self) -> str:
        return f"{self.key >> 32} {self.key & 0xFFFFFFFF}"


class Match(models.Model):
    """An entry is like a former solution, by how much and where; and what an officer made of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Chưa kết luận")
        DIFFERENT = "different", _("Khác nhau")
        SAME = "same", _("Trùng")
        BUILDS_ON = "builds_on", _("Kế thừa, cải tiến")

    uid = PublicIdField()
    entry = models.ForeignKey("entries.Entry", models.CASCADE, related_name="matches")
    former = models.ForeignKey(Former, models.CASCADE, related_name="matches")
    score = models.FloatField()  # 0 to 1
    title_score = models.FloatField()
    text_score = models.FloatField()
    passages = models.JSONField(default=list)  # [[start, end, start there, end there, words]] in the two texts
    found_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by_name = models.CharField(max_length=100, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_on = models.PositiveSmallIntegerField(null=True, blank=True)  # the version of the entry that was looked at
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("-score", "pk")
        constraints = [
            models.UniqueConstraint(fields=("entry", "former"), name="match_once"),
            models.CheckConstraint(name="match_score", condition=models.Q(score__gte=0, score__lte=1)),
            models.CheckConstraint(
                name="match_decided_with_time",
                condition=models.Q(state="open", decided_at__isnull=True) | models.Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.former_id} {self.score}"
