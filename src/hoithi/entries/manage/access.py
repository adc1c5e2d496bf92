"""Who takes the office's pages of entries, and the one way in which each page fetches its contest or its entry."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest
from hoithi.contests.queries import visible_to as visible_contests
from hoithi.entries.models import Entry
from hoithi.entries.queries import BODIES, OFFICE, visible_to
from hoithi.kit.routes import Who

READING = (*OFFICE, Role.HEAD, Role.AUDITOR)
READERS = Who("entry_readers", lambda actor: actor.holds(*READING))
DESK = Who("entry_desk", lambda actor: actor.holds(*OFFICE))
ENTRY_READERS = Who("entry_page_readers", lambda actor: actor.holds(*READING, *BODIES))


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def contest_or_404(request: HttpRequest, slug: str, *roles: Role) -> Contest:
    """The contest of the page, for those who hold one of `roles` (office, head, auditor when none is given) in it."""
    actor = actor_of(request)
    contest = visible_contests(actor).select_related("owner").filter(slug=slug).first()
    if contest is None or not actor.holds_in(contest, *(roles or READING)):
        raise Http404
    return contest


def entry_or_404(request: HttpRequest, uid: str) -> Entry:
    """The entry of the page, when the reader may know of it; absent and hidden are the same."""
    entry = seen_entries(request).filter(uid=uid).first()
    if entry is None:
        raise Http404
    return entry


def seen_entries(request: HttpRequest) -> QuerySet[Entry]:
    """Entries that the reader may know of, with what every page shows of them."""
    return visible_to(actor_of(request)).select_related("contest__owner", "owner", "unit", "latest", "duplicate_of")
