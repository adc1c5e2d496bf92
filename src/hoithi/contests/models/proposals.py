from django.db import models
from django.db.models import Q

from hoithi.contests.enums import Change, Decision
from hoithi.kit.ids import PublicIdField


class Proposal(models.Model):
    """A change to a running contest that one person proposes and another decides (permission matrix, note 2).

    `data` holds the arguments of the change as JSON; `summary` says it in words as it stood when it was proposed.
    """

    uid = PublicIdField()
    contest = models.ForeignKey("contests.Contest", models.CASCADE, related_name="proposals")
    change = models.CharField(max_length=20, choices=Change)
    data = models.JSONField()
    summary = models.JSONField(default=list)  # sentences
    reason = models.TextField()
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    proposed_by_name = models.CharField(max_length=100)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    decided_by_name = models.CharField(max_length=100, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("-proposed_at", "-pk")
        indexes = [models.Index(fields=("contest", "decision"))]
        constraints = [
            models.CheckConstraint(
                name="proposal_decided_whole",
                condition=Q(decision="", decided_at__isnull=True) | (~Q(decision="") & Q(decided_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.change} {self.decision or 'waits'}"
