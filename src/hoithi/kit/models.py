from django.db import models

from hoithi.kit.ids import PublicIdField
from hoithi.kit.quick import Quick


class StoredFile(Quick):
    """Bytes that came in or were made here: never changed, under a random key. Rights are the parent's."""

    uid = PublicIdField()
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    content_type = models.CharField(max_length=100)
    key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by_id = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return self.name


class UploadState(models.TextChoices):
    """What has become of an upload."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Upload(models.Model):
    """A file on its way here: how much of it is safe, who may go on sending, and what became of it.

    `offset` counts the bytes that are durable and acknowledged; it only grows. `place` and `target` say what for.
    """

    uid = PublicIdField()
    place = models.CharField(max_length=40)
    target = models.CharField(max_length=120)
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True, default="")
    offset = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=UploadState.choices, default=UploadState.RUNNING)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    sentence = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    writer = models.CharField(max_length=32, blank=True, default="")
    writer_until = models.DateTimeField(null=True)  # stays when the writer has gone: who wrote last, wrote until then

    class Meta:
        indexes = [models.Index(fields=["person_id", "place", "target"], name="kit_upload_whose")]
        constraints = [
            models.CheckConstraint(condition=models.Q(offset__lte=models.F("size")), name="kit_upload_offset_in_size"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.offset}/{self.size}"


class UploadPart(models.Model):
    """The bytes that one request brought, durable under a key of their own until the whole is made of them."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=120, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="kit_upload_part_once")]

    def __str__(self) -> str:
        return f"{self.offset}+{self.size}"


class PublicVersion(models.Model):
    """A number that a verb raises when what the public sees has changed; public pages are kept under it."""

    scope = models.CharField(max_length=60, unique=True)
    number = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.scope} {self.number}"


class JobLease(models.Model):
    """Who does a job, until when that holds without a sign of life, and how often it was begun."""

    task = models.OneToOneField(
        "django_tasks_database.DBTaskResult", models.CASCADE, primary_key=True, related_name="lease"
    )
    worker = models.CharField(max_length=80)
    ends_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.task_id} {self.worker}"


class JobTick(models.Model):
    """The last round of a job that comes by the clock."""

    name = models.CharField(max_length=200, unique=True)
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class JobWorker(models.Model):
    """A worker process and its last sign of life."""

    name = models.CharField(max_length=80, unique=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
