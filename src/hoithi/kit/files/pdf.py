"""PDF files, opened by PDFium: whole, without a password, with at least one page."""

import threading
from typing import IO

import pypdfium2
from django.utils.translation import gettext as _

from hoithi.kit.files.refuse import broken, refuse, two_formats_in_one

PDFIUM = threading.Lock()  # PDFium must not be entered by two threads of a process at once


def check_pdf(file: IO[bytes]) -> None:
    """Raise a `Refusal` for a PDF that the jury could not open, or that is a zip archive as well."""
    two_formats_in_one(file)
    file.seek(0)
    data = file.read()
    if b"%%EOF" not in data[-2048:]:
        raise broken()
    with PDFIUM:
        _open(data)


def _open(data: bytes) -> None:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise refuse(
                "file_password", _("Tệp có mật khẩu nên người khác không mở được. Hãy gỡ mật khẩu rồi chọn lại.")
            ) from error
        raise broken() from error
    try:
        if len(document) == 0:
            raise broken()
    finally:
        document.close()
