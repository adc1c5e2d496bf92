"""Files of certificates: how one will look, the PDF of each, all in a ZIP, and all in one PDF for the printer."""

import io
import tempfile
import zipfile

import pypdfium2
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from hoithi.documents.certificates.access import certificate_or_404, run_or_404
from hoithi.documents.certificates.facts import Person, RunFacts, read_people
from hoithi.documents.certificates.layout import certificate_pdf
from hoithi.documents.enums import CertificateState
from hoithi.documents.filling import filled
from hoithi.documents.models import Certificate, CertificateRun
from hoithi.documents.pictures import picture
from hoithi.kit.files import download
from hoithi.kit.language import in_source_language
from hoithi.kit.pdfium import opened

_NOBODY = Person("[họ tên]", "[đơn vị]", "[giải]", "[tên giải pháp]", "")


def certificate_picture(request: HttpRequest, slug: str, uid: str, line: int) -> HttpResponse:
    """How the certificate of a line of the saved list will look; without number and code, which it does not have."""
    run = run_or_404(request, slug, uid)
    facts, _problems = filled(RunFacts, run.facts)
    people, _wrong = read_people(facts.people)
    if not 1 <= line <= max(len(people), 1):
        raise Http404
    response = HttpResponse(_drawn(facts, people[line - 1] if people else _NOBODY), content_type="image/webp")
    response["Cache-Control"] = "private, no-store"
    return response


@in_source_language
def _drawn(facts: RunFacts, person: Person) -> bytes:
    return picture(certificate_pdf(facts.certificate(person), None), 1) or b""


def certificate_file(request: HttpRequest, slug: str, uid: str, one: str) -> HttpResponseBase:
    """One certificate."""
    found = certificate_or_404(request, slug, uid, one)
    if found.file is None:
        raise Http404
    return download(found.file)


def _valid(run: CertificateRun) -> QuerySet[Certificate]:
    """Those that are printed and stand, in the order of the list."""
    kept = run.certificates.filter(state=CertificateState.VALID).exclude(file=None)
    if not kept.exists():
        raise Http404
    return kept.select_related("file").order_by("position")


def certificate_zip(request: HttpRequest, slug: str, uid: str) -> FileResponse:
    """All that stand, each in its file."""
    run = run_or_404(request, slug, uid)
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for one in _valid(run):
            if one.file is not None:
                with default_storage.open(one.file.key) as source:
                    archive.writestr(one.file.name, source.read())
    return _sent(made, f"giay-chung-nhan-{run.uid}.zip", "application/zip")


def certificate_print(request: HttpRequest, slug: str, uid: str) -> FileResponse:
    """All that stand as one PDF, a sheet each, for the printer."""
    run = run_or_404(request, slug, uid)
    made = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    with opened(None) as whole:
        for one in _valid(run):
            if one.file is not None:
                with default_storage.open(one.file.key) as source, pypdfium2.PdfDocument(source.read()) as sheet:
                    whole.import_pages(sheet)
        whole.save(made)
    return _sent(made, f"giay-chung-nhan-{run.uid}.pdf", "application/pdf")


def _sent(made: io.IOBase, name: str, content_type: str) -> FileResponse:
    made.seek(0)
    response = FileResponse(made, as_attachment=True, filename=name, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # what is packed already is not packed again
    return response
