"""The workspaces: the day of a person, the overview of a contest, its calendar."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from hoithi.accounts.enums import Role
from hoithi.contests.public import words
from hoithi.contests.public.queries import milestones_of
from hoithi.contests.queries import managed_by, visible_to
from hoithi.kit.clock import now
from hoithi.kit.clock import today as this_day
from hoithi.kit.routes import Who
from hoithi.planning import queries, rules
from hoithi.planning.enums import Look
from hoithi.planning.queries import DOERS, WATCHERS
from hoithi.site.calendar import month_of, nearest_month, parse_month
from hoithi.site.today import duty, watch

WATCHING = Who("contest_watchers", lambda actor: actor.holds(*WATCHERS))
TAKING_PART = Who("contest_people", lambda actor: actor.holds(*WATCHERS, *DOERS))


def today(request: HttpRequest) -> HttpResponse:
    """What came in, what is late, what is due, whom to remind; for a body's people their own tasks."""
    actor = request.actor  # type: ignore[attr-defined]
    context = {
        "day": this_day(),
        "watch": watch(actor),
        "duty": duty(actor),
        "officer": actor.holds(Role.OFFICER),
        "prepares": actor.holds(Role.OFFICER, Role.SECRETARY),
        "stranger": not actor.grants,
    }
    return render(request, "site/today.html", context)


def contest_overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Are we on time, who is late, what comes next: one page for the head."""
    actor = request.actor  # type: ignore[attr-defined]
    contest = get_object_or_404(managed_by(actor, WATCHERS).select_related("owner"), slug=slug)
    grid = queries.unit_by_task_grid(actor, contest)
    reminded = queries.reminded_today_in([contest])
    time = words.line_of_time(milestones_of(contest), now())
    time["ticks"] = time["ticks"][
        :: len(time["ticks"]) // 4 + 1
    ]  # the picture is narrower here than on the public page
    context = {
        "contest": contest,
        "grid": [(row, (contest.pk, row.unit_id) in reminded) for row in grid],
        "figures": queries.figures(grid),
        "time": time,
        "may_remind": bool(rules.can_edit(actor, contest)),
        "looks": Look,
    }
    return render(request, "site/overview.html", context)


def work_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """A month of a contest, `?thang=2025-04`, with the tasks that the reader may see."""
    actor = request.actor  # type: ignore[attr-defined]
    contest = get_object_or_404(visible_to(actor).select_related("owner"), slug=slug)
    milestones = milestones_of(contest)
    first = parse_month(request.GET.get("thang", "")) or nearest_month(milestones, this_day())
    tasks = queries.counting(queries.visible_to(actor).filter(contest=contest)).select_related("unit")
    month = month_of(first, milestones, queries.in_due_order(tasks))
    context = {"contest": contest, "month": month, "today": this_day(), "watches": actor.holds_in(contest, *WATCHERS)}
    return render(request, "site/calendar.html", context)
