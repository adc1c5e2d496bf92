"""The manage page of a contest: where it stands, what is missing, what to do next."""

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.contests import actions, rules
from hoithi.contests.enums import Change, State
from hoithi.contests.manage.access import actor_of, contest_or_404
from hoithi.contests.manage.forms import EndForm, MoveForm
from hoithi.contests.manage.saving import Outcome, attempt
from hoithi.contests.models import Contest
from hoithi.contests.stages import closes_at, judging_at, opens_at, state_at
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.kit.views import refusal_page


def contest_manage(request: HttpRequest, slug: str) -> HttpResponse:
    """Overview: state as the dates give it now, what stands before the announcement, proposals that wait."""
    contest = contest_or_404(request, slug)
    actor = actor_of(request)
    prefetch_related_objects([contest], "milestones")
    milestones = list(contest.milestones.all())
    draft = contest.state == State.DRAFT
    context = {
        "contest": contest,
        "state": state_at(contest, milestones, now()),
        "milestones": milestones,
        "unread": sum(m.confirmed_at is None for m in milestones),
        "opens_at": opens_at(contest, milestones),
        "closes_at": closes_at(milestones),
        "judging_at": judging_at(milestones),
        "missing": rules.missing_before_announcing(contest) if draft else [],
        "may_announce": rules.can_announce(actor, contest) if draft else None,
        "may_copy": rules.can_create(actor, contest.owner),
        "may_edit": rules.can_edit_public(actor, contest),
        "waiting": list(contest.proposals.filter(decision="")),
    }
    return render(request, "contests/manage/home.html", context)


def manage_announce(request: HttpRequest, slug: str) -> HttpResponse:
    """The button "Công bố"."""
    contest = contest_or_404(request, slug)
    try:
        actions.announce(contest, by=actor_of(request))
    except Refusal as refusal:
        return refusal_page(request, refusal, back="../")
    messages.success(request, _("Hội thi đã công bố. Mọi người đều xem được từ bây giờ."))
    return redirect("contest_manage", slug)


def manage_state(request: HttpRequest, slug: str) -> HttpResponse:
    """Another state than the dates give (proposed), cancelling, archiving (by the head)."""
    contest = contest_or_404(request, slug)
    actor = actor_of(request)
    wish = request.POST.get("do")
    states = [(s.value, s.label) for s in rules.MOVABLE if s != contest.state and rules.can_move(contest, s)]
    move = MoveForm(request.POST if wish == "move" else None, states=states)
    end = EndForm(
        request.POST if wish in {"cancel", "archive"} else None, initial={"version": contest.version}, prefix="end"
    )
    outcome = Outcome(ok=False)
    if wish == "move":
        outcome = attempt(move, lambda: _move(contest, move, request))
    elif wish in {"cancel", "archive"}:
        outcome = attempt(end, lambda: _end(contest, end, wish, request))
    if outcome.ok:
        messages.success(request, outcome.result)
        return redirect("manage_proposals" if wish == "move" else "contest_manage", slug)
    context = {
        "contest": contest,
        "move": move if states and rules.can_propose(actor, contest) else None,
        "end": end if rules.can_end(actor, contest) else None,
        "may_archive": contest.state not in {State.DRAFT, State.ANNOUNCED, State.OPEN},
    }
    return render(request, "contests/manage/state.html", context, status=outcome.status)


def _move(contest: Contest, form: MoveForm, request: HttpRequest) -> str:
    data = {"to": form.cleaned_data["to"]}
    actions.propose(contest, Change.STATE, data, reason=form.reason, uid=form.key, by=actor_of(request))
    return _("Đã gửi đề xuất. Trưởng Ban Tổ chức duyệt thì trạng thái mới đổi.")


def _end(contest: Contest, form: EndForm, wish: str, request: HttpRequest) -> str:
    said = form.cleaned_data
    verb = actions.cancel if wish == "cancel" else actions.archive
    verb(contest, reason=said["reason"], version=said["version"], by=actor_of(request))
    return _("Hội thi đã hủy.") if wish == "cancel" else _("Hội thi đã lưu trữ.")
