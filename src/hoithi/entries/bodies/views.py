"""For focal points and committees: entries of their people that ask for the body's word. Metadata and an abstract,
never files or numbers of identity (permission matrix, note 9)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actors import Actor
from hoithi.contests.rule_schemas.answers import show_answer
from hoithi.entries.actions import answer_for_unit
from hoithi.entries.bodies.forms import CONFIRM, AnswerForm
from hoithi.entries.book import Book, book_of
from hoithi.entries.checks import standing_authors
from hoithi.entries.entrant.desk import sent
from hoithi.entries.enums import UnitAnswer
from hoithi.entries.models import Entry, UnitConfirmation
from hoithi.entries.queries import BODIES, asked_of_body, chosen_by, visible_to
from hoithi.kit.form_pages import form_page
from hoithi.kit.refusals import Refusal
from hoithi.kit.routes import Who
from hoithi.kit.tables import Column, Filter, ListPage

BODY_PEOPLE = Who("body_people", lambda actor: actor.holds(*BODIES))
ABSTRACT = 1200  # characters of the first long answer


def asked_of(actor: Actor) -> QuerySet[Entry]:
    """Entries that asked the bodies for which `actor` speaks."""
    mine = Q(pk=None)
    for grant in actor.grants:
        if grant.role in BODIES:
            mine |= asked_of_body(grant)
    return visible_to(actor).filter(mine, trial=False)


_COLUMNS = [
    Column("title", gettext_lazy("Giải pháp"), value=lambda row: row["title"] or _("chưa đặt tên"), sort=("title",),
           href=lambda row: reverse("unit_entry", args=[row["uid"]])),
    Column("authors", gettext_lazy("Tác giả"), "authors_line", personal=True),
    Column("contest", gettext_lazy("Hội thi"), "contest__name"),
    Column("unit", gettext_lazy("Đơn vị"), "confirmation__unit__name", sort=("confirmation__unit__sort_key",)),
    Column("asked", gettext_lazy("Xin lúc"), "confirmation__asked_at", sort=("confirmation__asked_at",), kind="date"),
    Column("answer", gettext_lazy("Trả lời"), lambda row: UnitAnswer(row["confirmation__answer"]), kind="state"),
]  # fmt: skip
_FIELDS = (
    "uid",
    "title",
    "authors_line",
    "contest__name",
    "confirmation__unit__name",
    "confirmation__asked_at",
    "confirmation__answer",
)


def unit_entries(request: HttpRequest) -> HttpResponseBase:
    """Those that wait first; how many are chosen where the rules count."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = asked_of(actor)
    filters = [Filter("tra-loi", _("Trả lời"), UnitAnswer.choices, "confirmation__answer")]
    ordered = rows.order_by("-confirmation__answer", "confirmation__asked_at", "pk").values(*_FIELDS)
    page = ListPage(request, ordered, _COLUMNS, filters=filters)
    return page.response("entries/bodies/list.html", filename="xac-nhan-ho-so")


def unit_entry(request: HttpRequest, uid: str) -> HttpResponse:
    """One entry, and the body's word on it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = asked_of(actor).filter(uid=uid).select_related("contest", "unit", "latest", "owner", "confirmation__unit")
    entry = rows.first()
    if entry is None:
        raise Http404
    book = book_of(entry.contest, entry)
    asked = entry.confirmation

    initial = {"answer": CONFIRM if asked.answer == UnitAnswer.CONFIRMED else None, "seen": asked.mark}
    form = AnswerForm(sent(request), preselect=book.eligibility.preselect, initial=initial)
    facts: dict[str, Any] = {
        "entry": entry,
        "authors": ", ".join(one.full_name for one in standing_authors([entry.pk])[entry.pk]),
        "asked": asked,
        "field": book.field_name(entry.field) if entry.field else "",
        "abstract": abstract_of(entry, book),
        "preselect": book.eligibility.preselect,
        "most": book.eligibility.unit_most,
        "chosen": chosen_by(asked.unit_id, entry.contest).count() if book.eligibility.preselect else 0,
    }
    return form_page(
        request, form=form, act=lambda data: _answer(entry, data, form, actor),
        title=entry.title or _("Giải pháp chưa đặt tên"), button=_("Gửi trả lời"), back=reverse("unit_entries"),
        done=_("Đã ghi trả lời của đơn vị."), template="entries/bodies/entry.html", **facts,
    )  # fmt: skip


def _answer(entry: Entry, data: dict[str, Any], form: AnswerForm, actor: Actor) -> UnitConfirmation:
    try:
        return answer_for_unit(entry, confirm=data["answer"] == CONFIRM, by=actor, note=data["note"], seen=data["seen"])
    except Refusal as refusal:
        if refusal.code == "entries.stale":  # whoever sends it again has read what stands
            sent_in: Any = form.data
            renewed = sent_in.copy()
            renewed["seen"] = UnitConfirmation.objects.get(entry=entry).mark
            form.data = renewed
        raise


def abstract_of(entry: Entry, book: Book) -> str:
    """The beginning of the first long answer: of the version in force, else of the draft that asks."""
    answers: dict[str, Any] = entry.latest.content["answers"] if entry.latest else entry.answers
    first = next(iter(book.dossier.described), None)
    text = show_answer(first, answers.get(first.code)) if first is not None else ""
    return text if len(text) <= ABSTRACT else f"{text[:ABSTRACT].rstrip()}…"
