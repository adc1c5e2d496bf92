from django.db import models
from django.db.models import Q

from hoithi.documents.enums import CertificateState, RunState
from hoithi.kit.ids import PublicIdField

NUMBERED = (RunState.ISSUING, RunState.ISSUED)


class CertificateRun(models.Model):
    """Certificates that are approved and issued together. `facts` are what all of them say, and the list of who gets
    one, as JSON of `certificates.facts.RunFacts`: as typed while it is a draft, never changed once it is numbered."""

    uid = PublicIdField()
    contest = models.ForeignKey("contests.Contest", models.CASCADE, related_name="certificate_runs")
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    reason = models.TextField(blank=True)  # why it was returned or given up
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    created_by_name = models.CharField(max_length=100)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=100)
    submitted_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    approved_by_name = models.CharField(max_length=100, blank=True)
    series = models.ForeignKey("documents.Series", models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    issued_by_name = models.CharField(max_length=100, blank=True)
    issue_key = models.CharField(max_length=60, unique=True, null=True, blank=True)

    class Meta:
        ordering = ("-changed_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="certificate_run_numbered_whole",
                condition=~Q(state__in=NUMBERED) | Q(series__isnull=False, day__isnull=False, issued_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.facts.get("awarder") or self.uid)


class CertificateRunVersion(models.Model):
    """The facts as somebody saved them; one saved on what another had changed meanwhile is kept `aside`."""

    uid = PublicIdField()
    run = models.ForeignKey(CertificateRun, models.CASCADE, related_name="versions")
    facts = models.JSONField()
    aside = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.run_id} {self.at}"


class Certificate(models.Model):
    """One certificate, from the moment when it has its number. What it says never changes; a wrong one is cancelled
    and stays to be seen. Its file comes when it is printed."""

    uid = PublicIdField()
    run = models.ForeignKey(CertificateRun, models.PROTECT, related_name="certificates")
    position = models.PositiveIntegerField()
    winner = models.CharField(max_length=200)
    unit = models.CharField(max_length=200, blank=True)
    prize = models.CharField(max_length=100)
    title = models.CharField(max_length=300)
    field = models.CharField(max_length=200, blank=True)
    number = models.OneToOneField("documents.Number", models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=17, unique=True)  # whoever holds the paper looks it up by this
    file = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=CertificateState, default=CertificateState.VALID)
    reason = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("run", "position")
        constraints = [
            models.UniqueConstraint(fields=("run", "position"), name="certificate_once"),
            models.CheckConstraint(
                name="certificate_cancelled_says_why",
                condition=Q(state=CertificateState.VALID)
                | (Q(state=CertificateState.CANCELLED, cancelled_at__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.winner}: {self.prize}"
