"""Questions about bodies, their names and their people."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.kit.clock import today
from hoithi.kit.text import fold
from hoithi.units.matching import Candidate, Known, Match, match_among
from hoithi.units.models import Member, Proposal, Succession, Unit, UnitKind
from hoithi.units.naming import core, group_kinds, spelling, tails

PEOPLE_READERS = (Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.AUDITOR, Role.FOCAL_POINT, Role.COMMITTEE)


def visible_to(actor: Actor) -> QuerySet[Unit]:  # noqa: ARG001 - every reader takes the actor
    """Bodies that `actor` may know of: all, since names and codes of public bodies are public (matrix, column P).

    Their people are not: see `members_visible_to`.
    """
    return Unit.objects.all()


def members_visible_to(actor: Actor, unit: Unit, *, on: date | None = None) -> QuerySet[Member]:
    """People of `unit` in office on a day (today), for those who work with them; nobody for strangers."""
    if not reads_people(actor, unit):
        return Member.objects.none()
    day = on or today()
    return unit.members.exclude(ends_on__lte=day).exclude(starts_on__gt=day)


def reads_people(actor: Actor, unit: Unit) -> bool:
    """Whether `actor` works with `unit`: belongs to it, or to a body above that runs contests."""
    covered = any(grant.role in PEOPLE_READERS and grant.covers_unit(unit.path) for grant in actor.grants)
    return actor.is_system or covered


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    """Proposed changes that `actor` made or, as officer, head or auditor, has before them."""
    mine = Q(proposed_by_id=actor.person_id) if actor.person_id else Q(pk=None)
    for grant in actor.grants:
        if grant.role in {Role.OFFICER, Role.HEAD, Role.AUDITOR}:
            mine |= Q(unit__path__startswith=grant.unit_path)
    return Proposal.objects.filter(Q() if actor.is_system else mine)


def in_force(on: date | None = None) -> Q:
    """The condition on `Unit` that it exists on a day (today)."""
    day = on or today()
    return (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gt=day))


def below(unit: Unit) -> QuerySet[Unit]:
    """The bodies under `unit` at any depth, without itself."""
    return Unit.objects.filter(path__startswith=unit.path).exclude(pk=unit.pk)


def ancestors(unit: Unit) -> list[Unit]:
    """The bodies above `unit`, the topmost first."""
    numbers = [int(part) for part in unit.path.strip("/").split("/")[:-1]]
    found = Unit.objects.in_bulk(numbers)
    return [found[number] for number in numbers]


def kind(code: str) -> UnitKind:
    """The kind with this code. Raises `UnitKind.DoesNotExist`."""
    return UnitKind.objects.get(code=code)


def name_on(unit: Unit, day: date) -> str:
    """The official name of `unit` on `day`: what a paper issued that day prints."""
    former = [alias for alias in unit.aliases.all() if alias.used_until is not None and alias.used_until > day]
    return min(former, key=lambda alias: alias.used_until or day).name if former else unit.name


def find_units(text: str, *, within: Unit | None = None, on: date | None = None, most: int = 20) -> list[Candidate]:
    """Bodies whose name, code or alias holds every word of `text`, marks and case aside, the nearest first.

    `within` keeps to one body and those below it; `on` keeps to bodies that exist on that day.
    """
    found = Unit.objects.select_related("kind", "parent")
    for word in fold(text).split():
        found = found.filter(search_key__contains=word)
    if within is not None:
        found = found.filter(path__startswith=within.path)
    if on is not None:
        found = found.filter(in_force(on))
    known = _known(found[:200], on or today())
    ranked = match_among(text, known, []).candidates
    rest = [Candidate(body.unit, 0.5, "") for body in known if body.unit not in {one.unit for one in ranked}]
    return [*ranked, *rest][:most]


def match_body(name: str, *, owner: Unit, on: date | None = None) -> Match:
    """Which body below `owner` a paper of the owner means by `name`, on a day (today).

    Sure only for the exact spelling of a name or alias in force; a difference in marks, an abbreviation, a misreading
    or a body that ceased gives candidates for a person to choose from. Bodies elsewhere are only ever candidates.
    """
    return match_bodies([name], owner=owner, on=on)[name]


def match_bodies(names: Iterable[str], *, owner: Unit, on: date | None = None) -> dict[str, Match]:
    """`match_body` for every name of a paper, with the bodies of the owner read once."""
    day = on or today()
    above = ancestors(owner)
    endings = tails([owner.name, *(unit.name for unit in above)])
    own = _known(Unit.objects.filter(path__startswith=owner.path).select_related("kind", "parent"), day)
    return {name: _match(name, own, endings, owner, above, day) for name in names}


def _match(name: str, own: list[Known], endings: list[str], owner: Unit, above: list[Unit], day: date) -> Match:
    if kinds := group_kinds(name):
        group = [body.unit for body in own if body.live and body.unit.kind.code in kinds and body.unit.pk != owner.pk]
        return Match(group_kinds=kinds, group=tuple(group))
    match = match_among(name, own, endings)
    if match.candidates or not above:
        return match
    elsewhere = find_units(" ".join(core(name, endings)), within=above[0], on=day, most=5)
    return Match(candidates=tuple(Candidate(one.unit, min(one.score, 0.9), one.reason) for one in elsewhere))


def _known(units: QuerySet[Unit], day: date) -> list[Known]:
    heirs = Prefetch("succeeded_by", Succession.objects.select_related("successor__kind", "successor__parent"))
    return [
        Known(
            unit,
            (unit.name, *(alias.name for alias in unit.aliases.all())),
            (unit.valid_from is None or unit.valid_from <= day) and (unit.valid_to is None or unit.valid_to > day),
            tuple(step.successor for step in unit.succeeded_by.all()),
        )
        for unit in units.prefetch_related("aliases", heirs)
    ]


def twin_of(name: str, parent: Unit | None) -> Unit | None:
    """A body beside the place under `parent` that already has this very name: one in force, or any below a body that
    ceased."""
    wanted = spelling(core(name, []))
    gone = parent is not None and parent.valid_to is not None
    beside = Unit.objects.filter(Q() if gone else in_force(), parent=parent)
    return next((unit for unit in beside if spelling(core(unit.name, [])) == wanted), None)
