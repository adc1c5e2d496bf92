"""What these pages put into menus, panels and lists of verbs."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from hoithi.kit import nav, panels

VERBS: dict[str, str | Promise] = {}


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
    from hoithi.entries.bodies.views import BODY_PEOPLE  # noqa: PLC0415 - models are not ready when menus are made

    nav.register("work", gettext_lazy("Xác nhận hồ sơ"), "unit_entries", BODY_PEOPLE, order=40, icon="badge-check")
    panels.register("today", waiting, order=20)


def waiting(request: HttpRequest, **_about: Any) -> list[dict[str, Any]]:
    """On the page of the day of a focal point or committee: how many entries wait for their word."""
    from hoithi.entries.bodies.views import BODY_PEOPLE, asked_of  # noqa: PLC0415

    actor = request.actor  # type: ignore[attr-defined]
    if not BODY_PEOPLE.admits(actor):
        return []
    count = asked_of(actor).filter(confirmation__answer="waiting").count()
    return [{"template": "entries/bodies/_today.html", "count": count}] if count else []
