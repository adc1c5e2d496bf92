"""The office and personal data: a sealed value opened for a reason, requests with their clock, who opened what."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests import queries as contests
from hoithi.contests.models import Contest
from hoithi.contests.rule_schemas.entering import AuthorDetail
from hoithi.entries import queries, rules
from hoithi.entries.actions.erasing import live_entries_of
from hoithi.entries.actions.personal import SEALED, answer_request, export_reveals, reveal
from hoithi.entries.models import Author, DataRequest
from hoithi.entries.personal.forms import AnswerForm, ReasonForm
from hoithi.kit.clock import now
from hoithi.kit.dates import show_bound, show_instant, show_left
from hoithi.kit.form_pages import form_page
from hoithi.kit.refusals import Refusal
from hoithi.kit.tables import Column, Filter, ListPage


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def reveal_value(request: HttpRequest, uid: str, author: str, what: str) -> HttpResponse:
    """Open one sealed value: the reason first, then the value, this once."""
    actor = _actor(request)
    entry = queries.visible_to(actor).select_related("contest").filter(uid=uid).first()
    found = Author.objects.filter(entry=entry, uid=author).select_related("entry__contest").first() if entry else None
    if entry is None or found is None or not rules.can_reveal(actor, entry) or not _there(found, what):
        raise Http404
    form, value, status = ReasonForm(request.POST or None), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                value, status = reveal(found, what, reason=form.cleaned_data["reason"], by=actor), 200
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
    label = AuthorDetail(what).label
    facts = {"contest": entry.contest, "entry": entry, "author": found, "label": label, "form": form, "value": value}
    response = render(request, "entries/personal/reveal.html", facts, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _there(author: Author, what: str) -> bool:
    return what in SEALED and bool(getattr(author, SEALED[what]))


def data_requests(request: HttpRequest) -> HttpResponseBase:
    """Requests about personal data, the nearest due first, with the time that is left."""
    rows = queries.requests_visible_to(_actor(request)).exclude(person=_actor(request).person_id)
    page = ListPage(
        request,
        rows,
        [
            Column("ai", _("Người yêu cầu"), "person_name", href=lambda row: reverse("data_request", args=[row.uid])),
            Column("viec", _("Yêu cầu"), lambda row: row.get_kind_display()),
            Column("luc", _("Gửi lúc"), lambda row: show_instant(row.asked_at), sort=("asked_at",)),
            Column("han", _("Hạn trả lời"), lambda row: show_bound(row.due_at), sort=("due_at",)),
            Column("con", _("Tình trạng"), _standing),
        ],
        search="person_name",
        filters=[
            Filter("da", _("Trả lời"), [("0", _("Chưa trả lời")), ("1", _("Đã trả lời"))], _answered),
            Filter("viec", _("Yêu cầu"), DataRequest.Kind.choices, "kind"),
        ],
        default_sort="han",
    )
    return page.response("entries/personal/requests.html", filename="yeu-cau-du-lieu")


def _standing(row: DataRequest) -> str:
    if row.answered_at is None:
        return show_left(row.due_at) if now() < row.due_at else _("quá hạn")
    return _("Đã thực hiện") if row.done else _("Đã trả lời: chưa thực hiện")


def _answered(rows: Any, code: str) -> Any:
    return rows.filter(answered_at__isnull=code == "0")


def data_request(request: HttpRequest, uid: str) -> HttpResponse:
    """One request: what is asked, by when, and the answer."""
    actor = _actor(request)
    asked = queries.requests_visible_to(actor).exclude(person=actor.person_id).filter(uid=uid).first()
    if asked is None:
        raise Http404
    may = rules.can_answer_request(actor, asked)

    def act(data: dict[str, Any]) -> DataRequest:
        return answer_request(asked, do=data["do"] == "1", answer=data["answer"], by=actor)

    return form_page(
        request,
        form=AnswerForm(request.POST or None),
        act=act,
        title=str(asked.get_kind_display()),
        lead=asked.person_name,
        button=_("Trả lời"),
        back=reverse("data_requests"),
        done=_("Đã trả lời yêu cầu."),
        template="entries/personal/request.html",
        asked=asked,
        may=may,
        live=live_entries_of(asked.person) if asked.person and asked.kind == DataRequest.Kind.ERASE else [],
    )


def reveals(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who opened what of whom in this contest, and why."""
    contest, actor = _contest_or_404(request, slug), _actor(request)
    page = ListPage(
        request,
        queries.who_saw(actor, contest).select_related("author__entry"),
        [
            Column("luc", _("Lúc"), "at", sort=("at",), kind="date"),
            Column("ai", _("Người mở"), "by_name", sort=("by_name",), personal=True),
            Column("cua", _("Của tác giả"), lambda row: row.author.full_name, personal=True),
            Column("ho-so", _("Hồ sơ"), lambda row: row.author.entry.code, sort=("author__entry__number",)),
            Column("gi", _("Thông tin"), lambda row: AuthorDetail(row.what).label),
            Column("vi", _("Lý do"), "reason", personal=True),
        ],
        search="",
        filters=[Filter("gi", _("Thông tin"), [(one, AuthorDetail(one).label) for one in SEALED], "what")],
        default_sort="-luc",
        export=bool(rules.can_export_reveals(actor, contest)),
        exported=lambda rows: export_reveals(contest, rows=rows, by=actor),
    )
    return page.response("entries/personal/reveals.html", {"contest": contest}, filename="luot-mo-du-lieu")


def _contest_or_404(request: HttpRequest, slug: str) -> Contest:
    actor = _actor(request)
    contest = contests.visible_to(actor).select_related("owner").filter(slug=slug).first()
    if contest is None or not rules.can_see_reveals(actor, contest):
        raise Http404
    return contest
