"""What is done to a paper beside writing it: talked about, returned, approved, sent out, called off, replaced."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.documents import actions, forms, rules
from hoithi.documents.content import audiences_of, changes, gathered, known_kind
from hoithi.documents.enums import OUT, Relation
from hoithi.documents.kinds.base import all_kinds
from hoithi.documents.models import Document, Number, Series
from hoithi.documents.queries import may_be_used, next_number, series_of
from hoithi.documents.views.common import actor_of, crumbs_to, document_or_404, url_of
from hoithi.documents.views.editing import paper_page
from hoithi.documents.views.preview import preview_of
from hoithi.kit.clock import today
from hoithi.kit.dates import show_date
from hoithi.kit.form_pages import form_page, press
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal, Verdict


def _asked(request: HttpRequest, slug: str, uid: str, rule: Any) -> tuple[Document, Verdict]:
    """The paper, for whoever could do this in some state of it; for others it is not there."""
    document = document_or_404(request, slug, uid)
    verdict = rule(actor_of(request), document)
    if not verdict and verdict.code == "documents.not_yours":
        raise Http404
    return document, verdict


def _form(request: HttpRequest, document: Document, title: str, **page: Any) -> HttpResponse:
    return form_page(
        request, title=title, back=url_of(document), crumbs=crumbs_to(document, title),
        document=document, contest=document.contest, **{"lead": document.title, **page},
    )  # fmt: skip


def document_comment(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Say something to a draft."""
    document, _verdict = _asked(request, slug, uid, rules.can_comment)
    form = forms.CommentForm(request.POST)
    if not form.is_valid():
        return paper_page(request, document, form, status=422)
    data = form.cleaned_data
    try:
        actions.comment(document, text=data["text"], by=actor_of(request), once_key=data["once"])
    except Refusal as refusal:
        form.refuse(refusal)
        return paper_page(request, document, form, status=refusal.status)
    messages.success(request, _("Đã gửi ý kiến."))
    return redirect(url_of(document) + "#y-kien")


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 8 else 0


