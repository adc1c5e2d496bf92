"""Word and Excel files: zip archives of XML, looked through before anything parses them."""

import zipfile
import zlib
from collections.abc import Iterable
from typing import IO

from django.utils.translation import gettext as _

from hoithi.kit.files.refuse import broken, refuse

MAX_PARTS = 2_000
MAX_INFLATED = 200 * 1024 * 1024
MAX_RATIO = 100  # counted only from 10 MiB on: a small document may well shrink a hundredfold
_DTD = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))


def check_docx(file: IO[bytes]) -> None:
    """Raise a `Refusal` unless `file` is a sound Word document without macros."""
    _check(file, "word/document.xml")


def check_xlsx(file: IO[bytes]) -> None:
    """Raise a `Refusal` unless `file` is a sound Excel workbook without macros."""
    _check(file, "xl/workbook.xml")


def main_part(file: IO[bytes]) -> str | None:
    """ "docx" or "xlsx" by the main part of the archive; None for any other zip archive or none at all."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None


def _check(file: IO[bytes], main: str) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _check_listing(parts)
            if main not in archive.namelist():
                raise broken()
            for part in parts:
                _check_part(archive, part)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, zlib.error) as error:
        raise broken() from error


def _check_listing(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename.casefold() for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        raise refuse("file_password", _("Tệp có mật khẩu nên người khác không mở được. Hãy gỡ mật khẩu rồi chọn lại."))
    if len(names) > MAX_PARTS or _too_dense(parts):
        raise refuse("file_bomb", _("Tệp bung ra quá lớn. Hãy bớt ảnh hoặc xuất lại tệp."))
    if len(set(names)) != len(names) or any(_leaves(name) for name in names):
        raise broken()
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise refuse("file_macro", _("Tệp có macro. Hãy lưu lại dưới dạng .docx hoặc .xlsx thường."), status=415)


def _too_dense(parts: Iterable[zipfile.ZipInfo]) -> bool:
    inflated = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    return inflated > MAX_INFLATED or (inflated > 10 * 1024 * 1024 and inflated > MAX_RATIO * packed)


def _leaves(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name[:3] or ".." in name.replace("\\", "/").split("/")


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Inflate the part (never beyond the size it declares) and refuse a document type, the root of XML bombs."""
    is_xml = part.filename.casefold().endswith((".xml", ".rels", ".vml"))
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(1 << 20):
            if is_xml and any(mark in tail + chunk for mark in _DTD):
                raise refuse("file_dtd", _("Tệp chứa khai báo không được nhận. Hãy xuất lại tệp."), status=415)
            tail = chunk[-32:]
