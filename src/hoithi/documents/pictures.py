"""Pages of our own PDF files as pictures, for looking at in a page of ours."""

import hashlib
import io
from dataclasses import dataclass

from django.core.cache import cache

from hoithi.documents.models import Document
from hoithi.kit.pdfium import opened

_SIDE = 1400  # of the longest side: sharp at the width of a column
_KEPT = 60 * 60


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF to be looked at: its hash, and the size of each page's picture."""

    sha256: str
    sizes: list[tuple[int, int]]


def pages_of(pdf: bytes) -> Pages:
    """What a page needs to frame the pictures of `pdf`."""
    with opened(pdf) as document:
        sizes = [document.get_page_size(number) for number in range(len(document))]
    scaled = [(round(_SIDE * wide / max(wide, high)), round(_SIDE * high / max(wide, high))) for wide, high in sizes]
    return Pages(hashlib.sha256(pdf).hexdigest(), scaled)


def picture(pdf: bytes, number: int) -> bytes | None:
    """Page `number`, from 1, as WebP without loss (letters stay sharp, and it is the smallest); None when there is no
    such page."""
    with opened(pdf) as document:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        bitmap = page.render(scale=_SIDE / max(page.get_size()))
        drawn = bitmap.to_pil()
        memory = io.BytesIO()
        drawn.save(memory, "WEBP", lossless=True, method=0)
        bitmap.close()
        page.close()
    return memory.getvalue()


def remember(document: Document, person_id: int | None, pdf: bytes) -> None:
    """Keep for an hour what somebody looks at while they type: the last one only, under its hash."""
    cache.set(_key(document, person_id), (hashlib.sha256(pdf).hexdigest(), pdf), _KEPT)


def remembered(document: Document, person_id: int | None, sha256: str) -> bytes | None:
    """What was kept under that hash, if it is still there."""
    known, pdf = cache.get(_key(document, person_id)) or ("", b"")
    return pdf if known == sha256 else None


def _key(document: Document, person_id: int | None) -> str:
    return f"paper:{document.pk}:{person_id}"
