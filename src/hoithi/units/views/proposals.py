"""Proposed changes: the list, and the answer to one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.kit.dates import parse_date, show_date
from hoithi.kit.form_pages import form_page
from hoithi.units import actions, forms, queries, rules
from hoithi.units.actions.proposals import CHANGES
from hoithi.units.models import Proposal, Unit

MOST = 100


def proposal_list(request: HttpRequest) -> HttpResponse:
    """Those that wait, then the last that were decided."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = queries.proposals_visible_to(actor).select_related("unit")
    waiting = list(rows.filter(state=Proposal.State.WAITING)[:MOST])
    decided = rows.exclude(state=Proposal.State.WAITING)[:20]
    return render(
        request,
        "units/proposals.html",
        {"waiting": [_told(row, actor) for row in waiting], "decided": [_told(row, actor) for row in decided]},
    )


def _told(proposal: Proposal, actor: Any) -> dict[str, Any]:
    change = CHANGES[proposal.change]
    return {
        "row": proposal,
        "label": change.label,
        "may_decide": bool(rules.can_decide(actor, proposal, settles=change.settles)),
    }


def decide_proposal(request: HttpRequest, uid: str) -> HttpResponse:
    """Approve or refuse; the button that was pressed says which."""
    actor = request.actor  # type: ignore[attr-defined]
    proposal = get_object_or_404(queries.proposals_visible_to(actor).select_related("unit"), uid=uid)
    approve = request.POST.get("quyet-dinh") == "duyet"
    listed = reverse("unit_proposals")
    crumbs = [
        {"label": _("Đơn vị"), "href": reverse("unit_list")},
        {"label": _("Đề nghị"), "href": listed},
        {"label": proposal.unit.name, "href": ""},
    ]
    return form_page(
        request,
        form=forms.DecideForm(request.POST or None),
        act=lambda data: actions.decide_proposal(proposal, approve=approve, by=actor, **data),
        title=f"{CHANGES[proposal.change].label}: {proposal.unit.name}",
        button=_("Duyệt"),
        done=_("Đã duyệt và thực hiện.") if approve else _("Đã trả lời không duyệt."),
        back=listed,
        crumbs=crumbs,
        template="units/decide.html",
        proposal=proposal,
        facts=_facts(proposal),
        may_decide=rules.can_decide(actor, proposal, settles=CHANGES[proposal.change].settles),
    )


def _facts(proposal: Proposal) -> list[tuple[str, str]]:
    data = proposal.data
    named = [*data.get("successors", []), *data.get("duplicate", [])]
    bodies = ", ".join(f"{unit.name} ({unit.code})" for unit in Unit.objects.filter(uid__in=named))
    rows = [
        (_("Tên"), data.get("name", "")),
        (_("Từ ngày"), show_date(parse_date(data["on"])) if data.get("on") else ""),
        (_("Đơn vị liên quan"), bodies),
        (_("Lý do, căn cứ"), proposal.reason),
    ]
    return [(term, text) for term, text in rows if text]
