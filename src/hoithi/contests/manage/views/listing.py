"""The contests of whoever asks, and the ways to make one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests import hooks, rules
from hoithi.contests.actions import Start, copy_edition, start_contest
from hoithi.contests.enums import Kind, State
from hoithi.contests.manage import choices
from hoithi.contests.manage.access import actor_of, contest_or_404
from hoithi.contests.manage.forms import CopyForm, NewContestForm
from hoithi.contests.manage.saving import attempt
from hoithi.contests.models import Contest
from hoithi.contests.queries import current_rules, managed_by
from hoithi.contests.readings import instants
from hoithi.kit.clock import today
from hoithi.kit.tables import Column, Filter, ListPage


def _years(row: dict[str, Any]) -> str:
    return "-".join(str(y) for y in sorted({y for y in (row["start_year"], row["end_year"]) if y}))


COLUMNS = [
    Column(
        "ten",
        gettext_lazy("Hội thi"),
        "name",
        sort=("name",),
        href=lambda row: reverse("contest_manage", args=[row["slug"]]),
    ),
    Column("nam", gettext_lazy("Năm"), _years, sort=("end_year",)),
    Column("don-vi", gettext_lazy("Cơ quan tổ chức"), "owner__name", sort=("owner__sort_key",)),
    Column("trang-thai", gettext_lazy("Trạng thái"), lambda row: State(row["state"]), sort=("state",), kind="state"),
]


def manage_list(request: HttpRequest) -> HttpResponseBase:
    """All contests over which the actor holds a role."""
    rows = managed_by(actor_of(request), rules.READERS).values(
        "name", "slug", "start_year", "end_year", "owner__name", "state"
    )
    filters = [
        Filter("trang-thai-la", gettext_lazy("Trạng thái"), State.choices, "state"),
        Filter("loai", gettext_lazy("Loại"), Kind.choices, "kind"),
    ]
    page = ListPage(request, rows, COLUMNS, filters=filters, default_sort="-nam", export=True)
    may_create = actor_of(request).holds(*rules.EDITORS)
    return page.response("contests/manage/list.html", {"may_create": may_create}, filename="hoi-thi")


def manage_new(request: HttpRequest) -> HttpResponse:
    """Three ways to a contest: from the signed plan, from the last edition, or by a few answers here."""
    actor = actor_of(request)
    owners = choices.owners(actor)
    first = {"start_year": today().year, "end_year": today().year, "kind": Kind.TECHNICAL, "template": "toan-quoc"}
    form = NewContestForm(request.POST or None, owners=owners, initial=first)
    status = 200
    if request.method == "POST":
        outcome = attempt(form, lambda: _start(form, request))
        if outcome.ok:
            messages.success(request, _("Đã tạo hội thi. Hãy rà lại từng phần rồi công bố."))
            return redirect("contest_manage", outcome.result.slug)
        status = outcome.status
    editions = managed_by(actor, rules.EDITORS).exclude(state=State.CANCELLED).values("name", "slug", "end_year")[:20]
    return render(
        request, "contests/manage/new.html", {"form": form, "owners": owners, "editions": editions}, status=status
    )


def _start(form: NewContestForm, request: HttpRequest) -> Contest:
    said = form.cleaned_data
    opens_at, closes_at = instants(said["opens_on"], said["closes_on"])
    plain = ("kind", "edition", "start_year", "end_year", "organizer_name", "contact_name", "contact_phone")
    return start_contest(
        owner=choices.unit_of(said["owner"]),
        name=said["name"],
        start=Start(template=said["template"], opens_at=opens_at, closes_at=closes_at),
        uid=said["once"] or None,
        by=actor_of(request),
        **{name: said[name] for name in plain},
    )


def manage_copy(request: HttpRequest, slug: str) -> HttpResponse:
    """The next edition: what goes along is shown before it is made."""
    contest = contest_or_404(request, slug)
    first = {"name": contest.name, "shift_years": 2 if contest.start_year != contest.end_year else 1}
    form = CopyForm(request.POST or None, initial=first)
    status = 200
    if request.method == "POST":
        outcome = attempt(form, lambda: _copy(contest, form, request))
        if outcome.ok:
            messages.success(request, _("Đã chép sang lần mới. Các ngày đã dời, cần xác nhận lại từng mốc."))
            return redirect("contest_manage", outcome.result.slug)
        status = outcome.status
    taken = [
        (_("Mốc thời gian (dời ngày, chưa xác nhận)"), contest.milestones.count()),
        (_("Phần thể lệ đang dùng"), len(current_rules(contest))),
        *((step.label, step.count(contest)) for step in hooks.COPY_STEPS),
    ]
    context = {"contest": contest, "form": form, "taken": taken}
    return render(request, "contests/manage/copy.html", context, status=status)


def _copy(contest: Contest, form: CopyForm, request: HttpRequest) -> Contest:
    said = form.cleaned_data
    uid = said["once"] or None
    return copy_edition(contest, name=said["name"], shift_years=said["shift_years"], uid=uid, by=actor_of(request))
