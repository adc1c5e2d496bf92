"""What the pages of tasks share."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest
from hoithi.contests.queries import managed_by
from hoithi.kit.routes import Who
from hoithi.planning import queries
from hoithi.planning.models import Task
from hoithi.planning.queries import DOERS, WATCHERS

READERS = Who("task_readers", lambda actor: actor.holds(*WATCHERS, *DOERS))
WATCHING = Who("task_watchers", lambda actor: actor.holds(*WATCHERS))
DOING = Who("task_doers", lambda actor: actor.holds(*DOERS))
OFFICERS = Who("task_officers", lambda actor: actor.holds(Role.OFFICER))


def watched_contest(request: HttpRequest, slug: str, *roles: Role) -> Contest:
    """The contest, if the reader watches it in one of `roles` (officer, secretary, head, auditor); else 404."""
    seen = managed_by(request.actor, roles or WATCHERS)  # type: ignore[attr-defined]
    return get_object_or_404(seen.select_related("owner", "standing_agency"), slug=slug)


def task_or_404(request: HttpRequest, uid: str) -> Task:
    """The task with this public id, with all that its page shows, if the reader may see it; with `due`."""
    seen = queries.visible_to(request.actor)  # type: ignore[attr-defined]
    related = seen.select_related("unit", "contest__owner", "plan", "milestone")
    return get_object_or_404(related, uid=uid)


def url_of(task: Task) -> str:
    """The address of the page of a task."""
    return reverse("task_detail", args=[task.uid])


def crumbs_to(request: HttpRequest, task: Task, last: str = "") -> list[dict[str, Any]]:
    """The way to a task from the list that this reader has."""
    if request.actor.holds_in(task.contest, *WATCHERS):  # type: ignore[attr-defined]
        way = [{"label": _("Nhiệm vụ"), "href": reverse("contest_tasks", args=[task.contest.slug])}]
    else:
        way = [{"label": _("Nhiệm vụ của đơn vị"), "href": reverse("task_mine")}]
    way.append({"label": task.unit.name, "href": url_of(task) if last else ""})
    return [*way, {"label": last, "href": ""}] if last else way