def document_submit(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Ask the head to approve the draft as it is saved."""
    document, _verdict = _asked(request, slug, uid, rules.can_edit)
    return press(
        request,
        act=lambda: actions.submit_for_approval(document, version=_version(request), by=actor_of(request)),
        back=url_of(document),
        done=_("Đã trình Trưởng Ban Tổ chức duyệt."),
    )


def document_approve(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """The head lets it go out."""
    document, _verdict = _asked(request, slug, uid, rules.can_approve)
    return press(
        request,
        act=lambda: actions.approve_document(document, version=_version(request), by=actor_of(request)),
        back=url_of(document),
        done=_("Đã duyệt. Chuyên viên cấp số rồi ban hành."),
    )


def _reasoned(request: HttpRequest, document: Document, title: str, **page: Any) -> HttpResponse:
    form = forms.ReasonForm(request.POST or None, initial={"version": document.version})
    return _form(request, document, title, form=form, button=title, danger=True, **page)


def document_return(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Make a draft of it again."""
    document, _verdict = _asked(request, slug, uid, rules.can_return)
    return _reasoned(
        request, document, _("Trả lại để sửa"), done=_("Đã trả lại. Người trình nhận được thư kèm lý do."),
        act=lambda data: actions.return_to_draft(
            document, reason=data["reason"], version=data["version"] or 0, by=actor_of(request)
        ),
    )  # fmt: skip


def document_discard(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Give up a draft."""
    document, _verdict = _asked(request, slug, uid, rules.can_discard)
    return _reasoned(
        request, document, _("Bỏ dự thảo"), done=_("Đã bỏ dự thảo. Văn bản vẫn còn trong danh sách."),
        act=lambda data: actions.discard_document(
            document, reason=data["reason"], version=data["version"] or 0, by=actor_of(request)
        ),
    )  # fmt: skip


def document_cancel(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Call off a paper that went out."""
    document, _verdict = _asked(request, slug, uid, rules.can_cancel)
    return _reasoned(
        request, document, _("Hủy văn bản"), done=_("Đã hủy văn bản. Số vẫn còn trong sổ."),
        act=lambda data: actions.cancel_document(document, reason=data["reason"], by=actor_of(request)),
    )  # fmt: skip


def document_audience(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Who may read a paper that went out."""
    document, _verdict = _asked(request, slug, uid, rules.can_open)
    return _form(
        request, document, _("Ai được đọc"), button=_("Lưu"), done=_("Đã đổi người được đọc."),
        form=forms.AudienceForm(
            request.POST or None, audiences=audiences_of(document), initial={"audience": document.audience}
        ),
        act=lambda data: actions.set_audience(document, audience=data["audience"], by=actor_of(request)),
    )  # fmt: skip


def document_issue(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Give an approved paper its number and day, and send it out."""
    document, verdict = _asked(request, slug, uid, rules.can_issue)
    series = list(series_of(document.contest))
    kept = list(may_be_used(document.contest))
    day = today()
    numbers = [
        (f"so-{one.uid}", _("Số tiếp theo của sổ %(name)s: %(number)02d")
         % {"name": one.name, "number": next_number(one, day.year)})
        for one in series
    ] + [
        (f"giu-{one.uid}", _("Số đã giữ: %(number)s của sổ %(name)s, ngày %(day)s")
         % {"number": one.shown, "name": one.series.name, "day": show_date(one.day)})
        for one in kept
    ]  # fmt: skip
    first = {"number": numbers[0][0] if numbers else "", "day": day, "audience": document.audience}
    form = forms.IssueForm(
        request.POST or None, numbers=numbers, audiences=audiences_of(document),
        initial={**first, "version": document.version},
    )  # fmt: skip
    return _form(
        request, document, _("Cấp số và ban hành"), form=form, button=_("Ban hành"),
        act=lambda data: _issued(request, document, data, series, kept),
        done=lambda made: _("Đã ban hành, số %s.") % made.number.shown,
        template="documents/issue.html", series=series, verdict=verdict,
        lead=_("Từ lúc này nội dung không sửa được nữa. Sai thì ban hành văn bản thay thế hoặc đính chính."),
    )  # fmt: skip


def _issued(
    request: HttpRequest, document: Document, data: dict[str, Any], series: list[Series], kept: list[Number]
) -> Document:
    way, __, uid = data["number"].partition("-")
    return actions.issue_document(
        document,
        series=next((one for one in series if way == "so" and one.uid == uid), None),
        reserved=next((one for one in kept if way == "giu" and one.uid == uid), None),
        day=data["day"], audience=data["audience"], version=data["version"] or 0, by=actor_of(request),
        once_key=data["once"],
    )  # fmt: skip


def document_correct(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Begin a paper that replaces or corrects one that went out."""
    document, _verdict = _asked(request, slug, uid, rules.can_correct)
    kinds = [(kind.code, kind.name) for kind in all_kinds()]
    form = forms.CorrectForm(
        request.POST or None, kinds=kinds, initial={"relation": Relation.REPLACES, "kind": document.kind}
    )
    return _form(
        request, document, _("Thay thế hoặc đính chính"), form=form, button=_("Soạn văn bản mới"),
        act=lambda data: _corrected(request, document, data), done=_("Đã tạo dự thảo."), then=url_of,
        lead=_("Văn bản mới ghi rõ nó thay thế hoặc đính chính văn bản số %s.") % document.number.shown,
    )  # fmt: skip


def _corrected(request: HttpRequest, document: Document, data: dict[str, Any]) -> Document:
    kind, by = data["kind"], actor_of(request)
    facts = document.facts if kind == document.kind else gathered(kind, document.contest, by=by)
    return actions.create_document(
        document.contest, kind=kind, facts=facts, by=by, uid=data["once"][:12] or None,
        corrects=document, relation=data["relation"],
    )  # fmt: skip


def document_again(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """What the data of the contest say now that they did not when the paper went out; and the paper made anew."""
    document, verdict = _asked(request, slug, uid, rules.can_compare)
    if not verdict or document.state not in OUT or known_kind(document) is None:
        raise Http404
    now = gathered(document.kind, document.contest, by=actor_of(request))
    moved = {name for name in (*document.known, *now) if now.get(name) != document.known.get(name)}
    facts = {name: value for name, value in document.facts.items() if name not in moved}
    facts |= {name: now[name] for name in moved if name in now}
    may_correct = rules.can_correct(actor_of(request), document)
    if request.method == "POST":
        return _made_anew(request, document, facts)
    context = {
        "document": document, "contest": document.contest, "crumbs": crumbs_to(document, _("So với dữ liệu hiện nay")),
        "differences": changes(document, document.known, now), "may_correct": may_correct, "once": public_id(),
        "preview": preview_of(document, facts, person=actor_of(request).person_id),
    }  # fmt: skip
    return render(request, "documents/again.html", context)


def _made_anew(request: HttpRequest, document: Document, facts: dict[str, Any]) -> HttpResponse:
    uid = request.POST.get("once", "")[:12] or None
    try:
        made = actions.create_document(
            document.contest, kind=document.kind, facts=facts, by=actor_of(request), uid=uid, corrects=document,
            relation=Relation.REPLACES,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(url_of(document))
    messages.success(request, _("Đã tạo dự thảo thay thế với số liệu hiện nay."))
    return redirect(url_of(made))
