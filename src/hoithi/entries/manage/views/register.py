"""The register of received dossiers: by number, without gaps, to be printed or taken away."""

from functools import partial
from typing import Any

from django.db.models import Count, Max
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from hoithi.contests.models import Contest
from hoithi.entries.actions.desk import export_list
from hoithi.entries.enums import EntryState, Source
from hoithi.entries.manage.access import actor_of, contest_or_404
from hoithi.entries.manage.inbox import Inbox, code_of, unit_of
from hoithi.entries.models import Entry, Register
from hoithi.kit.tables import Column, ListPage

PRINTED = 2_000  # rows on one page for the printer
SHOWN = (
    "number", "uid", "title", "field", "authors_line", "unit__name", "unit_name", "state", "submitted_at", "source",
    "postmarked_on", "duplicate_of__number",
)  # fmt: skip


def intake_register(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Every number that was given out, with what it was given for; missing numbers are said (INV-13)."""
    contest = contest_or_404(request, slug)
    actor = actor_of(request)
    inbox = Inbox(contest, actor)
    printed = request.GET.get("in") == "1"
    page = ListPage(
        request,
        inbox.rows().order_by("number").values(*SHOWN),
        _columns(inbox),
        search="",
        per_page=PRINTED if printed else 100,
        export=True,
        exported=partial(_taken, contest, inbox),
    )
    context = {"contest": contest, "missing": missing_numbers(contest), "printed": printed, "listed": inbox.listed}
    return page.response("entries/manage/register.html", context, filename=f"so-tiep-nhan-{contest.slug[:60]}")


def _taken(contest: Contest, inbox: Inbox, rows: int) -> None:
    export_list(contest, rows=rows, what="register", personal=inbox.names, by=inbox.actor)


def _columns(inbox: Inbox) -> list[Column]:
    columns = [
        Column("so", _("Số"), code_of),
        Column("nhan", _("Nhận lúc"), "submitted_at", kind="date"),
        Column("ten", _("Tên giải pháp"), "title"),
        Column("tac-gia", _("Tác giả"), "authors_line", personal=True),
        Column("don-vi", _("Đơn vị"), unit_of),
        Column("linh-vuc", _("Lĩnh vực"), lambda row: inbox.book.field_name(row["field"])),
        Column("cach", _("Cách nộp"), _source),
        Column("ket-qua", _("Kết quả"), _outcome),
    ]
    return columns if inbox.names else [one for one in columns if not one.personal]


def _source(row: dict[str, Any]) -> str:
    label = str(Source(row["source"]).label)
    day = row["postmarked_on"]
    return _("%(how)s, dấu bưu điện %(day)s") % {"how": label, "day": f"{day:%d/%m/%Y}"} if day else label


def _outcome(row: dict[str, Any]) -> str:
    label = str(EntryState(row["state"]).label)
    of = row["duplicate_of__number"]
    return f"{label} (HS-{of:04d})" if of and row["state"] == EntryState.DUPLICATE else label


def missing_numbers(contest: Contest) -> list[int]:
    """The numbers that were given out and that no entry has; none as long as the register is whole. Two queries, and
    one more only when something is wrong."""
    given = Register.objects.filter(contest=contest).values_list("number", flat=True).first() or 0
    numbered = Entry.objects.filter(contest=contest, number__isnull=False)
    found = numbered.aggregate(count=Count("pk"), last=Max("number"))
    if found["count"] == given == (found["last"] or 0):
        return []
    there = set(numbered.values_list("number", flat=True))
    return [number for number in range(1, max(given, found["last"] or 0) + 1) if number not in there]
