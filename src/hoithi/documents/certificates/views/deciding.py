"""What is done to a run beside writing it: submitted, approved, returned, given up, numbered; and calling one off."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hoithi.documents import actions, rules
from hoithi.documents.certificates.access import certificate_or_404, run_or_404
from hoithi.documents.certificates.facts import read_people
from hoithi.documents.certificates.forms import IssueForm, ReasonForm
from hoithi.documents.certificates.views.runs import crumbs_to, url_of
from hoithi.documents.models import CertificateRun
from hoithi.documents.views.common import actor_of
from hoithi.kit.clock import today
from hoithi.kit.form_pages import form_page, press


def _asked(request: HttpRequest, slug: str, uid: str, rule: Any) -> CertificateRun:
    """The run, for whoever could do this in some state of it; for others it is not there."""
    run = run_or_404(request, slug, uid)
    verdict = rule(actor_of(request), run)
    if not verdict and verdict.code == "documents.not_yours":
        raise Http404
    return run


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 8 else 0


def certificate_submit(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Ask the head to approve the run as it is saved."""
    run = _asked(request, slug, uid, rules.can_edit_run)
    return press(
        request,
        act=lambda: actions.submit_run(run, version=_version(request), by=actor_of(request)),
        back=url_of(run),
        done=_("Đã trình Trưởng Ban Tổ chức duyệt."),
    )


def certificate_approve(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """The head lets them go out."""
    run = _asked(request, slug, uid, rules.can_approve_run)
    return press(
        request,
        act=lambda: actions.approve_run(run, version=_version(request), by=actor_of(request)),
        back=url_of(run),
        done=_("Đã duyệt. Chuyên viên cấp số và in."),
    )


def _form(request: HttpRequest, run: CertificateRun, title: str, **page: Any) -> HttpResponse:
    crumbs = crumbs_to(run, title)
    return form_page(request, title=title, button=title, back=url_of(run), crumbs=crumbs, contest=run.contest, **page)


def certificate_return(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Make a draft of it again."""
    run = _asked(request, slug, uid, rules.can_return_run)
    return _form(
        request, run, _("Trả lại để sửa"), done=_("Đã trả lại."), danger=True,
        form=ReasonForm(request.POST or None, initial={"version": run.version}),
        act=lambda data: actions.return_run(
            run, reason=data["reason"], version=data["version"] or 0, by=actor_of(request)
        ),
    )  # fmt: skip


def certificate_discard(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Give up a draft."""
    run = _asked(request, slug, uid, rules.can_discard_run)
    return _form(
        request, run, _("Bỏ đợt cấp"), done=_("Đã bỏ. Đợt cấp vẫn còn trong danh sách."), danger=True,
        form=ReasonForm(request.POST or None, initial={"version": run.version}),
        act=lambda data: actions.discard_run(
            run, reason=data["reason"], version=data["version"] or 0, by=actor_of(request)
        ),
    )  # fmt: skip


def certificate_issue(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """Give all of them their numbers and have them printed."""
    run = _asked(request, slug, uid, rules.can_issue_run)
    many = len(read_people(str(run.facts.get("people") or ""))[0])
    return _form(
        request, run, _("Cấp số và in"), done=_("Đã cấp số. Giấy đang được in."),
        form=IssueForm(request.POST or None, initial={"day": today(), "version": run.version}),
        lead=_("%d giấy nhận số liền nhau trong sổ cấp giấy chứng nhận. Sau đó không sửa được nữa, chỉ hủy từng giấy.")
        % many,
        act=lambda data: actions.issue_run(
            run, day=data["day"], version=data["version"] or 0, by=actor_of(request), once_key=data["once"]
        ),
    )  # fmt: skip


def certificate_cancel(request: HttpRequest, slug: str, uid: str, one: str) -> HttpResponse:
    """Call off one certificate."""
    found = certificate_or_404(request, slug, uid, one)
    verdict = rules.can_cancel_certificate(actor_of(request), found)
    if not verdict and verdict.code == "documents.not_yours":
        raise Http404
    said = {"number": found.number.shown, "winner": found.winner}
    return _form(
        request, found.run, _("Hủy giấy chứng nhận"), done=_("Đã hủy giấy chứng nhận. Số vẫn còn trong sổ."),
        form=ReasonForm(request.POST or None), danger=True,
        lead=_("Số %(number)s của %(winner)s. Ai tra mã của giấy này sẽ thấy giấy đã hủy và lý do.") % said,
        act=lambda data: actions.cancel_certificate(found, reason=data["reason"], by=actor_of(request)),
    )  # fmt: skip
