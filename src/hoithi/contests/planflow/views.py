"""Pages of an uploaded plan: upload, review, confirmation, and the versions of a contest's plan."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.contests.enums import PlanState
from hoithi.contests.manage.access import actor_of, contest_or_404
from hoithi.contests.models import PlanVersion
from hoithi.contests.planflow import actions, rules
from hoithi.contests.planflow.actions import Overtaken
from hoithi.contests.planflow.bodies import label_of
from hoithi.contests.planflow.describe import described, preview_of, side_by_side
from hoithi.contests.planflow.diff import line_rows, with_context
from hoithi.contests.planflow.facts import changes, facts_of
from hoithi.contests.planflow.forms import UploadForm
from hoithi.contests.planflow.pages import Offered, sections_of, source_lines
from hoithi.contests.planflow.problems import problems_of
from hoithi.contests.planflow.queries import (
    day_of_plan,
    offered_bodies,
    owners_for,
    plans_visible_to,
    upper_choices,
    version_before,
    versions_of,
)
from hoithi.contests.planflow.sections import ALL, BY_NAME, Projection, mark, posted, projection
from hoithi.kit import files
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal
from hoithi.units.models import UnitKind


def _plan(request: HttpRequest, uid: str) -> PlanVersion:
    return get_object_or_404(plans_visible_to(actor_of(request)), uid=uid)


def plan_list(request: HttpRequest) -> HttpResponse:
    """Plans that wait for review, newest first."""
    plans = plans_visible_to(actor_of(request)).filter(state=PlanState.REVIEW).select_related("uploaded_by")
    may = actor_of(request).is_system or owners_for(actor_of(request)).exists()
    return render(request, "contests/plan/list.html", {"plans": plans[:100], "may_upload": may})


def new_plan(request: HttpRequest, slug: str | None = None) -> HttpResponse:
    """Choose the file (and, for a first plan, the body); it is read at once and laid out for review."""
    contest = contest_or_404(request, slug) if slug else None
    if contest is not None and not rules.can_upload(actor_of(request), contest.owner, contest):
        raise Http404
    owners = None if contest else owners_for(actor_of(request))
    form = UploadForm(request.POST or None, request.FILES or None, owners=owners)
    if request.method == "POST" and form.is_valid():
        owner = contest.owner if contest else form.cleaned_data["owner"]
        try:
            plan = actions.upload_plan(form.cleaned_data["file"], owner=owner, contest=contest, by=actor_of(request))
            return redirect("plan_review", plan.uid)
        except Refusal as refusal:
            form.refuse(refusal)
    status = 422 if form.is_bound else 200
    return render(request, "contests/plan/new.html", {"form": form, "contest": contest}, status=status)


def review(request: HttpRequest, uid: str) -> HttpResponse:
    """The source beside what was understood. POST keeps what was typed, then does what the button says."""
    plan = _plan(request, uid)
    if request.method != "POST":
        return _show(request, plan)
    typed, marks = _typed(request)
    try:
        saved = actions.save_review(plan, typed, marks=marks, by=actor_of(request))
        if request.headers.get("HX-Request"):
            return _saved_piece(request, saved, typed, before=plan)
        return _step(request, saved)
    except Overtaken as overtaken:
        return _show_overtaken(request, overtaken, typed)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
        return _show(request, plan, status=refusal.status)


def _typed(request: HttpRequest) -> tuple[dict[str, Projection], dict[str, str]]:
    marks = {s.name: request.POST[f"mark.{s.name}"] for s in ALL if f"mark.{s.name}" in request.POST}
    return {name: posted(BY_NAME[name], request.POST) for name in marks}, marks


def _step(request: HttpRequest, plan: PlanVersion) -> HttpResponse:
    """What the button named beside saving ("add:milestones", "remove:m3", "confirm"), and back to that place."""
    step, _colon, what = request.POST.get("do", "").partition(":")
    anchor = f"s-{what}" if what in BY_NAME else what
    if step == "add":
        plan, anchor = actions.add_row(plan, what, by=actor_of(request))
    elif step in {"remove", "restore"}:
        actions.set_aside(plan, what, removed=step == "remove", by=actor_of(request))
    elif step == "confirm":
        return redirect("plan_confirm", plan.uid)
    messages.success(request, _("Đã lưu."))
    return redirect(reverse("plan_review", args=[plan.uid]) + (f"#{anchor}" if anchor else ""))


def _show(request: HttpRequest, plan: PlanVersion, *, status: int = 200) -> HttpResponse:
    context = {
        **_todo(plan),
        "contest": plan.contest,
        "sections": sections_of(plan, _offered(request, plan)),
        "lines": source_lines(plan),
        "bodies": [label_of(unit) for unit in offered_bodies(plan.owner, on=day_of_plan(plan.review))],
        "editable": bool(rules.can_edit(actor_of(request), plan)),
    }
    return render(request, "contests/plan/review.html", context, status=status)


def _todo(plan: PlanVersion) -> dict[str, Any]:
    problems = problems_of(plan.review)
    return {
        "plan": plan,
        "blocking": [problem for problem in problems if problem.blocking],
        "open": [problem for problem in problems if not problem.blocking],
    }


def _offered(request: HttpRequest, plan: PlanVersion) -> Offered:
    uppers = upper_choices(actor_of(request), plan.owner)
    return Offered(
        kinds=list(UnitKind.objects.values_list("code", "name")),
        uppers=[(contest.slug, f"{contest.name}, {contest.years}") for contest in uppers],
    )


def _saved_piece(
    request: HttpRequest, plan: PlanVersion, typed: dict[str, Projection], *, before: PlanVersion
) -> HttpResponse:
    """What an autosave changed on the page: marks, problems, readings; the bodies as a whole when they moved."""
    known = typed.get("bodies") or projection(BY_NAME["bodies"], before.review)
    moved = known != projection(BY_NAME["bodies"], plan.review)
    wanted = {*typed, "bodies"} if moved else set(typed)
    context = {
        **_todo(plan),
        "sections": sections_of(plan, _offered(request, plan), only=wanted),
        "whole": "bodies" if moved else "",
        "editable": True,
        "kept_at": now(),
    }
    response = render(request, "contests/plan/saved.html", context)
    if moved and "bodies" in typed:
        response["HX-Reswap"] = "none"  # the section comes whole, out of band; there is no target left to fill
    return response


def _show_overtaken(request: HttpRequest, overtaken: Overtaken, typed: dict[str, Projection]) -> HttpResponse:
    """409: both texts of each section that two people changed, and the choice; all that was typed comes along."""
    plan = overtaken.plan
    if request.headers.get("HX-Request"):
        marks = [(name, request.POST[f"mark.{name}"]) for name in overtaken.sections]
        return render(request, "contests/plan/overtaken_piece.html", {"marks": marks}, status=409)
    lost = {name: mark(projection(BY_NAME[name], plan.review)) for name in overtaken.sections}
    hidden = [
        (key, lost.get(key.removeprefix("mark."), value) if key.startswith("mark.") else value)
        for key, values in request.POST.lists()
        for value in values
        if key not in {"csrfmiddlewaretoken", "do"}
    ]
    both = [
        (BY_NAME[name].title, *side_by_side(BY_NAME[name], projection(BY_NAME[name], plan.review), typed[name]))
        for name in overtaken.sections
    ]
    context = {"plan": plan, "contest": plan.contest, "both": both, "hidden": hidden}
    return render(request, "contests/plan/overtaken.html", context, status=409)


def confirm(request: HttpRequest, uid: str) -> HttpResponse:
    """What will be made, or changed, in words; POST makes it."""
    plan = _plan(request, uid)
    if plan.state == PlanState.CONFIRMED and plan.contest is not None:
        return redirect("contest_manage", plan.contest.slug)
    if request.method != "POST":
        return _show_confirm(request, plan)
    try:
        sides = {key: str(value) for key, value in request.POST.items() if key.startswith("side.")}
        choices = {key.removeprefix("side."): side for key, side in sides.items()}
        version = int(request.POST.get("version", "0")) if request.POST.get("version", "").isdecimal() else 0
        contest = actions.confirm_plan(plan, by=actor_of(request), version=version, choices=choices)
    except Refusal as refusal:
        return _show_confirm(request, _plan(request, uid), refusal)
    messages.success(request, _("Đã xác nhận kế hoạch. Hãy xem lại rồi công bố hội thi."))
    return redirect("contest_manage", contest.slug)


def _show_confirm(request: HttpRequest, plan: PlanVersion, refusal: Refusal | None = None) -> HttpResponse:
    verdict = rules.can_confirm(actor_of(request), plan)
    context = {
        **_todo(plan),
        "contest": plan.contest,
        "preview": preview_of(plan),
        "verdict": verdict,
        "refusal": refusal,
        "sides": request.POST,
    }
    return render(request, "contests/plan/confirm.html", context, status=refusal.status if refusal else 200)


def discard(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask, then give the review up."""
    plan = _plan(request, uid)
    if request.method != "POST":
        return render(request, "contests/plan/discard.html", {"plan": plan, "contest": plan.contest})
    try:
        actions.discard_plan(plan, by=actor_of(request))
        messages.success(request, _("Đã bỏ bản rà soát. Tệp gốc vẫn được lưu."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("plan_list")


def plan_file(request: HttpRequest, uid: str) -> HttpResponse:
    """The uploaded file, as a download."""
    return files.download(_plan(request, uid).file)  # type: ignore[return-value]


def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """The versions of a contest's plan: who confirmed them when, their files, and any two compared."""
    contest = contest_or_404(request, slug)
    context = {
        "contest": contest,
        "versions": list(versions_of(contest)),
        "waiting": list(contest.plans.filter(state=PlanState.REVIEW).select_related("file", "uploaded_by")),
        "may_upload": bool(rules.can_upload(actor_of(request), contest.owner, contest)),
    }
    return render(request, "contests/plan/versions.html", context)


def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions line by line, and what was understood of each: `?tu=1&den=2` (numbers), the last two by default."""
    contest = contest_or_404(request, slug)
    numbers = [number for number in versions_of(contest).values_list("number", flat=True) if number]
    if len(numbers) < 2:
        return redirect("plan_versions", slug)
    old = _number(request, "tu", numbers, numbers[1])
    new = _number(request, "den", numbers, numbers[0])
    found = {plan.number: plan for plan in versions_of(contest).filter(number__in=(old, new))}
    context = {"numbers": numbers[::-1], "old": found[old], "new": found[new], "contest": contest}
    return render(request, "contests/plan/compare.html", {**context, **_difference(found[old], found[new])})


def difference(request: HttpRequest, uid: str) -> HttpResponse:
    """What an upload in review changes against the version that stands."""
    plan = _plan(request, uid)
    old = version_before(plan)
    if old is None:
        raise Http404
    context = {"old": old, "new": plan, "contest": plan.contest, **_difference(old, plan)}
    return render(request, "contests/plan/compare.html", context)


def _difference(old: PlanVersion, new: PlanVersion) -> dict[str, Any]:
    rows = line_rows(old.lines, new.lines)
    return {
        "said": described(changes(facts_of(old.review), facts_of(new.review)), old.review, new.review),
        "rows": with_context(rows),
        "differing": sum(1 for row in rows if row.kind != "same"),
    }


def _number(request: HttpRequest, name: str, numbers: list[Any], default: int) -> int:
    typed = request.GET.get(name, "")
    return next((number for number in numbers if str(number) == typed), default)
