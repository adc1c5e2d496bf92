"""The kinds of file that are taken, each told by its content, and the sets of kinds that a place takes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

from hoithi.kit.files import office, pictures, texts
from hoithi.kit.files.pdf import check_pdf

MiB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. `check` raises a `Refusal` when the bytes, though they begin rightly, are not fit to keep."""

    code: str
    label: str
    suffixes: tuple[str, ...]
    content_type: str
    check: Callable[[IO[bytes]], None]


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
PDF = Kind("pdf", "PDF", (".pdf",), "application/pdf", check_pdf)
DOCX = Kind("docx", "Word (.docx)", (".docx",), f"{_OPEN_XML}wordprocessingml.document", office.check_docx)
XLSX = Kind("xlsx", "Excel (.xlsx)", (".xlsx",), f"{_OPEN_XML}spreadsheetml.sheet", office.check_xlsx)
JPEG = Kind("jpeg", "JPEG", (".jpg", ".jpeg"), "image/jpeg", pictures.check_jpeg)
PNG = Kind("png", "PNG", (".png",), "image/png", pictures.check_png)
WEBP = Kind("webp", "WebP", (".webp",), "image/webp", pictures.check_webp)
TEXT = Kind("text", "văn bản thuần (.txt, .md)", (".txt", ".md"), "text/plain; charset=utf-8", texts.check_text)


@dataclass(frozen=True, slots=True)
class KindSet:
    """What one place takes: kinds, and the size of the largest file in bytes."""

    kinds: tuple[Kind, ...]
    max_size: int

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings, with the point, for the chooser of the browser."""
        return tuple(suffix for kind in self.kinds for suffix in kind.suffixes)

    @property
    def names(self) -> str:
        """ "PDF, Word (.docx)"."""
        return ", ".join(kind.label for kind in self.kinds)

    @property
    def help(self) -> str:
        """The sentence under the box of the form."""
        return _("Nhận tệp %(kinds)s; tối đa %(size)d MB.") % {"kinds": self.names, "size": self.max_size // MiB}


PLANS = KindSet((DOCX, PDF, TEXT), 20 * MiB)
EVIDENCE = KindSet((PDF, DOCX, XLSX, JPEG, PNG, WEBP), 20 * MiB)
