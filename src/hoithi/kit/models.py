from django.db import models

from hoithi.kit.ids import PublicIdField


class StoredFile(models.Model):
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
