"""What is not taken anywhere, known by how it begins, with what its sender can do instead."""

from collections.abc import Callable
from typing import IO

from django.utils.translation import gettext as _

from hoithi.kit.files import boxes, office, texts
from hoithi.kit.files.refuse import broken, needs_password, refuse
from hoithi.kit.refusals import Refusal

_PICTURES = (b"GIF8", b"II*\0", b"MM\0*", b"BM", b"8BPS", b"%!PS", b"\xc5\xd0\xd3\xc6", b"\0\0\1\0", b"\xff\x0a")
_VIDEOS = (b"\x1aE\xdf\xa3", b"0&\xb2u", b"FLV\1", b"\0\0\1\xba", b"\0\0\1\xb3", b"OggS")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0", b"MSCF", b"\x28\xb5\x2f\xfd")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"dex\n", b"L\0\0\0\1\x14\2\0", b"#!")
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ISO_AT, _TAR_AT = 0x8001, 257
_WINDOW = 8 * 1024 * 1024  # how much of a file is searched for words inside it

PICTURE_CODES = {"jpeg", "png", "webp", "heic"}


def stranger(file: IO[bytes], *, named: str, taken: dict[str, str]) -> Refusal:
    """The refusal of a file that is none of the kinds `taken` (labels by code); `named` is the label of the kind that
    its name promises, if that is taken. 415, or 422 when but for its password or damage it would be taken."""
    file.seek(0)
    head = file.read(0x8006)
    if head.startswith(_OLD_OFFICE):
        return _old_office(file)
    if head.startswith(b"PK"):
        return _archive_of_something(file, taken)
    known = next((say(taken) for fits, say in _KNOWN if fits(head)), None)
    first = (_("Nội dung tệp không phải %s.") % named) if named else _("Nội dung tệp không phải loại nhận ở đây.")
    only = _("Chỉ nhận %s.") % ", ".join(taken.values())
    return refuse("file_kind", f"{first} {known or only}" if named or not known else known, status=415)


def _old_office(file: IO[bytes]) -> Refusal:
    file.seek(0)
    if _LOCKED in file.read(_WINDOW):
        return needs_password()
    return refuse(
        "file_kind",
        _("Đây là tệp Word, Excel đời cũ (.doc, .xls). Hãy lưu lại thành .docx hoặc .xlsx."),
        status=415,
    )


def _archive_of_something(file: IO[bytes], taken: dict[str, str]) -> Refusal:
    file.seek(0)
    head = file.read(_WINDOW)
    if head.startswith(b"PK\x05\x06"):
        return refuse("file_empty", _("Gói nén không có tệp nào. Hãy chọn lại tệp."))
    if b"ppt/" in head:
        return refuse("file_kind", _("Đây là tệp trình chiếu. Hãy xuất thành PDF rồi chọn lại."), status=415)
    if head[30:38] == b"mimetype":
        return refuse("file_kind", _("Hãy lưu lại thành .docx, .xlsx hoặc PDF rồi chọn lại."), status=415)
    if b"META-INF/MANIFEST.MF" in head or b"AndroidManifest.xml" in head:
        return refuse("file_kind", _program(taken), status=415)
    if b"word/" in head or b"xl/" in head or ("zip" in taken and not office.names_in(file)):
        return broken()
    return refuse("file_kind", _archive(taken), status=415)


def _program(taken: dict[str, str]) -> str:
    return _("Không nhận tệp chạy được. Chỉ nhận %s.") % ", ".join(taken.values())


def _archive(taken: dict[str, str]) -> str:
    if "zip" in taken:
        return _("Chỉ nhận gói nén .zip. Hãy nén lại thành .zip rồi chọn lại.")
    return _("Không nhận gói nén ở đây. Hãy bung ra rồi gửi từng tệp: %s.") % ", ".join(taken.values())


def _picture(taken: dict[str, str]) -> str | None:
    forms = [label for code, label in taken.items() if code in PICTURE_CODES]
    return _("Chỉ nhận ảnh %s. Hãy lưu ảnh lại rồi chọn lại.") % ", ".join(forms) if forms else None


def _video(taken: dict[str, str]) -> str | None:
    return _("Chỉ nhận video .mp4, .mov. Hãy xuất lại video rồi chọn lại.") if "mp4" in taken else None


def _page(taken: dict[str, str]) -> str:  # noqa: ARG001
    return _("Đây là trang mạng (HTML, SVG, thư đã lưu). Hãy in ra PDF rồi chọn lại.")


def _rich_text(taken: dict[str, str]) -> str:  # noqa: ARG001
    return _("Đây là tệp RTF. Hãy lưu lại thành .docx hoặc PDF.")


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(starts)


def _is_other_picture(head: bytes) -> bool:
    return head.startswith(_PICTURES) or bool({b"avif", b"avis", b"jp2 ", b"crx "} & set(boxes.brands(head)[:1]))


def _is_other_video(head: bytes) -> bool:
    avi = head[:4] == b"RIFF" and head[8:12] == b"AVI "
    return avi or head.startswith(_VIDEOS) or any(one.startswith(b"3g") for one in boxes.brands(head)[:1])


def _is_archive(head: bytes) -> bool:
    return head.startswith(_ARCHIVES) or head[_ISO_AT:] == b"CD001" or head[_TAR_AT : _TAR_AT + 5] == b"ustar"


_KNOWN: tuple[tuple[Callable[[bytes], bool], Callable[[dict[str, str]], str | None]], ...] = (
    (_begins(*_PROGRAMS), _program),
    (_is_archive, _archive),
    (_is_other_picture, _picture),
    (_is_other_video, _video),
    (_begins(b"{\\rtf"), _rich_text),
    (texts.looks_like_page, _page),
)
