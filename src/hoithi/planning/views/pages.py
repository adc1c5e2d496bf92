"""Reading tasks: those of my body, those of a contest, and one."""

from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from hoithi.audit.actions import subject_of
from hoithi.audit.queries import events_of
from hoithi.kit.clock import VIETNAM, now
from hoithi.kit.dates import bound_as_day
from hoithi.kit.files import download
from hoithi.kit.tables import Column, Filter, ListPage
from hoithi.planning import queries, rules
from hoithi.planning.enums import Look, TaskState
from hoithi.planning.forms import ReportForm
from hoithi.planning.messages import tell
from hoithi.planning.models import Task
from hoithi.planning.views.common import crumbs_to, task_or_404, url_of, watched_contest
from hoithi.units.models import Unit

MOST_MINE = 500
MOST_NOTES = 50


def task_mine(request: HttpRequest) -> HttpResponse:
    """What the bodies that I report for have to do: late first, then by day, then what is done."""
    moment = now()
    rows = queries.in_due_order(queries.counting(queries.own_tasks(request.actor)))  # type: ignore[attr-defined]
    tasks = list(rows.select_related("unit", "contest", "milestone")[:MOST_MINE])
    lines = [(task, queries.look(task.state, task.due, at=moment)) for task in tasks]  # type: ignore[attr-defined]
    parts = [
        (Look.LATE.label, [line for line in lines if line[1] == Look.LATE]),
        (_("Cần làm"), [line for line in lines if line[1] in {Look.TODO, Look.DOING}]),
        (Look.DONE.label, [line for line in lines if line[1] == Look.DONE]),
    ]
    several = len({task.unit_id for task in tasks}) > 1
    contests = len({task.contest_id for task in tasks}) > 1
    context = {"parts": [part for part in parts if part[1]], "several": several, "contests": contests}
    return render(request, "planning/mine.html", context)


def _by_look(rows: QuerySet[Task], code: str) -> QuerySet[Task]:
    if code == "late":
        return queries.late(rows)
    if code == "week":
        return queries.due_within(rows)
    return rows.filter(state=code)


def _columns(moment: Any) -> list[Column]:
    return [
        Column("nhiem-vu", _("Nhiệm vụ"), "text", href=url_of, sort=("position",)),
        Column("don-vi", _("Đơn vị"), lambda row: row.unit.name, sort=("unit__sort_key", "position")),
        Column("han", _("Hạn"), _due, sort=("due",), kind="date"),
        Column("tinh-trang", _("Tình trạng"), lambda row: queries.look(row.state, row.due, at=moment), kind="state"),
        Column("tien-do", _("Tiến độ (%)"), "progress", sort=("progress",), kind="number"),
        Column("cap-nhat", _("Cập nhật"), _updated_on, sort=("updated_at",), kind="date"),
    ]


def _due(row: Task) -> Any:
    due = row.due  # type: ignore[attr-defined] # annotated by visible_to
    return bound_as_day(due) if due else row.due_written or None


def _updated_on(row: Task) -> Any:
    return row.updated_at.astimezone(VIETNAM).date() if row.updated_at else None


def contest_tasks(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All tasks of a contest, for those who watch it."""
    actor = request.actor  # type: ignore[attr-defined]
    contest = watched_contest(request, slug)
    rows = queries.visible_to(actor).filter(contest=contest).select_related("unit", "milestone")
    rows = rows.annotate(words=Concat("search_key", Value(" | "), "unit__search_key", output_field=TextField()))
    units = Unit.objects.filter(tasks__contest=contest).distinct().values_list("uid", "name")
    looks = [
        (Look.LATE.value, Look.LATE.label),
        ("week", _("Đến hạn trong 7 ngày")),
        *((state.value, state.label) for state in TaskState),
    ]
    page = ListPage(
        request,
        rows,
        _columns(now()),
        search="words",
        filters=[
            Filter("tinh-trang", _("Tình trạng"), looks, _by_look),
            Filter("don-vi", _("Đơn vị"), list(units), "unit__uid"),
        ],
        default_sort="nhiem-vu",
        export=True,
    )
    context = {"contest": contest, "may_edit": bool(rules.can_edit(actor, contest))}
    return page.response("planning/contest_tasks.html", context, filename=f"nhiem-vu-{slug}")


def task_page(request: HttpRequest, task: Task, form: ReportForm | None, status: int = 200) -> HttpResponse:
    """The page of one task, with the form of whoever may report."""
    actor = request.actor  # type: ignore[attr-defined]
    may_report = rules.can_report(actor, task)
    return render(
        request,
        "planning/task.html",
        {
            "task": task,
            "contest": task.contest if actor.holds_in(task.contest, *queries.WATCHERS) else None,
            "look": queries.look(task.state, task.due, at=now()),  # type: ignore[attr-defined]
            "crumbs": crumbs_to(request, task),
            "quote": queries.plan_quote(task),
            "notes": list(queries.notes_visible_to(actor).filter(task=task).select_related("evidence")[:MOST_NOTES]),
            "history": tell(events_of(subject_of(task)).exclude(verb="planning.report_progress")[:MOST_NOTES]),
            "may_report": may_report,
            "mine": rules.speaks_for(actor, task),
            "form": form,
            "may_edit": rules.can_edit(actor, task.contest),
        },
        status=status,
    )


def evidence(request: HttpRequest, uid: str, note: str) -> HttpResponseBase:
    """The file of a report, for those who may read the task."""
    task = task_or_404(request, uid)
    seen = queries.notes_visible_to(request.actor).filter(task=task)  # type: ignore[attr-defined]
    row = get_object_or_404(seen.exclude(evidence=None).select_related("evidence"), uid=note)
    return download(row.evidence)  # type: ignore[arg-type] # those without were left out
