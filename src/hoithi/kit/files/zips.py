"""Plain .zip archives: judged by their listing and by how each member begins; never unpacked."""

import re
import unicodedata
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.kit.files import archives, flags, office
from hoithi.kit.files.refuse import broken, needs_password, refuse, runs
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text, unturned

MAX_INFLATED = 1024 * 1024 * 1024
_RUNNING = re.compile(r"(?i).*\.(?:exe|com|bat|cmd|scr|pif|cpl|msi|lnk|hta|vbs|vbe|wsf|ps1|reg|jar|apk|dll)[. ]*")
_PROGRAMS = (b"MZ", b"\x7fELF")
_PACKED = (b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0", b"MSCF")


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive: its name with the folders, cleaned for showing, and its size in bytes."""

    name: str
    size: int


def check_zip(file: IO[bytes]) -> tuple[str, ...]:
    """Flags of an archive. Raises a `Refusal` for one that is damaged, locked, empty, a bomb or dangerous to unpack,
    and for one that holds programs, further archives, or documents that would be refused by themselves."""
    try:
        with archives.opened(file) as archive:
            parts = archive.infolist()
            _check_listing(parts)
            inflated = 0
            for part in parts:
                inflated += 0 if part.is_dir() else _check_member(archive, part)
                if inflated > MAX_INFLATED:
                    raise _bomb()
    except NotImplementedError as error:
        raise refuse("file_packing", _("Gói nén dùng cách nén lạ. Hãy nén lại thành .zip thông thường.")) from error
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, zlib.error) as error:
        raise broken() from error
    return (flags.GUESSED_NAMES,) if any(_shown(part)[1] for part in parts) else ()


def listing(file: IO[bytes]) -> list[Member]:
    """What is in an archive that was taken, in its order, without folders."""
    with archives.opened(file) as archive:
        return [Member(_shown(part)[0], part.file_size) for part in archive.infolist() if not part.is_dir()]


def _check_listing(parts: Sequence[zipfile.ZipInfo]) -> None:
    if archives.locked(parts):
        raise needs_password()
    if archives.too_dense(parts, most=MAX_INFLATED):
        raise _bomb()
    if not any(part.file_size for part in parts):
        raise refuse("file_empty", _("Gói nén không có tệp nào. Hãy chọn lại tệp."))
    if any(archives.escapes(part) for part in parts):
        raise refuse("file_paths", _("Gói nén có đường dẫn hoặc liên kết không an toàn. Hãy nén lại từ một thư mục."))
    same = archives.twice(_shown(part)[0] for part in parts)
    if same:
        raise refuse("file_twice", _("Gói nén có hai tệp cùng tên “%s”. Hãy đổi tên một tệp rồi nén lại.") % same)


def _bomb() -> Refusal:
    return refuse("file_bomb", _("Tệp nén bung ra quá lớn (giới hạn 1 GiB, gấp 100 lần). Hãy bớt tệp rồi nén lại."))


def _check_member(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """What looking into the member cost, in inflated bytes."""
    name = _shown(part)[0]
    with archive.open(part) as stream:
        head = stream.read(512)
    if _RUNNING.fullmatch(name) or head.startswith(_PROGRAMS):
        raise runs(_("Gói nén có tệp chạy được “%s”. Hãy bỏ tệp đó rồi nén lại.") % name)
    if head.startswith(_PACKED) or head[257:262] == b"ustar":
        raise _nested(name)
    return _check_document(archive, part, name) if head.startswith(b"PK\x03\x04") else len(head)


def _check_document(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> int:
    """A member that is an archive itself must be a sound document."""
    if part.file_size > office.MAX_INFLATED // 2:
        raise _nested(name)
    document = BytesIO(archive.read(part))
    code = office.main_part_of(office.names_in(document))
    if code is None:
        raise _nested(name)
    main = next(path for path, known in office.MAIN_PARTS.items() if known == code)
    try:
        office.check_package(document, main)
    except Refusal as refusal:
        sentence = _("Trong gói nén, “%(name)s”: %(sentence)s") % {"name": name, "sentence": refusal.sentence}
        raise refuse(refusal.code, sentence, status=refusal.status) from None
    with archives.opened(document) as inner:
        return sum(one.file_size for one in inner.infolist())


def _nested(name: str) -> Refusal:
    return refuse("file_nested", _("Gói nén chứa gói nén khác “%s”. Hãy bung ra rồi nén lại một lần.") % name)


def _shown(part: zipfile.ZipInfo) -> tuple[str, bool]:
    """The name for showing, and whether its letters had to be guessed: old programs write the code page of Windows."""
    name, guessed = part.filename, False
    if not part.flag_bits & 0x800 and not name.isascii():
        raw = name.encode("cp437", errors="replace")
        try:
            name = raw.decode()
        except UnicodeDecodeError:
            name, guessed = raw.decode("cp1258", errors="replace"), True
    try:
        return clean_text(unturned(name))[:300] or "?", guessed
    except ValidationError:
        return unicodedata.normalize("NFC", name.encode("ascii", "replace").decode())[:300], guessed
