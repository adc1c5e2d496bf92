"""The paper as it will print, while it is written and after."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from hoithi.documents.content import known_kind, sketch_of, word_of
from hoithi.documents.enums import OUT
from hoithi.documents.models import Document
from hoithi.documents.pictures import Pages, pages_of, picture, remember, remembered
from hoithi.documents.pieces import Piece, pieces_of
from hoithi.documents.views.common import actor_of, document_or_404
from hoithi.kit.files import download, read
from hoithi.kit.files.kinds import DOCX, PDF
from hoithi.kit.schemas.editor import raw_of
from hoithi.kit.schemas.reading import Problem
from hoithi.kit.text import slugify

FORMS = {"pdf": PDF, "docx": DOCX}


@dataclass(frozen=True, slots=True)
class Preview:
    """What the side of the editor shows: what is missing, the pages, and their words for who does not see pictures."""

    problems: list[tuple[str, str]]  # (id of the box, sentence)
    pages: Pages | None
    words: list[Piece]


def preview_of(document: Document, raw: dict[str, Any], *, person: int | None) -> Preview:
    """The paper that `raw` makes; its pages are kept for as long as somebody looks at them."""
    sketch = sketch_of(document, raw)
    found = linked(sketch.problems)
    if sketch.paper is None:
        return Preview(found, None, [])
    pdf = sketch.pdf()
    remember(document, person, pdf)
    return Preview(found, pages_of(pdf), list(pieces_of(sketch.paper)))


def preview_of_issued(document: Document) -> Preview:
    """The pages of the file that went out."""
    if document.pdf is None:
        raise Http404
    return Preview([], pages_of(read(document.pdf)), [])


def linked(problems: list[Problem]) -> list[tuple[str, str]]:
    """Problems with the ids of their boxes."""
    return [(problem.where.replace(".", "-"), problem.sentence) for problem in problems]


def document_preview(request: HttpRequest, slug: str, uid: str) -> HttpResponse:
    """The paper with what was typed into the editor; nothing is saved. A piece for the editor's page (htmx), else a
    page of its own in another tab."""
    document = document_or_404(request, slug, uid)
    kind = known_kind(document)
    if kind is None or document.state in OUT:
        raise Http404
    preview = preview_of(document, raw_of(kind.schema, request.POST), person=actor_of(request).person_id)
    context = {"contest": document.contest, "document": document, "preview": preview}
    piece = request.headers.get("HX-Request")
    return render(request, "documents/_preview.html" if piece else "documents/preview.html", context)


def document_page(request: HttpRequest, slug: str, uid: str, sha256: str, number: int) -> HttpResponse:
    """One page as a picture: of the file that went out, or of what this person looked at last."""
    document = document_or_404(request, slug, uid)
    drawn = picture(_pdf(document, actor_of(request).person_id, sha256), number)
    if drawn is None:
        raise Http404
    response = HttpResponse(drawn, content_type="image/webp")
    response["Cache-Control"] = "private, max-age=3600, immutable"
    return response


def _pdf(document: Document, person: int | None, sha256: str) -> bytes:
    if document.pdf is not None and document.pdf_sha256 == sha256:
        return read(document.pdf)
    found = remembered(document, person, sha256)
    if found is None and known_kind(document) is None:
        raise Http404
    if found is None:
        found = sketch_of(document, document.facts).pdf()
        if not found or pages_of(found).sha256 != sha256:
            raise Http404
    return found


def document_file(request: HttpRequest, slug: str, uid: str, form: str) -> HttpResponseBase:
    """The Word or PDF file: that which went out, else of the draft as it is saved."""
    document = document_or_404(request, slug, uid)
    if form not in FORMS:
        raise Http404
    return file_of(document, form)


def file_of(document: Document, form: str) -> HttpResponseBase:
    """A file of a paper, for whoever may read it."""
    stored = document.pdf if form == "pdf" else document.word
    if stored is not None:
        return download(stored)
    sketch = sketch_of(document, document.facts) if known_kind(document) else None
    if sketch is None or sketch.paper is None:
        raise Http404
    made = sketch.pdf() if form == "pdf" else word_of(document, sketch.facts, sketch.paper)
    name = slugify(f"{document.kind} du thao {document.versions.exclude(number=None).count()}")
    response = FileResponse(
        BytesIO(made), as_attachment=True, filename=f"{name}.{form}", content_type=FORMS[form].content_type
    )
    response["Cache-Control"] = "private, no-store"
    return response
