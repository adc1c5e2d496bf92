"""Rules: what is in force, and an editor for each kind."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hoithi.contests import actions, hooks, rules
from hoithi.contests.enums import Change, RuleKind, State
from hoithi.contests.manage.access import actor_of, contest_or_404
from hoithi.contests.manage.form_preview import preview_of
from hoithi.contests.messages import rule_changes
from hoithi.contests.models import Contest, Proposal, RuleVersion
from hoithi.contests.queries import current_rules
from hoithi.contests.rule_schemas import SCHEMAS, DataProblems, as_data, parse
from hoithi.contests.rule_schemas.entering import QuestionKind
from hoithi.contests.rule_schemas.templates import rule_templates
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal, Verdict
from hoithi.kit.schemas.editor import Offers, editor_of, obey, raw_of
from hoithi.kit.views import refusal_page

DECIDING = {QuestionKind.CHOICE, QuestionKind.CHOICES, QuestionKind.DECLARATION}


def manage_rules_home(request: HttpRequest, slug: str) -> HttpResponse:
    """The five kinds: the version in force, what is still to be confirmed, and every version with its reason."""
    contest = contest_or_404(request, slug)
    if request.method == "POST":
        return _take_template(request, contest)
    versions: dict[str, list[RuleVersion]] = {kind: [] for kind in RuleKind.values}
    for version in contest.rule_versions.order_by("-number"):
        versions[version.kind].append(version)
    rows = [
        {
            "kind": kind,
            "label": RuleKind(kind).label,
            "last": made[0] if made else None,
            "older": made[1:],
            "left": len(made[0].data.get("unconfirmed", [])) if made else 0,
        }
        for kind, made in versions.items()
    ]
    context = {
        "contest": contest,
        "rows": rows,
        "templates": rule_templates().values(),
        "may_take": rules.can_edit(actor_of(request), contest),
    }
    return render(request, "contests/manage/rules.html", context)


def _take_template(request: HttpRequest, contest: Contest) -> HttpResponse:
    try:
        actions.take_template(contest, request.POST.get("template", ""), by=actor_of(request))
    except Refusal as refusal:
        return refusal_page(request, refusal, back="")
    messages.success(request, _("Đã lấy bản mẫu. Hãy rà từng phần và xác nhận những điểm được đánh dấu."))
    return redirect("manage_rules_home", contest.slug)


def may_change_rules(request: HttpRequest, contest: Contest, kind: str) -> Verdict:
    """Whether the actor may change rules of `kind`, at once or by proposing."""
    actor = actor_of(request)
    if contest.state == State.DRAFT:
        return rules.can_edit(actor, contest)
    return rules.can_propose(actor, contest, rubric=kind == RuleKind.RUBRIC)


def manage_rules(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """The editor of one kind. Buttons add, drop and raise rows without a script; nothing typed is lost."""
    contest = contest_or_404(request, slug)
    if kind not in SCHEMAS:
        raise Http404
    current = current_rules(contest)
    last = current.get(kind)
    page: dict[str, Any] = {"number": last.number if last else 0, "once": public_id(), "reason": "", "status": 200}
    raw: dict[str, Any] = dict(last.data) if last else {}
    if request.method == "POST":
        raw, answer = typed_rules(kind, request.POST), _answer(request, contest, kind, page)
        if isinstance(answer, HttpResponse):
            return answer
        raw = answer
    context = {
        "contest": contest,
        "kind": kind,
        "label": RuleKind(kind).label,
        "last": last,
        "editor": editor_of(
            SCHEMAS[kind], raw, page.get("problems"), look=page.get("look", ""), offers=_offers(kind, raw, current)
        ),
        "unconfirmed": raw.get("unconfirmed") or [],
        "preview": preview_of(raw) if kind == RuleKind.FORM else None,
        "verdict": may_change_rules(request, contest, kind),
        "running": contest.state != State.DRAFT,
        "touched": hooks.touched(contest, Change.RULES, kind) if contest.state != State.DRAFT else [],
        **page,
    }
    return render(request, "contests/manage/rule_editor.html", context, status=page["status"])


def criteria_in(current: Mapping[str, RuleVersion]) -> list[str]:
    """The names of the criteria in force, which a question of the form may feed."""
    rubric = current.get(RuleKind.RUBRIC)
    return [str(row.get("name", "")) for row in rubric.data.get("criteria", [])] if rubric else []


def typed_rules(kind: str, post: QueryDict) -> dict[str, Any]:
    """What was typed into the editor of `kind`; ticked points are confirmed and leave."""
    raw = raw_of(SCHEMAS[kind], post)
    raw["unconfirmed"] = [row for n, row in enumerate(raw["unconfirmed"]) if not post.get(f"unconfirmed-{n}-done")]
    return raw


def _offers(kind: str, raw: Mapping[str, Any], current: Mapping[str, RuleVersion]) -> Offers:
    """What the boxes of a question propose: questions that can decide, pages already named, criteria of the rubric."""
    if kind != RuleKind.FORM:
        return {}
    rows = [row for row in raw.get("sections") or [] if isinstance(row, Mapping) and row.get("name")]
    groups = dict.fromkeys(str(row.get("group") or "").strip() for row in rows)
    return {
        "when_question": [(str(r.get("code") or r["name"]), str(r["name"])) for r in rows if r.get("kind") in DECIDING],
        "group": [(one, one) for one in groups if one],
        "criterion": [(one, one) for one in criteria_in(current)],
    }


def manage_form_preview(request: HttpRequest, slug: str) -> HttpResponse:
    """The form that was typed into the editor, as an entrant sees it; nothing is saved.

    A piece for the editor's page (htmx), else a page of its own on which the form can be filled in and checked.
    """
    contest = contest_or_404(request, slug)
    tried = request.POST if "try" in request.POST else None
    context = {"contest": contest, "preview": preview_of(typed_rules(RuleKind.FORM, request.POST), tried)}
    if request.headers.get("HX-Request"):
        return render(request, "contests/manage/_form_preview.html", context)
    context["typed"] = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not name.startswith(("q-", "csrf")) and name not in {"do", "try"}
    ]
    return render(request, "contests/manage/form_preview.html", context)


def _answer(request: HttpRequest, contest: Contest, kind: str, page: dict[str, Any]) -> HttpResponse | dict[str, Any]:
    """Where saving leads, or what was typed to show again (rows rearranged, problems found) with `page` filled."""
    raw, wish = typed_rules(kind, request.POST), request.POST.get("do", "save")
    based_on = request.POST.get("number", "")
    page["number"] = int(based_on) if based_on.isdecimal() and len(based_on) < 6 else 0
    page["once"], page["reason"] = request.POST.get("once", "")[:12], request.POST.get("reason", "")
    if wish != "save":
        page["look"] = obey(SCHEMAS[kind], raw, wish, request.POST)
        return raw
    try:
        return _saved(request, contest, kind, raw, page)
    except DataProblems as found:
        page["problems"], page["status"] = found.problems, found.status
    except Refusal as refusal:
        page["refusal"], page["status"] = refusal, refusal.status
        if refusal.code == "stale":
            _show_both(contest, kind, raw, page)
    return raw


def _saved(
    request: HttpRequest, contest: Contest, kind: str, raw: dict[str, Any], page: dict[str, Any]
) -> HttpResponse:
    by, reason = actor_of(request), page["reason"]
    if contest.state == State.DRAFT:
        actions.set_rules(contest, kind=kind, data=raw, based_on=page["number"], reason=reason, by=by)
        messages.success(request, _("Đã lưu “%s”.") % RuleKind(kind).label)
        return redirect("manage_rules_home", contest.slug)
    wish = {"kind": kind, "data": as_data(parse(kind, raw)), "based_on": page["number"]}
    proposal: Proposal = actions.propose(contest, Change.RULES, wish, reason=reason, uid=page["once"] or None, by=by)
    messages.success(request, _("Đã gửi đề xuất. Trưởng Ban Tổ chức duyệt thì thể lệ mới thay đổi."))
    return redirect("manage_proposal", contest.slug, proposal.uid)


def _show_both(contest: Contest, kind: str, raw: dict[str, Any], page: dict[str, Any]) -> None:
    """Somebody saved a newer version meanwhile: say what differs from what was typed; saving again follows it."""
    last = current_rules(contest)[kind]
    page["number"] = last.number
    page["differences"] = rule_changes(kind, last.data, as_data(parse(kind, raw)))
