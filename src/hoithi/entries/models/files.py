from django.db import models
from django.utils.translation import gettext_lazy as _

from hoithi.kit.ids import PublicIdField
from hoithi.kit.quick import Quick


class EntryFile(Quick):
    """A file in its place of the dossier. Taken out of the working copy it stays for the versions that name it."""

    class Scan(models.TextChoices):
        OFF = "off", _("không quét")
        WAITING = "waiting", _("chờ kiểm tra")
        CLEAN = "clean", _("sạch")
        INFECTED = "infected", _("có mã độc, đã cách ly")

    uid = PublicIdField()
    entry = models.ForeignKey("entries.Entry", models.CASCADE, related_name="files")
    slot = models.CharField(max_length=60)  # the code of the paper in the form
    file = models.ForeignKey("kit.StoredFile", models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by_name = models.CharField(max_length=100)
    removed_at = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)  # arrived after the door had shut, in no version
    flags = models.JSONField(default=list)  # codes of `kit.files`: "active", "names_author" ...
    scan = models.CharField(max_length=8, choices=Scan, default=Scan.OFF)
    scan_said = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)  # what it says, for likeness and for reading where no picture can be made

    class Meta:
        ordering = ("slot", "position", "pk")
        indexes = [models.Index(fields=("entry", "removed_at"))]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.slot}"

    @property
    def held(self) -> bool:
        """Whether it is kept from everybody: a scanner found something, or has not looked yet."""
        return self.scan in {self.Scan.INFECTED, self.Scan.WAITING}


class Derived(models.Model):
    """Something made from a file in the background: a small picture, pages to look at, a copy without traces."""

    class Kind(models.TextChoices):
        SMALL = "small", _("ảnh nhỏ")
        VIEW = "view", _("bản xem")
        BLIND = "blind", _("bản không lộ tác giả")

    source = models.ForeignKey(EntryFile, models.CASCADE, related_name="derived")
    kind = models.CharField(max_length=6, choices=Kind)
    page = models.PositiveSmallIntegerField(default=1)
    file = models.ForeignKey("kit.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("source", "kind", "page"), name="derived_once")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.page}"
