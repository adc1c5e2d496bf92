"""Questions about former solutions and likenesses. A likeness to what the reader may not know of is not there for them:
not even its number, for that would tell what another body has received."""

from django.db.models import F, Q, QuerySet

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.enums import FROZEN
from hoithi.contests.queries import managed_by
from hoithi.entries import queries as entries
from hoithi.entries.enums import EntryState
from hoithi.entries.models import ArchiveImport, Entry, Former, Match
from hoithi.entries.queries import OFFICE
from hoithi.units.models import Unit

READERS = (*OFFICE, Role.HEAD)
_ARCHIVE_READERS = (*READERS, Role.JUDGE, Role.PANEL_CHAIR)


def visible_to(actor: Actor) -> QuerySet[Former]:
    """Former solutions that `actor` may know of: entries that they may know of anyway, and rows of imported lists for
    those who work in contests: of their own bodies, and of lists that are public."""
    return Former.objects.all() if actor.is_system else Former.objects.filter(_seen(actor))


def _seen(actor: Actor, former: str = "") -> Q:
    """The condition of `visible_to`, on rows that reach the former solution by the name `former` and "__"."""
    held = [grant for grant in actor.grants if grant.role in _ARCHIVE_READERS]
    listed = Q(published=True) if held else Q(pk=None)
    for grant in held:
        listed |= Q(owner__path__startswith=grant.unit_path)
    lists = ArchiveImport.objects.filter(listed).values("pk")
    return Q(**{f"{former}entry__in": entries.visible_to(actor).values("pk")}) | Q(**{f"{former}archive__in": lists})


def archives_of(actor: Actor) -> QuerySet[ArchiveImport]:
    """Imported lists, also those not yet taken, of the bodies whose office `actor` works in."""
    if actor.is_system:
        return ArchiveImport.objects.all()
    own = Q(pk=None)
    for grant in actor.grants:
        if grant.role in OFFICE:
            own |= Q(owner__path__startswith=grant.unit_path)
    return ArchiveImport.objects.filter(own)


def bodies_of(actor: Actor) -> QuerySet[Unit]:
    """The bodies whose lists `actor` may bring in: those that run their contests, or that their role is held over."""
    over = {grant.unit_id for grant in actor.grants if grant.role in OFFICE and grant.unit_id is not None}
    return Unit.objects.filter(Q(pk__in=over) | Q(pk__in=managed_by(actor, OFFICE).values("owner")))


def matches_visible_to(actor: Actor) -> QuerySet[Match]:
    """Likenesses both of whose sides `actor` may know of."""
    seen = Match.objects.select_related("entry__contest", "former__entry__contest", "former__archive")
    if actor.is_system:
        return seen
    own = entries.visible_to(actor).exclude(state=EntryState.DRAFT)
    return seen.filter(_seen(actor, "former__"), entry__in=own.values("pk"))


def missed_versions(count: int) -> list[str]:
    """Versions in force that no comparison has seen, though their work was given out: it failed, or came before it."""
    live = Entry.objects.filter(trial=False, latest__isnull=False)
    missed = live.filter(Q(former=None) | ~Q(former__version=F("latest")))
    return list(missed.order_by("pk").values_list("latest__uid", flat=True)[:count])


def live_versions(after: int, count: int) -> list[tuple[int, str]]:
    """The next entries (number, version in force) that are still worked on, in the order of their numbers."""
    live = Entry.objects.filter(pk__gt=after, trial=False, latest__isnull=False).exclude(contest__state__in=FROZEN)
    live = live.exclude(state__in=(EntryState.WITHDRAWN, EntryState.REJECTED))
    return list(live.order_by("pk").values_list("pk", "latest__uid")[:count])
