"""Runs of certificates: the list, the editor of one that is written, the page of one that goes out."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.audit.actions import subject_of
from hoithi.audit.queries import events_of
from hoithi.documents import actions, rules
from hoithi.documents.certificates.access import run_or_404
from hoithi.documents.certificates.facts import RunFacts, beginning, read_people
from hoithi.documents.enums import CertificateState, RunState
from hoithi.documents.filling import filled
from hoithi.documents.messages import tell
from hoithi.documents.models import CertificateRun
from hoithi.documents.models.certificates import NUMBERED
from hoithi.documents.queries import WRITERS, runs_of
from hoithi.documents.views.common import actor_of, contest_or_404
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal
from hoithi.kit.schemas.editor import editor_of, raw_of
from hoithi.kit.schemas.reading import Problem, differences
from hoithi.kit.tables import Column, Filter, ListPage

MOST = 50


def url_of(run: CertificateRun, name: str = "certificate_run") -> str:
    """The address of a page of a run."""
    return reverse(name, args=[run.contest.slug, run.uid])


def crumbs_to(run: CertificateRun, last: str = "") -> list[dict[str, Any]]:
    """The way to a run from the list."""
    here = {"label": _("Đợt cấp"), "href": url_of(run) if last else ""}
    way = [{"label": _("Giấy chứng nhận"), "href": reverse("certificate_list", args=[run.contest.slug])}, here]
    return [*way, {"label": last, "href": ""}] if last else way


def certificate_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All runs of a contest, the newest first."""
    contest, actor = contest_or_404(request, slug), actor_of(request)
    runs = [(run, *beginning(str(run.facts.get("people") or ""))) for run in runs_of(actor, contest)[:MOST]]
    context = {
        "contest": contest,
        "runs": runs,
        "may_draft": rules.can_draft(actor, contest),
        "once": public_id(),
    }
    return render(request, "documents/certificates/list.html", context)


def certificate_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a run with what the contest already says."""
    contest = contest_or_404(request, slug)
    try:
        run = actions.draft_run(contest, by=actor_of(request), uid=request.POST.get("once", "")[:12] or None)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return redirect(reverse("certificate_list", args=[slug]))
    run.contest = contest
    return redirect(url_of(run))


def certificate_run(request: HttpRequest, slug: str, uid: str) -> HttpResponseBase:
    """One run."""
    run, actor = run_or_404(request, slug, uid), actor_of(request)
    if request.method == "POST" and not actor.holds_in(run.contest, *WRITERS):
        raise Http404
    if request.method == "POST" or rules.can_edit_run(actor, run):  # one submitted meanwhile shows what was typed
        return _editor_page(request, run)
    if run.state in NUMBERED:
        return _numbered_page(request, run)
    people, _wrong = read_people(str(run.facts.get("people") or ""))
    context = {**_about(request, run), "people": people, "facts": run.facts, "line": _line(request, len(people))}
    return render(request, "documents/certificates/run.html", context)


def _line(request: HttpRequest, most: int) -> dict[str, int]:
    """Which line of the list is looked at, and its neighbours."""
    asked = request.GET.get("dong", "1")
    number = min(max(int(asked) if asked.isdecimal() and len(asked) < 6 else 1, 1), max(most, 1))
    return {"number": number, "most": most, "before": number - 1, "after": number + 1 if number < most else 0}


def _about(request: HttpRequest, run: CertificateRun) -> dict[str, Any]:
    actor = actor_of(request)
    verbs = ("edit", "return", "approve", "issue", "discard")
    return {
        "run": run,
        "contest": run.contest,
        "crumbs": crumbs_to(run),
        "may": {name: getattr(rules, f"can_{name}_run")(actor, run) for name in verbs},
        "is_head": actor.holds_in(run.contest, *rules.HEAD),
        "history": tell(events_of(subject_of(run))[:MOST]),
    }


def _editor_page(request: HttpRequest, run: CertificateRun) -> HttpResponse:
    page: dict[str, Any] = {"version": run.version, "status": 200}
    raw = run.facts
    if request.method == "POST":
        raw = actions.certificates.typed(raw_of(RunFacts, request.POST))
        base = request.POST.get("version", "")
        page["version"] = int(base) if base.isdecimal() and len(base) < 8 else 0
        if (answer := _saved(request, run, raw, page)) is not None:
            return answer
    problems = _problems(raw)
    if request.method != "POST" and run.version == 1:
        problems = []  # nothing was typed yet
    people, _wrong = read_people(str(raw.get("people") or ""))
    *shared, box = editor_of(RunFacts, raw, problems).boxes
    context = {
        **_about(request, run), **page, "shared": shared, "people": box, "many": len(people),
        "list_problems": [one.sentence for one in problems if one.where == "people"],
        "line": _line(request, len(people)),
    }  # fmt: skip
    return render(request, "documents/certificates/editor.html", context, status=page["status"])


def _problems(raw: dict[str, Any]) -> list[Problem]:
    """What is missing or wrong, also in the list while other boxes are empty."""
    found = filled(RunFacts, raw)[1]
    listed = [Problem("people", sentence) for sentence in read_people(str(raw.get("people") or ""))[1]]
    return [*(one for one in found if one.where != "people" or not listed), *listed]


def _saved(request: HttpRequest, run: CertificateRun, raw: dict[str, Any], page: dict[str, Any]) -> HttpResponse | None:
    """Where saving leads; None when the page is shown again, with `page` filled."""
    by = actor_of(request)
    try:
        saved = actions.save_run(run, facts=raw, version=page["version"], by=by)
        page["version"] = saved.version
        if request.POST.get("do") == "submit":
            actions.submit_run(saved, version=saved.version, by=by)
            messages.success(request, _("Đã trình Trưởng Ban Tổ chức duyệt."))
        else:
            messages.success(request, _("Đã lưu."))
    except actions.StaleRun as stale:
        run.refresh_from_db()
        page |= {"refusal": stale, "status": stale.status, "version": run.version}
        page["differences"] = _differing(run.facts, stale.aside.facts)
        return None
    except Refusal as refusal:
        page |= {"refusal": refusal, "status": refusal.status}
        return None
    return redirect(url_of(run))


def _differing(was: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What differs between two sets of facts, in sentences; of the list, the lines."""
    old, new = filled(RunFacts, was)[0], filled(RunFacts, now)[0]
    found = differences(replace(old, people=""), replace(new, people=""))
    before, after = old.people.splitlines(), new.people.splitlines()
    found += [_("Danh sách thêm dòng “%s”.") % line for line in after if line not in before][:MOST]
    return found + [_("Danh sách bớt dòng “%s”.") % line for line in before if line not in after][:MOST]


