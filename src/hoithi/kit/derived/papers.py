"""PDF files drawn page by page, read, and copied as they look."""

import io
import time
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image

from hoithi.kit.derived.pictures import THUMBNAIL, webp
from hoithi.kit.derived.traces import without_metadata
from hoithi.kit.pdfium import opened

MAX_TEXT = 200_000
_PAGE_SIDE = 1600
_DRAWING_SECONDS = 12  # of the 20 that the process may take


def thumbnail(data: bytes, kind: str) -> list[bytes]:
    """The first page, WebP, longest side 320."""
    return picture(data, kind, THUMBNAIL)


def picture(data: bytes, kind: str, side: int) -> list[bytes]:  # noqa: ARG001 - every work is called alike
    """The first page, WebP, longest side `side`."""
    with opened(data) as document:
        document.init_forms()
        return [_drawn(document, 0, side)]


def pages(data: bytes, kind: str, first: int, count: int) -> list[bytes]:  # noqa: ARG001
    """`count` pages from number `first` (0 is the first) as WebP, fewer when the file ends or time does; nothing
    (no bytes) for a page that cannot be drawn."""
    until = time.monotonic() + _DRAWING_SECONDS
    with opened(data) as document:
        document.init_forms()
        drawn = []
        for number in range(first, min(first + count, len(document))):
            drawn.append(_drawn_or_nothing(document, number))
            if time.monotonic() > until:
                break
        return drawn


def text(data: bytes, kind: str) -> list[bytes]:  # noqa: ARG001
    """The text layer, a page after the other, at most 200,000 characters."""
    found, left = [], MAX_TEXT
    with opened(data) as document:
        for words in _texts(document):
            found.append(words[:left])
            left -= len(words) + 1
            if left <= 0:
                break
    return ["\n".join(found).encode(errors="replace")]


def plain(data: bytes, kind: str) -> list[bytes]:  # noqa: ARG001
    """The pages as they look, in a new file: notes and forms become part of the page, and nothing else comes along
    (no properties, no actions, no attachments, no names of reviewers, no metadata of pictures)."""
    memory = io.BytesIO()
    with opened(data) as document:
        document.init_forms()
        for number in range(len(document)):
            page = document[number]
            pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
            page.close()
        copy = pypdfium2.PdfDocument.new()
        copy.import_pages(document)
        copy.save(memory)
        copy.close()
    return [without_metadata(memory.getvalue())]


def _drawn_or_nothing(document: pypdfium2.PdfDocument, number: int) -> bytes:
    try:
        return _drawn(document, number, _PAGE_SIDE)
    except (pypdfium2.PdfiumError, ValueError):
        return b""


def _drawn(document: pypdfium2.PdfDocument, number: int, side: int) -> bytes:
    """However large the page says it is, no more than `side` x `side` pixels are drawn."""
    page = document[number]
    scale = side / max(*page.get_size(), 1)
    bitmap = page.render(scale=scale, may_draw_forms=True)
    image: Image.Image = bitmap.to_pil().convert("RGB")
    image.thumbnail((side, side))  # sizes are rounded up
    made = webp(image)
    bitmap.close()
    page.close()
    return made


def _texts(document: pypdfium2.PdfDocument) -> Iterator[str]:
    for number in range(len(document)):
        try:
            page = document[number]
            layer = page.get_textpage()
        except pypdfium2.PdfiumError:
            continue
        yield layer.get_text_range().replace("\r\n", "\n")
        layer.close()
        page.close()
