"""The former solutions, and the lists that they come from."""

import io
import re
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from xlsxwriter import Workbook

from hoithi.entries.actions.archives import Plan, bring_list, choose_columns, drop_list, earlier, plan_of, take_list
from hoithi.entries.likeness import queries
from hoithi.entries.likeness.archive import LABELS, head_of, heads
from hoithi.entries.likeness.forms import ColumnsForm, DropForm, ListForm
from hoithi.entries.likeness.views.common import actor_of, archive_or_404, crumbs
from hoithi.entries.models import ArchiveImport, Former
from hoithi.entries.queries import OFFICE
from hoithi.kit.form_pages import form_page
from hoithi.kit.refusals import Refusal
from hoithi.kit.tables import Column, Filter, ListPage
from hoithi.kit.tables.excel import CONTENT_TYPE
from hoithi.kit.views import refusal_page

_SHOWN = 100  # rows of a preview on one page
_GLANCE = 6  # lines shown as they stand while nobody has said which column is which
COLUMNS = [
    Column("ten", gettext_lazy("Giải pháp"), "title", sort=("title",)),
    Column("hoi-thi", gettext_lazy("Hội thi"), "contest_name", sort=("contest_name",)),
    Column("nam", gettext_lazy("Năm"), lambda row: row["year"] or None, sort=("year",), kind="number"),
    Column("giai", gettext_lazy("Giải"), "prize", sort=("prize",)),
    Column("tac-gia", gettext_lazy("Tác giả"), "authors_line", personal=True),
    Column("don-vi", gettext_lazy("Đơn vị"), "unit_name"),
]


def former_list(request: HttpRequest) -> HttpResponseBase:
    """All that new dossiers are compared with and the reader may know of. Authors of entries are not named here."""
    actor = actor_of(request)
    rows = queries.visible_to(actor).values("title", "contest_name", "year", "prize", "authors_line", "unit_name")
    filters = [Filter("nguon", gettext_lazy("Nguồn"), Former.Source.choices, "source")]
    page = ListPage(request, rows, COLUMNS, filters=filters, default_sort="-nam")
    office = actor.holds(*OFFICE)
    lists = list(queries.archives_of(actor).select_related("owner")[:20]) if office else []
    return page.response("entries/likeness/list.html", {"lists": lists, "office": office}, filename="kho-giai-phap")


def former_import(request: HttpRequest) -> HttpResponse:
    """Choose a file; the next page shows every row before any is taken."""
    actor = actor_of(request)
    form = ListForm(request.POST or None, request.FILES or None, bodies=queries.bodies_of(actor))
    return form_page(
        request,
        form=form,
        act=lambda said: bring_list(
            said["file"], owner=said["owner"], contest_name=said["contest_name"], year=said["year"],
            published=said["published"], by=actor,
        ),
        title=_("Nhập danh sách giải pháp cũ"),
        lead=_("Hệ thống cho xem trước từng dòng; chưa xác nhận thì chưa nhập dòng nào."),
        button=_("Xem trước"),
        back=reverse("former_list"),
        done=_("Đã đọc tệp. Chưa nhập dòng nào: hãy xem lại rồi xác nhận."),
        then=lambda archive: reverse("former_archive", args=[archive.uid]),
        crumbs=crumbs((_("Kho giải pháp"), reverse("former_list")), (_("Nhập danh sách"), "")),
        template="entries/likeness/import.html",
        columns=[(label, what == "title") for what, label in LABELS.items()],
    )  # fmt: skip


def former_archive(request: HttpRequest, uid: str) -> HttpResponse:
    """A list before it is taken: every row and what would become of it; afterwards what was taken."""
    archive = archive_or_404(request, uid)
    plan = plan_of(archive)
    head = heads(head_of(plan.table))
    form = ColumnsForm(
        request.POST or None, heads=head, chosen=archive.columns, initial={"version": archive.version}
    )  # fmt: skip
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                choose_columns(archive, form.columns, version=form.cleaned_data["version"], by=actor_of(request))
                return redirect("former_archive", archive.uid)
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
    return render(request, "entries/likeness/archive.html", _shown(request, archive, plan, form), status=status)


