from django.db import models
from django.db.models import Q

from hoithi.documents.enums import OUT, Audience, DocumentState, Relation
from hoithi.kit.ids import PublicIdField


class Document(models.Model):
    """A paper of a contest, from its first draft on. `facts` are what its kind asks, as JSON: of a draft as they were
    typed, also incomplete; of an issued one as they went out, never changed again."""

    uid = PublicIdField()
    contest = models.ForeignKey("contests.Contest", models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=60)
    layout = models.PositiveSmallIntegerField(default=1)  # of the kind, when it was issued
    template = models.ForeignKey("OfficeTemplate", models.PROTECT, null=True, blank=True, related_name="documents")
    title = models.CharField(max_length=300, blank=True)  # for lists: the beginning of the abstract
    facts = models.JSONField(default=dict)
    known = models.JSONField(default=dict)  # the facts that the contest's data gave when it was issued
    state = models.CharField(max_length=10, choices=DocumentState, default=DocumentState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrections")
    relation = models.CharField(max_length=10, choices=Relation, blank=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.OFFICE)
    reason = models.TextField(blank=True)  # why it was returned, discarded or cancelled
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    created_by_name = models.CharField(max_length=100)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=100)
    submitted_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    approved_by_name = models.CharField(max_length=100, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by_name = models.CharField(max_length=100, blank=True)
    issue_key = models.CharField(max_length=60, unique=True, null=True, blank=True)
    pdf = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    word = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    word_sha256 = models.CharField(max_length=64, blank=True)
    search_key = models.TextField(editable=False, default="")

    class Meta:
        ordering = ("-changed_at", "-pk")
        indexes = [models.Index(fields=("contest", "state"))]
        constraints = [
            models.CheckConstraint(
                name="document_issued_whole",
                condition=Q(state__in=OUT, issued_at__isnull=False, pdf__isnull=False, word__isnull=False)
                | ~Q(state__in=OUT),
            ),
            models.CheckConstraint(
                name="document_relation_whole",
                condition=Q(corrects__isnull=True, relation="") | (Q(corrects__isnull=False) & ~Q(relation="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.uid


class DocumentVersion(models.Model):
    """The facts as somebody saved them. One saved on a draft that another had changed meanwhile is kept `aside`: it
    has no number and nothing follows it."""

    uid = PublicIdField()
    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(null=True)
    facts = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [models.UniqueConstraint(fields=("document", "number"), name="document_version_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.number or 'aside'}"


class Comment(models.Model):
    """What somebody says to a draft, and which version they had read."""

    uid = PublicIdField()
    document = models.ForeignKey(Document, models.CASCADE, related_name="comments")
    version = models.PositiveIntegerField()
    text = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    once_key = models.CharField(max_length=60, unique=True, null=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return self.text[:60]
