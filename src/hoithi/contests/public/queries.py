"""What the public pages show, as plain rows; every question starts from `visible_to`, the numbers are constant."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from hoithi.accounts.actors import Actor
from hoithi.contests.enums import MilestoneKind, PlanState, RuleKind, State
from hoithi.contests.models import Contest, Milestone, NewsItem, PlanVersion, RuleVersion
from hoithi.contests.public.words import Countdown, next_date
from hoithi.contests.queries import visible_to
from hoithi.contests.stages import state_at
from hoithi.kit.text import fold

Row = dict[str, Any]
_LEADING = (MilestoneKind.LAUNCH, MilestoneKind.ENTRIES, MilestoneKind.JUDGING)


def public_contests(actor: Actor) -> QuerySet[Contest]:
    """Contests for the public pages: those that `actor` may know of, drafts left out for everybody."""
    return visible_to(actor).exclude(state=State.DRAFT).select_related("owner")


def contest_for_page(actor: Actor, slug: str) -> Contest | None:
    """The contest at `slug` with the bodies its page names; None when `actor` may not know of it."""
    return (
        visible_to(actor)
        .select_related("owner", "standing_agency", "territory", "upper", "previous")
        .filter(slug=slug)
        .first()
    )


def milestones_of(contest: Contest) -> list[Milestone]:
    """All milestones in the order of time; those without a date keep the order of the plan, at the end."""
    return list(contest.milestones.all())


def rules_of(contest: Contest, *kinds: RuleKind) -> dict[str, RuleVersion]:
    """The version in force of each kind (of `kinds` only when some are given)."""
    versions = RuleVersion.objects.filter(contest=contest, **({"kind__in": kinds} if kinds else {}))
    found: dict[str, RuleVersion] = {}
    for version in versions.order_by("kind", "-number"):
        found.setdefault(version.kind, version)
    return found


def rule_history(contest: Contest) -> list[Row]:
    """Every version of every kind of rule, the latest first, with who made it and why; without its data."""
    rows = RuleVersion.objects.filter(contest=contest).order_by("-made_at", "kind")
    return [dict(row) for row in rows.values("kind", "number", "reason", "made_at", "made_by_name")]


def plan_of(contest: Contest) -> PlanVersion | None:
    """The confirmed plan in force, without its lines and readings."""
    plans = PlanVersion.objects.filter(contest=contest, state=PlanState.CONFIRMED).order_by("-number")
    return plans.select_related("file").defer("lines", "reading", "review").first()


def plan_to_read(contest: Contest) -> PlanVersion | None:
    """The confirmed plan in force with all that was read out of it and confirmed by a person."""
    plans = PlanVersion.objects.filter(contest=contest, state=PlanState.CONFIRMED).order_by("-number")
    return plans.select_related("file").defer("lines", "reading").first()


def news_of(contest: Contest, moment: datetime, most: int = 3) -> list[NewsItem]:
    """The latest news that is out at `moment`."""
    return list(NewsItem.objects.filter(contest=contest, published_at__lte=moment)[:most])


def news_everywhere(actor: Actor, moment: datetime, most: int = 30) -> list[NewsItem]:
    """The latest news of all public contests."""
    out = NewsItem.objects.filter(contest__in=public_contests(actor), published_at__lte=moment)
    return list(out.select_related("contest")[:most])


def other_editions(actor: Actor, contest: Contest, most: int = 6) -> list[Contest]:
    """Other public contests of the same body and kind, the latest first."""
    same = public_contests(actor).filter(owner_id=contest.owner_id, kind=contest.kind).exclude(pk=contest.pk)
    return list(same[:most])


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
