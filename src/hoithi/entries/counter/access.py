"""Who takes the pages of the counter, and the one way in which they fetch what they are about."""

from django.http import Http404, HttpRequest

from hoithi.accounts.actors import Actor
from hoithi.contests import queries as contests
from hoithi.contests.models import Contest
from hoithi.entries import queries, rules
from hoithi.entries.models import Entry, Material
from hoithi.kit.clock import now
from hoithi.kit.routes import Who

TYPISTS = Who("entry_typists", lambda actor: actor.holds(*queries.OFFICE, *queries.BODIES))
OFFICE = Who("entry_office", lambda actor: actor.holds(*queries.OFFICE))


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def contest_or_404(request: HttpRequest, slug: str) -> Contest:
    """The contest of the page, for those who may type for others in it."""
    actor = actor_of(request)
    contest = contests.visible_to(actor).select_related("owner").filter(slug=slug).first()
    if contest is None or not rules.can_type(actor, contest):
        raise Http404
    return contest


def office_contest_or_404(request: HttpRequest, slug: str) -> Contest:
    """The contest of the page, for its office, also when nothing is taken in any more."""
    actor = actor_of(request)
    contest = contests.visible_to(actor).select_related("owner").filter(slug=slug).first()
    if contest is None or not rules.is_office(actor, contest):
        raise Http404
    return contest


def paper_entry_or_404(request: HttpRequest, contest: Contest, uid: str) -> Entry:
    """An entry of `contest` that came on paper, for the office and whoever took it in."""
    found = queries.taken_in(actor_of(request), contest).select_related("contest", "owner", "unit", "latest")
    entry = found.filter(uid=uid).first()
    if entry is None:
        raise Http404
    return entry


def typed_entry_or_404(request: HttpRequest, contest: Contest, uid: str) -> Entry:
    """The same while it may still be typed in."""
    entry = paper_entry_or_404(request, contest, uid)
    if not rules.can_type_in(actor_of(request), entry, at=now()):
        raise Http404
    return entry


def material_or_404(request: HttpRequest, contest: Contest, uid: str) -> Material:
    """A thing that was handed in with an entry of `contest`."""
    found = queries.materials_visible_to(actor_of(request), contest).select_related("entry__contest", "entry__owner")
    material = found.filter(uid=uid).first()
    if material is None:
        raise Http404
    return material
