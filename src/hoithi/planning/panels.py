"""What planning puts on the pages of the domains below."""

from typing import Any

from django.http import HttpRequest

from hoithi.kit.clock import now
from hoithi.planning import queries
from hoithi.units.models import Unit

MOST = 20


def tasks_of_body(request: HttpRequest, *, unit: Unit) -> list[dict[str, Any]]:
    """On the page of a body: its open tasks, as far as the reader may see them, the soonest due first."""
    seen = queries.visible_to(request.actor).filter(unit=unit, state__in=queries.OPEN)  # type: ignore[attr-defined]
    tasks = queries.in_due_order(seen).select_related("contest")[:MOST]
    moment = now()
    lines = [(task, queries.look(task.state, task.due, at=moment)) for task in tasks]  # type: ignore[attr-defined]
    return [{"template": "planning/_unit_tasks.html", "lines": lines}] if lines else []
