from typing import Any

from django.db import models

from hoithi.kit.ids import PublicIdField
from hoithi.kit.text import fold
from hoithi.planning.enums import TaskState


class Task(models.Model):
    """What the plan orders one body to do, tied to the line of the plan that orders it."""

    uid = PublicIdField()
    contest = models.ForeignKey("contests.Contest", models.CASCADE, related_name="tasks")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="tasks")
    text = models.TextField()
    heading = models.CharField(max_length=300, blank=True)  # the assignment's heading as the plan writes it
    order = models.CharField(max_length=20, blank=True)  # "14" or "2.3", as the plan numbers it
    position = models.PositiveIntegerField(default=0)
    plan = models.ForeignKey("contests.PlanVersion", models.SET_NULL, null=True, blank=True, related_name="+")
    plan_line = models.PositiveIntegerField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)  # exclusive bound
    due_written = models.CharField(max_length=200, blank=True)
    milestone = models.ForeignKey(
        "contests.Milestone", models.SET_NULL, null=True, blank=True, related_name="+"
    )  # the due date follows this milestone when set
    state = models.CharField(max_length=8, choices=TaskState, default=TaskState.TODO)
    progress = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    search_key = models.TextField(editable=False, default="")

    class Meta:
        ordering = ("position", "pk")
        indexes = [models.Index(fields=("unit", "state")), models.Index(fields=("contest", "due_at"))]
        constraints = [models.CheckConstraint(name="task_progress_in_hundred", condition=models.Q(progress__lte=100))]

    def __str__(self) -> str:
        return self.text[:60]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = fold(f"{self.text} {self.heading}")
        super().save(*args, **kwargs)


class TaskNote(models.Model):
    """A report on a task by its body: how far, in words, with a file as evidence if there is one."""

    uid = PublicIdField()
    task = models.ForeignKey(Task, models.CASCADE, related_name="notes")
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Person", models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=100)
    state = models.CharField(max_length=8, choices=TaskState)
    progress = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    evidence = models.ForeignKey("kit.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    once_key = models.CharField(max_length=60, unique=True, null=True)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.task_id} {self.progress}"
