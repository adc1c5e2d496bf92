"""PDFium, which must not be entered by two threads of a process at once; opened only through here."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

_lock = threading.Lock()


@contextmanager
def opened(data: bytes | None) -> Iterator[pypdfium2.PdfDocument]:
    """The document in `data`, a new one when there is none, closed at the end of the block. Raises
    `pypdfium2.PdfiumError`."""
    with _lock:
        document = pypdfium2.PdfDocument.new() if data is None else pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
