"""A paper that went out, for its audience."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from hoithi.documents.content import cited, facts_of, known_kind, paper_of
from hoithi.documents.enums import OUT
from hoithi.documents.models import Document
from hoithi.documents.pieces import Piece, pieces_of
from hoithi.documents.queries import visible_to
from hoithi.documents.views.common import actor_of
from hoithi.documents.views.preview import FORMS, file_of
from hoithi.documents.views.signing import signatures_of
from hoithi.kit.schemas.reading import DataProblems


def _found(request: HttpRequest, uid: str) -> Document:
    seen = visible_to(actor_of(request)).filter(state__in=OUT)
    related = seen.select_related("contest__owner", "number__series", "corrects__number", "pdf", "word")
    return get_object_or_404(related, uid=uid)


def issued_document(request: HttpRequest, uid: str) -> HttpResponse:
    """What went out, in words, with its files."""
    document = _found(request, uid)
    context = {
        "document": document, "contest": document.contest, "line": document.number,
        "words": _words(document),
        **signatures_of(document),
        "refers": cited(document.corrects) if document.corrects else "",
        "corrections": visible_to(actor_of(request)).filter(corrects=document, state__in=OUT),
    }  # fmt: skip
    return render(request, "documents/issued.html", context)


def _words(document: Document) -> list[Piece]:
    """The words of the paper; none of a kind that is gone or whose layout has changed since: the files say them."""
    kind = known_kind(document)
    if kind is None or kind.layout != document.layout:
        return []
    try:
        return list(pieces_of(paper_of(document, facts_of(document))))
    except DataProblems:
        return []


def issued_file(request: HttpRequest, uid: str, form: str) -> HttpResponseBase:
    """A file of what went out."""
    if form not in FORMS:
        raise Http404
    return file_of(_found(request, uid), form)
