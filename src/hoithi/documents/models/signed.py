from django.db import models

from hoithi.documents.enums import SignedKind
from hoithi.documents.models.document import Document
from hoithi.kit.ids import PublicIdField


class SignedFile(models.Model):
    """A paper that went out, as it was signed: by a certificate, here or elsewhere, or by hand and scanned. Its
    file never changes: each signature by certificate makes one that begins with the bytes of the one before. A wrong
    one is withdrawn for a reason; it stays for the office to look into.

    `seals` is what the signatures in it were worth when it came, as `signing.verifying.Seal` in JSON."""

    uid = PublicIdField()
    document = models.ForeignKey(Document, models.CASCADE, related_name="signed_files")
    kind = models.CharField(max_length=10, choices=SignedKind)
    file = models.ForeignKey("kit.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    seals = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    withdrawn_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    once_key = models.CharField(max_length=60)

    class Meta:
        ordering = ("at", "pk")
        constraints = [models.UniqueConstraint(fields=("document", "once_key"), name="signed_file_once")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.kind}"
