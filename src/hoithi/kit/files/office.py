"""Word and Excel files: zip archives of XML, looked through before anything parses them."""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import IO
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from hoithi.kit.files import archives, flags
from hoithi.kit.files.refuse import broken, needs_password, refuse

MAX_INFLATED = 200 * 1024 * 1024
MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
_DTD = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
_NAMED = re.compile(  # repetitions are bounded: what somebody else wrote must not make a search slow
    rb"<(?:\w{1,20}:)?(?:creator|lastModifiedBy|Manager|Company|author)(?:\s[^>]{0,200})?>\s{0,100}[^<\s]"
    rb"|[\s:](?:author|displayName|userName)\s{0,9}=\s{0,9}[\"'][^\"']"
)
_NAMING_WORDS = (b"creator", b"lastModifiedBy", b"Manager", b"Company", b"author", b"displayName", b"userName")
_NAMING = re.compile(r"docprops/(core|app)\.xml|word/[^/]+\.xml|xl/(comments|persons/|threadedcomments/).*\.xml")
_RUNNING = ("word/activex/", "xl/activex/", "xl/externallinks/")
_MAX_LINKS = 4 * 1024 * 1024  # more than anybody wrote by hand is not parsed, and counts as reaching out
_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def check_docx(file: IO[bytes]) -> tuple[str, ...]:
    """Flags of a sound Word document. Raises a `Refusal` for a damaged, locked or hurtful one, or one with macros."""
    return check_package(file, "word/document.xml")


def check_xlsx(file: IO[bytes]) -> tuple[str, ...]:
    """Flags of a sound Excel workbook; refuses as `check_docx` does."""
    return check_package(file, "xl/workbook.xml")


def names_in(file: IO[bytes]) -> set[str]:
    """The names of the members of an archive; none when it cannot be listed."""
    try:
        with archives.opened(file) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return set()


def main_part_of(names: set[str]) -> str | None:
    """ "docx", "xlsx" or "pptx" by the main part among the members of an archive; None for any other archive."""
    return next((code for part, code in MAIN_PARTS.items() if part in names), None)


def check_package(file: IO[bytes], main: str) -> tuple[str, ...]:
    """Flags of a package whose main part is `main`; refuses as `check_docx` does."""
    file.seek(0)
    try:
        with archives.opened(file) as archive:
            parts = archive.infolist()
            _check_listing(parts)
            if main not in archive.namelist():
                raise broken()
            found = {flag for part in parts for flag in _look(archive, part)}
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zlib.error) as error:
        raise broken() from error
    return tuple(sorted(found))


def _check_listing(parts: Sequence[zipfile.ZipInfo]) -> None:
    names = [part.filename.casefold() for part in parts]
    if archives.locked(parts):
        raise needs_password()
    if archives.too_dense(parts, most=MAX_INFLATED):
        raise refuse("file_bomb", _("Tệp bung ra quá lớn. Hãy bớt ảnh hoặc xuất lại tệp."))
    if archives.twice(names) or any(archives.escapes(part) for part in parts):
        raise broken()
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise _macro()


def _macro() -> Exception:
    return refuse("file_macro", _("Tệp có macro. Hãy lưu lại dưới dạng .docx hoặc .xlsx thường."), status=415)


def _look(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[str]:
    """Inflate the part, never beyond the size it declares; flags by what stands in it."""
    name = part.filename.casefold()
    named, linked = False, b""
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(1 << 20):
            both = tail + chunk
            if name.endswith((".xml", ".rels", ".vml")) and any(mark in both for mark in _DTD):
                raise refuse("file_dtd", _("Tệp chứa khai báo không được nhận. Hãy xuất lại tệp."), status=415)
            if name == "[content_types].xml" and b"macroEnabled" in both:
                raise _macro()
            named = named or bool(_NAMING.fullmatch(name) and _names_somebody(both))
            linked += chunk if name.endswith(".rels") else b""
            tail = chunk[-256:]
    if named:
        yield flags.NAMES_AUTHOR
    if name.startswith(_RUNNING) or ("/embeddings/" in name and name.endswith(".bin")) or _reaches_out(linked):
        yield flags.ACTIVE


def _names_somebody(xml: bytes) -> bool:
    return any(word in xml for word in _NAMING_WORDS) and bool(_NAMED.search(xml))  # words first: twenty times as quick


def _reaches_out(links: bytes) -> bool:
    """Whether opening the document would fetch something from elsewhere; a link that a person follows does not."""
    if not links or len(links) > _MAX_LINKS:
        return bool(links)
    try:
        root = ElementTree.fromstring(links)  # noqa: S314 - the part was refused had it a document type
    except ElementTree.ParseError as error:
        raise broken() from error
    kinds = [(one.get("TargetMode"), (one.get("Type") or "").rpartition("/")[2]) for one in root.iter(_LINK)]
    return any(kind == "aFChunk" or (mode == "External" and kind != "hyperlink") for mode, kind in kinds)
