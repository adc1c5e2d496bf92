"""Check your answers, agree, submit: one page before the door, one act."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.entries.actions import give_consent, submit_entry
from hoithi.entries.actions.submitting import Incomplete, changed_since
from hoithi.entries.checks import Lack
from hoithi.entries.entrant.desk import Desk, frame, keep_last_complete, open_entry
from hoithi.entries.entrant.forms.consents import CheckForm, guarded_of
from hoithi.entries.entrant.onward import address
from hoithi.entries.entrant.summary import about_section, step_sections
from hoithi.entries.enums import EntryState, Purpose
from hoithi.entries.models import Entry
from hoithi.entries.queries import chosen_unit, namesakes_of
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal

ONLY_SAVE = "save"


def entry_check(request: HttpRequest, uid: str) -> HttpResponse:
    """Everything as it will be submitted, what is missing, the consents; sending it submits."""
    desk = open_entry(request, uid)
    form = _form(desk, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, desk, form)
    if request.POST.get("do") == ONLY_SAVE:
        return _only_save(request, desk, form)
    if not form.is_valid():
        return _page(request, desk, form, status=422)
    return _submit(request, desk, form)


def _form(desk: Desk, data: Any) -> CheckForm:
    own = desk.own_author() if desk.is_owner else None
    guarded = guarded_of(desk.authors, desk.book.eligibility) if desk.is_owner else []
    initial = {"once": public_id(), "base": desk.entry.version}
    return CheckForm(data, own=own, state=desk.state, guarded=guarded, initial=initial)


def _agree(desk: Desk, form: CheckForm) -> None:
    desk.door.enforce()
    for author, purpose in form.consents():
        guardian = author.guardian_name if purpose in {Purpose.GUARDIAN, Purpose.GUARDIAN_PUBLISH} else ""
        author.entry = desk.entry
        give_consent(author, purpose, by=desk.actor, given_by=guardian)


def _submit(request: HttpRequest, desk: Desk, form: CheckForm) -> HttpResponse:
    try:
        # a repeated request finds its receipt, whatever the door says now
        if desk.door:
            _agree(desk, form)
        version = submit_entry(
            desk.entry,
            once_key=form.cleaned_data["once"],
            base=form.cleaned_data["base"],
            by=desk.actor,
            at=desk.at,
            running=desk.running,
        )
    except Incomplete as refusal:
        return _page(request, _again(request, desk), None, refusal=refusal.sentence, lacking=refusal.lacks, status=422)
    except Refusal as refusal:
        return _page(request, _again(request, desk), None, refusal=refusal.sentence, status=refusal.status)
    return redirect("entry_receipt", uid=desk.entry.uid, number=version.number)


def _again(request: HttpRequest, desk: Desk) -> Desk:
    """The entry as it stands now, with a new key: what the next press submits is what this page shows."""
    return open_entry(request, desk.entry.uid, at=desk.at)


def _only_save(request: HttpRequest, desk: Desk, form: CheckForm) -> HttpResponse:
    form.is_valid()
    try:
        _agree(desk, form)
    except Refusal as refusal:
        return _page(request, desk, form, refusal=refusal.sentence, status=refusal.status)
    keep_last_complete(desk.entry, at=desk.at)
    messages.success(request, _("Đã lưu. Hồ sơ chưa nộp."))
    return redirect("entry_tasks", uid=desk.entry.uid)


def _page(
    request: HttpRequest,
    desk: Desk,
    form: CheckForm | None,
    *,
    refusal: str = "",
    lacking: list[Lack] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = form or _form(desk, None)
    on_page = {lack for lack in desk.lacks if lack.part == "submit"}
    shown = [lack for lack in (desk.lacks if lacking is None else lacking) if lack not in on_page]
    changed = desk.entry.state != EntryState.SUBMITTED or changed_since(desk.entry, desk.state, desk.running)
    facts = {
        "form": form,
        "errors": [{"text": lack.sentence, "href": link(desk, lack)} for lack in shown],
        "sections": _sections(desk),
        "files": _files(desk),
        "running": desk.running,
        "changed": changed,
        "ready": bool(desk.door) and not shown and changed and desk.is_owner and not desk.entry.trial,
        "refusal": refusal or _why_not(desk),
        "agreed": _agreed(desk),
        "after": reverse("entry_consents", args=[desk.entry.uid]),
        "namesakes": _namesakes(desk),
    }
    return render(request, "entries/entrant/check.html", frame(desk, **facts), status=status)


def _namesakes(desk: Desk) -> list[Entry]:
    """Asked only where the entry's own query has counted others."""
    told = desk.is_owner and desk.state.others > 0
    return namesakes_of(desk.entry, desk.entry.about.get("title", "")) if told else []


def _why_not(desk: Desk) -> str:
    if not desk.door:
        return desk.door.reason
    return "" if desk.is_owner else _("Chỉ %s, người đứng tên hồ sơ, mới nộp được.") % desk.entry.owner.full_name


def _sections(desk: Desk) -> list[dict[str, Any]]:
    entry = desk.entry
    unit = str(chosen_unit(entry) or "")
    made = [about_section(desk.book, entry.about, unit), *step_sections(desk.book.dossier, entry.answers)]
    return [{"section": one, "href": address(entry.uid, one.code) if desk.door else ""} for one in made]


def _files(desk: Desk) -> list[dict[str, Any]]:
    names = {paper.code: paper for paper in desk.book.dossier.papers}
    return [
        {
            "file": one,
            "label": names[one.slot].name if one.slot in names else one.slot,
            "blind": one.slot in names and names[one.slot].blind,
        }
        for one in desk.state.files
    ]


def _agreed(desk: Desk) -> list[dict[str, Any]]:
    own = desk.own_author()
    return [{"label": purpose.label} for purpose in Purpose if own and (own.pk, purpose) in desk.state.agreed]


def link(desk: Desk, lack: Lack) -> str:
    """Where one thing that is missing is mended: the page of its part, at the box."""
    codes = {step.code for step in desk.steps}
    if lack.part == "submit":
        return reverse("entry_check", args=[desk.entry.uid])
    if lack.part in codes:
        return f"{address(desk.entry.uid, lack.part)}#id_q-{lack.name}"
    if lack.part == "files":
        return f"{address(desk.entry.uid, lack.part)}#{lack.name}"
    place = address(desk.entry.uid, lack.part)
    return f"{place}#id_{lack.name}" if lack.part == "about" and lack.name else place
