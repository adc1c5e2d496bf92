"""Jobs that come round by the clock, each round enqueued once whatever the number of workers."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django_tasks.base import Task

from hoithi.kit.clock import now
from hoithi.kit.models import JobTick

_rounds: dict[str, tuple[Task[Any, Any], int]] = {}


def every(*, minutes: int) -> Callable[[Task[Any, Any]], Task[Any, Any]]:
    """Enqueue the decorated job (without arguments) in each span of `minutes`, counted from 00:00 UTC of 1/1/1970."""

    def register(task: Task[Any, Any]) -> Task[Any, Any]:
        _rounds[task.module_path] = (task, minutes * 60)
        return task

    return register


def tick() -> int:
    """Enqueue the jobs whose round has begun and which no worker has enqueued yet; how many."""
    moment = int(now().timestamp())
    known = dict(JobTick.objects.values_list("name", "number"))
    due = [(name, moment // span) for name, (__, span) in _rounds.items() if known.get(name, -1) < moment // span]
    return sum(_enqueue_once(name, number) for name, number in due)


@transaction.atomic
def _enqueue_once(name: str, number: int) -> bool:
    JobTick.objects.get_or_create(name=name, defaults={"number": -1})
    if not JobTick.objects.filter(name=name, number__lt=number).update(number=number):
        return False
    _rounds[name][0].enqueue()
    return True
