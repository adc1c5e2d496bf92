"""Looking into a file: what it is by its bytes, whether the place takes it, and by what name it is shown."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from hoithi.kit.files import office, pictures, texts, videos
from hoithi.kit.files.kinds import ALL, DOCX, HEIC, JPEG, MOV, MP4, PDF, PNG, TEXT, WEBP, XLSX, ZIP, Kind, KindSet, MiB
from hoithi.kit.files.refuse import refuse, runs
from hoithi.kit.files.strangers import stranger
from hoithi.kit.text import clean_text, unturned

_STARTS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
_RUNS = re.compile(
    r"\.(exe|com|bat|cmd|scr|pif|cpl|js|vbs|vbe|wsf|ps1|sh|php|html?|xhtml|mht|mhtml|svg|jar|msi|lnk|hta|dll|apk|py|reg)"
)
_RUNS_INSIDE = re.compile(r"\.(exe|bat|cmd|scr|pif|vbs|ps1|jar|msi|lnk|hta|dll|apk)")  # ".com" is in addresses


@dataclass(frozen=True, slots=True)
class Found:
    """What a file proved to be: its kind, the name to show, its length in bytes and its SHA-256 in hexadecimal.

    `flags` are stable codes of what must be said of it all the same (`flag_words`); the caller keeps them.
    """

    kind: Kind
    name: str
    size: int
    sha256: str
    flags: tuple[str, ...] = ()


def inspect(upload: File, *, kinds: KindSet) -> Found:  # type: ignore[type-arg]
    """Look into `upload` without keeping it.

    Raises a `Refusal`: empty, too large (413), not of `kinds` by its content, or of another content than its name
    says (415), damaged, locked by a password, or built to hurt whoever opens it (422).
    """
    size = upload.size or 0
    check_size(size, kinds=kinds)
    name = clean_name(upload.name or "")
    suffix = _suffix(name, kinds)
    file: IO[bytes] = upload.file  # type: ignore[assignment]
    kind = sniff(file)
    if kind is None or kind not in kinds.kinds:
        named = next((one.label for one in kinds.kinds if suffix in one.suffixes), "")
        raise stranger(file, named=named, taken={one.code: one.label for one in kinds.kinds})
    if suffix and suffix not in kind.suffixes:
        words = {"suffix": suffix, "kind": kind.label}
        sentence = _("Tệp tên %(suffix)s nhưng nội dung là %(kind)s. Hãy đổi lại đuôi tên tệp hoặc chọn tệp khác.")
        raise refuse("file_name", sentence % words, status=415)
    _check_size(size, kind.most)
    flags = kind.check(file)
    return Found(kind, name if suffix else name + kind.suffixes[0], size, _sha256(file), flags)


def _check_size(size: int, most: int) -> None:
    if size > most:
        words = {"got": -(-size // MiB), "most": most // MiB}
        raise refuse("file_large", _("Tệp nặng %(got)d MB; tối đa %(most)d MB.") % words, status=413)


def check_size(size: int, *, kinds: KindSet) -> None:
    """Raise a `Refusal` unless a file of `size` bytes may be kept: not empty, not larger than the place takes (413)."""
    if size == 0:
        raise refuse("file_empty", _("Tệp rỗng. Hãy chọn lại tệp."))
    _check_size(size, kinds.max_size)


def clean_name(name: str) -> str:
    """The name of a file as a label: no folders, nothing unseen, NFC, at most 200 characters with its ending kept."""
    try:
        label = clean_text(unturned(name).replace("\\", "/").rpartition("/")[2])
    except ValidationError as error:
        raise refuse("file_label", _("Tên tệp có ký tự không hợp lệ. Hãy đổi tên tệp.")) from error
    label = label.strip(". ").replace('"', "'")
    suffix = PurePosixPath(label).suffix[:10]
    return (label if len(label) <= 190 else label[: 190 - len(suffix)] + suffix) or "tep"


def sniff(file: IO[bytes]) -> Kind | None:
    """The kind that the first bytes (and for archives the main part) show; None for whatever is not taken anywhere."""
    file.seek(0)
    head = file.read(4096)
    for start, kind in _STARTS.items():
        if head.startswith(start):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    if head[:4] == b"PK\x03\x04":
        return _archive_kind(file)
    if pictures.is_heic(head):
        return HEIC
    video = videos.video_of(head)
    if video:
        return MOV if video == "mov" else MP4
    return TEXT if texts.looks_like_text(head) else None


def _archive_kind(file: IO[bytes]) -> Kind | None:
    """Documents are archives with a main part; an archive of another trade, or one cut short, is none of ours."""
    names = office.names_in(file)
    known = {"docx": DOCX, "xlsx": XLSX}.get(office.main_part_of(names) or "")
    if known or not names:
        return known
    return None if names & {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"} else ZIP


def _suffix(name: str, kinds: KindSet) -> str:
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
    last = suffixes[-1] if suffixes else ""
    if _RUNS.fullmatch(last) or any(_RUNS_INSIDE.fullmatch(suffix) for suffix in suffixes):
        raise runs(_("Không nhận tệp chạy được, trang mạng hoặc tệp có hai đuôi. Chỉ nhận %s.") % kinds.names)
    return last if any(last in kind.suffixes for kind in ALL) else ""


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of `file` from its start, a MiB at a time."""
    file.seek(0)
    while chunk := file.read(1 << 20):
        yield chunk


def _sha256(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks(file):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
