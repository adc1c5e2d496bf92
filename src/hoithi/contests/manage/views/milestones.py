"""The dates: the plan's words at left, how they are read at right, confirmed by a person."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.contests import actions, rules
from hoithi.contests.actions.milestones import data_of
from hoithi.contests.enums import BINDING, Change, State
from hoithi.contests.manage.access import actor_of, contest_or_404
from hoithi.contests.manage.milestone_forms import MilestoneForm, RemovalForm
from hoithi.contests.manage.saving import Outcome, attempt, typed_data
from hoithi.contests.manage.views.details import may_change, saved
from hoithi.contests.messages import say_bound, say_start
from hoithi.contests.models import Contest, Milestone, Proposal
from hoithi.contests.readings import MilestoneData, Others, warnings_of
from hoithi.contests.stages import closes_at, judging_at, opens_at
from hoithi.kit.clock import now
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal
from hoithi.kit.views import refusal_page


def manage_milestones(request: HttpRequest, slug: str) -> HttpResponse:
    """All dates of the contest with their readings and what to look at."""
    contest = contest_or_404(request, slug)
    if request.method == "POST":
        return _confirm(request, contest)
    milestones = list(contest.milestones.select_related("confirmed_by"))
    actor = actor_of(request)
    rows = [
        {
            "milestone": one,
            "start": say_start(one.starts_at),
            "end": say_bound(one.ends_at),
            "warnings": _warnings(contest, milestones, data_of(one), one),
            "may_confirm": not one.confirmed_at
            and (one.starts_at or one.ends_at)
            and rules.can_set_milestone(actor, contest, one.kind),
        }
        for one in milestones
    ]
    context = {"contest": contest, "rows": rows, "may_add": rules.can_edit_public(actor, contest)}
    return render(request, "contests/manage/milestones.html", context)


def _confirm(request: HttpRequest, contest: Contest) -> HttpResponse:
    milestone = _milestone_or_404(contest, request.POST.get("uid", ""))
    version = request.POST.get("version", "")
    try:
        actions.confirm_reading(milestone, version=int(version) if version.isdecimal() else 0, by=actor_of(request))
    except Refusal as refusal:
        return refusal_page(request, refusal, back="")
    messages.success(request, _("Đã xác nhận mốc “%s”.") % milestone.label)
    return redirect("manage_milestones", contest.slug)


def _milestone_or_404(contest: Contest, uid: str) -> Milestone:
    found = contest.milestones.filter(uid=uid[:12]).first()
    if found is None:
        raise Http404
    return found


def _warnings(
    contest: Contest, milestones: list[Milestone], data: MilestoneData, own: Milestone | None = None
) -> list[str]:
    """What to look at before confirming `data` among the other milestones."""
    others = [one for one in milestones if own is None or one.pk != own.pk]
    stands = own.ends_at if own and own.confirmed_at else None
    around = Others(
        opens_at=data.starts_at or opens_at(contest, others),
        closes_at=closes_at(others),
        judging_at=judging_at(others),
        was=stands,
    )
    return warnings_of(data, around, now())


def manage_milestone(request: HttpRequest, slug: str, uid: str | None = None) -> HttpResponse:
    """Add or change one date. What deserves a second look is shown once before it is saved."""
    contest = contest_or_404(request, slug)
    milestone = _milestone_or_404(contest, uid) if uid else None
    kinds = {milestone.kind if milestone else "", request.POST.get("kind", "")} - {""}
    two = contest.state != State.DRAFT and bool(kinds & set(BINDING))
    first = MilestoneForm.values_of(milestone) if milestone else None
    form = MilestoneForm(request.POST or None, initial=first, running=two)
    outcome = Outcome(ok=False)
    warnings = _unseen(contest, form, milestone) if request.method == "POST" else []
    if request.method == "POST" and not warnings:
        now_stands = (lambda: MilestoneForm.values_of(contest.milestones.get(pk=milestone.pk))) if milestone else None
        outcome = attempt(form, lambda: _save(request, contest, form, milestone), now=now_stands)
        if outcome.ok:
            return saved(request, contest, outcome, "manage_milestones")
    actor = actor_of(request)
    context = {
        "contest": contest,
        "milestone": milestone,
        "form": form,
        "both": outcome.both,
        "warnings": warnings,
        "verdict": may_change(request, contest) if two else rules.can_set_milestone(actor, contest, *kinds),
        "running": two,
    }
    return render(request, "contests/manage/milestone.html", context, status=outcome.status)


def _unseen(contest: Contest, form: MilestoneForm, milestone: Milestone | None) -> list[str]:
    """Warnings about what was typed that the person has not been shown yet; the form remembers that it showed them."""
    if not form.is_valid():
        return []
    data = form.milestone_data()
    mark = f"{data.kind} {data.starts_at} {data.ends_at}"
    if form.cleaned_data["seen"] == mark:
        return []
    typed = typed_data(form)
    typed["seen"] = mark
    form.data = typed
    return _warnings(contest, list(contest.milestones.all()), data, milestone)


def _save(request: HttpRequest, contest: Contest, form: MilestoneForm, milestone: Milestone | None) -> Proposal | None:
    """Set it at once where a rule allows, otherwise propose it. Whoever types instants stands by them."""
    by, version = actor_of(request), form.cleaned_data["version"]
    data = form.milestone_data(milestone)
    uid = milestone.uid if milestone else form.key or public_id()
    if contest.state != State.DRAFT and {data.kind, milestone.kind if milestone else ""} & set(BINDING):
        wish = {"uid": uid, "version": version if milestone else None, "to": data.as_json()}
        return actions.propose(contest, Change.MILESTONE, wish, reason=form.reason, uid=form.key, by=by)
    confirmed = bool(data.starts_at or data.ends_at)
    actions.set_milestone(contest, data, milestone=milestone, uid=uid, confirmed=confirmed, version=version, by=by)
    return None


def manage_milestone_remove(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Take one date out, after asking."""
    contest = contest_or_404(request, slug)
    milestone = _milestone_or_404(contest, uid)
    two = contest.state != State.DRAFT and milestone.kind in BINDING
    form = RemovalForm(request.POST or None, initial={"version": milestone.version}, running=two)
    outcome = Outcome(ok=False)
    if request.method == "POST":
        outcome = attempt(form, lambda: _remove(request, milestone, form, two=two))
        if outcome.ok:
            return saved(request, contest, outcome, "manage_milestones")
    context = {"contest": contest, "milestone": milestone, "form": form, "running": two}
    return render(request, "contests/manage/milestone_remove.html", context, status=outcome.status)


def _remove(request: HttpRequest, milestone: Milestone, form: RemovalForm, *, two: bool) -> Proposal | None:
    by, version = actor_of(request), form.cleaned_data["version"]
    if two:
        wish = {"uid": milestone.uid, "version": version}
        return actions.propose(milestone.contest, Change.REMOVAL, wish, reason=form.reason, uid=form.key, by=by)
    actions.remove_milestone(milestone, version=version, by=by)
    return None
