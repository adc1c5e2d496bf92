"""The people of one contest: who holds which role, who waits for approval, who is invited."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.grants import actions, messages, queries, rules
from hoithi.contests.grants.exports import export_people
from hoithi.contests.grants.forms import DecideForm, InviteForm, roles_to_give
from hoithi.contests.grants.scopes import Scope
from hoithi.contests.grants.views.common import contest_or_404, crumbs, day_of
from hoithi.contests.models import RoleGrant
from hoithi.kit.form_pages import form_page, press
from hoithi.kit.tables import Column, Filter, ListPage

# What a button of the page of a role does, whatever the role has become since the page was drawn: the verb answers.
VERBS = {"duyet": actions.approve_role, "khong-duyet": actions.refuse_role, "ket-thuc": actions.end_role}


def contest_people(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every role in the contest, searched and filtered; open invitations and what waits for the head above it."""
    contest = contest_or_404(request, slug)
    actor = request.actor  # type: ignore[attr-defined]
    grants = queries.grants_visible_to(actor, contest).filter(queries.not_over())

    def address(grant: RoleGrant) -> str:
        return reverse("role_grant", args=[contest.slug, grant.uid])

    page = ListPage(
        request,
        grants.select_related("person", "unit"),
        [
            Column("ten", _("Họ và tên"), lambda row: row.person.full_name, sort=("person__sort_key",), href=address),
            Column("vai-tro", _("Vai trò"), lambda row: row.get_role_display(), sort=("role", "person__sort_key")),
            Column("don-vi", _("Đơn vị"), lambda row: row.unit.name if row.unit else "", sort=("unit__sort_key",)),
            Column("tinh-trang", _("Tình trạng"), lambda row: row.get_state_display(), sort=("state",)),
            Column("tu", _("Từ ngày"), lambda row: day_of(row.starts_at), sort=("starts_at",), kind="date"),
        ],
        search="person__search_key",
        filters=[
            Filter("vai-tro", _("Vai trò"), Role.choices, "role"),
            Filter("tinh-trang", _("Tình trạng"), RoleGrant.State.choices[:2], "state"),
        ],
        default_sort="ten",
        export=bool(rules.can_export_people(actor, contest)),
        exported=lambda rows: export_people(contest, rows=rows, by=actor),
    )
    invitations = list(queries.open_invitations(contest).select_related("unit").order_by("expires_at")[:200])
    roles = roles_to_give(actor, contest)
    facts = {"contest": contest, "invitations": invitations, "may_invite": roles, "in_bulk": Role.FOCAL_POINT in roles}
    return page.response("contests/people/list.html", facts, filename="nguoi-tham-gia")


def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite one person. Without an address the link is shown once, to be handed over."""
    contest = contest_or_404(request, slug)
    actor = request.actor  # type: ignore[attr-defined]
    form = InviteForm(request.POST or None, contest=contest, actor=actor)
    made: dict[str, Any] = {}

    def act(data: dict[str, Any]) -> None:  # noqa: ARG001
        made["invitation"], made["token"] = actions.invite(**form.facts(), contest=contest, by=actor)

    back = reverse("contest_people", args=[contest.slug])
    response = form_page(
        request,
        form=form,
        act=act,
        title=_("Mời người"),
        lead=_("Người được mời nhận vai trò qua một liên kết dùng một lần, trong 14 ngày."),
        button=_("Mời"),
        back=back,
        done=lambda __: _("Đã mời %s.") % form.cleaned_data["full_name"],
        crumbs=crumbs(contest),
        contest=contest,
    )
    if made.get("token") and not made["invitation"].email:
        words = {
            "contest": contest,
            "invitation": made["invitation"],
            "link": messages.link(made["token"]),
            "back": back,
        }
        return render(request, "contests/people/link.html", words)
    return response


def invite_focal_points(request: HttpRequest, slug: str) -> HttpResponse:
    """All focal points of the bodies in one go: first what will happen, then the button."""
    contest = contest_or_404(request, slug)
    actor = request.actor  # type: ignore[attr-defined]
    if not rules.can_give(actor, Role.FOCAL_POINT, Scope(contest, contest.owner)):
        raise Http404
    back = reverse("contest_people", args=[contest.slug])
    if request.method == "POST":
        chosen = {int(number) for number in request.POST.getlist("unit") if number.isdecimal() and len(number) < 19}
        sent: list[Any] = []
        return press(
            request,
            act=lambda: sent.extend(actions.invite_focal_points(contest, units=chosen, by=actor)),
            back=back,
            done=_("Đã gửi lời mời đến các đầu mối đã chọn."),
        )
    rows = queries.focal_points_to_invite(contest)
    ready = sum(1 for row in rows if not row[2])
    facts = {"contest": contest, "rows": rows, "ready": ready, "crumbs": crumbs(contest), "back": back}
    return render(request, "contests/people/focal_points.html", facts)


def role_grant(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One role: what it is, who gave it, and what may be done with it."""
    contest = contest_or_404(request, slug)
    actor = request.actor  # type: ignore[attr-defined]
    rows = queries.grants_visible_to(actor, contest).select_related("person", "unit", "contest", "proposed_by")
    grant = get_object_or_404(rows, uid=uid)
    verb = VERBS.get(request.POST.get("viec", ""))
    if request.method == "POST" and verb is None:
        raise Http404
    return form_page(
        request,
        form=DecideForm(request.POST or None),
        act=lambda data: verb and verb(grant, reason=data["reason"], by=actor),
        title=grant.person.full_name,
        lead=grant.get_role_display(),
        button="",
        back=reverse("contest_people", args=[contest.slug]),
        done=_("Đã ghi nhận."),
        crumbs=crumbs(contest),
        template="contests/people/grant.html",
        contest=contest,
        grant=grant,
        verbs=_offered(actor, grant),
    )


def _offered(actor: Actor, grant: RoleGrant) -> set[str]:
    offered: set[str] = set()
    if grant.state == RoleGrant.State.PROPOSED and rules.can_decide(actor, grant):
        offered |= {"duyet", "khong-duyet"}
    return offered | {"ket-thuc"} if rules.can_end(actor, grant) else offered


def withdraw(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Take an invitation back."""
    contest = contest_or_404(request, slug)
    invitation = get_object_or_404(contest.invitations.select_related("contest", "unit"), uid=uid)
    return press(
        request,
        act=lambda: actions.withdraw_invitation(invitation, by=request.actor),  # type: ignore[attr-defined]
        back=reverse("contest_people", args=[contest.slug]),
        done=_("Đã thu hồi lời mời."),
    )
