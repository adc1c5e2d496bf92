"""Proposals: what waits, and the decision on one."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.enums import Role
from hoithi.contests import actions, rules
from hoithi.contests.enums import Change, Decision
from hoithi.contests.manage.access import actor_of, contest_or_404
from hoithi.contests.manage.forms import DecisionForm
from hoithi.contests.manage.saving import Outcome, attempt
from hoithi.contests.models import Proposal
from hoithi.kit.tables import Column, Filter, ListPage

WAITING = "cho-duyet"
DECISIONS = [(WAITING, gettext_lazy("Chờ duyệt")), *Decision.choices]


def _by_decision(rows: QuerySet[Any], code: str) -> QuerySet[Any]:
    return rows.filter(decision="" if code == WAITING else code)


def _headline(row: dict[str, Any]) -> str:
    return str(row["summary"][0] if row["summary"] else Change(row["change"]).label)


def manage_proposals(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All proposals of the contest, the newest first."""
    contest = contest_or_404(request, slug)
    columns = [
        Column(
            "thay-doi",
            gettext_lazy("Thay đổi"),
            _headline,
            href=lambda row: reverse("manage_proposal", args=[slug, row["uid"]]),
        ),
        Column("nguoi", gettext_lazy("Người đề xuất"), "proposed_by_name", sort=("proposed_by_name",)),
        Column("luc", gettext_lazy("Lúc"), "proposed_at", sort=("proposed_at",)),
        Column("ket-luan", gettext_lazy("Kết luận"), lambda row: decision_label(row["decision"])),
    ]
    rows = contest.proposals.values("uid", "change", "summary", "proposed_by_name", "proposed_at", "decision")
    filters = [Filter("ket-luan-la", gettext_lazy("Kết luận"), DECISIONS, _by_decision)]
    page = ListPage(request, rows, columns, search="", filters=filters, default_sort="-luc")
    return page.response("contests/manage/proposals.html", {"contest": contest}, filename="de-xuat")


def decision_label(code: str) -> str:
    """The decision in words; one that waits too."""
    return str(Decision(code).label) if code else _("Chờ duyệt")


def manage_proposal(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One proposal: what changes in words, whom it touches, why; approved, rejected or taken back."""
    contest = contest_or_404(request, slug)
    proposal = contest.proposals.filter(uid=uid[:12]).first()
    if proposal is None:
        raise Http404
    form = DecisionForm(request.POST or None)
    outcome = Outcome(ok=False)
    if request.method == "POST":
        outcome = attempt(form, lambda: _decide(request, proposal, form))
        if outcome.ok:
            messages.success(request, _("Đã ghi nhận: %s.") % decision_label(outcome.result.decision).lower())
            return redirect("manage_proposal", slug, uid)
    actor = actor_of(request)
    context = {
        "contest": contest,
        "proposal": proposal,
        "form": form,
        "decision": decision_label(proposal.decision),
        "may_decide": rules.can_decide(actor, proposal),
        "is_head": actor.holds_in(contest, Role.HEAD),
        "may_withdraw": rules.can_withdraw(actor, proposal),
    }
    return render(request, "contests/manage/proposal.html", context, status=outcome.status)


def _decide(request: HttpRequest, proposal: Proposal, form: DecisionForm) -> Proposal:
    by, answer = actor_of(request), form.cleaned_data["answer"]
    wish = request.POST.get("do")
    if wish == "approve":
        return actions.approve(proposal, answer=answer, by=by)
    if wish == "withdraw":
        return actions.withdraw_proposal(proposal, by=by)
    return actions.reject(proposal, answer=answer, by=by)
