"""One part of the dossier at a time: shown, saved with the button, saved as it is typed."""

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.entries.actions import save_part
from hoithi.entries.actions.attempts import note_attempt
from hoithi.entries.actions.drafting import Saved, Stale
from hoithi.entries.entrant import bodies_of, kept_text
from hoithi.entries.entrant.desk import Desk, frame, keep_last_complete, open_entry
from hoithi.entries.entrant.forms.parts import KEEP_NAME, about_form, shut, step_form, typed_about, typed_step
from hoithi.entries.entrant.onward import address, onward
from hoithi.entries.entrant.views.conflicts import conflict_page
from hoithi.entries.enums import ABOUT
from hoithi.entries.papers import file_papers
from hoithi.kit.clock import VIETNAM, now
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal

LIST = "danh-sach"  # the button "save and go to the list"


class Part(NamedTuple):
    """A part as a page: its name in `save_part`, its heading, where it is shown and which of how many it is."""

    code: str
    label: str
    href: str
    place: str


def entry_about(request: HttpRequest, uid: str) -> HttpResponse:
    """The first part: title, field, as what one enters, body."""
    return _page(request, uid, ABOUT)


def entry_step(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    """A page of the form."""
    return _page(request, uid, part)


def _page(request: HttpRequest, uid: str, code: str) -> HttpResponse:
    if request.actor.person_id is None:  # type: ignore[attr-defined]
        return kept_text.keep_and_sign_in(request, page=request.path)
    desk = open_entry(request, uid)
    part = part_of(desk, code)
    if request.method == "POST":
        kept_text.forget(request)
        return _save(request, desk, part)
    return _show(request, desk, part, typed=_typed(desk, part, kept) if (kept := kept_text.kept_for(request)) else None)


def save_first(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The first part, sent with the press that began the entry."""
    return _save(request, desk, part_of(desk, ABOUT))


def part_of(desk: Desk, code: str) -> Part:
    """The part `code` of this dossier; 404 when its form has none."""
    step = next((step for step in desk.steps if step.code == code), None)
    if step is None and code != ABOUT:
        raise Http404
    codes = [ABOUT, *(one.code for one in desk.asked_steps())]
    after = 2 + bool(file_papers(desk.book.dossier)) + desk.book.eligibility.unit_confirms  # authors ... submit
    told = {"number": codes.index(code) + 1, "all": len(codes) + after} if code in codes else None
    place = _("Phần %(number)d trên %(all)d") % told if told else _("Hồ sơ của bạn không cần phần này")
    label = step.label if step else _("Giải pháp và người dự thi")
    return Part(code, label, address(desk.entry.uid, code), place)


def _form(desk: Desk, part: Part, typed: dict[str, Any] | None, said: dict[str, str], **more: Any) -> Any:
    if part.code == ABOUT:
        return about_form(desk.book, desk.entry, typed=typed, said=said, **more)
    step = next(step for step in desk.steps if step.code == part.code)
    return step_form(step, desk.entry, at=desk.at, typed=typed, said=said)


def _typed(desk: Desk, part: Part, data: QueryDict) -> dict[str, Any]:
    form = _form(desk, part, None, {})
    if part.code != ABOUT:
        return typed_step(form, data)
    typed = typed_about(form, data)
    if "unit_name" in typed:
        typed["unit"] = _unit(desk, typed["unit_name"], data)
    return typed


def _unit(desk: Desk, name: str, data: QueryDict) -> str:
    about = desk.entry.about
    if chosen := data.get("unit_choice"):
        return "" if chosen == KEEP_NAME else chosen
    if about.get("unit") and name == about.get("unit_name"):
        return str(about["unit"])
    return bodies_of.meant(name, desk.entry.contest)[0]


def _show(
    request: HttpRequest,
    desk: Desk,
    part: Part,
    *,
    typed: dict[str, Any] | None = None,
    said: dict[str, str] | None = None,
    refusal: str = "",
    status: int = 200,
    base: int | None = None,
    **more: Any,
) -> HttpResponse:
    form = _form(desk, part, typed, said or {}, **more)
    facts = {
        "part": part,
        "form": form if desk.door or typed is not None else shut(form),
        "base": desk.entry.parts.get(part.code, 0) if base is None else base,
        "tab": request.POST.get("tab") or public_id(),
        "count": request.POST.get("count") or 0,
        "refusal": refusal or ("" if desk.door else desk.door.reason),
        "restored": typed is not None and request.method == "GET",
        "units": bodies_of.offered(desk.entry.contest) if part.code == ABOUT and desk.door else (),
        "saved_at": desk.entry.changed_at,
    }
    return render(request, "entries/entrant/part.html", frame(desk, **facts), status=status)


def _save(request: HttpRequest, desk: Desk, part: Part) -> HttpResponse:
    typed = _typed(desk, part, request.POST)
    try:
        saved = _keep(request, desk, part, typed)
    except Stale as stale:
        return conflict_page(request, desk, stale.lost, status=409)
    except Refusal as refusal:
        note_attempt(desk.entry, step="save", ok=False, said=refusal.sentence, by=desk.actor, at=desk.at)
        return _show(request, desk, part, typed=typed, refusal=refusal.sentence, status=refusal.status)
    if saved.problems:
        return _show(request, desk, part, typed=typed, said=saved.problems, status=422, base=saved.part_version)
    if part.code == ABOUT and _unit_in_doubt(typed, request.POST):
        __, candidates = bodies_of.meant(typed["unit_name"], desk.entry.contest)
        if candidates:
            return _show(request, desk, part, typed=typed, candidates=candidates, base=saved.part_version)
    if request.POST.get("then") == LIST:
        return redirect("entry_tasks", uid=desk.entry.uid)
    desk.entry.work = saved.entry.work
    return redirect(onward(desk, part.code))


def _unit_in_doubt(typed: dict[str, Any], data: QueryDict) -> bool:
    return bool(typed.get("unit_name") and not typed.get("unit") and not data.get("unit_choice"))


def _keep(request: HttpRequest, desk: Desk, part: Part, typed: dict[str, Any]) -> Saved:
    base, count = _whole(request.POST.get("base", ""), -1), _whole(request.POST.get("count", ""), 0)
    tab = request.POST.get("tab", "")[:20]
    saved = save_part(desk.entry, part.code, typed, base=base, by=desk.actor, at=desk.at, tab=tab, count=count)
    keep_last_complete(saved.entry, at=desk.at)
    return saved


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def entry_save(request: HttpRequest, uid: str, part: str) -> HttpResponse:
    """Saves a part while it is typed; answers what the page has to say, and the version that the next save builds
    on."""
    desk = open_entry(request, uid)
    wanted = part_of(desk, part)
    try:
        saved = _keep(request, desk, wanted, _typed(desk, wanted, request.POST))
    except Stale as stale:
        href = reverse("entry_lost", args=[uid, stale.lost.uid])
        return JsonResponse({"said": stale.sentence, "href": href, "link": _("Xem hai bản")}, status=409)
    except Refusal as refusal:
        note_attempt(desk.entry, step="save", ok=False, said=refusal.sentence, by=desk.actor, at=desk.at)
        return JsonResponse({"said": refusal.sentence}, status=refusal.status)
    return JsonResponse({"base": saved.part_version, "said": _said(saved)})


def _said(saved: Saved) -> str:
    words = _("Đã lưu %s") % now().astimezone(VIETNAM).strftime("%H:%M")
    return f"{words}. {_('Còn chỗ cần sửa:')} {' '.join(saved.problems.values())}" if saved.problems else words
