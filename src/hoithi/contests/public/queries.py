"""What the public pages show, as plain rows; every question starts from `visible_to`, the numbers are constant."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from hoithi.accounts.actors import VISITOR, Actor
from hoithi.contests.enums import MilestoneKind, PlanState, RuleKind, State
from hoithi.contests.models import Contest, Milestone, NewsItem, PlanVersion, RuleVersion
from hoithi.contests.public.words import Countdown, next_date
from hoithi.contests.queries import visible_to
from hoithi.contests.stages import state_at
from hoithi.kit.text import fold

Row = dict[str, Any]
_ON_THE_PAGE = (RuleKind.FIELDS, RuleKind.PRIZES, RuleKind.FORM, RuleKind.ELIGIBILITY)
_LEADING = (MilestoneKind.LAUNCH, MilestoneKind.ENTRIES, MilestoneKind.JUDGING)


def public_contests(actor: Actor) -> QuerySet[Contest]:
    """Contests for the public pages: those that `actor` may know of, drafts left out for everybody."""
    return visible_to(actor).exclude(state=State.DRAFT).select_related("owner")


def contest_for_page(actor: Actor, slug: str) -> Contest | None:
    """The contest at `slug` with the body that runs it; None when `actor` may not know of it."""
    rows = visible_to(actor).filter(slug=slug).select_related("owner")
    return next(iter(rows.order_by()), None)


def milestones_of(contest: Contest) -> list[Milestone]:
    """All milestones in the order of time; those without a date keep the order of the plan, at the end."""
    return sorted(Milestone.objects.filter(contest=contest).order_by(), key=_in_time)


def _in_time(milestone: Milestone) -> tuple[bool, datetime | int, datetime | int, int]:
    # sorted here: the same order in SQL costs half a millisecond to build at every page
    start, end = milestone.starts_at, milestone.ends_at
    return (start is None and end is None, start or end or 0, end or start or 0, milestone.pk)


def rules_in_force(contest: Contest) -> dict[str, RuleVersion]:
    """The version in force of each kind, in the order in which people ask for them."""
    last = {version.kind: version for version in RuleVersion.objects.filter(contest=contest).order_by("number")}
    return {kind: last[kind] for kind in RuleKind.values if kind in last}


def rule_data(contest: Contest) -> dict[str, Any]:
    """The data in force of the kinds that the contest's own page shows."""
    versions = RuleVersion.objects.filter(contest=contest, kind__in=_ON_THE_PAGE).order_by("number")
    return dict(versions.values_list("kind", "data"))


def rule_history(contest: Contest) -> list[Row]:
    """Every version of every kind of rule, the latest first, with who made it and why; without its data."""
    rows = RuleVersion.objects.filter(contest=contest).order_by("-made_at", "kind")
    return [dict(row) for row in rows.values("kind", "number", "reason", "made_at", "made_by_name")]


def plan_of(contest: Contest) -> Row | None:
    """Number, file name and size of the confirmed plan in force."""
    plans = PlanVersion.objects.filter(contest=contest, state=PlanState.CONFIRMED).order_by("-number")
    found = plans.values("number", "file__name", "file__size").first()
    return dict(found) if found else None


def plan_to_read(contest: Contest) -> PlanVersion | None:
    """The confirmed plan in force with all that was read out of it and confirmed by a person."""
    plans = PlanVersion.objects.filter(contest=contest, state=PlanState.CONFIRMED).order_by("-number")
    return next(iter(plans.select_related("file").defer("lines", "reading")[:1]), None)


def news_of(contest: Contest, moment: datetime, most: int = 3) -> list[Row]:
    """Uid, title and time of the latest news that is out at `moment`."""
    news = NewsItem.objects.filter(contest=contest, published_at__lte=moment).order_by("-published_at")
    return [dict(row) for row in news.values("uid", "title", "published_at")[:most]]


def news_in_full(contests: QuerySet[Contest], moment: datetime, most: int = 30) -> list[NewsItem]:
    """The latest news of `contests` that is out at `moment`, with its text and its contest."""
    out = NewsItem.objects.filter(contest__in=contests, published_at__lte=moment)
    return list(out.select_related("contest")[:most])


def other_editions(contest: Contest, most: int = 6) -> list[Row]:
    """Other public contests of the same body and kind, the latest first."""
    same = visible_to(VISITOR).filter(owner=contest.owner_id, kind=contest.kind).order_by("-end_year", "-edition")
    rows = same.values("slug", "name", "edition", "start_year", "end_year", "state")[: most + 3]
    others = [row for row in rows if row["slug"] != contest.slug]
    return [{**row, "label": State(row["state"]).label} for row in others[:most]]


def with_stages(contests: Iterable[Contest], moment: datetime) -> list[Row]:
    """Each contest with the state that its dates give it now, and the next date; one query for all of them."""
    contests = list(contests)
    dates: dict[int, list[Milestone]] = defaultdict(list)
    for milestone in Milestone.objects.filter(contest__in=contests, kind__in=_LEADING):
        dates[milestone.contest_id].append(milestone)
    return [_staged(contest, dates[contest.pk], moment) for contest in contests]


def _staged(contest: Contest, milestones: Sequence[Milestone], moment: datetime) -> Row:
    state = state_at(contest, milestones, moment)
    running: Countdown | None = None
    if state in {State.ANNOUNCED, State.OPEN}:
        running = next_date(milestones, moment)
    return {"contest": contest, "state": state, "next": running}


def found_contests(actor: Actor, *, words: str, year: str, body: str) -> QuerySet[Contest]:
    """Public contests that have all the `words` (marks do not matter), of `year`, run by the body with code `body`."""
    rows = public_contests(actor)
    for word in fold(words[:200]).split():
        rows = rows.filter(search_key__contains=word)
    if year.isascii() and year.isdigit() and len(year) == 4:
        one_year = Q(end_year=None, start_year=year) | Q(start_year=None, end_year=year)
        rows = rows.filter(one_year | Q(start_year__lte=year, end_year__gte=year))
    return rows.filter(owner__code=body) if body else rows


def years_and_bodies(actor: Actor) -> tuple[list[str], list[tuple[str, str]]]:
    """The years and the bodies that have public contests, for the filters of the list; one query."""
    rows = public_contests(actor).order_by().values_list("start_year", "end_year", "owner__code", "owner__name")
    years: set[int] = set()
    bodies: dict[str, str] = {}
    for first, last, code, name in rows.distinct():
        years |= {year for year in range(first or last or 0, (last or first or -1) + 1) if year}
        bodies[code] = name
    return [str(year) for year in sorted(years, reverse=True)], sorted(bodies.items(), key=lambda body: fold(body[1]))
