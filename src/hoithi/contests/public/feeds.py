"""Feeds and maps for machines: news as Atom, the site map, robots."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html_join, linebreaks
from django.utils.translation import gettext as _

from hoithi.contests.models import Contest, NewsItem
from hoithi.contests.public import queries
from hoithi.contests.public.calendar import calendar_of
from hoithi.contests.public.views import fetch
from hoithi.kit.clock import now

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _absolute(name: str, *args: str) -> str:
    return settings.BASE_URL + reverse(name, args=args)


def _atom(title: str, address: str, own: str, news: Iterable[NewsItem]) -> HttpResponse:
    feed = Atom1Feed(title=title, link=address, description="", language="vi", feed_url=own)
    for item in news:
        feed.add_item(
            title=item.title,
            link=_absolute("news_item", item.contest.slug, item.uid),
            description=linebreaks(item.body, autoescape=True),
            author_name=item.author_name or item.contest.organizer_name or None,
            unique_id=f"urn:hoithi:news:{item.uid}",
            pubdate=item.published_at,
            updateddate=item.published_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def contest_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """News of one contest as Atom."""
    contest = fetch(request, slug)
    news = queries.news_in_full(Contest.objects.filter(pk=contest.pk), now())
    return _atom(contest.name, _absolute("contest_detail", slug), _absolute("contest_feed", slug), news)


def site_feed(request: HttpRequest) -> HttpResponse:
    """News of all public contests as Atom."""
    news = queries.news_in_full(queries.public_contests(request.actor), now())  # type: ignore[attr-defined]
    return _atom(_("Tin tức các hội thi"), _absolute("home"), _absolute("site_feed"), news)


def contest_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The confirmed dates of a contest, for the calendar of a phone."""
    contest = fetch(request, slug)
    data = calendar_of(contest, queries.milestones_of(contest))
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{contest.slug}.ics"'
    return answer


def sitemap(request: HttpRequest) -> HttpResponse:
    """Addresses of the public pages; at most the 10,000 latest contests."""
    slugs = queries.public_contests(request.actor).values_list("slug", flat=True)[:10000]  # type: ignore[attr-defined]
    addresses = (_absolute("home"), _absolute("contest_list"), *(_absolute("contest_detail", slug) for slug in slugs))
    rows = format_html_join("", "<url><loc>{}</loc></url>", ((address,) for address in addresses))
    xml = f'<?xml version="1.0" encoding="utf-8"?><urlset xmlns="{_SITEMAP}">{rows}</urlset>'
    return HttpResponse(xml, content_type="application/xml; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Public pages may be found; places of work and the language switch may not."""
    closed = "".join(f"Disallow: {path}\n" for path in ("/lam-viec/", "/tai-khoan/", "/dang-nhap/", "/ngon-ngu/"))
    text = f"User-agent: *\n{closed}Sitemap: {settings.BASE_URL}{reverse('sitemap')}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
