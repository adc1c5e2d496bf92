"""What must always be true of papers and their numbers. Each yields a sentence where it is not; `hoithi check` and the
nightly job ask."""

from collections.abc import Iterator

from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery, Value, Window
from django.db.models.functions import Coalesce, Lag

from hoithi.documents.enums import OUT, CertificateState, DocumentState, NumberState, RunState
from hoithi.documents.models import (
    Certificate,
    CertificateRun,
    Document,
    Number,
    OfficeTemplate,
    SeriesYear,
    SignedFile,
)
from hoithi.documents.models.certificates import NUMBERED


def broken_numbers() -> Iterator[str]:
    """The numbers of a series run in each year from 1 to the last one given, each once, and their days with them."""
    given = {(row.series_id, row.year): row.last for row in SeriesYear.objects.all()}
    rows = Number.objects.order_by().values("series", "year")
    found = {
        (row["series"], row["year"]): row for row in rows.annotate(n=Count("pk"), low=Min("number"), high=Max("number"))
    }
    for key in sorted(given.keys() | found.keys()):
        row, last = found.get(key, {"n": 0, "low": 1, "high": 0}), given.get(key, 0)
        if not row["n"] == row["high"] == last or row["low"] != 1:
            yield f"series {key[0]} of {key[1]}: {last} numbers were given, {row['n']} stand in the register"
    before = Window(Lag("day"), partition_by=["series", "year"], order_by="number")
    for early in Number.objects.annotate(before=before).filter(day__lt=F("before")):
        yield f"number {early.shown} of series {early.series_id} is dated before the one before it"
    for number in Number.objects.exclude(day__year=F("year")):
        yield f"number {number.shown} of series {number.series_id} is dated in another year"


def broken_documents() -> Iterator[str]:
    """A paper that went out has one number, which says so; one that did not has none."""
    state = Subquery(Number.objects.filter(document=OuterRef("pk")).values("state"))
    rows = Document.objects.annotate(number_state=Coalesce(state, Value("")))
    right = Q(state=DocumentState.ISSUED, number_state=NumberState.ISSUED)
    right |= Q(state=DocumentState.CANCELLED, number_state=NumberState.CANCELLED)
    right |= ~Q(state__in=OUT) & Q(number_state="")
    for document in rows.exclude(right):
        yield f"document {document.uid} is {document.state}, its number {document.number_state or 'is missing'}"


def broken_files() -> Iterator[str]:
    """The files of a paper that went out are those that were hashed when it did; what is in them, `files` asks."""
    for document in Document.objects.filter(state__in=OUT).select_related("pdf", "word"):
        for name in ("pdf", "word"):
            file = getattr(document, name)
            if file is None or file.sha256 != getattr(document, f"{name}_sha256"):
                yield f"document {document.uid} has another {name} file than the one it went out with"
    for signed in SignedFile.objects.exclude(sha256=F("file__sha256")):
        yield f"signed file {signed.uid} has another file than the one that was signed"
    for template in OfficeTemplate.objects.exclude(sha256=F("file__sha256")):
        yield f"template {template.uid} has another file than the one that was checked"


def broken_certificates() -> Iterator[str]:
    """Each certificate has a number of its own, of the book and day of its run, that stands as the certificate does,
    and the file that was hashed; a run that was issued has all its files."""
    rows = Certificate.objects.select_related("run", "number", "file")
    right = Q(state=CertificateState.VALID, number__state=NumberState.ISSUED)
    right |= Q(state=CertificateState.CANCELLED, number__state=NumberState.CANCELLED)
    right &= Q(number__series=F("run__series"), number__day=F("run__day"), number__document=None)
    for one in rows.exclude(right):
        yield f"certificate {one.uid} and its number {one.number.shown} do not agree"
    for one in rows.exclude(file=None).exclude(sha256=F("file__sha256")):
        yield f"certificate {one.uid} has another file than the one that was printed"
    for one in rows.filter(file=None).exclude(run__state=RunState.ISSUING):
        yield f"certificate {one.uid} has no file, and its run is {one.run.state}"
    for run in CertificateRun.objects.filter(state__in=NUMBERED, certificates=None):
        yield f"certificate run {run.uid} is {run.state} without certificates"
