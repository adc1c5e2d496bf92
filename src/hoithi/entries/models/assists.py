from django.db import models

from hoithi.entries.enums import AssistState, ConfirmedBy
from hoithi.kit.ids import PublicIdField


class Assist(models.Model):
    """Who typed a version in from the owner's paper. The version is not in force until the owner says that it is what
    the paper says (permission matrix, note 8). Only a keyed hash of the one-time code is kept."""

    uid = PublicIdField()
    entry = models.ForeignKey("entries.Entry", models.CASCADE, related_name="assists")
    version = models.OneToOneField("entries.Submission", models.CASCADE, related_name="assist")
    typed_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    typed_by_name = models.CharField(max_length=100)
    typed_at = models.DateTimeField()
    code_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    code_ends_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=AssistState, default=AssistState.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_how = models.CharField(max_length=8, choices=ConfirmedBy, blank=True)
    answered_by_name = models.CharField(max_length=100, blank=True)
    paper = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)  # what is wrong, in the words of the owner

    class Meta:
        ordering = ("-typed_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="assist_answered_how",
                condition=models.Q(state=AssistState.WAITING, answered_at__isnull=True)
                | models.Q(answered_at__isnull=False) & ~models.Q(answered_how=""),
            )
        ]

    @property
    def reopened(self) -> bool:
        """Whether it was taken back to be typed on: by whoever holds the paper, through which no owner refuses."""
        return self.state == AssistState.REFUSED and self.answered_how == ConfirmedBy.PAPER

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state}"
