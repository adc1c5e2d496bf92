"""Reading: the list of bodies and the page of one."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.audit.actions import subject_of
from hoithi.audit.queries import events_of
from hoithi.kit.clock import today
from hoithi.kit.tables import Column, Filter, ListPage
from hoithi.units import queries, rules
from hoithi.units.messages import tell
from hoithi.units.models import Member, Proposal, Unit, UnitKind
from hoithi.units.views.common import crumbs_to, unit_or_404

MOST_EVENTS = 30
MOST_CHILDREN = 200


def _existing(rows: QuerySet[Unit], code: str) -> QuerySet[Unit]:
    return rows.filter(queries.in_force()) if code == "con" else rows.exclude(queries.in_force())


def _with_focal_point(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    focal = Member.objects.filter(unit=OuterRef("pk"), duty=Member.Duty.FOCAL_POINT, ends_on=None)
    return rows.annotate(focal_point=Subquery(focal.values("full_name")[:1]))


def _columns(actor: Any) -> list[Column]:
    return [
        Column("ten", _("Tên đơn vị"), "name", sort=("sort_key",), href=_url),
        Column("ma", _("Mã"), "code", sort=("code",)),
        Column("loai", _("Loại"), lambda row: row.kind.name, sort=("kind__order", "sort_key")),
        Column("cap-tren", _("Thuộc"), lambda row: row.parent.name if row.parent else ""),
        Column(
            "dau-moi",
            _("Đầu mối"),
            lambda row: row.focal_point if queries.reads_people(actor, row) else "",
            personal=True,
        ),
        Column("cham-dut", _("Chấm dứt từ"), lambda row: row.valid_to, sort=("valid_to",), kind="date"),
    ]


def _url(unit: Unit) -> str:
    return reverse("unit_detail", args=[unit.uid])


def unit_list(request: HttpRequest) -> HttpResponseBase:
    """All bodies: searched, filtered by kind and by whether they still exist, taken away as Excel."""
    actor = request.actor  # type: ignore[attr-defined]
    if not request.GET:
        request.GET = QueryDict("tinh-trang=con")  # until asked, those that still exist
    rows = _with_focal_point(queries.visible_to(actor).select_related("kind", "parent"))
    kinds = [(kind.code, kind.name) for kind in UnitKind.objects.all()]
    exists = [("con", gettext_lazy("Đang hoạt động")), ("het", gettext_lazy("Đã chấm dứt"))]
    page = ListPage(
        request,
        rows,
        _columns(actor),
        filters=[
            Filter("loai", _("Loại"), kinds, "kind__code"),
            Filter("tinh-trang", _("Tình trạng"), exists, _existing),
        ],
        default_sort="ten",
        export=True,
    )
    waiting = queries.proposals_visible_to(actor).filter(state=Proposal.State.WAITING).count()
    context = {
        "may_create": any(rules.can_change(actor, grant.unit_path) for grant in actor.grants),
        "waiting": waiting,
    }
    return page.response("units/list.html", context, filename="don-vi")


def unit_detail(request: HttpRequest, uid: str) -> HttpResponseBase:
    """One body: what it is, who is of it, what lies below, what it was called, what happened to it."""
    actor = request.actor  # type: ignore[attr-defined]
    unit = unit_or_404(request, uid)
    reads_people = queries.reads_people(actor, unit)
    children = unit.children.select_related("kind").order_by("kind__order", "sort_key")[:MOST_CHILDREN]
    steps = {
        "predecessors": unit.succeeds.select_related("predecessor"),
        "successors": unit.succeeded_by.select_related("successor"),
    }
    return render(
        request,
        "units/detail.html",
        {
            "unit": unit,
            "crumbs": crumbs_to(unit),
            "closed": unit.valid_to is not None and unit.valid_to <= today(),
            "children": list(children),
            "aliases": list(unit.aliases.order_by("used_until", "name")),
            "reads_people": reads_people,
            "members": list(queries.members_visible_to(actor, unit)),
            "history": tell(events_of(subject_of(unit))[:MOST_EVENTS]) if reads_people else [],
            "proposals": list(queries.proposals_visible_to(actor).filter(unit=unit, state=Proposal.State.WAITING)),
            "may_change": rules.can_change(actor, unit.path).ok,
            "may_settle": rules.can_settle(actor, unit.path).ok,
            "may_propose": rules.can_propose(actor, unit.path).ok,
            "may_keep": rules.can_keep_members(actor, unit.path).ok,
            **{name: list(rows) for name, rows in steps.items()},
        },
    )
