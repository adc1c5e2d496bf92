"""An office's own Word files: by kind of paper, one of them, and the choice for a draft."""

from collections import Counter
from io import BytesIO
from itertools import groupby
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.audit.actions import subject_of
from hoithi.audit.queries import events_of
from hoithi.contests.models import Contest
from hoithi.documents import actions, forms, rules
from hoithi.documents.enums import TemplateState
from hoithi.documents.kinds.base import Kind, all_kinds, kind_of
from hoithi.documents.messages import tell
from hoithi.documents.models import OfficeTemplate
from hoithi.documents.office_templates.asking import sample_of
from hoithi.documents.office_templates.checking import Finding
from hoithi.documents.office_templates.facts import names_of
from hoithi.documents.office_templates.starter import template_for
from hoithi.documents.queries import templates_for, templates_of
from hoithi.documents.views.common import actor_of, contest_or_404, crumbs_to, document_or_404, url_of
from hoithi.kit.files import download, read
from hoithi.kit.files.kinds import DOCX
from hoithi.kit.form_pages import form_page, press
from hoithi.kit.refusals import Verdict


def _kind_or_404(code: str) -> Kind:
    try:
        return kind_of(code)
    except KeyError as error:
        raise Http404 from error


def _template_or_404(request: HttpRequest, slug: str, uid: str) -> tuple[Contest, OfficeTemplate]:
    contest = contest_or_404(request, slug)
    return contest, get_object_or_404(templates_of(contest), uid=uid)


def _open_to(verdict: Verdict) -> None:
    """Whoever could never do this is not told of the page."""
    if not verdict and verdict.code == "documents.not_yours":
        raise Http404


def _url(contest: Contest, name: str, *more: str) -> str:
    return reverse(name, args=[contest.slug, *more])


def _crumbs(contest: Contest, *way: tuple[str, str]) -> list[dict[str, str]]:
    first = [
        (_("Văn bản"), _url(contest, "document_list")),
        (_("Mẫu Word của cơ quan"), _url(contest, "template_list")),
    ]
    return [{"label": str(label), "href": href} for label, href in (*first, *way)]


def _to_kind(contest: Contest, code: str) -> tuple[str, str]:
    """The page of a kind; no way to one that this version of the program no longer knows."""
    names = {kind.code: str(kind.name) for kind in all_kinds()}
    return names.get(code, code), _url(contest, "template_kind", code) if code in names else ""


def _word_file(data: bytes, name: str) -> FileResponse:
    response = FileResponse(BytesIO(data), as_attachment=True, filename=f"{name}.docx", content_type=DOCX.content_type)
    response["Cache-Control"] = "private, no-store"
    return response


def template_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every kind of paper, with how many templates the office has for it."""
    contest = contest_or_404(request, slug)
    count = Counter(templates_of(contest).values_list("kind", "state"))
    groups = [
        (name, [
            (kind, count[kind.code, TemplateState.APPROVED], count[kind.code, TemplateState.WAITING]) for kind in kinds
        ])
        for name, kinds in groupby(all_kinds(), key=lambda kind: str(kind.group))
    ]  # fmt: skip
    context = {"contest": contest, "groups": groups, "crumbs": _crumbs(contest)}
    return render(request, "documents/templates/list.html", context)


def template_kind(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The templates for one kind, and the names that may stand in them."""
    contest, found = contest_or_404(request, slug), _kind_or_404(kind)
    names = [
        (f"{{{{#{one.written}}}}} … {{{{/{one.written}}}}}" if one.many else f"{{{{{one.written}}}}}", one)
        for one in names_of(found.schema).all
    ]
    context = {
        "contest": contest, "kind": found, "templates": templates_of(contest).filter(kind=kind), "names": names,
        "may_upload": rules.can_upload_template(actor_of(request), contest),
        "crumbs": _crumbs(contest, (str(found.name), "")),
    }  # fmt: skip
    return render(request, "documents/templates/kind.html", context)


