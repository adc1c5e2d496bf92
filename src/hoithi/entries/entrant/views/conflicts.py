"""Two people, devices or tabs changed one part: both texts side by side, nothing lost, a person chooses."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests.rule_schemas.answers import show_answer
from hoithi.entries import queries
from hoithi.entries.actions import save_part
from hoithi.entries.actions.drafting import Stale, settled
from hoithi.entries.entrant.desk import Desk, frame, keep_last_complete, open_entry
from hoithi.entries.enums import ABOUT
from hoithi.entries.models import LostText
from hoithi.kit.refusals import Refusal
from hoithi.kit.views import refusal_page

_ABOUT_LABELS: dict[str, Any] = {
    "title": gettext_lazy("Tên giải pháp"),
    "field": gettext_lazy("Lĩnh vực dự thi"),
    "entrant": gettext_lazy("Dự thi với tư cách"),
    "organization": gettext_lazy("Tên tổ chức"),
    "unit_name": gettext_lazy("Đơn vị"),
}


def entry_losts(request: HttpRequest, uid: str) -> HttpResponse:
    """One's own texts that were not saved because somebody else had saved before, of the last thirty days."""
    desk = open_entry(request, uid)
    rows = list(queries.lost_texts(desk.actor, desk.entry))
    shown = [{"lost": lost, "label": _label(desk, lost.part)} for lost in rows]
    return render(request, "entries/entrant/losts.html", frame(desk, rows=shown))


def entry_lost(request: HttpRequest, uid: str, lost: str) -> HttpResponse:
    """Both texts of a part; choose one's own, keep the other, or copy out of either."""
    desk = open_entry(request, uid)
    found = queries.lost_texts(desk.actor, desk.entry).filter(uid=lost).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _choose(request, desk, found)
    return conflict_page(request, desk, found)


def conflict_page(request: HttpRequest, desk: Desk, lost: LostText, *, status: int = 200) -> HttpResponse:
    """The page of both texts, as the row stands now."""
    fresh = open_entry(request, desk.entry.uid, at=desk.at)
    facts = {
        "lost": lost,
        "label": _label(fresh, lost.part),
        "pairs": _pairs(fresh, lost),
        "base": fresh.entry.parts.get(lost.part, 0),
    }
    return render(request, "entries/entrant/conflict.html", frame(fresh, **facts), status=status)


def _choose(request: HttpRequest, desk: Desk, lost: LostText) -> HttpResponse:
    if request.POST.get("choose") == "mine":
        base = request.POST.get("base", "")
        try:
            number = int(base) if base.isascii() and base.isdigit() and len(base) < 10 else -1
            saved = save_part(desk.entry, lost.part, lost.typed, base=number, by=desk.actor, at=desk.at)
            keep_last_complete(saved.entry, at=desk.at)
        except Stale as stale:
            settled(lost, by=desk.actor)
            return conflict_page(request, desk, stale.lost, status=409)
        except Refusal as refusal:
            return refusal_page(request, refusal, back=request.path)
        messages.success(request, _("Đã lưu bản của bạn."))
    else:
        messages.success(request, _("Giữ bản đang lưu."))
    settled(lost, by=desk.actor)
    return redirect("entry_tasks", uid=desk.entry.uid)


def _label(desk: Desk, part: str) -> str:
    if part == ABOUT:
        return _("Giải pháp và người dự thi")
    return next((step.label for step in desk.steps if step.code == part), part)


def _pairs(desk: Desk, lost: LostText) -> list[dict[str, Any]]:
    """Label, the text that is kept and the text that was typed, of each box that differs."""
    if lost.part == ABOUT:
        kept = {**desk.entry.about, **desk.entry.work.get("typed", {})}
        rows = [
            (name, str(label), kept.get(name, ""), lost.typed.get(name, "")) for name, label in _ABOUT_LABELS.items()
        ]
        return [_pair(label, _about(desk, name, a), _about(desk, name, b)) for name, label, a, b in rows if a != b]
    questions = [question for step in desk.steps if step.code == lost.part for question in step.questions]
    kept = {**desk.entry.answers, **desk.entry.work.get("typed", {})}
    shown = [
        (one.name, show_answer(one, kept.get(one.code)), show_answer(one, lost.typed.get(one.code)))
        for one in questions
        if one.code in lost.typed
    ]
    return [_pair(name, theirs, mine) for name, theirs, mine in shown if theirs != mine]


def _pair(label: str, kept: str, mine: str) -> dict[str, str]:
    return {"label": label, "kept": kept, "mine": mine}


def _about(desk: Desk, name: str, value: Any) -> str:
    return desk.book.field_name(str(value)) if name == "field" and value else str(value or "")
