"""Questions about papers, their numbers, and who may read them."""

from datetime import date

from django.db.models import BooleanField, Case, CharField, Count, Max, Min, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests import queries as contests
from hoithi.contests.models import Contest
from hoithi.documents.enums import OUT, UNASKED, Audience, DocumentState, NumberState, SignedKind, TemplateState
from hoithi.documents.models import (
    Certificate,
    CertificateRun,
    Document,
    Number,
    OfficeTemplate,
    Series,
    SeriesYear,
    SignedFile,
)

WRITERS = (Role.OFFICER, Role.SECRETARY)
OFFICE = (*WRITERS, Role.HEAD, Role.AUDITOR)
# An administrator keeps the accounts and has no part in the contest's work (permission matrix, column Y).
MEMBERS = tuple(role for role in Role if role != Role.ADMIN)


def visible_to(actor: Actor) -> QuerySet[Document]:
    """Papers that `actor` may read: all of a contest for its officers, secretaries and auditor; for its head those that
    were ever submitted to them, since a draft may name people whom the head does not read yet; for others those that
    went out, by their audience."""
    if actor.is_system:
        return Document.objects.all()
    out = Q(audience=Audience.PUBLIC, contest__in=contests.visible_to(actor))
    if not actor.grants:
        return Document.objects.filter(out, state__in=OUT)
    out |= Q(audience=Audience.MEMBERS, contest__in=contests.managed_by(actor, MEMBERS))
    office = Q(contest__in=contests.managed_by(actor, (*WRITERS, Role.AUDITOR)))
    asked = ~Q(state__in=UNASKED) | Q(submitted_by__isnull=False)
    head = Q(contest__in=contests.managed_by(actor, (Role.HEAD,)))
    return Document.objects.filter(office | (head & asked) | (out & Q(state__in=OUT)))


def newest_signed(document: Document) -> SignedFile | None:
    """The file with all signatures by certificate that a paper has got so far and that stand."""
    standing = document.signed_files.filter(withdrawn_at=None).exclude(kind=SignedKind.SCAN)
    return standing.select_related("file").order_by("-pk").first()


def public_papers(contest: Contest) -> QuerySet[Document]:
    """The papers of `contest` that everybody may read, the newest first. The contest is one that they may know of."""
    rows = Document.objects.filter(contest=contest, state=DocumentState.ISSUED, audience=Audience.PUBLIC)
    return rows.select_related("number", "pdf").order_by("-number__day", "-pk")


def series_of(contest: Contest) -> QuerySet[Series]:
    """The series that papers of `contest` can take their number from: of its committee first, then of its body."""
    return Series.objects.filter(Q(contest=contest) | Q(contest=None, unit=contest.owner_id)).order_by(
        Case(When(contest=None, then=1), default=0), "pk"
    )


def templates_of(contest: Contest) -> QuerySet[OfficeTemplate]:
    """The own Word files of the body of `contest`, for all kinds and in every state."""
    return OfficeTemplate.objects.filter(unit=contest.owner_id).select_related("file")


def templates_for(document: Document) -> QuerySet[OfficeTemplate]:
    """Those that the Word file of a paper can be made from: none of a paper that replaces or corrects another, for the
    sentence that says so has no name to stand at in a template."""
    found = templates_of(document.contest).filter(kind=document.kind, state=TemplateState.APPROVED)
    return found.none() if document.corrects_id else found


def numbers_of(actor: Actor, contest: Contest) -> QuerySet[Number]:
    """The register of `series_of(contest)`, for whoever reads the papers of the contest. A body's series also
    has numbers that it took for other contests: of those that `actor` does not read, `said` is empty and `words`, by
    which it is searched, only the number."""
    own = _own(actor, contest)
    number = Cast("number", output_field=CharField())
    rows = Number.objects.filter(Q(series__contest=contest) | Q(series__contest=None, series__unit=contest.owner_id))
    return rows.select_related("series", "document", "contest").annotate(
        own=Case(When(own, then=True), default=False, output_field=BooleanField()),
        said=Case(When(own, then="subject"), default=Value(""), output_field=TextField()),
        words=Case(When(own, then="search_key"), default=number, output_field=TextField()),
    )


def own_numbers(actor: Actor, contest: Contest) -> QuerySet[Number]:
    """Those of `numbers_of` that `actor` may look into."""
    return numbers_of(actor, contest).filter(_own(actor, contest))


def _own(actor: Actor, contest: Contest) -> Q:
    return Q(contest=contest) | Q(contest__in=contests.managed_by(actor, OFFICE))


def may_be_used(contest: Contest) -> QuerySet[Number]:
    """Numbers that were reserved for `contest` and wait for their paper."""
    kept = Number.objects.filter(contest=contest, state=NumberState.RESERVED)
    return kept.select_related("series").order_by("year", "number")


def next_number(series: Series, year: int) -> int:
    """The number that would be taken now."""
    return 1 + (SeriesYear.objects.filter(series=series, year=year).values_list("last", flat=True).first() or 0)


def days_around(number: Number) -> tuple[date | None, date | None]:
    """Between which days (both included) a reserved number may be dated, so that the register stays in order."""
    others = Number.objects.filter(series=number.series_id, year=number.year)
    return (
        others.filter(number__lt=number.number).aggregate(day=Max("day"))["day"],
        others.filter(number__gt=number.number).aggregate(day=Min("day"))["day"],
    )


def runs_of(actor: Actor, contest: Contest) -> QuerySet[CertificateRun]:
    """The certificates of `contest`, issued and to be issued, for its office, with how many each run has and how many
    of them are printed; nothing for others."""
    seen = CertificateRun.objects.filter(contest=contest)
    if not (actor.is_system or actor.holds_in(contest, *OFFICE)):
        return seen.none()
    return seen.annotate(many=Count("certificates"), printed=Count("certificates__file"))


def certificate_of(code: str) -> Certificate | None:
    """The certificate of a code, which everybody who holds it may look up."""
    found = Certificate.objects.filter(code=code)
    return found.select_related("run__contest", "number", "file").first()
