"""What the pages of likeness share: who takes them, and how they fetch."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from hoithi.accounts.actors import Actor
from hoithi.entries.likeness import queries, rules
from hoithi.entries.models import ArchiveImport, Entry, Match
from hoithi.entries.queries import OFFICE, visible_to
from hoithi.kit.routes import Who

STAFF = Who("likeness_readers", lambda actor: actor.holds(*queries.READERS))
OFFICERS = Who("likeness_officers", lambda actor: actor.holds(*OFFICE))


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def archive_or_404(request: HttpRequest, uid: str) -> ArchiveImport:
    """The list with this public id, for the office of its body."""
    seen = queries.archives_of(actor_of(request)).select_related("file", "owner")
    found = seen.filter(uid=uid[:12]).first()
    if found is None:
        raise Http404
    return found


def match_or_404(request: HttpRequest, uid: str) -> Match:
    """The likeness with this public id, for those who may see what one of its two sides is like, and know of both."""
    actor = actor_of(request)
    found = queries.matches_visible_to(actor).filter(uid=uid[:12]).first()
    if found is None or not any(rules.can_see(actor, entry) for entry in _entries(found)):
        raise Http404
    return found


def _entries(match: Match) -> list[Entry]:
    return [match.entry, *([match.former.entry] if match.former.entry else [])]


def entry_or_404(request: HttpRequest, uid: str) -> Entry:
    """The entry with this public id, for those who may see what it is like."""
    actor = actor_of(request)
    found = visible_to(actor).select_related("contest").filter(uid=uid[:12]).first()
    if found is None or not rules.can_see(actor, found):
        raise Http404
    return found


def entry_href(entry: Entry) -> str:
    """The page on which the office works on an entry."""
    return reverse("intake_entry", args=[entry.uid])


def crumbs(*way: tuple[Any, str]) -> list[dict[str, Any]]:
    """Steps of a way as the component takes them."""
    return [{"label": label, "href": href} for label, href in way]
