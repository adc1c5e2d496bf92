from django.db import models

from hoithi.contests.enums import RuleKind


class RuleVersion(models.Model):
    """One version of one kind of rule of a contest: never changed, only followed by the next, with its reason."""

    contest = models.ForeignKey("contests.Contest", models.CASCADE, related_name="rule_versions")
    kind = models.CharField(max_length=12, choices=RuleKind)
    number = models.PositiveSmallIntegerField()
    data = models.JSONField()
    reason = models.TextField(blank=True)
    template = models.CharField(max_length=40, blank=True)  # the ready template it was made from
    made_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=100)

    class Meta:
        ordering = ("kind", "-number")
        constraints = [models.UniqueConstraint(fields=("contest", "kind", "number"), name="rule_version_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
