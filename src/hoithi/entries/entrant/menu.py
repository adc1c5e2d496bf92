"""What these pages put into menus, panels and lists of verbs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.kit import nav, panels
from hoithi.kit.routes import SIGNED_IN

VERBS: dict[str, str | Promise] = {"entries.move_file_up": gettext_lazy("Đổi thứ tự tệp")}


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
    nav.register("account", gettext_lazy("Hồ sơ của tôi"), "entry_list", SIGNED_IN, order=20, icon="file-text")
    panels.register("contest_action", contest_action, order=20)
    panels.register("today", own_entries, order=30)


def contest_action(_request: HttpRequest, *, contest: Contest, state: State, **_about: Any) -> list[dict[str, Any]]:
    """The one big action of a contest's page while it receives entries."""
    if state != State.OPEN:
        return []
    return [{"href": reverse("entry_eligibility", args=[contest.slug]), "label": _("Nộp hồ sơ")}]


def own_entries(request: HttpRequest, **_about: Any) -> list[dict[str, Any]]:
    """On the page of the day: one's own entries that wait for a next step."""
    from hoithi.entries.entrant.panels import waiting  # noqa: PLC0415 - models are not ready when menus are made

    rows = waiting(request.actor)  # type: ignore[attr-defined]
    return [{"template": "entries/entrant/_today.html", "rows": rows}] if rows else []
