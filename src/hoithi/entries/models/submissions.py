from django.db import models

from hoithi.entries.enums import VersionState
from hoithi.kit.ids import PublicIdField
from hoithi.kit.quick import Quick


class Submission(Quick):
    """One sealed version: what the dossier said and the list of its files, at one instant; never changed after.

    Only `state` moves on, when bytes that were on their way have arrived or the grace has ended. `hash` covers the
    content and the hash of the contest's version before, so that none can be taken out unseen (reliability.md 4.1).
    """

    uid = PublicIdField()
    entry = models.ForeignKey("entries.Entry", models.PROTECT, related_name="versions")
    contest = models.ForeignKey("contests.Contest", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()  # of the entry, from 1
    sequence = models.PositiveIntegerField()  # of the contest, from 1
    provisional = models.BooleanField(default=False)  # sealed by the clock for whoever asked for that
    received_at = models.DateTimeField()  # when the server received the request, INV-5
    sealed_at = models.DateTimeField()
    # The instant that counts when it is another: of the postmark, or when the paper came that was typed in later.
    counts_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    by_name = models.CharField(max_length=100)
    form = models.ForeignKey("contests.RuleVersion", models.PROTECT, null=True, related_name="+")
    content = models.JSONField()  # {"about", "answers", "authors"}
    manifest = models.JSONField()  # [{"slot", "name", "size", "sha256", "file" | "upload"}]
    manifest_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=VersionState, default=VersionState.COMPLETE)
    grace_until = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    once_key = models.CharField(max_length=60)
    request_hash = models.CharField(max_length=64)  # the same key with another content is refused
    receipt_code = models.CharField(max_length=24, unique=True)
    receipt = models.TextField()  # canonical JSON as signed
    signature = models.CharField(max_length=100)
    key_id = models.CharField(max_length=16)
    erased = models.JSONField(null=True, blank=True)  # why `hash` no longer fits the content (decision 0010)

    class Meta:
        ordering = ("entry", "-number")
        constraints = [
            models.UniqueConstraint(fields=("entry", "number"), name="submission_number_once"),
            models.UniqueConstraint(fields=("contest", "sequence"), name="submission_sequence_once"),
            models.UniqueConstraint(fields=("entry", "once_key"), name="submission_key_once"),
            models.CheckConstraint(
                name="submission_waits_until",
                condition=models.Q(grace_until__isnull=False) | ~models.Q(state=VersionState.WAITING),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.number}"


class Provisional(models.Model):
    """The last complete state of a draft whose owner wants it submitted by itself when the deadline comes."""

    entry = models.OneToOneField("entries.Entry", models.CASCADE, related_name="provisional")
    at = models.DateTimeField()
    content = models.JSONField()
    manifest = models.JSONField()

    def __str__(self) -> str:
        return f"{self.entry_id} {self.at}"


class ReceiptKey(models.Model):
    """A public key that receipts were signed with: old receipts verify after the key was changed."""

    key_id = models.CharField(max_length=16, unique=True)
    public = models.CharField(max_length=100)
    first_used_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key_id


class Attempt(models.Model):
    """What somebody tried in the last day before a deadline, and what came of it: evidence for a complaint (R53)."""

    entry = models.ForeignKey("entries.Entry", models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    step = models.CharField(max_length=20)  # submit, upload_begin, upload_end, save
    ok = models.BooleanField()
    said = models.CharField(max_length=300, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("at", "pk")
        indexes = [models.Index(fields=("entry", "at"))]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.step} {self.ok}"
