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

from hoithi.kit.files import office, texts
from hoithi.kit.files.kinds import DOCX, JPEG, PDF, PNG, TEXT, WEBP, XLSX, Kind, KindSet, MiB
from hoithi.kit.files.refuse import broken, refuse
from hoithi.kit.text import clean_text

_STARTS = {b"%PDF-": PDF, b"\xff\xd8\xff": JPEG, b"\x89PNG\r\n\x1a\n": PNG}
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_RUNS = re.compile(r"\.(exe|com|bat|cmd|scr|js|vbs|ps1|sh|php|html?|svg|jar|msi|lnk|hta|dll|apk|py)\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """What a file proved to be: its kind, the name to show, its length in bytes and its SHA-256 in hexadecimal."""

    kind: Kind
    name: str
    size: int
    sha256: str


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
        raise refuse("file_kind", _not_taken(file, kinds), status=415)
    if suffix and suffix not in kind.suffixes:
        named = {"suffix": suffix, "kind": kind.label}
        raise refuse("file_name", _("Tệp tên %(suffix)s nhưng nội dung là %(kind)s.") % named, status=415)
    kind.check(file)
    return Found(kind, name if suffix else name + kind.suffixes[0], size, _sha256(file))


def check_size(size: int, *, kinds: KindSet) -> None:
    """Raise a `Refusal` unless a file of `size` bytes may be kept: not empty, not larger than the place takes (413)."""
    if size == 0:
        raise refuse("file_empty", _("Tệp rỗng. Hãy chọn lại tệp."))
    if size > kinds.max_size:
        words = {"got": -(-size // MiB), "most": kinds.max_size // MiB}
        raise refuse("file_large", _("Tệp nặng %(got)d MB; tối đa %(most)d MB.") % words, status=413)


def clean_name(name: str) -> str:
    """The name of a file as a label: no folders, nothing unseen, NFC, at most 200 characters with its ending kept."""
    try:
        label = clean_text(name.replace("\\", "/").rpartition("/")[2])
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
        return {"docx": DOCX, "xlsx": XLSX}.get(office.main_part(file) or "")
    return TEXT if texts.looks_like_text(head) else None


def _suffix(name: str, kinds: KindSet) -> str:
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes]
    if any(_RUNS.match(suffix) for suffix in suffixes):
        raise refuse("file_runs", _("Không nhận tệp chạy được hoặc tệp có hai đuôi."), status=415)
    last = suffixes[-1] if suffixes else ""
    if last in kinds.suffixes:
        return last
    known = {ending for kind in (PDF, DOCX, XLSX, JPEG, PNG, WEBP, TEXT) for ending in kind.suffixes}
    return last if last in known else ""


def _not_taken(file: IO[bytes], kinds: KindSet) -> str:
    file.seek(0)
    head = file.read()
    if head.startswith(_OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in head:
            return _("Tệp có mật khẩu nên người khác không mở được. Hãy gỡ mật khẩu rồi chọn lại.")
        return _("Đây là tệp Word, Excel đời cũ (.doc, .xls). Hãy lưu lại thành .docx hoặc .xlsx.")
    if head.startswith(b"PK\x03\x04") and office.main_part(file) is None:
        raise broken() if b"word/" in head or b"xl/" in head else refuse("file_kind", _only(kinds), status=415)
    return _only(kinds)


def _only(kinds: KindSet) -> str:
    return _("Nội dung tệp không phải loại nhận ở đây. Chỉ nhận %s.") % kinds.names


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
