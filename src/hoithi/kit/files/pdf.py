"""PDF files, opened by PDFium: whole, without a password, with at least one page."""

from typing import IO

import pypdfium2
from django.utils.translation import gettext as _

from hoithi.kit.files.refuse import broken, refuse, two_formats_in_one
from hoithi.kit.pdfium import opened


def check_pdf(file: IO[bytes]) -> None:
    """Raise a `Refusal` for a PDF that the jury could not open, or that is a zip archive as well."""
    two_formats_in_one(file)
    file.seek(0)
    data = file.read()
    if b"%%EOF" not in data[-2048:]:
        raise broken()
    try:
        with opened(data) as document:
            pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise refuse(
                "file_password", _("Tệp có mật khẩu nên người khác không mở được. Hãy gỡ mật khẩu rồi chọn lại.")
            ) from error
        raise broken() from error
    if pages == 0:
        raise broken()