def _numbered_page(request: HttpRequest, run: CertificateRun) -> HttpResponseBase:
    """The certificates of a run with their numbers; how far they are printed."""
    rows = run.certificates.select_related("number", "file")
    slug, uid = run.contest.slug, run.uid
    columns = [
        Column("so", _("Số vào sổ"), lambda one: one.number.shown, sort=("position",)),
        Column("ho-ten", _("Người nhận"), "winner", sort=("winner",), personal=True,
               href=lambda one: reverse("certificate", args=[one.code])),
        Column("don-vi", _("Đơn vị"), "unit", sort=("unit",)),
        Column("giai", _("Giải"), "prize", sort=("prize",)),
        Column("giai-phap", _("Giải pháp"), "title", sort=("title",)),
        Column("trang-thai", _("Trạng thái"), lambda one: CertificateState(one.state), sort=("state",), kind="state"),
        Column("tep", "PDF", lambda one: _("Tải") if one.file_id else "",
               href=lambda one: reverse("certificate_file", args=[slug, uid, one.uid]) if one.file_id else ""),
    ]  # fmt: skip
    if rules.can_cancel_any(actor_of(request), run):
        columns.append(
            Column("huy", _("Hủy"), lambda one: _("Hủy") if one.state == CertificateState.VALID else "",
                   href=lambda one: reverse("certificate_cancel", args=[slug, uid, one.uid]))
        )  # fmt: skip
    filters = [Filter("trang-thai", _("Trạng thái"), CertificateState.choices, "state")]
    page = ListPage(request, rows, columns, search="number__search_key", filters=filters, default_sort="so")
    return page.response("documents/certificates/issued.html", _about(request, run), filename=f"giay-chung-nhan-{uid}")


def certificate_progress(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """How far the printing is, as a piece of the page, which asks again by itself until all are printed."""
    run = run_or_404(request, slug, uid)
    if request.headers.get("HX-Request") != "true":
        return redirect(url_of(run))
    answer = render(request, "documents/certificates/_progress.html", {"run": run, "contest": run.contest})
    if run.state == RunState.ISSUED:
        answer["HX-Refresh"] = "true"
    return answer
