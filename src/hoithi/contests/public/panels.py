"""What contests put into the frame: the line over every page of a contest, and the one big action of its page."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.contests.public import queries, words
from hoithi.contests.stages import state_at
from hoithi.kit import nav, panels
from hoithi.kit.clock import now
from hoithi.kit.routes import ANYONE


def fill() -> None:
    """Registers the menu entry and the panels; said twice it changes nothing."""
    nav.register("public", gettext_lazy("Các hội thi"), "contest_list", ANYONE)
    panels.register("contest_header", contest_header)
    panels.register("contest_action", contest_action, order=90)


def contest_header(_request: HttpRequest, *, contest: Contest, **_about: Any) -> list[dict[str, Any]]:
    """Which contest, which stage, how long until the next date."""
    moment = now()
    milestones = queries.milestones_of(contest)
    state = state_at(contest, milestones, moment)
    waiting = words.next_date(milestones, moment) if state in words.WAITING else None
    return [{"template": "contests/public/where.html", "state": state, "next": waiting}]


def contest_action(_request: HttpRequest, *, state: State, **_about: Any) -> list[dict[str, Any]]:
    """How to enter, on this page; whoever registers before this one takes its place."""
    if state not in {State.ANNOUNCED, State.OPEN}:
        return []
    return [{"href": "#cach-nop", "label": _("Cách nộp hồ sơ")}]
