"""Zip archives by their listing alone, before anything in them is inflated: what office files and .zip share."""

import stat
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO

from django.utils.translation import gettext as _

from hoithi.kit.files.refuse import refuse

MAX_MEMBERS = 2_000
MAX_LISTING = 1024 * 1024  # bytes; 2,000 members with long names need half of it
MAX_RATIO = 100  # counted only from 10 MiB on: a small document may well shrink a hundredfold
_HEADER = 30  # bytes before the name of a member


@contextmanager
def opened(file: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """The archive. Raises `Refusal` before listing more members than are ever taken, else `zipfile.BadZipFile`."""
    if _listing_size(file) > MAX_LISTING:
        raise too_many()
    with zipfile.ZipFile(file) as archive:
        if len(archive.filelist) > MAX_MEMBERS:
            raise too_many()
        yield archive


def _listing_size(file: IO[bytes]) -> int:
    """How long the archive says its listing is; 0 when there is none, which `ZipFile` will find too."""
    end = file.seek(0, 2)
    start = file.seek(max(0, end - 66_000))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0:
        return 0
    locator = tail[max(0, at - 20) : at]
    if locator.startswith(b"PK\x06\x07"):
        file.seek(min(int.from_bytes(locator[8:16], "little"), start + at))
        record = file.read(56)
        if not record.startswith(b"PK\x06\x06"):  # moved by bytes before the archive: then right before its locator
            file.seek(max(0, start + at - 76))
            record = file.read(56)
        return int.from_bytes(record[40:48], "little")
    return int.from_bytes(tail[at + 12 : at + 16], "little")


def too_many() -> Exception:
    """The archive has more members than anything that people make."""
    words = {"most": f"{MAX_MEMBERS:,}".replace(",", ".")}
    return refuse("file_bomb", _("Tệp nén chứa quá %(most)s tệp. Hãy bớt tệp hoặc chia thành nhiều gói.") % words)


def locked(parts: Iterable[zipfile.ZipInfo]) -> bool:
    """Whether any member needs a password (99 is the method of AES)."""
    return any(part.flag_bits & 0x2041 or part.compress_type == 99 for part in parts)


def too_dense(parts: Sequence[zipfile.ZipInfo], *, most: int) -> bool:
    """Whether it would inflate to more than `most` bytes or a hundredfold, or counts the same bytes twice."""
    inflated = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    return inflated > most or (inflated > 10 * 1024 * 1024 and inflated > MAX_RATIO * packed) or _overlap(parts)


def _overlap(parts: Sequence[zipfile.ZipInfo]) -> bool:
    end = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if part.header_offset < end:
            return True
        end = part.header_offset + _HEADER + len(part.orig_filename) + part.compress_size
    return False


def escapes(part: zipfile.ZipInfo) -> bool:
    """Whether unpacking the member by its name would leave the folder, or make a link or a device."""
    name = part.orig_filename.replace("\\", "/")
    out = name.startswith("/") or ":" in name[:3] or ".." in name.split("/") or "\0" in name
    return out or stat.S_IFMT(part.external_attr >> 16) not in {0, stat.S_IFREG, stat.S_IFDIR}


def twice(names: Iterable[str]) -> str | None:
    """The first name that a disk without difference of case or of Unicode form would hold twice."""
    seen = set()
    for name in names:
        same = unicodedata.normalize("NFC", name).casefold().rstrip("/")
        if same in seen:
            return name
        seen.add(same)
    return None
