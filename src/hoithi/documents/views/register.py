"""The register of papers: series, numbers, what each is for."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.audit.actions import subject_of
from hoithi.audit.queries import events_of
from hoithi.documents import actions, forms, rules
from hoithi.documents.enums import NumberState
from hoithi.documents.messages import tell
from hoithi.documents.models import Number, Series
from hoithi.documents.queries import WRITERS, numbers_of, own_numbers, series_of
from hoithi.documents.views.common import actor_of, contest_or_404
from hoithi.kit.clock import today
from hoithi.kit.form_pages import form_page
from hoithi.kit.refusals import Refusal
from hoithi.kit.tables import Column, Filter, ListPage


def register_of(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every number that the series of this contest gave, cancelled ones too."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    rows = numbers_of(actor, contest)
    series = list(series_of(contest))
    years = rows.order_by("-year").values_list("year", flat=True).distinct()

    def told(value: str) -> Any:
        return lambda row: getattr(row, value) if row.own else ""

    columns = [
        Column(
            "so", _("Số, ký hiệu"), lambda row: row.shown, sort=("year", "number"),
            href=lambda row: reverse("number", args=[slug, row.uid]) if row.own else "",
        ),
        Column("ngay", _("Ngày"), "day", sort=("year", "day", "number"), kind="date"),
        Column("loai", _("Tên loại"), told("kind_name")),
        Column("trich-yeu", _("Trích yếu"), lambda row: row.said if row.own else _("Của hội thi khác")),
        Column("nguoi-ky", _("Người ký"), told("signer")),
        Column("noi-nhan", _("Nơi nhận"), lambda row: "; ".join(row.recipients.splitlines()) if row.own else ""),
        Column("so-nao", _("Sổ"), lambda row: row.series.name),
        Column("trang-thai", _("Trạng thái"), lambda row: NumberState(row.state), sort=("state",), kind="state"),
        Column("ghi-chu", _("Ghi chú"), told("reason")),
    ]  # fmt: skip
    filters = [
        Filter("so-van-ban", _("Sổ"), [(one.uid, one.name) for one in series], "series__uid"),
        Filter("nam", _("Năm"), [(str(year), str(year)) for year in years], "year"),
        Filter("trang-thai", _("Trạng thái"), NumberState.choices, "state"),
    ]
    page = ListPage(request, rows, columns, search="words", filters=filters, default_sort="-so", export=True)
    context = {"contest": contest, "series": series, "may_draft": rules.can_draft(actor, contest)}
    return page.response("documents/register.html", context, filename=f"so-van-ban-{slug}")


def _form(request: HttpRequest, contest: Any, title: str, **page: Any) -> HttpResponse:
    back = reverse("document_register", args=[contest.slug])
    crumbs = [{"label": _("Sổ văn bản"), "href": back}, {"label": title, "href": ""}]
    return form_page(request, title=title, back=back, crumbs=crumbs, contest=contest, **page)


def series_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a series of numbers."""
    contest, actor = contest_or_404(request, slug, *WRITERS), actor_of(request)
    first = {"name": contest.organizer_name, "symbol": "BTC", "whose": "committee"}
    return _form(
        request, contest, _("Mở sổ văn bản"), form=forms.SeriesForm(request.POST or None, initial=first),
        button=_("Mở sổ"), done=lambda made: _("Đã mở sổ “%s”.") % made.name,
        act=lambda data: actions.open_series(
            contest, name=data["name"], symbol=data["symbol"], committee=data["whose"] == "committee", by=actor
        ),
    )  # fmt: skip


def numbers_reserve(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep numbers for papers made outside."""
    contest, actor = contest_or_404(request, slug, *WRITERS), actor_of(request)
    series = {one.uid: one for one in series_of(contest)}
    form = forms.ReserveForm(
        request.POST or None, series=[(uid, one.name) for uid, one in series.items()],
        initial={"count": 1, "day": today()},
    )  # fmt: skip

    def reserve(data: dict[str, Any]) -> list[Number]:
        chosen: Series = series[data.pop("series")]
        return actions.reserve_numbers(chosen, contest, by=actor, once_key=data.pop("once"), **data)

    return _form(
        request, contest, _("Giữ số cho bản giấy"), form=form, button=_("Giữ số"), act=reserve,
        lead=_("Cho văn bản soạn ngoài hệ thống. Số đã giữ không ai khác lấy được; không dùng thì hủy và ghi lý do."),
        done=lambda made: _("Đã giữ số %(first)02d đến %(last)02d.")
        % {"first": made[0].number, "last": made[-1].number},
    )  # fmt: skip


def number(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One number: which paper it went to, or the form that says so."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    line = get_object_or_404(own_numbers(actor, contest), uid=uid)
    may_use = rules.can_use_number(actor, line)
    form = forms.UseForm(request.POST or None, initial={"day": line.day})
    status = 200
    if request.method == "POST":
        if not may_use and may_use.code != "documents.used":
            raise Http404
        if form.is_valid():
            try:
                actions.use_number(line, by=actor, **form.cleaned_data)
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
            else:
                messages.success(request, _("Đã ghi vào sổ."))
                return redirect("number", slug, uid)
        else:
            status = 422
    context = {
        "contest": contest, "line": line, "form": form, "may_use": may_use,
        "may_cancel": rules.can_cancel_number(actor, line), "history": tell(events_of(subject_of(line))),
        "crumbs": [
            {"label": _("Sổ văn bản"), "href": reverse("document_register", args=[slug])},
            {"label": line.shown, "href": ""},
        ],
    }  # fmt: skip
    return render(request, "documents/number.html", context, status=status)


def number_cancel(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Give up a number that no paper of ours carries."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    line = get_object_or_404(own_numbers(actor, contest), uid=uid)
    verdict = rules.can_cancel_number(actor, line)
    if not verdict and verdict.code == "documents.not_yours":
        raise Http404
    return _form(
        request, contest, _("Hủy số %s") % line.shown, form=forms.ReasonForm(request.POST or None),
        button=_("Hủy số"), danger=True, done=_("Đã hủy. Số vẫn còn trong sổ với lý do."),
        lead=_("Số đã hủy không cấp lại cho văn bản khác."),
        act=lambda data: actions.cancel_number(line, reason=data["reason"], by=actor),
    )  # fmt: skip
