"""The owner's word on what was typed for them: by the code of a letter, by their account, by a signed paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts import slips, tries
from hoithi.contests.rule_schemas.answers import show_answer, steps_of
from hoithi.entries import queries, rules
from hoithi.entries.actions.typing import (
    answer_by_code,
    answer_typed,
    confirm_typed_on_paper,
    reopen_typing,
    send_typed_code,
    typed_of,
)
from hoithi.entries.book import book_of
from hoithi.entries.counter.access import actor_of, contest_or_404, paper_entry_or_404
from hoithi.entries.counter.forms import SCANS, AnswerForm, CodeForm, SignedForm
from hoithi.entries.enums import AssistState
from hoithi.entries.models import Assist, Entry
from hoithi.kit.clients import client_address
from hoithi.kit.files import store
from hoithi.kit.form_pages import form_page, press
from hoithi.kit.refusals import Refusal


def content_rows(assist: Assist) -> list[dict[str, Any]]:
    """What was typed, as people read it: (name, text) in the order of the form."""
    entry, content = assist.entry, assist.version.content
    book = book_of(entry.contest, entry)
    about = content["about"]
    rows = [
        {"name": _("Tên giải pháp"), "text": about.get("title", "")},
        {"name": _("Lĩnh vực"), "text": book.field_name(about.get("field", ""))},
        {"name": _("Tác giả"), "text": ", ".join(author["full_name"] for author in content["authors"])},
        {"name": _("Đơn vị"), "text": about.get("unit_label", "")},
    ]
    for step in steps_of(book.dossier):
        for question in step.questions:
            value = content["answers"].get(question.code)
            rows.append({"name": question.name, "text": show_answer(question, value) if value is not None else ""})
    return [row for row in rows if row["text"]]


def typed_answer(request: HttpRequest) -> HttpResponse:
    """By the code of the letter: first it shows what was typed, then it takes the word. No account is needed."""
    form, answer, assist = CodeForm(request.POST or None), None, None
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        counted = tries.begin(account=f"typed {slips.read(code)}", address=client_address(request))
        try:
            if counted is None:
                raise Refusal("too_many", _("Từ mạng này đã thử sai nhiều lần. Hãy chờ 15 phút."), field="code")
            assist = typed_of(code)
            tries.forget(counted)
            answer = AnswerForm(request.POST if "right" in request.POST or "answer" in request.POST else None)
            if answer.is_bound and answer.is_valid():
                data = answer.cleaned_data
                answer_by_code(code, right=data["right"] == "1", reason=data["reason"], by=actor_of(request))
                return render(request, "entries/counter/answered.html", {"right": data["right"] == "1"})
        except Refusal as refusal:
            (answer if answer is not None and refusal.field == "reason" else form).refuse(refusal)
    bad = form.errors or (answer is not None and answer.errors)
    facts = {"form": form, "answer": answer, "assist": assist, "rows": content_rows(assist) if assist else []}
    return render(request, "entries/counter/answer_code.html", facts, status=422 if bad else 200)


def typed_own(request: HttpRequest, uid: str) -> HttpResponse:
    """The owner, signed in, reads what was typed for them and says whether it is right."""
    actor = actor_of(request)
    entry = queries.own_entries(actor).select_related("contest", "owner").filter(uid=uid).first()
    assist = _waiting(entry)
    if entry is None or assist is None or rules.can_answer_typed(actor, entry).status == 404:
        raise Http404
    form = AnswerForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                answer_typed(assist, right=data["right"] == "1", reason=data["reason"], by=actor)
            except Refusal as refusal:
                form.refuse(refusal)
                status = refusal.status
            else:
                return render(request, "entries/counter/answered.html", {"right": data["right"] == "1"})
    facts = {"form": form, "assist": assist, "rows": content_rows(assist), "contest": entry.contest}
    return render(request, "entries/counter/answer_own.html", facts, status=status)


def _waiting(entry: Entry | None) -> Assist | None:
    if entry is None:
        return None
    found = Assist.objects.filter(entry=entry, state=AssistState.WAITING).select_related("version").first()
    if found is not None:
        found.entry = entry
    return found


def _waiting_or_404(request: HttpRequest, slug: str, uid: str) -> Assist:
    entry = paper_entry_or_404(request, contest_or_404(request, slug), uid)
    assist = _waiting(entry)
    if assist is None:
        raise Http404
    return assist


def typed_paper(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """The owner signed the printed version: its scan is kept, and the version stands."""
    assist, actor = _waiting_or_404(request, slug, uid), actor_of(request)

    def act(data: dict[str, Any]) -> Assist:
        paper = store(data["paper"], kinds=SCANS, by=actor)
        return confirm_typed_on_paper(assist, signed_by=data["signed_by"], paper=paper, by=actor)

    return form_page(
        request,
        form=SignedForm(
            request.POST or None, request.FILES or None, initial={"signed_by": assist.entry.owner.full_name}
        ),
        act=act,
        title=_("Người dự thi đã ký bản nhập"),
        lead=f"{assist.entry.code} · {assist.entry.title}",
        button=_("Ghi nhận"),
        back=reverse("typing", args=[slug, uid]),
        done=_("Đã ghi nhận. Bản nhập hộ nay có giá trị."),
        contest=assist.entry.contest,
    )


def typed_print(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """What was typed, to be printed and signed."""
    assist = _waiting_or_404(request, slug, uid)
    facts = {"assist": assist, "entry": assist.entry, "contest": assist.entry.contest, "rows": content_rows(assist)}
    return render(request, "entries/counter/typed_print.html", facts)


def typing_reopen(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """What was sealed too early is typed on."""
    assist = _waiting_or_404(request, slug, uid)
    return press(
        request,
        act=lambda: reopen_typing(assist, by=actor_of(request)),
        back=reverse("typing", args=[slug, uid]),
        done=_("Đã mở lại. Nhập xong hãy chốt lần nữa."),
    )


def typed_send(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Another letter with a code."""
    assist = _waiting_or_404(request, slug, uid)
    return press(
        request,
        act=lambda: send_typed_code(assist, by=actor_of(request)),
        back=reverse("typing", args=[slug, uid]),
        done=_("Đã gửi mã mới. Mã cũ không còn dùng được."),
    )
