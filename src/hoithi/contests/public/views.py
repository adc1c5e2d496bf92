"""The public pages of contests. Every contest comes through `visible_to`; a draft is shown to those who prepare it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from hoithi.contests.enums import RuleKind, State
from hoithi.contests.models import Contest
from hoithi.contests.public import queries, words
from hoithi.contests.public.rules_text import rules_as_text
from hoithi.contests.public.structured import event_data
from hoithi.contests.stages import state_at
from hoithi.kit.clock import now
from hoithi.kit.files import download
from hoithi.kit.public_cache import kept_rows
from hoithi.kit.text import clean_text

PER_PAGE = 30


def fetch(request: HttpRequest, slug: str) -> Contest:
    """The contest at `slug`; 404 when this reader may not know of it."""
    contest = queries.contest_for_page(request.actor, slug)  # type: ignore[attr-defined]
    if contest is None:
        raise Http404
    return contest


def calendar_address(slug: str) -> str:
    """The address at which a telephone follows the calendar of a contest, changes included."""
    host = settings.BASE_URL.partition("://")[2]
    return f"webcal://{host}{reverse('contest_calendar', args=[slug])}"


def home(request: HttpRequest) -> HttpResponse:
    """The front page: what this is, contests that take entries now, those under way, and the latest of the others."""
    moment = now()
    rows = queries.with_stages(queries.public_contests(request.actor)[:60], moment)  # type: ignore[attr-defined]
    groups = {"open": [], "coming": [], "others": []}  # type: dict[str, list[queries.Row]]
    for row in rows:
        place = {State.OPEN: "open", State.ANNOUNCED: "coming"}.get(row["state"], "others")
        groups[place].append(row)
    groups["open"].sort(key=lambda row: row["next"].at.timestamp() if row["next"] else float("inf"))
    return render(request, "contests/public/home.html", {**groups, "others": groups["others"][:6]})


def _asked(request: HttpRequest, key: str) -> str:
    """What the address asks for under `key`, through the gate; broken text asks for nothing."""
    try:
        return clean_text(request.GET.get(key, "")[:200])
    except ValidationError:
        return ""


def contest_list(request: HttpRequest) -> HttpResponse:
    """All public contests by body and year, with a search that does not mind marks."""
    asked = {name: _asked(request, key) for name, key in (("words", "q"), ("year", "nam"), ("body", "don-vi"))}
    found = queries.found_contests(request.actor, **asked)  # type: ignore[attr-defined]
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    years, bodies = queries.years_and_bodies(request.actor)  # type: ignore[attr-defined]
    context = {
        "rows": queries.with_stages(page.object_list, now()),
        "page": page,
        "years": years,
        "bodies": bodies,
        "narrowed": any(asked.values()),
        **asked,
    }
    return render(request, "contests/public/list.html", context)


def contest_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The contest: stage, countdown, how to enter, dates, fields, prizes, plan and rules, news, contact, editions."""
    contest = fetch(request, slug)
    if contest.state == State.DRAFT:  # no verb announces what changes in a draft
        return render(request, "contests/public/contest.html", {"contest": contest, **_page_of(contest)})
    context = kept_rows(f"contest/{contest.pk}/{get_language()}", lambda: _page_of(contest))
    return render(request, "contests/public/contest.html", {"contest": contest, **context})


def _page_of(contest: Contest) -> queries.Row:
    """What the contest's own page says to every reader, beside the contest itself."""
    moment, milestones = now(), queries.milestones_of(contest)
    state, window = state_at(contest, milestones, moment), words.entry_window(milestones)
    return {
        "root": reverse("contest_detail", args=[contest.slug]),
        "calendar": calendar_address(contest.slug),
        "state": state,
        "next": words.next_date(milestones, moment) if state in words.WAITING else None,
        "time": words.line_of_time(milestones, moment),
        "entries_when": words.when(window) if window else "",
        "rules": queries.rule_data(contest),
        "plan": queries.plan_of(contest),
        "news": queries.news_of(contest, moment),
        "editions": queries.other_editions(contest),
        "structured": event_data(contest, milestones),
    }


def contest_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The plan as a person confirmed it, in its own order, with the signed file."""
    contest = fetch(request, slug)
    plan = queries.plan_to_read(contest)
    if plan is None:
        raise Http404
    time = words.line_of_time(queries.milestones_of(contest), now())["rows"]
    return render(
        request, "contests/public/plan.html", {"contest": contest, "plan": plan, "read": plan.review, "time": time}
    )


def contest_plan_file(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The signed plan in force, as it was uploaded."""
    plan = queries.plan_to_read(fetch(request, slug))
    if plan is None:
        raise Http404
    return download(plan.file)


def contest_rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules in force, each kind with its version, and the history of versions with their reasons."""
    contest = fetch(request, slug)
    context = {
        "contest": contest,
        "parts": [rules_as_text(version) for version in queries.rules_in_force(contest).values()],
        "history": [{**row, "label": RuleKind(row["kind"]).label} for row in queries.rule_history(contest)],
    }
    return render(request, "contests/public/rules.html", context)


def contest_news(request: HttpRequest, slug: str) -> HttpResponse:
    """All news of a contest."""
    contest = fetch(request, slug)
    news = queries.news_of(contest, now(), most=100)
    return render(request, "contests/public/news.html", {"contest": contest, "news": news})


def news_item(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """One piece of news, once it is out."""
    contest = fetch(request, slug)
    item = get_object_or_404(contest.news.filter(published_at__lte=now()), uid=uid)
    return render(request, "contests/public/news_item.html", {"contest": contest, "item": item})
