"""Files by the papers of the form: added, ordered, taken out, taken home; works without a script."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.answers import asked_answers, is_asked, is_frozen, is_required
from hoithi.contests.rule_schemas.entering import Paper
from hoithi.entries.actions import add_file, remove_file
from hoithi.entries.actions.attempts import note_attempt
from hoithi.entries.actions.files import check_room, paper_of
from hoithi.entries.actions.ordering import move_file_up
from hoithi.entries.entrant.desk import Desk, frame, keep_last_complete, open_entry
from hoithi.entries.entrant.forms.files import FileForm
from hoithi.entries.entrant.onward import onward
from hoithi.entries.enums import FILES, VersionState
from hoithi.entries.models import EntryFile
from hoithi.entries.papers import file_papers, kinds_of
from hoithi.entries.queries import late_files_of
from hoithi.entries.uploading import slot_of
from hoithi.kit.files import download, store
from hoithi.kit.form_pages import press
from hoithi.kit.refusals import Refusal
from hoithi.kit.uploads import Box

ONWARD = "di-tiep"  # the button "send and continue"


def entry_files(request: HttpRequest, uid: str) -> HttpResponse:
    """Every paper with its files, how many it needs and what may be chosen."""
    return _page(request, open_entry(request, uid))


def _page(
    request: HttpRequest, desk: Desk, *, bad: FileForm | None = None, slot: str = "", status: int = 200
) -> HttpResponse:
    answers = {
        question.code: value for question, value in asked_answers(desk.book.dossier.sections, desk.entry.answers)
    }
    asked = [paper for paper in file_papers(desk.book.dossier) if is_asked(paper, answers)]
    objects = [paper for paper in desk.book.dossier.papers if paper not in file_papers(desk.book.dossier)]
    facts = {
        "papers": [_row(desk, paper, answers, bad if paper.code == slot else None) for paper in asked],
        "objects": objects,
        "bad": bad,
        "late": [] if desk.window.is_open(desk.at) else list(late_files_of(desk.entry)),
        "onward": onward(desk, FILES),
        "refusal": "" if desk.door else desk.door.reason,
    }
    return render(request, "entries/entrant/files.html", frame(desk, **facts), status=status)


def _row(desk: Desk, paper: Paper, answers: dict[str, Any], bad: FileForm | None) -> dict[str, Any]:
    files = [file for file in desk.files if file.slot == paper.code]
    least = max(paper.least or 0, 1) if is_required(paper, answers, desk.at) else 0
    open_slot = desk.door and not is_frozen(paper, desk.at) and not (paper.most and len(files) >= paper.most)
    return {
        "paper": paper,
        "files": files,
        "least": least,
        "missing": max(least - len(files), 0),
        "frozen": is_frozen(paper, desk.at),
        "kinds": kinds_of(paper),
        "awaited": (awaited := _awaited(desk, files, paper)),
        "form": bad or (FileForm(paper) if open_slot or awaited else None),
        "box": Box(kinds_of(paper), [one for one in desk.uploads if slot_of(one) == paper.code]),
    }


def _awaited(desk: Desk, files: list[EntryFile], paper: Paper) -> list[str]:
    """The names of files that the owner has sealed and that may still be sent, be the door shut."""
    version = desk.entry.latest
    if version is None or version.state != VersionState.WAITING or not desk.is_owner:
        return []
    here = {one.file.sha256 for one in files}
    return [one["name"] for one in version.manifest if one["slot"] == paper.code and one["sha256"] not in here]


def entry_file_add(request: HttpRequest, uid: str, slot: str) -> HttpResponse:
    """Files into their place, one after another; each looked into and kept before the entry is touched."""
    desk = open_entry(request, uid)
    back = reverse("entry_files", args=[uid])
    try:
        paper = paper_of(desk.book, slot)
    except Refusal as refusal:
        raise Http404 from refusal
    files: list[Any] = request.FILES.getlist("file")
    for file in files or [None]:
        form = FileForm(paper, request.POST, {"file": file})
        if refused := _add(desk, paper, form):
            return _page(request, desk, bad=form, slot=slot, status=refused)
        messages.success(request, _("Đã nhận tệp “%s”.") % form.cleaned_data["file"].name)
    keep_last_complete(desk.entry, at=desk.at)
    return redirect(onward(desk, FILES) if request.POST.get("then") == ONWARD else f"{back}#{slot}")


def _add(desk: Desk, paper: Paper, form: FileForm) -> int:
    """Take the file of `form`; 0 when it has its place, else the status of the refusal, which stands in the form."""
    if not form.is_valid():
        return 422
    try:
        desk.door.enforce()
        check_room(desk.entry, paper.code, form.cleaned_data["file"].size)
        stored = store(form.cleaned_data["file"], kinds=kinds_of(paper), by=desk.actor)
        add_file(desk.entry, paper.code, stored, by=desk.actor)
    except Refusal as refusal:
        note_attempt(desk.entry, step="upload_end", ok=False, said=refusal.sentence, by=desk.actor, at=desk.at)
        form.add_error("file", refusal.sentence)
        return refusal.status
    note_attempt(desk.entry, step="upload_end", ok=True, by=desk.actor, at=desk.at, size=stored.size)
    return 0


def _file(desk: Desk, uid: str) -> EntryFile:
    found = next((one for one in desk.files if one.uid == uid), None)
    if found is None:
        raise Http404
    found.entry = desk.entry
    return found


def entry_file(request: HttpRequest, uid: str, file: str) -> HttpResponseBase:
    """A file of the dossier, as it was sent in; also one that stands only in an earlier version."""
    desk = open_entry(request, uid)
    found = EntryFile.objects.filter(entry=desk.entry, uid=file).select_related("file").first()
    if found is None or found.held:
        raise Http404
    return download(found.file)


def entry_file_remove(request: HttpRequest, uid: str, file: str) -> HttpResponse:
    """Take a file out of the working copy."""
    desk = open_entry(request, uid)
    found = _file(desk, file)

    def act() -> None:
        remove_file(found, by=desk.actor)

    back = f"{reverse('entry_files', args=[uid])}#{found.slot}"
    return press(request, act=act, back=back, done=_("Đã bỏ tệp “%s”.") % found.file.name)


def entry_file_up(request: HttpRequest, uid: str, file: str) -> HttpResponse:
    """Let a file be read before the one above it."""
    desk = open_entry(request, uid)
    found = _file(desk, file)

    def act() -> None:
        move_file_up(found, by=desk.actor)

    back = f"{reverse('entry_files', args=[uid])}#{found.slot}"
    return press(request, act=act, back=back, done=_("Đã đổi thứ tự."))
