"""Questions about entries. Every one starts from `visible_to`; what of an entry may be read is in `sight`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from hoithi.accounts.actors import Actor, Grant
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.entries.enums import EDITABLE, IN_HAND, AuthorState, Decision, EntryState, UnitAnswer
from hoithi.entries.models import (
    Author,
    DataRequest,
    Entry,
    EntryFile,
    Extension,
    LostText,
    Material,
    Reveal,
    Submission,
    UnitConfirmation,
)
from hoithi.kit.clock import now
from hoithi.kit.text import fold
from hoithi.units.models import Unit

KEPT_LOST = timedelta(days=30)
OFFICE = (Role.OFFICER, Role.SECRETARY)
BODIES = (Role.FOCAL_POINT, Role.COMMITTEE)
# The head reads dossiers once the deadline has passed (permission matrix, note 10: before that, counts).
_UNCOUNTED = (EntryState.DRAFT, EntryState.WITHDRAWN, EntryState.REJECTED)
_AFTER_DEADLINE = tuple(state for state in State if state not in {State.DRAFT, State.ANNOUNCED, State.OPEN})

_FROM_RESULTS = (State.PUBLISHED, State.AWARDED, State.ARCHIVED)  # K6 to K8
_FROM_RANKING = (State.APPROVED, *_FROM_RESULTS)  # K5 on


def visible_to(actor: Actor) -> QuerySet[Entry]:
    """Entries that `actor` may know of: their own and those they are an author of; what was submitted to a contest for
    its office, its auditor and (after the deadline) its head; those of their own bodies for focal points and
    committees.

    A draft is its authors' alone, unless the office types it for them, they asked for help, or their body has to
    confirm it.
    """
    if actor.is_system:
        return Entry.objects.all()
    if actor.person_id is None:
        return Entry.objects.none()
    seen = Q(owner=actor.person_id) | Q(pk__in=_authored(actor).values("entry"))
    for grant in actor.grants:
        if grant.role in OFFICE:
            helped = Q(typed_by__isnull=False) | Q(help_until__gt=now())
            seen |= _run_by(grant) & Q(trial=False) & (~Q(state=EntryState.DRAFT) | helped)
        elif grant.role == Role.AUDITOR:
            seen |= _run_by(grant) & Q(trial=False) & ~Q(state=EntryState.DRAFT)
        elif grant.role == Role.HEAD:
            late = Q(contest__state__in=_AFTER_DEADLINE)
            seen |= _run_by(grant) & Q(trial=False) & ~Q(state=EntryState.DRAFT) & late
        elif grant.role in BODIES:
            known = ~Q(state=EntryState.DRAFT) | Q(typed_by=actor.person_id)
            seen |= (_of_body(grant, "unit") & known | asked_of_body(grant)) & Q(trial=False)
    return Entry.objects.filter(seen)


def own_entries(actor: Actor) -> QuerySet[Entry]:
    """Those that `actor` entered or is an author of, the latest change first."""
    if actor.person_id is None:
        return Entry.objects.none()
    mine = Q(owner=actor.person_id) | Q(pk__in=_authored(actor).values("entry"))
    return Entry.objects.filter(mine).order_by("-changed_at", "-pk")


def namesakes_of(entry: Entry, title: str) -> list[Entry]:
    """Other entries of the same owner in the same contest called `title`, marks and case aside. Entries of others are
    not told of: what they enter is nobody's business before the deadline."""
    meant = fold(title)
    if not meant:
        return []
    own = Entry.objects.filter(contest=entry.contest_id, owner=entry.owner_id, trial=False).exclude(pk=entry.pk)
    return [one for one in own.only("uid", "number", "title").order_by("pk")[:100] if fold(one.title) == meant]


