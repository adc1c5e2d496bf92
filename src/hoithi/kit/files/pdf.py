"""PDF files: opened by PDFium to know that they are whole, and searched for what would run when somebody opens them."""

import re
import zlib
from collections.abc import Iterator
from typing import IO

import pypdfium2
import pypdfium2.raw as pdfium_c

from hoithi.kit.files import flags
from hoithi.kit.files.refuse import broken, needs_password, two_formats_in_one
from hoithi.kit.pdfium import opened

_MAX_INFLATED = 64 * 1024 * 1024
_RUNNING = ("JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "XFA", "RichMedia", "GoToE", "ImportData")
_MAX_PACKED = 20_000
# Repetitions are bounded: what somebody else wrote must not make a search slow.
_AUTHOR = re.compile(rb"<dc:creator>(?:\s{1,100}|<(?!/dc:creator)[^>]{0,200}>){0,9}[^<\s]")


def _names(*names: str) -> re.Pattern[bytes]:
    """Matches the names however their letters are spelt: /#4aavaScript is /JavaScript."""
    spelt = ("".join(f"(?:{letter}|#{ord(letter):02x}|#{ord(letter):02X})" for letter in name) for name in names)
    return re.compile(f"/(?:{'|'.join(spelt)})(?![A-Za-z0-9#])".encode())


_RUNS = _names(*_RUNNING)
_PACKED = _names("ObjStm")
_STREAM = re.compile(rb"stream\r?\n")


def check_pdf(file: IO[bytes]) -> tuple[str, ...]:
    """Flags of a PDF. Raises a `Refusal` for one that others could not open, or that is a zip archive as well."""
    two_formats_in_one(file)
    file.seek(0)
    data = file.read()
    if b"%%EOF" not in data[-2048:]:
        raise broken()
    found = _asked(data)
    if _runs(data):
        found.add(flags.ACTIVE)
    if _AUTHOR.search(data):
        found.add(flags.NAMES_AUTHOR)
    return tuple(sorted(found))


def _asked(data: bytes) -> set[str]:
    """Flags by what PDFium says of the document."""
    try:
        with opened(data) as document:
            pages = len(document)
            running = (
                pdfium_c.FPDFDoc_GetJavaScriptActionCount(document)
                or document.count_attachments()
                or document.get_formtype() in {pdfium_c.FORMTYPE_XFA_FULL, pdfium_c.FORMTYPE_XFA_FOREGROUND}
            )
            author = document.get_metadata_value("Author").strip()
    except pypdfium2.PdfiumError as error:
        # PDFium may repeat what it said of the file before: a password that this one does not ask for
        if "password" in str(error).lower() and b"/Encrypt" in data:
            raise needs_password() from error
        raise broken() from error
    if pages == 0:
        raise broken()
    asked = {flags.ACTIVE: running, flags.MANY_PAGES: pages > flags.PAGES_SHOWN, flags.NAMES_AUTHOR: author}
    return {flag for flag, holds in asked.items() if holds}


def _runs(data: bytes) -> bool:
    """Whether it names an action that runs, in the open or in packed objects; what cannot be unpacked counts too."""
    if _RUNS.search(data):
        return True
    try:
        return any(_RUNS.search(objects) for objects in _unpacked(data))
    except (zlib.error, ValueError):
        return True


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The objects that lie packed in streams of objects. Raises `zlib.error`, or `ValueError` when there is no stream
    where one is named, or more than 64 MiB or 20,000 of them."""
    left, end = _MAX_INFLATED, 0
    for count, match in enumerate(_PACKED.finditer(data)):
        start = _STREAM.search(data, match.end(), match.end() + 4096)
        if start is None or count > _MAX_PACKED:
            raise ValueError
        if start.end() < end:
            continue
        end = data.index(b"endstream", start.end())
        packed = zlib.decompressobj()
        objects = packed.decompress(data[start.end() : end], left)
        left -= len(objects)
        if not packed.eof or left <= 0:
            raise ValueError
        yield objects
