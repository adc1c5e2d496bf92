"""States of a task. Codes are stable ASCII; labels are for people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TaskState(models.TextChoices):
    TODO = "todo", _("Chưa làm")
    DOING = "doing", _("Đang làm")
    DONE = "done", _("Đã xong")
    DROPPED = "dropped", _("Không còn áp dụng")


REPORTED = (TaskState.TODO, TaskState.DOING, TaskState.DONE)


class Look(models.TextChoices):
    """How a task stands at a moment: its state, or late."""

    LATE = "late", _("Trễ hạn")
    TODO = "todo", _("Chưa làm")
    DOING = "doing", _("Đang làm")
    DONE = "done", _("Đã xong")
    DROPPED = "dropped", _("Không còn áp dụng")
