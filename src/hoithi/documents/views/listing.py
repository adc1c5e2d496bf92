"""The papers of a contest, and beginning one."""

from datetime import date
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.documents import actions, rules
from hoithi.documents.access import address_of
from hoithi.documents.content import gathered, kind_name
from hoithi.documents.enums import DocumentState
from hoithi.documents.kinds.base import Kind, all_kinds
from hoithi.documents.models import Document
from hoithi.documents.queries import MEMBERS, WRITERS, visible_to
from hoithi.documents.views.common import actor_of, contest_or_404, url_of
from hoithi.kit.clock import VIETNAM
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal
from hoithi.kit.tables import Column, Filter, ListPage
from hoithi.kit.views import refusal_page


def _number(document: Document) -> str:
    line = getattr(document, "number", None)
    return line.shown if line else ""


def _day(document: Document) -> Any:
    line = getattr(document, "number", None)
    return line.day if line else None


def _changed_on(document: Document) -> date:
    return document.changed_at.astimezone(VIETNAM).date()


def document_list(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All papers of a contest that this reader may read: for the office its drafts too."""
    contest, actor = contest_or_404(request, slug, *MEMBERS), actor_of(request)
    rows = visible_to(actor).filter(contest=contest).select_related("contest", "number")
    office = rules.can_read_office(actor, contest)
    columns = [
        Column(
            "trich-yeu", _("Trích yếu"), lambda row: row.title or _("Chưa có trích yếu"), sort=("title",),
            href=lambda row: address_of(row, actor),
        ),
        Column("loai", _("Loại"), kind_name, sort=("kind", "-changed_at")),
        Column("so", _("Số, ký hiệu"), _number, sort=("number__year", "number__number")),
        Column("ngay", _("Ngày ban hành"), _day, sort=("number__day",), kind="date"),
        Column("trang-thai", _("Trạng thái"), lambda row: DocumentState(row.state), sort=("state",), kind="state"),
        Column("sua", _("Sửa"), _changed_on, sort=("changed_at",), kind="date"),
    ]  # fmt: skip
    used = set(rows.order_by().values_list("kind", flat=True).distinct())
    kinds = [(kind.code, kind.name) for kind in all_kinds() if kind.code in used]
    filters = [Filter("loai", _("Loại"), kinds, "kind")]
    if office:
        filters.insert(0, Filter("trang-thai", _("Trạng thái"), DocumentState.choices, "state"))
    page = ListPage(request, rows, columns, filters=filters, default_sort="-sua", export=True)
    context = {"contest": contest, "may_draft": rules.can_draft(actor, contest), "office": office}
    return page.response("documents/list.html", context, filename=f"van-ban-{slug}")


def document_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what to write; the facts that the contest already knows are filled in."""
    contest, actor = contest_or_404(request, slug, *WRITERS), actor_of(request)
    if request.method == "POST":
        return _begin(request, contest)
    groups = [
        (name, [(kind, _example(kind)) for kind in kinds])
        for name, kinds in groupby(all_kinds(), key=lambda kind: str(kind.group))
    ]
    context = {
        "contest": contest,
        "groups": groups,
        "once": public_id(),
        "verdict": rules.can_draft(actor, contest),
    }
    return render(request, "documents/new.html", context)


def _example(kind: Kind) -> str:
    """What such a paper is about, without the name of the contest."""
    return str(kind.sample().abstract).partition(" Hội thi Sáng tạo")[0].partition("Hội thi Sáng tạo")[0]


def _begin(request: HttpRequest, contest: Any) -> HttpResponse:
    code, uid = request.POST.get("kind", "")[:60], request.POST.get("once", "")[:12]
    try:
        by = actor_of(request)
        facts = gathered(code, contest, by=by)
        document = actions.create_document(contest, kind=code, facts=facts, by=by, uid=uid or None)
    except Refusal as refusal:
        return refusal_page(request, refusal, back=request.path)
    return redirect(url_of(document))
