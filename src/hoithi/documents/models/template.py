from django.db import models
from django.db.models import F, Q

from hoithi.documents.enums import TemplateState
from hoithi.kit.ids import PublicIdField


class OfficeTemplate(models.Model):
    """A body's own Word file for one kind of paper. Its file never changes, and it is never deleted: what was made from
    it points at it. Two persons bring it into use, and two take it out.

    `findings` are the sentences on what of it does not follow the decree, as it came; they stand in no way."""

    uid = PublicIdField()
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    file = models.ForeignKey("kit.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    findings = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=TemplateState, default=TemplateState.WAITING)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    approved_by_name = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)  # to take it out of use
    asked_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by_name = models.CharField(max_length=100, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=100, blank=True)
    reason = models.TextField(blank=True)  # why it goes or went out of use
    once_key = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="template_approved_whole",
                condition=~Q(state=TemplateState.APPROVED) | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(name="template_approved_by_another", condition=~Q(approved_by=F("by"))),
        ]

    def __str__(self) -> str:
        return self.name
