"""PDFium, which must not be entered by two threads of a process at once; opened only through here."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

_lock = threading.Lock()


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document in `data`, closed at the end of the block. Raises `pypdfium2.PdfiumError`."""
    with _lock:
        document = pypdfium2.PdfDocument(data)
        try:
            yield document
        finally:
            document.close()
