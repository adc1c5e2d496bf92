"""Reporting on a task, and changing tasks."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest
from hoithi.kit.files import EVIDENCE, store
from hoithi.kit.form_pages import form_page, press
from hoithi.kit.refusals import Refusal
from hoithi.planning import actions, forms, rules
from hoithi.planning.enums import TaskState
from hoithi.planning.models import Task
from hoithi.planning.views.common import crumbs_to, task_or_404, url_of, watched_contest
from hoithi.planning.views.pages import task_page
from hoithi.units.models import Unit
from hoithi.units.queries import in_force


def task_detail(request: HttpRequest, uid: str) -> HttpResponse:
    """One task; its body's people say how far it is."""
    task, actor = task_or_404(request, uid), request.actor  # type: ignore[attr-defined]
    if request.method == "GET":
        form = forms.ReportForm(
            initial={"state": task.state, "progress": task.progress if task.state == TaskState.DOING else None}
        )
        return task_page(request, task, form if rules.can_report(actor, task) else None)
    if not rules.speaks_for(actor, task):
        raise Http404
    form = forms.ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return task_page(request, task, form, status=422)
    try:
        _report(task, form.cleaned_data, actor)
    except Refusal as refusal:
        form.refuse(refusal)
        return task_page(request, task, form, status=refusal.status)
    messages.success(request, _("Đã ghi nhận tiến độ."))
    return redirect(url_of(task))


def _report(task: Task, data: dict[str, Any], actor: Any) -> None:
    rules.can_report(actor, task).enforce()
    file = store(data["evidence"], kinds=EVIDENCE, by=actor) if data["evidence"] else None
    actions.report_progress(
        task,
        state=data["state"],
        progress=data["progress"] or 0,
        text=data["text"],
        evidence=file,
        once_key=data["once"],
        by=actor,
    )


def _units(contest: Contest) -> Any:
    below = Unit.objects.filter(in_force(), path__startswith=contest.owner.path)
    return (below | Unit.objects.filter(tasks__contest=contest)).distinct()


def add_task(request: HttpRequest, slug: str) -> HttpResponse:
    """A task that the plan does not have."""
    contest, actor = watched_contest(request, slug, Role.OFFICER), request.actor  # type: ignore[attr-defined]
    listed = reverse("contest_tasks", args=[slug])
    unit = _units(contest).filter(uid=request.GET.get("don-vi", "")[:12]).first()
    return form_page(
        request,
        form=forms.AddForm(request.POST or None, units=_units(contest), initial={"unit": unit}),
        act=lambda data: actions.add_task(contest, by=actor, **data),
        title=_("Thêm nhiệm vụ"),
        lead=_("Cho việc không có trong kế hoạch. Đơn vị thấy ngay nhiệm vụ mới."),
        button=_("Thêm nhiệm vụ"),
        done=lambda task: _("Đã giao nhiệm vụ cho %s.") % task.unit.name,
        back=listed,
        crumbs=[{"label": _("Nhiệm vụ"), "href": listed}, {"label": _("Thêm nhiệm vụ"), "href": ""}],
        contest=contest,
    )


def _editable(request: HttpRequest, uid: str) -> Task:
    task = task_or_404(request, uid)
    if not rules.can_edit(request.actor, task.contest):  # type: ignore[attr-defined]
        raise Http404
    return task


def _changed(request: HttpRequest, task: Task, title: str, **page: Any) -> HttpResponse:
    return form_page(
        request,
        title=title,
        lead=task.text,
        done=_("Đã lưu thay đổi."),
        back=url_of(task),
        crumbs=crumbs_to(request, task, title),
        contest=task.contest,
        **{"button": _("Lưu"), **page},
    )


def edit_task(request: HttpRequest, uid: str) -> HttpResponse:
    """The words of a task and who has to do it."""
    task, actor = _editable(request, uid), request.actor  # type: ignore[attr-defined]
    now = {"unit": task.unit, "text": task.text, "version": task.version}
    form = forms.EditForm(request.POST or None, units=_units(task.contest), initial=now)
    return _changed(
        request, task, _("Sửa nhiệm vụ"), form=form, act=lambda data: actions.edit_task(task, by=actor, **data)
    )


def set_due(request: HttpRequest, uid: str) -> HttpResponse:
    """The day by which a task has to be done."""
    task, actor = _editable(request, uid), request.actor  # type: ignore[attr-defined]
    now = {"due_at": task.due, "version": task.version}  # type: ignore[attr-defined]
    follows = task.milestone.label if task.milestone else ""
    form = forms.DueForm(request.POST or None, initial=now, follows=follows)
    return _changed(request, task, _("Đổi hạn"), form=form, act=lambda data: actions.set_due(task, by=actor, **data))


def drop_task(request: HttpRequest, uid: str) -> HttpResponse:
    """A task no longer applies."""
    task, actor = _editable(request, uid), request.actor  # type: ignore[attr-defined]
    return _changed(
        request,
        task,
        _("Bỏ nhiệm vụ"),
        form=forms.DropForm(request.POST or None),
        act=lambda data: actions.drop_task(task, by=actor, **data),
        button=_("Bỏ nhiệm vụ"),
        danger=True,
    )


def restore_task(request: HttpRequest, uid: str) -> HttpResponse:
    """A dropped task applies again."""
    task, actor = _editable(request, uid), request.actor  # type: ignore[attr-defined]
    done = _("Nhiệm vụ được áp dụng lại.")
    return press(request, act=lambda: actions.restore_task(task, by=actor), back=url_of(task), done=done)


def remind(request: HttpRequest, slug: str, unit: str) -> HttpResponse:
    """Remind a body of its open tasks, and go back to the page that the button was on."""
    contest, actor = watched_contest(request, slug, Role.OFFICER), request.actor  # type: ignore[attr-defined]
    body = get_object_or_404(Unit, uid=unit)
    asked = request.POST.get("ve", "")
    own = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    back = asked if own else reverse("contest_tasks", args=[slug])
    done = _("Đã gửi lời nhắc cho đầu mối của %s.") % body.name
    return press(request, act=lambda: actions.remind(contest, unit=body, by=actor), back=back, done=done)