def with_standing(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """`rows` with what stands beside each of them, read in the same query: until when an extension lets it in
    (`extended`), which body was asked and its answer (`unit_asked`, `unit_answer`), how many others of its owner count
    in the contest (`others`). A child behind the account of a parent is told by name: sisters and brothers count
    apart."""
    granted = Extension.objects.filter(entry=OuterRef("pk"), state=Decision.APPROVED).order_by("-until")
    counted = Entry.objects.filter(contest=OuterRef("contest"), owner=OuterRef("owner"), trial=False)
    counted = counted.exclude(state__in=_UNCOUNTED).exclude(pk=OuterRef("pk")).order_by()
    child = Author.objects.filter(entry=OuterRef("pk"), represents=True, removed_at=None, person=None)
    named = Coalesce(Subquery(child.values("full_name")[:1]), Value(""))
    counted = counted.annotate(child=named).filter(child=OuterRef("child"))
    return rows.annotate(child=named).annotate(
        extended=Subquery(granted.values("until")[:1]),
        unit_asked=F("confirmation__unit__uid"),
        unit_answer=F("confirmation__answer"),
        others=Subquery(counted.values("owner").annotate(how_many=Count("pk")).values("how_many")),
    )


def chosen_unit(entry: Entry) -> Unit | None:
    """The body that the working copy names: the column still shows that of the version in force."""
    uid = entry.about.get("unit")
    if entry.unit is not None and entry.unit.uid == uid:
        return entry.unit
    return Unit.objects.filter(uid=uid).first() if uid else None


def _authored(actor: Actor) -> QuerySet[Author]:
    live = Author.objects.filter(person=actor.person_id, removed_at=None)
    return live.exclude(state=AuthorState.DECLINED)


def received(actor: Actor, contest: Contest) -> QuerySet[Entry]:
    """What the office of `contest` works on: all that ever was submitted, and what it types for others."""
    return visible_to(actor).filter(contest=contest, trial=False)


def submitted_to(actor: Actor, contest: Contest) -> QuerySet[Entry]:
    """All that was ever submitted to `contest`, for those who read its list: the office, the auditor and (after the
    deadline) the head. The same rows as `visible_to` gives them, asked for in a way that an index answers."""
    late = contest.state in _AFTER_DEADLINE and actor.holds_in(contest, Role.HEAD)
    if not (actor.is_system or late or actor.holds_in(contest, *OFFICE, Role.AUDITOR)):
        return Entry.objects.none()
    return Entry.objects.filter(contest=contest, trial=False).exclude(state=EntryState.DRAFT)


def reads_people(actor: Actor, contest: Contest) -> bool:
    """Whether `actor` reads who the authors are of all that `submitted_to` gives them."""
    if actor.is_system or actor.holds_in(contest, *OFFICE, Role.AUDITOR):
        return True
    return contest.state in _FROM_RANKING and actor.holds_in(contest, Role.HEAD)


def _run_by(grant: Grant) -> Q:
    if grant.contest_id is not None:
        return Q(contest_id=grant.contest_id)
    return Q(contest__owner_path__startswith=grant.unit_path)


def asked_of_body(grant: Grant) -> Q:
    """Entries for which the body of `grant` was asked to speak, or speaks on paper. A correction may ask another one
    than the version in force names; a stamped paper may be of a body that is not in the list."""
    on_paper = Q(confirmation__answer=UnitAnswer.ON_PAPER)
    return _of_body(grant, "confirmation__unit") & ~on_paper | _of_body(grant, "unit") & on_paper


def chosen_by(unit: int, contest: Contest) -> QuerySet[UnitConfirmation]:
    """What the body with this number confirmed of the entries of `contest` that are still in it: a draft counts, one
    that was withdrawn or refused leaves its place to another. A scanned paper is no word of the body yet."""
    given = UnitConfirmation.objects.filter(unit=unit, answer=UnitAnswer.CONFIRMED, entry__contest=contest)
    return given.filter(entry__trial=False, entry__state__in=(*EDITABLE, EntryState.ACCEPTED))


def _of_body(grant: Grant, unit: str) -> Q:
    body = Q(**{f"{unit}__path__startswith": grant.unit_path})
    return body & Q(contest_id=grant.contest_id) if grant.contest_id is not None else body


@dataclass(frozen=True, slots=True)
class Sight:
    """What of one entry an actor may read (permission matrix, rows "Entry", "Original files", "Basic personal data",
    "CCCD no.", "Minor's consent")."""

    working: bool = False  # the copy that is being edited
    content: bool = False  # what the submitted version says
    files: bool = False
    people: bool = False  # basic personal data of the authors
    sealed: bool = False  # last digits; the whole with a reason
    guardian: bool = False
    staff: bool = False  # who in the office did what

    @property
    def metadata_only(self) -> bool:
        return not self.content


def sight(actor: Actor, entry: Entry, *, author: bool | None = None) -> Sight:
    """What `actor` may read of `entry`, which came from `visible_to`. `author`: whether they are one of its authors,
    when a list has asked for all its rows (`authored_among`); else one query, unless they own it."""
    if actor.is_system:
        return Sight(working=True, content=True, files=True, people=True, sealed=True, guardian=True, staff=True)
    mine = actor.person_id is not None and actor.person_id == entry.owner_id
    if mine or (is_author(actor, entry) if author is None else author):
        return Sight(working=True, content=True, files=True, people=True, sealed=True, guardian=True)
    contest = entry.contest
    if actor.holds_in(contest, *OFFICE):
        typing = entry.typed_by_id is not None and (entry.submitted_at is None or not entry.typing_done)
        helped = typing or (entry.help_until is not None and entry.help_until > now())
        return Sight(working=helped, content=True, files=True, people=True, sealed=True, guardian=True, staff=True)
    if actor.holds_in(contest, Role.HEAD):
        state = contest.state
        return Sight(content=True, staff=True, people=state in _FROM_RANKING, files=state in _FROM_RESULTS)
    if actor.holds_in(contest, Role.AUDITOR):
        return Sight(people=True, guardian=True, staff=True)
    return Sight(people=True)


def is_author(actor: Actor, entry: Entry) -> bool:
    """Whether `actor` is one of the authors (who has not declined)."""
    return actor.person_id is not None and _authored(actor).filter(entry=entry).exists()


def authored_among(actor: Actor, entries: Iterable[int]) -> set[int]:
    """Which of these entries `actor` is an author of. One query."""
    if actor.person_id is None:
        return set()
    return set(_authored(actor).filter(entry__in=list(entries)).values_list("entry", flat=True))


def authors_of(entry: Entry) -> QuerySet[Author]:
    """The authors as they stand, in their order."""
    return Author.objects.filter(entry=entry, removed_at=None)


def late_files_of(entry: Entry) -> QuerySet[EntryFile]:
    """Bytes that arrived after the door had shut and that no version named: kept, in no version (INV-6)."""
    return EntryFile.objects.filter(entry=entry, late=True).select_related("file").order_by("pk")


def accounts_of(entry: Entry) -> dict[str, tuple[str, bool]]:
    """By the uid of each author who answered with an account other than the owner's: whose account it is, and whether
    it bears another name than the author."""
    found = authors_of(entry).filter(state=AuthorState.CONFIRMED, person__isnull=False).exclude(person=entry.owner_id)
    named = found.values_list("uid", "full_name", "person__full_name")
    return {uid: (account, fold(account) != fold(name)) for uid, name, account in named}


def files_of(entry: Entry) -> QuerySet[EntryFile]:
    """The files of the working copy, in the order of the form's papers as they were added."""
    return EntryFile.objects.filter(entry=entry, removed_at=None).select_related("file")


def lost_texts_of(actor: Actor, *, since: datetime | None = None) -> QuerySet[LostText]:
    """What `actor` typed on copies that another had changed meanwhile and has not settled, for thirty days (or
    `since`)."""
    return LostText.objects.filter(person=actor.person_id, settled_at=None, at__gt=since or now() - KEPT_LOST)


def lost_texts(actor: Actor, entry: Entry) -> QuerySet[LostText]:
    """Those of `lost_texts_of` that belong to `entry`."""
    return lost_texts_of(actor).filter(entry=entry)


def versions_of(entry: Entry) -> QuerySet[Submission]:
    """All sealed versions, the latest first."""
    return Submission.objects.filter(entry=entry).order_by("-number")


def counts(actor: Actor, contest: Contest) -> dict[str, int]:
    """How many entries of `contest` are in each state, drafts and trials left out. One query."""
    rows = received(actor, contest).exclude(state=EntryState.DRAFT).order_by().values_list("state")
    return dict(rows.annotate(number=Count("pk")))


def drafts_of(actor: Actor, contest: Contest) -> int:
    """How many are being written: all that the office may know of them (note 7)."""
    if not (actor.is_system or actor.holds_in(contest, *OFFICE)):
        return 0
    return Entry.objects.filter(contest=contest, trial=False, state=EntryState.DRAFT).count()


def to_type_in(actor: Actor, contest: Contest) -> QuerySet[Entry]:
    """What came on paper and is still to be typed in: all of it for the office, their own for those who took it in.
    The longest waiting first."""
    waiting = taken_in(actor, contest).filter(typing_done=False, state__in=(*IN_HAND, EntryState.ACCEPTED))
    return waiting.order_by("submitted_at", "pk")


def taken_in(actor: Actor, contest: Contest) -> QuerySet[Entry]:
    """What was received on paper, the latest first: all of it for the office, their own for those who took it in."""
    found = visible_to(actor).filter(contest=contest, typed_by__isnull=False, submitted_at__isnull=False)
    if not (actor.is_system or actor.holds_in(contest, *OFFICE)):
        found = found.filter(typed_by=actor.person_id)
    return found.order_by("-submitted_at", "-pk")


def materials_visible_to(actor: Actor, contest: Contest) -> QuerySet[Material]:
    """Things handed in with entries of `contest`, for its office."""
    if not (actor.is_system or actor.holds_in(contest, *OFFICE)):
        return Material.objects.none()
    return Material.objects.filter(entry__contest=contest, entry__trial=False)


def people_at_counter(actor: Actor, contest: Contest) -> QuerySet[Person]:
    """People whom those who type for others in `contest` may find by their name: who entered something that they see,
    and the accounts that they made."""
    entered = visible_to(actor).filter(contest__owner_path=contest.owner_path).values("owner")
    return Person.objects.filter(Q(pk__in=entered) | Q(created_by=actor.person_id), is_active=True)


_SAW_ALL = (Role.AUDITOR, Role.HEAD, Role.SECRETARY)


def who_saw(actor: Actor, contest: Contest) -> QuerySet[Reveal]:
    """Who opened which sealed value of whom in `contest`, and why: all of it for auditor, head and secretary, their
    own acts for officers (matrix, row "Audit log")."""
    rows = Reveal.objects.filter(author__entry__contest=contest)
    if actor.is_system or actor.holds_in(contest, *_SAW_ALL):
        return rows
    if actor.person_id is not None and actor.holds_in(contest, Role.OFFICER):
        return rows.filter(by=actor.person_id)
    return rows.none()


def authorships_of(person: Person) -> QuerySet[Author]:
    """Every time that `person` is named as an author, with the entry; for themself."""
    live = Author.objects.filter(person=person, removed_at=None)
    return live.select_related("entry__contest").order_by("-entry__pk")


def requests_visible_to(actor: Actor) -> QuerySet[DataRequest]:
    """Requests about personal data: one's own; of everybody for whoever keeps the whole installation; for an office
    those of people who entered one of its contests."""
    if actor.is_system or any(g.role == Role.ADMIN and not (g.contest_id or g.unit_id) for g in actor.grants):
        return DataRequest.objects.all()
    if actor.person_id is None:
        return DataRequest.objects.none()
    seen = Q(person=actor.person_id)
    for grant in actor.grants:
        if grant.role in OFFICE:
            entered = Entry.objects.filter(_run_by(grant))
            written = Author.objects.filter(entry__in=entered, person__isnull=False)
            seen |= Q(person__in=entered.values("owner")) | Q(person__in=written.values("person"))
    return DataRequest.objects.filter(seen)
