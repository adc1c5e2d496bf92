"""Typing in from the paper: what waits, the parts of one dossier beside its pages, sealing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.answers import Step, asked_answers, is_empty, show_answer, steps_of
from hoithi.contests.rule_schemas.boxes import PREFIX, form_of
from hoithi.entries import queries, rules
from hoithi.entries.actions.drafting import Stale, save_part
from hoithi.entries.actions.files import add_file
from hoithi.entries.actions.typing import finish_typing
from hoithi.entries.book import Book, book_of
from hoithi.entries.counter.access import actor_of, contest_or_404, paper_entry_or_404, typed_entry_or_404
from hoithi.entries.counter.forms import SCANS, AboutForm, PagesForm, SealForm
from hoithi.entries.enums import ABOUT, PAPER_SLOT, Source
from hoithi.entries.models import Author, Entry, EntryFile
from hoithi.kit.clock import now
from hoithi.kit.files import download, store
from hoithi.kit.form_pages import form_page
from hoithi.kit.refusals import Refusal
from hoithi.kit.tables import Column, Filter, ListPage

PICTURES = ("image/jpeg", "image/png", "image/webp")


def typing_list(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What is still to be typed in, the longest waiting first."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    page = ListPage(
        request,
        queries.to_type_in(actor, contest).select_related("owner"),
        [
            Column("so", _("Số"), "code", sort=("number",), href=lambda row: reverse("typing", args=[slug, row.uid])),
            Column("ten", _("Giải pháp"), "title"),
            Column("nguoi", _("Người nộp"), lambda row: row.owner.full_name, personal=True),
            Column("cach", _("Cách nộp"), lambda row: row.get_source_display()),
            Column("nhan", _("Nhận lúc"), "submitted_at", sort=("submitted_at",), kind="date"),
        ],
        filters=[Filter("cach", _("Cách nộp"), [(one, one.label) for one in (Source.COUNTER, Source.POST)], "source")],
    )
    return page.response("entries/counter/queue.html", {"contest": contest}, filename="con-phai-nhap")


def typing(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One dossier: its parts with what is done, its pages, and the button that seals what was typed."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    entry = paper_entry_or_404(request, contest, uid)
    may = rules.can_type_in(actor, entry, at=now())
    parts = _parts(entry, book_of(contest, entry))
    empty = [part["name"] for part in parts if not part["done"]]
    facts = {
        "contest": contest,
        "entry": entry,
        "may": may,
        "parts": parts,
        "empty": empty,
        "authors": Author.objects.filter(entry=entry, removed_at=None),
        "pages": pages_of(entry),
        "seal": SealForm(initial={"base": entry.version}, empty=bool(empty)),
        "assist": entry.assists.select_related("version").first(),
        "may_file": rules.can_file_typed_paper(actor, entry),
    }
    return render(request, "entries/counter/typing.html", facts)


def _parts(entry: Entry, book: Book) -> list[dict[str, Any]]:
    parts = [{"code": ABOUT, "name": _("Tên giải pháp và người dự thi"), "done": bool(entry.about.get("title"))}]
    for step in steps_of(book.dossier):
        asked = asked_answers(step.questions, entry.answers, entry.answers)
        done = any(not is_empty(value) for __, value in asked)
        parts.append({"code": step.code, "name": step.label, "done": done})
    return parts


def pages_of(entry: Entry) -> list[dict[str, Any]]:
    """The pages of the paper, in their order; `picture` says whether a page may show it."""
    found = EntryFile.objects.filter(entry=entry, slot=PAPER_SLOT, removed_at=None).select_related("file")
    return [{"placed": one, "file": one.file, "picture": one.file.content_type in PICTURES} for one in found]


def typing_part(request: HttpRequest, slug: str, uid: str, part: str) -> HttpResponse:
    """One part of the form, beside the pages of the paper."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    entry = typed_entry_or_404(request, contest, uid)
    book = book_of(contest, entry)
    step = _step(book, part)
    form = _about_form(request, entry, book) if step is None else _step_form(request, entry, step)
    base = request.POST.get("base", "")
    status, standing = 200, []
    if request.method == "POST":
        typed = _typed(form, step)
        try:
            number = int(base) if base.isascii() and base.isdigit() and len(base) < 9 else -1
            saved = save_part(entry, part, typed, base=number, by=actor, at=entry.submitted_at)
        except Stale as refusal:
            messages.error(
                request, _("Phần này vừa được sửa ở nơi khác. Chữ bạn gõ còn ở dưới: so với bản mới rồi lưu.")
            )
            standing = _standing(refusal.standing, form, step)
            status, base = refusal.status, str(Entry.objects.get(pk=entry.pk).parts.get(part, 0))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
            status = refusal.status
        else:
            if not saved.problems and form.is_valid():
                messages.success(request, _("Đã lưu."))
                return redirect("typing", slug, uid)
            status, base = 422, str(saved.part_version)
    else:
        base = str(entry.parts.get(part, 0))
    facts = {
        "contest": contest,
        "entry": entry,
        "form": form,
        "base": base,
        "pages": pages_of(entry),
        "standing": standing,
    }
    title = step.label if step else _("Tên giải pháp và người dự thi")
    return render(request, "entries/counter/part.html", {**facts, "title": title}, status=status)


