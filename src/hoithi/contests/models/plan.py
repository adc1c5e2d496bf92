from django.db import models

from hoithi.contests.enums import PlanState
from hoithi.kit.ids import PublicIdField


class PlanVersion(models.Model):
    """A plan that was uploaded: the file, its lines, what the reader understood, and what a person made of it.

    `reading` never changes after the upload; `review` is the same shape as people correct it; a confirmed version is
    frozen. `contest` is null until the first version is confirmed.
    """

    uid = PublicIdField()
    contest = models.ForeignKey("contests.Contest", models.CASCADE, null=True, blank=True, related_name="plans")
    owner = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # 1, 2, ... within the contest, once confirmed
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.REVIEW)
    file = models.ForeignKey("kit.StoredFile", models.PROTECT, related_name="+")
    lines = models.JSONField(default=list)
    reading = models.JSONField(default=dict)
    review = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-uploaded_at",)
        constraints = [models.UniqueConstraint(fields=("contest", "number"), name="plan_number_once")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.state}"
