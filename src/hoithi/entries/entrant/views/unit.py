"""The body stands by the entry: asked for a click, or its stamped paper is scanned."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.entries.actions import ask_unit, confirm_unit_on_paper
from hoithi.entries.entrant.desk import Desk, frame, keep_last_complete, open_entry
from hoithi.entries.entrant.forms.files import StampForm
from hoithi.entries.models import UnitConfirmation
from hoithi.entries.queries import chosen_unit
from hoithi.kit.files import EVIDENCE, store
from hoithi.kit.refusals import Refusal


def entry_unit(request: HttpRequest, uid: str) -> HttpResponse:
    """Who has to confirm, whether they did, and both ways to come by it."""
    desk = open_entry(request, uid)
    form = StampForm()
    if request.method == "POST":
        paper = request.POST.get("way") == "paper"
        form = StampForm(request.POST if paper else None, request.FILES if paper else None)
        if not paper or form.is_valid():
            try:
                return _act(request, desk, form if paper else None)
            except Refusal as refusal:
                return _page(request, desk, form, refusal=refusal.sentence, status=refusal.status)
    return _page(request, desk, form, status=422 if form.errors else 200)


def _act(request: HttpRequest, desk: Desk, form: StampForm | None) -> HttpResponse:
    if form is None:
        ask_unit(desk.entry, by=desk.actor)
        messages.success(request, _("Đã xin đơn vị xác nhận. Bạn có thể làm tiếp các phần khác trong lúc chờ."))
    else:
        desk.door.enforce()
        stored = store(form.cleaned_data["file"], kinds=EVIDENCE, by=desk.actor)
        confirm_unit_on_paper(desk.entry, paper=stored, by=desk.actor)
        keep_last_complete(desk.entry, at=desk.at)
        messages.success(request, _("Đã nhận giấy xác nhận có dấu."))
    return redirect("entry_unit", uid=desk.entry.uid)


def _page(request: HttpRequest, desk: Desk, form: StampForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    asked = UnitConfirmation.objects.filter(entry=desk.entry).select_related("unit", "paper").first()
    standing = asked if asked is not None and desk.state.answer_of(desk.entry.about) is not None else None
    facts = {
        "asked": standing,
        "unit": chosen_unit(desk.entry),
        "form": form,
        "eligibility": desk.book.eligibility,
        "refusal": refusal or ("" if desk.door else desk.door.reason),
    }
    return render(request, "entries/entrant/unit.html", frame(desk, **facts), status=status)