def _shown(request: HttpRequest, archive: ArchiveImport, plan: Plan, form: ColumnsForm) -> dict[str, Any]:
    outcomes = {row.line: "new" for row in plan.new} | {row.line: "known" for row in plan.known}
    pages = Paginator([*plan.refused, *plan.new, *plan.known], _SHOWN)
    shown = pages.get_page(request.GET.get("trang"))
    return {
        "archive": archive,
        "plan": plan,
        "form": form,
        "rows": [(row, outcomes.get(row.line, "refused")) for row in shown],
        "shown": shown,
        "earlier": earlier(archive),
        "unmapped": "title" not in archive.columns,
        "missing": [label for what, label in LABELS.items() if what not in archive.columns],
        "crumbs": crumbs((_("Kho giải pháp"), reverse("former_list")), (archive.contest_name, "")),
        "first": plan.table.lines[:_GLANCE],
    }


def former_archive_take(request: HttpRequest, uid: str) -> HttpResponse:
    """The rows that are sound and new go in."""
    archive = archive_or_404(request, uid)
    said = request.POST.get("version", "")
    try:
        taken = take_list(archive, version=int(said) if re.fullmatch("[0-9]{1,9}", said) else 0, by=actor_of(request))
    except Refusal as refusal:
        return refusal_page(request, refusal, back=reverse("former_archive", args=[archive.uid]))
    told = _("Đã nhập %(taken)d dòng mới; %(known)d dòng đã có; %(refused)d dòng không nhập được.")
    counts = {"taken": taken.rows_taken, "known": taken.rows_known, "refused": taken.rows_refused}
    messages.success(request, told % counts)
    return redirect("former_archive", archive.uid)


def former_archive_drop(request: HttpRequest, uid: str) -> HttpResponse:
    """Take a list out again."""
    archive = archive_or_404(request, uid)
    return form_page(
        request,
        form=DropForm(request.POST or None),
        act=lambda said: drop_list(archive, reason=said["reason"], by=actor_of(request)),
        title=_("Bỏ danh sách “%s”") % archive.contest_name,
        lead=_("%d giải pháp đã nhập từ danh sách này sẽ không còn trong kho.") % archive.rows_taken,
        button=_("Bỏ danh sách"),
        back=reverse("former_archive", args=[archive.uid]),
        then=reverse("former_list"),
        done=_("Đã bỏ danh sách."),
        danger=True,
        crumbs=crumbs((_("Kho giải pháp"), reverse("former_list")), (_("Bỏ danh sách"), "")),
    )


def former_refused(request: HttpRequest, uid: str) -> HttpResponseBase:
    """The rows that cannot be taken, with the cell and the reason, as an Excel file."""
    archive = archive_or_404(request, uid)
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True, "bottom": 1})
        for place, label in enumerate((_("Dòng"), _("Ô"), _("Lý do"), _("Tên giải pháp"))):
            sheet.set_column(place, place, 60 if place >= 2 else 8)
            sheet.write_string(0, place, label, bold)
        said = ((row, bad) for row in plan_of(archive).refused for bad in row.problems)
        for line, (row, bad) in enumerate(said, 1):
            sheet.write_number(line, 0, row.line)
            for place, text in enumerate((bad.cell, bad.reason, row.values["title"]), 1):
                sheet.write_string(line, place, text)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="dong-khong-nhap-duoc.xlsx", content_type=CONTENT_TYPE)


def former_sample(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """An empty list with the names of the columns, and one line that shows how to fill it."""
    head = ";".join(str(label) for label in LABELS.values())
    line = _("Máy bóc vỏ lụa hạt điều;2019;;Điểu Xrê;Xã Tân Lợi;Cơ khí;Giải Ba;Máy dùng luồng khí nén để thổi vỏ lụa.")
    response = HttpResponse(f"\ufeff{head}\r\n{line}\r\n", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mau-giai-phap-cu.csv"'
    return response
