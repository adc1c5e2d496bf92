"""What the office keeps for its own work: notes, what was done to many at once, files made of many dossiers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hoithi.kit.ids import PublicIdField


class Note(models.Model):
    """A remark of the office on an entry, which only the office reads."""

    uid = PublicIdField()
    entry = models.ForeignKey("entries.Entry", models.CASCADE, related_name="notes")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    text = models.TextField()
    once_key = models.CharField(max_length=60)

    class Meta:
        ordering = ("-at", "-pk")
        constraints = [models.UniqueConstraint(fields=("entry", "once_key"), name="note_key_once")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.at}"


class BulkAct(models.Model):
    """One thing done to many entries: what came of each row, so that the page is found again and nothing is done
    twice."""

    class What(models.TextChoices):
        ACCEPT = "accept", _("Tiếp nhận hợp lệ")
        SUPPLEMENT = "supplement", _("Yêu cầu bổ sung")

    uid = PublicIdField()
    contest = models.ForeignKey("contests.Contest", models.CASCADE, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    by = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    at = models.DateTimeField()
    once_key = models.CharField(max_length=60)
    request_hash = models.CharField(max_length=64)  # the same key with another content is refused
    rows = models.JSONField(default=list)  # [{"uid", "code", "title", "ok", "said"}], in the order of the page
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("by", "once_key"), name="bulk_key_once")]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"


class DossierExport(models.Model):
    """A ZIP of dossiers that is made in the background for one person, who finds it again until it expires."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Chờ làm")
        DOING = "doing", _("Đang làm")
        DONE = "done", _("Đã xong")
        FAILED = "failed", _("Không làm được")
        EXPIRED = "expired", _("Đã hết hạn, tệp đã xóa")

    uid = PublicIdField()
    contest = models.ForeignKey("contests.Contest", models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", models.CASCADE, related_name="+")
    query = models.CharField(max_length=1000, blank=True)  # of the list it was asked from, to be opened again
    chosen = models.JSONField(default=list)  # numbers (pk) of the entries, in the order of the list
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    said = models.CharField(max_length=300, blank=True)  # why it could not be made
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    file = models.ForeignKey("kit.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+")
    once_key = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = [models.UniqueConstraint(fields=("person", "once_key"), name="dossier_export_key_once")]

    def __str__(self) -> str:
        return f"{self.contest_id} {self.state} {self.done}/{self.total}"
