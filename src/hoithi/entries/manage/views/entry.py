"""The page of one entry, its files, its versions side by side, and the form of each decision."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.audit.actions import subject_of
from hoithi.audit.messages import Told, tell
from hoithi.audit.queries import events_of
from hoithi.entries.actions import intake
from hoithi.entries.book import Book, book_of
from hoithi.entries.enums import EntryState
from hoithi.entries.inspection import Inspection, inspect
from hoithi.entries.manage import forms
from hoithi.entries.manage.access import actor_of, entry_or_404
from hoithi.entries.manage.compare import compare
from hoithi.entries.manage.decisions import OFFERS, Offer, known_lacks, offered, proposed_due
from hoithi.entries.manage.dossier import dossier_page
from hoithi.entries.models import Assist, Derived, Entry, EntryFile, UnitConfirmation
from hoithi.entries.queries import Sight, received, sight
from hoithi.kit.files import download, scan, show, shows_files
from hoithi.kit.form_pages import form_page
from hoithi.kit.forms import Form
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal


@shows_files
def intake_entry(request: HttpRequest, uid: str) -> HttpResponse:
    """The dossier at left, checks and history at right, and one bar with the decisions that it allows now."""
    entry = entry_or_404(request, uid)
    page = dossier_page(entry, actor_of(request))
    return render(request, "entries/manage/entry.html", {"contest": entry.contest, "entry": entry, "page": page})


def intake_file(request: HttpRequest, uid: str, file: str) -> HttpResponseBase:
    """One file of a sealed version (of a draft that one helps with: of the working copy), as a download; with `?xem` to
    be looked at in the page, where its kind and what is in it allow that."""
    placed = _file_or_404(request, uid, file)
    if "xem" in request.GET:
        return show(placed.file, request=request, flags=placed.flags)
    return download(placed.file)


def intake_picture(request: HttpRequest, uid: str, file: str, number: int) -> HttpResponseBase:
    """A picture that was made of a file: the small one for number 0, else that page; without where it was taken."""
    placed = _file_or_404(request, uid, file)
    kind = Derived.Kind.VIEW if number else Derived.Kind.SMALL
    made = get_object_or_404(placed.derived.select_related("file"), kind=kind, page=number or 1)
    return show(made.file, request=request, flags=())


def _file_or_404(request: HttpRequest, uid: str, file: str) -> EntryFile:
    entry = entry_or_404(request, uid)
    look = sight(actor_of(request), entry)
    placed = EntryFile.objects.select_related("file").filter(entry=entry, uid=file).first()
    if placed is None or not look.files or not _may_open(entry, placed, look):
        raise Http404
    return placed


def intake_paper(request: HttpRequest, uid: str, paper: str) -> HttpResponseBase:
    """A scanned paper that is no file of the dossier: by which the body confirmed it, or its owner what was typed in.
    No scanner saw it when it came, so one is asked now."""
    entry = entry_or_404(request, uid)
    signed = StoredFile.objects.filter(Q(pk__in=_papers(UnitConfirmation, entry)) | Q(pk__in=_papers(Assist, entry)))
    stored = signed.filter(uid=paper).first()
    if stored is None or not sight(actor_of(request), entry).files:
        raise Http404
    with default_storage.open(stored.key) as bytes_of_it:
        if scan(bytes_of_it) not in {"clean", "off"}:
            raise Http404
    return download(stored)


def _papers(of: type[UnitConfirmation | Assist], entry: Entry) -> QuerySet[Any]:
    return of.objects.filter(entry=entry, paper__isnull=False).values("paper")


def _may_open(entry: Entry, placed: EntryFile, look: Sight) -> bool:
    if placed.held:
        return False
    if (look.working and placed.removed_at is None) or (look.staff and placed.late):
        return True
    key = {"slot": placed.slot, "sha256": placed.file.sha256}
    sealed = entry.versions.values_list("manifest", flat=True)
    return any(key.items() <= one.items() for manifest in sealed for one in manifest)


def intake_compare(request: HttpRequest, uid: str) -> HttpResponse:
    """Two versions side by side: answers with the words that differ, files that came and went."""
    entry = entry_or_404(request, uid)
    look = sight(actor_of(request), entry)
    if not look.content:
        raise Http404
    versions = {version.number: version for version in entry.versions.all()}
    if not versions:
        raise Http404
    last = max(versions)
    new = versions.get(_number(request.GET.get("moi", "")), versions[last])
    old = versions.get(_number(request.GET.get("cu", "")), versions.get(new.number - 1, versions[min(versions)]))
    context = {
        "contest": entry.contest,
        "entry": entry,
        "versions": sorted(versions.values(), key=lambda version: -version.number),
        "old": old,
        "new": new,
        "found": compare(entry.contest, old, new, people=look.people, files=look.files),
    }
    return render(request, "entries/manage/compare.html", context)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def intake_decide(request: HttpRequest, uid: str, decision: str) -> HttpResponse:
    """The form of one decision. Made on what somebody has changed meanwhile it says what that was, and keeps what was
    typed; sending it once more decides knowingly (F14)."""
    entry = entry_or_404(request, uid)
    offer = next((one for one in OFFERS if one.code == decision), None)
    actor = actor_of(request)
    if offer is None or offer.code not in _ACTS:
        raise Http404
    book = book_of(entry.contest, entry)
    inspection = inspect(entry, book)
    known = {one.offer.code: one for one in offered(entry, actor, inspection)}
    if offer.code not in known:
        raise Http404
    back = reverse("intake_entry", args=[entry.uid])
    if request.method == "GET" and known[offer.code].why:
        messages.warning(request, known[offer.code].why)
        return redirect(back)
    form = _form(offer.code, request, entry, book, inspection)
    meanwhile: list[Told] = []
    return form_page(
        request,
        form=form,
        act=lambda data: _acted(offer, entry, data, request, form, meanwhile),
        title=str(offer.label),
        lead=f"{entry.code} {entry.title}".strip(),
        button=str(offer.label),
        back=back,
        done=_("Đã ghi nhận: %s.") % str(offer.label).lower(),
        danger=offer.kind == "danger",
        crumbs=[
            {"label": _("Hồ sơ"), "href": reverse("intake_list", args=[entry.contest.slug])},
            {"label": entry.code or _("Bản nháp"), "href": back},
            {"label": str(offer.label)},
        ],
        template="entries/manage/decide.html",
        contest=entry.contest,
        entry=entry,
        inspection=inspection if offer.to == EntryState.ACCEPTED else None,
        meanwhile=meanwhile,
    )


def _form(code: str, request: HttpRequest, entry: Entry, book: Book, inspection: Inspection) -> Form:
    data = request.POST if request.method == "POST" else None
    first: dict[str, Any] = {"version": entry.desk_version}
    if code == "tiep-nhan":
        return forms.AcceptForm(data, initial=first, against=bool(inspection.against))
    if code == "chuyen-linh-vuc":
        return forms.FieldForm(data, initial=first, entry=entry, book=book)
    if code == "trung":
        return forms.DuplicateForm(data, initial={**first, "of": request.GET.get("cua", "")[:20]})
    if code == "bo-sung":
        first |= {"due_at": proposed_due(entry), "reasons": known_lacks(inspection)}
    kinds: dict[str, type[Form]] = {
        "bo-sung": forms.SupplementForm,
        "khong-hop-le": forms.RejectForm,
        "rut": forms.WithdrawForm,
        "mo-lai": forms.ReasonForm,
        "ghi-chu": forms.NoteForm,
    }
    return kinds[code](data, initial=first)


def _acted(
    offer: Offer, entry: Entry, data: dict[str, Any], request: HttpRequest, form: Form, meanwhile: list[Told]
) -> Any:
    try:
        return _ACTS[offer.code](entry, data, request)
    except Refusal as refusal:
        if refusal.code == "entries.stale":
            meanwhile += tell(list(events_of(subject_of(entry))[:3]), more=lambda _data: "")
            _renew(form, entry)
        raise


def _renew(form: Form, entry: Entry) -> None:
    """The form stands on what is there now: whoever sends it again has read what happened."""
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    data["version"] = str(Entry.objects.values_list("desk_version", flat=True).get(pk=entry.pk))
    form.data = data


Act = Callable[[Entry, dict[str, Any], HttpRequest], Any]


def _duplicate(entry: Entry, data: dict[str, Any], request: HttpRequest) -> Any:
    of = received(actor_of(request), entry.contest).filter(number=data.pop("of")).first()
    if of is None:
        raise Refusal("entries.duplicate_of", _("Không có hồ sơ mang số này trong hội thi."), status=422, field="of")
    return intake.mark_duplicate(entry, of, by=actor_of(request), **data)


def _reject(entry: Entry, data: dict[str, Any], request: HttpRequest) -> Any:
    return intake.reject_entry(entry, reason=data["reason"], version=data["version"], by=actor_of(request))


def _supplement(entry: Entry, data: dict[str, Any], request: HttpRequest) -> Any:
    return intake.request_supplement(entry, once_key=data.pop("once"), by=actor_of(request), **data)


def _note(entry: Entry, data: dict[str, Any], request: HttpRequest) -> Any:
    return intake.add_note(entry, text=data["text"], once_key=data["once"], by=actor_of(request))


_ACTS: dict[str, Act] = {
    "tiep-nhan": lambda entry, data, request: intake.accept_entry(entry, by=actor_of(request), **data),
    "bo-sung": _supplement,
    "khong-hop-le": _reject,
    "trung": _duplicate,
    "rut": lambda entry, data, request: intake.withdraw_for_owner(entry, by=actor_of(request), **data),
    "mo-lai": lambda entry, data, request: intake.reopen_entry(entry, by=actor_of(request), **data),
    "chuyen-linh-vuc": lambda entry, data, request: intake.change_field(entry, by=actor_of(request), **data),
    "ghi-chu": _note,
}