def _standing(work: dict[str, Any], form: Any, step: Step | None) -> list[tuple[str, str]]:
    """What another saved meanwhile, by the label of each box."""
    if step is None:
        about = AboutForm(initial=work.get("about", {}), book=form.book)
        return [(str(about[name].label), _shown(about[name])) for name in about.fields if name != "base"]
    answers, raw = work.get("answers", {}), work.get("typed", {})
    return [(one.name, str(raw.get(one.code) or show_answer(one, answers.get(one.code)))) for one in step.questions]


def _shown(box: Any) -> str:
    value = box.value() or ""
    return str(dict(getattr(box.field, "choices", ())).get(value, value))


def _step(book: Book, part: str) -> Step | None:
    if part == ABOUT:
        return None
    step = next((step for step in steps_of(book.dossier) if step.code == part), None)
    if step is None:
        raise Http404
    return step


def _about_form(request: HttpRequest, entry: Entry, book: Book) -> AboutForm:
    data = request.POST.copy() if request.method == "POST" else None
    return AboutForm(data, initial=entry.about, book=book)


def _step_form(request: HttpRequest, entry: Entry, step: Step) -> Any:
    shown = {**entry.answers, **entry.work.get("typed", {})}
    return form_of(step.questions, shown, request.POST if request.method == "POST" else None, moment=entry.submitted_at)


def _typed(form: Any, step: Step | None) -> dict[str, Any]:
    """What was typed, as `save_part` takes it: raw, so that nothing is lost."""
    names = [name for name in form.fields if name != "base"]
    if step is None:
        return {name: form[name].value() or "" for name in names}
    return {name.removeprefix(PREFIX): form[name].data for name in names}


def typing_pages(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """More pages of the paper."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    entry = typed_entry_or_404(request, contest, uid)

    def act(data: dict[str, Any]) -> int:
        kept = [store(file, kinds=SCANS, by=actor) for file in (*data["photos"], *data["scans"])]
        for stored in kept:
            add_file(entry, PAPER_SLOT, stored, by=actor)
        return len(kept)

    return form_page(
        request,
        form=PagesForm(request.POST or None, request.FILES or None),
        act=act,
        title=_("Thêm trang giấy"),
        lead=f"{entry.code} · {entry.title}",
        button=_("Thêm"),
        back=reverse("typing", args=[slug, uid]),
        done=lambda count: _("Đã thêm %d trang.") % count,
        contest=contest,
    )


def typing_finish(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Seal what was typed; the owner is asked whether it is right."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    entry = paper_entry_or_404(request, contest, uid)
    empty = any(not part["done"] for part in _parts(entry, book_of(contest, entry)))
    form = SealForm(request.POST, empty=empty)
    try:
        if not form.is_valid():
            if "sure" in form.errors:
                sentence = _("Còn phần chưa nhập: hãy nhập tiếp, hoặc đánh dấu rằng bản giấy cũng không có.")
                raise Refusal("entries.empty", sentence, status=422)
            raise Refusal("entries.form", _("Hãy mở lại trang này rồi bấm lại."), status=422)
        finish_typing(entry, once_key=form.cleaned_data["once"], base=form.cleaned_data["base"], by=actor)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Đã chốt bản nhập hộ. Bản này có giá trị khi người dự thi xác nhận."))
    return redirect("typing", slug, uid)


def paper_page(request: HttpRequest, slug: str, uid: str, file: str) -> HttpResponseBase:
    """One page of the paper, as it was photographed."""
    contest = contest_or_404(request, slug)
    entry = paper_entry_or_404(request, contest, uid)
    placed = EntryFile.objects.filter(entry=entry, slot=PAPER_SLOT, uid=file).select_related("file").first()
    if placed is None or placed.held:
        raise Http404
    return download(placed.file)
