"""The kinds of file that are taken, each told by its content, and the sets of kinds that a place takes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import IO, Self

from django.utils.translation import gettext as _

from hoithi.kit.files import office, pictures, texts, videos, zips
from hoithi.kit.files.pdf import check_pdf

MiB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. `check` gives flags, and raises a `Refusal` when the bytes, though they begin rightly, are
    not fit to keep. `most` is the size in bytes up to which it can be looked into, whatever a place allows."""

    code: str
    label: str
    suffixes: tuple[str, ...]
    content_type: str
    check: Callable[[IO[bytes]], tuple[str, ...]]
    most: int = 100 * MiB


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
PDF = Kind("pdf", "PDF", (".pdf",), "application/pdf", check_pdf)
DOCX = Kind("docx", "Word (.docx)", (".docx",), f"{_OPEN_XML}wordprocessingml.document", office.check_docx)
XLSX = Kind("xlsx", "Excel (.xlsx)", (".xlsx",), f"{_OPEN_XML}spreadsheetml.sheet", office.check_xlsx)
JPEG = Kind("jpeg", "JPEG", (".jpg", ".jpeg"), "image/jpeg", pictures.check_jpeg)
PNG = Kind("png", "PNG", (".png",), "image/png", pictures.check_png)
WEBP = Kind("webp", "WebP", (".webp",), "image/webp", pictures.check_webp)
HEIC = Kind("heic", "HEIC", (".heic", ".heif"), "image/heic", pictures.check_heic)
ZIP = Kind("zip", "ZIP", (".zip",), "application/zip", zips.check_zip, 1024 * MiB)
# Telephones and programs give either name to either: the boxes are the same.
MP4 = Kind("mp4", "MP4", (".mp4", ".m4v", ".mov"), "video/mp4", videos.check_video, 4096 * MiB)
MOV = Kind("mov", "MOV", (".mov", ".mp4"), "video/quicktime", videos.check_video, 4096 * MiB)
TEXT = Kind("text", "văn bản thuần (.txt, .md)", (".txt", ".md"), "text/plain; charset=utf-8", texts.check_text)

ALL = (PDF, DOCX, XLSX, JPEG, PNG, WEBP, HEIC, ZIP, MP4, MOV, TEXT)


def kind_of(content_type: str) -> Kind | None:
    """The kind of a stored file by its content type; None for what was made here (documents, exports)."""
    return next((kind for kind in ALL if kind.content_type == content_type), None)


@dataclass(frozen=True, slots=True)
class KindSet:
    """What one place takes: kinds, and the size of the largest file in bytes."""

    kinds: tuple[Kind, ...]
    max_size: int

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Endings, with the point, for the chooser of the browser."""
        return tuple(dict.fromkeys(suffix for kind in self.kinds for suffix in kind.suffixes))

    def limited(self, max_mb: int) -> Self:
        """The same kinds with files of at most `max_mb` MiB."""
        return replace(self, max_size=max_mb * MiB)

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
DOCUMENTS = KindSet((PDF, DOCX, XLSX), 20 * MiB)
WRITTEN = KindSet((DOCX, PDF), 20 * MiB)
PHOTOS = KindSet((JPEG, PNG, WEBP, HEIC), 20 * MiB)
VIDEOS = KindSet((MP4, MOV), 500 * MiB)
ANY = KindSet((*DOCUMENTS.kinds, *PHOTOS.kinds, *VIDEOS.kinds, ZIP), 100 * MiB)
