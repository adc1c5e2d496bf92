"""What is said about a contest: details, reception and contact, reporting."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.contests import actions, rules
from hoithi.contests.enums import Change, State
from hoithi.contests.manage import choices
from hoithi.contests.manage.access import actor_of, contest_or_404
from hoithi.contests.manage.forms import DetailsForm, Reasoned, ReceptionForm, ReportingForm
from hoithi.contests.manage.saving import Outcome, attempt
from hoithi.contests.models import Contest, ReportingRegime
from hoithi.kit.refusals import Verdict


def parts(contest: Contest, here: str) -> list[dict[str, Any]]:
    """The three pages on what is said about a contest, as a second row of links."""
    pages = {
        "manage_details": _("Thông tin chung"),
        "manage_reception": _("Nơi nhận, liên hệ"),
        "manage_reporting": _("Chế độ báo cáo"),
    }
    return [
        {"label": label, "href": reverse(name, args=[contest.slug]), "here": name == here}
        for name, label in pages.items()
    ]


def may_change(request: HttpRequest, contest: Contest) -> Verdict:
    """Whether the actor may change the configuration, at once or by proposing."""
    actor = actor_of(request)
    return rules.can_edit(actor, contest) if contest.state == State.DRAFT else rules.can_propose(actor, contest)


def submit(
    request: HttpRequest, contest: Contest, change: Change, form: Reasoned, data: Callable[[], dict[str, Any]]
) -> Callable[[], Any]:
    """What saving `form` does: change the draft at once, or propose the change of a running contest."""
    return lambda: actions.change_contest(
        contest, change, data(), reason=form.reason, uid=form.key, by=actor_of(request)
    )


def saved(request: HttpRequest, contest: Contest, outcome: Outcome, url_name: str) -> HttpResponse:
    """Where one goes after saving: to the proposal, or back to the page."""
    if outcome.result is not None:
        messages.success(request, _("Đã gửi đề xuất. Trưởng Ban Tổ chức duyệt thì thay đổi mới có hiệu lực."))
        return redirect("manage_proposal", contest.slug, outcome.result.uid)
    messages.success(request, _("Đã lưu."))
    return redirect(url_name, contest.slug)


def manage_details(request: HttpRequest, slug: str) -> HttpResponse:
    """Name, edition, years, who runs it."""
    contest = contest_or_404(request, slug)
    actor = actor_of(request)
    choice = {"bodies": choices.bodies(actor, contest), "uppers": choices.uppers(actor, contest)}
    running = contest.state != State.DRAFT
    form = DetailsForm(request.POST or None, initial=DetailsForm.values_of(contest), running=running, **choice)
    outcome = Outcome(ok=False)
    if request.method == "POST":

        def data() -> dict[str, Any]:
            return {"values": form.values(), "version": form.cleaned_data["version"]}

        outcome = attempt(form, submit(request, contest, Change.DETAILS, form, data), now=_now(contest))
        if outcome.ok:
            return saved(request, contest, outcome, "manage_details")
    context = {
        "contest": contest,
        "form": form,
        "both": outcome.both,
        "verdict": may_change(request, contest),
        "parts": parts(contest, "manage_details"),
        "title": _("Thông tin hội thi"),
        "running": running,
    }
    return render(request, "contests/manage/form.html", context, status=outcome.status)


def _now(contest: Contest) -> Callable[[], dict[str, Any]]:
    return lambda: DetailsForm.values_of(Contest.objects.get(pk=contest.pk))


def manage_reception(request: HttpRequest, slug: str) -> HttpResponse:
    """Where entries are brought and whom to ask: kept right by the officers at any time."""
    contest = contest_or_404(request, slug)
    form = ReceptionForm(request.POST or None, initial=_reception(contest))
    outcome = Outcome(ok=False)
    if request.method == "POST":
        verb = lambda: actions.edit_reception(contest, by=actor_of(request), **form.cleaned_data)  # noqa: E731
        outcome = attempt(form, verb, now=lambda: _reception(Contest.objects.get(pk=contest.pk)))
        if outcome.ok:
            messages.success(request, _("Đã lưu."))
            return redirect("manage_reception", slug)
    context = {
        "contest": contest,
        "form": form,
        "both": outcome.both,
        "verdict": rules.can_edit_public(actor_of(request), contest),
        "parts": parts(contest, "manage_reception"),
        "title": _("Nơi nhận hồ sơ, liên hệ"),
    }
    return render(request, "contests/manage/form.html", context, status=outcome.status)


def _reception(contest: Contest) -> dict[str, Any]:
    return {name: getattr(contest, name) for name in ReceptionForm.base_fields}


def manage_reporting(request: HttpRequest, slug: str) -> HttpResponse:
    """How often the bodies report."""
    contest = contest_or_404(request, slug)
    regime = ReportingRegime.objects.filter(contest=contest).first()
    running = contest.state != State.DRAFT
    first = ReportingForm.values_of(regime) if regime else {"period": "quarter", "due_month": "last", "before": "yes"}
    form = ReportingForm(request.POST or None, initial=first, running=running)
    outcome = Outcome(ok=False)
    if request.method == "POST":

        def data() -> dict[str, Any]:
            return {"values": form.values(), "version": form.cleaned_data["version"]}

        outcome = attempt(form, submit(request, contest, Change.REPORTING, form, data), now=_regime_now(contest))
        if outcome.ok:
            return saved(request, contest, outcome, "manage_reporting")
    context = {
        "contest": contest,
        "form": form,
        "both": outcome.both,
        "verdict": may_change(request, contest),
        "parts": parts(contest, "manage_reporting"),
        "title": _("Chế độ báo cáo"),
        "lead": _("Các đơn vị phối hợp báo cáo định kỳ theo chế độ này."),
        "running": running,
    }
    return render(request, "contests/manage/form.html", context, status=outcome.status)


def _regime_now(contest: Contest) -> Callable[[], dict[str, Any]]:
    return lambda: ReportingForm.values_of(ReportingRegime.objects.get(contest=contest))