def template_starter(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """Our own layout of a kind with names in braces, to begin with."""
    contest_or_404(request, slug)
    return _word_file(template_for(_kind_or_404(kind)), f"mau-{kind}")


def template_new(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Send a Word file; what is to be mended in it is told thing by thing."""
    contest, found = contest_or_404(request, slug), _kind_or_404(kind)
    _open_to(rules.can_upload_template(actor_of(request), contest))
    findings: list[Finding] = []

    def upload(data: dict[str, Any]) -> OfficeTemplate:
        try:
            return actions.upload_template(
                contest, kind=kind, name=data["name"], upload=data["file"], by=actor_of(request), once_key=data["once"]
            )
        except actions.Faults as faults:
            findings.extend(faults.findings)
            raise

    form = forms.TemplateForm(*([request.POST, request.FILES] if request.method == "POST" else []))
    title = _("Gửi mẫu Word")
    return form_page(
        request, title=title, form=form, act=upload, button=_("Gửi mẫu"), contest=contest, findings=findings,
        back=_url(contest, "template_kind", kind), done=_("Đã nhận mẫu. Một người khác duyệt thì mẫu được dùng."),
        then=lambda made: _url(contest, "template", made.uid), template="documents/templates/new.html",
        crumbs=_crumbs(contest, _to_kind(contest, kind), (title, "")), lead=found.name,
    )  # fmt: skip


def template(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One template: what was found in it, who brought it in, and what may be done to it."""
    contest, found = _template_or_404(request, slug, uid)
    actor = actor_of(request)
    kind, href = _to_kind(contest, found.kind)
    context = {
        "contest": contest, "template": found, "kind_name": kind, "known": bool(href),
        "approval": rules.can_approve_template(actor, contest, found),
        "withdrawal": rules.can_withdraw_template(actor, contest, found),
        "history": tell(events_of(subject_of(found))),
        "crumbs": _crumbs(contest, (kind, href), (found.name, "")),
    }  # fmt: skip
    return render(request, "documents/templates/template.html", context)


def template_file(request: HttpRequest, slug: str, uid: str) -> HttpResponseBase:
    """The file as it was sent."""
    return download(_template_or_404(request, slug, uid)[1].file)


def template_sample(request: HttpRequest, slug: str, uid: str) -> HttpResponseBase:
    """A paper that is made from it, with the sample of its kind."""
    _contest, found = _template_or_404(request, slug, uid)
    return _word_file(sample_of(read(found.file), _kind_or_404(found.kind)), f"thu-mau-{found.kind}")


def template_approve(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Another person brings it into use."""
    contest, found = _template_or_404(request, slug, uid)
    actor = actor_of(request)
    _open_to(rules.can_approve_template(actor, contest, found))
    return press(
        request,
        act=lambda: actions.approve_template(found, contest=contest, by=actor),
        back=_url(contest, "template", uid),
        done=_("Đã duyệt. Người soạn chọn được mẫu này."),
    )


def template_withdraw(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Take it out of use, or ask for that."""
    contest, found = _template_or_404(request, slug, uid)
    actor = actor_of(request)
    _open_to(rules.can_withdraw_template(actor, contest, found))
    title = _("Thôi dùng mẫu")
    lead = _("Văn bản đã ban hành theo mẫu này vẫn giữ nguyên.")
    if found.state == TemplateState.APPROVED and found.asked_at is None:
        lead = _("Mẫu đang dùng chỉ thôi dùng khi một người khác cùng đồng ý. %s") % lead
    return form_page(
        request, title=title, form=forms.WithdrawForm(request.POST or None, initial={"reason": found.reason}),
        act=lambda data: actions.withdraw_template(found, contest=contest, reason=data["reason"], by=actor),
        button=title, danger=True, back=_url(contest, "template", uid), contest=contest, lead=lead,
        done=lambda made: _("Mẫu đã thôi dùng.") if made.state == TemplateState.WITHDRAWN
        else _("Đã đề nghị. Mẫu thôi dùng khi một người khác đồng ý."),
        crumbs=_crumbs(contest, (found.name, _url(contest, "template", uid)), (title, "")),
    )  # fmt: skip


def document_template(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """What the Word file of a draft is made from."""
    document = document_or_404(request, slug, uid)
    _open_to(rules.can_choose_template(actor_of(request), document))
    usable = {one.uid: one for one in templates_for(document)}
    first = {"template": document.template.uid if document.template else "", "version": document.version}
    form = forms.ChooseTemplateForm(
        request.POST or None, templates=[(code, one.name) for code, one in usable.items()], initial=first
    )
    title = _("Mẫu của bản Word")
    return form_page(
        request, title=title, form=form, button=_("Lưu"), back=url_of(document), crumbs=crumbs_to(document, title),
        act=lambda data: actions.choose_template(
            document, template=usable.get(data["template"]), version=data["version"] or 0, by=actor_of(request)
        ),
        done=_("Đã chọn mẫu của bản Word."), contest=document.contest, document=document,
        lead=_("Chỉ bản Word theo mẫu của cơ quan. Trang in và bản PDF vẫn theo bố cục chung của hệ thống."),
    )  # fmt: skip
