from django.db import models
from django.utils.translation import gettext_lazy as _

from hoithi.entries.enums import Decision, UnitAnswer
from hoithi.kit.ids import PublicIdField, public_id


class UnitConfirmation(models.Model):
    """The entrant's body says that it stands by the entry (and, where it has to choose among its own, that it chose
    it)."""

    entry = models.OneToOneField("entries.Entry", models.CASCADE, related_name="confirmation")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=UnitAnswer, default=UnitAnswer.WAITING)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=100, blank=True)
    note = models.TextField(blank=True)
    paper = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")

    @property
    def mark(self) -> str:
        """Tells this answer from every earlier and later one."""
        return f"{self.answer} {(self.answered_at or self.asked_at).isoformat()}"

    def __str__(self) -> str:
        return f"{self.entry_id} {self.answer}"


class Supplement(models.Model):
    """The office asks for what a dossier lacks, until an instant; answered by the next version."""

    uid = PublicIdField()
    entry = models.ForeignKey("entries.Entry", models.CASCADE, related_name="supplements")
    version = models.ForeignKey("entries.Submission", models.PROTECT, related_name="+")
    reasons = models.JSONField(default=list)  # sentences, as the entrant reads them
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by_name = models.CharField(max_length=100)
    due_at = models.DateTimeField()  # exclusive
    answered_at = models.DateTimeField(null=True, blank=True)
    once_key = models.CharField(max_length=60, default=public_id)

    class Meta:
        ordering = ("-asked_at",)
        constraints = [models.UniqueConstraint(fields=("entry", "once_key"), name="supplement_key_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.asked_at}"


class Extension(models.Model):
    """The door stays open for one named entry: proposed by one person, approved by another, with its reason."""

    uid = PublicIdField()
    entry = models.ForeignKey("entries.Entry", models.CASCADE, related_name="extensions")
    until = models.DateTimeField()  # exclusive
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=Decision, default=Decision.WAITING)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    proposed_by_name = models.CharField(max_length=100)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by_name = models.CharField(max_length=100, blank=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-proposed_at",)

    def __str__(self) -> str:
        return f"{self.entry_id} {self.until}"


class Material(models.Model):
    """A thing handed in with an entry: a model, a USB stick, paper copies; where it is and in which condition."""

    class Kind(models.TextChoices):
        MODEL = "model", _("Mô hình, hiện vật")
        MEDIUM = "medium", _("USB, đĩa")
        PAPERS = "papers", _("Bộ hồ sơ giấy")

    uid = PublicIdField()
    entry = models.ForeignKey("entries.Entry", models.CASCADE, related_name="materials")
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=200)
    count = models.PositiveSmallIntegerField(default=1)
    place = models.CharField(max_length=200, blank=True)
    condition = models.CharField(max_length=500, blank=True)
    photo = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField()
    received_by_name = models.CharField(max_length=100)
    received_paper = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by_name = models.CharField(max_length=100, blank=True)
    returned_to = models.CharField(max_length=100, blank=True)
    return_condition = models.CharField(max_length=500, blank=True)
    returned_paper = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    once_key = models.CharField(max_length=60, unique=True, null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class SavedView(models.Model):
    """A search and its filters that an officer keeps under a name."""

    uid = PublicIdField()
    contest = models.ForeignKey("contests.Contest", models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=("contest", "person", "name"), name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
