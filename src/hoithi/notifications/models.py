from django.db import models
from django.utils.translation import gettext_lazy as _

from hoithi.kit.ids import PublicIdField
from hoithi.kit.quick import Quick


class Message(Quick):
    """A letter that was promised to somebody, kept before it is sent: the outbox is the truth."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ gửi")
        SENT = "sent", _("Đã gửi")
        FAILED = "failed", _("Không gửi được")

    uid = PublicIdField()
    kind = models.CharField(max_length=60)
    to_address = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    once_key = models.CharField(max_length=120, unique=True)
    secret = models.BooleanField(default=False)  # a code or a link: shown to nobody, erased when sent
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)
    posted_by_id = models.BigIntegerField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("state", "next_try_at"))]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
