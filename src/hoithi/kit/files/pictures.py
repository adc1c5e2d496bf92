"""Pictures: known to be whole, and never more pixels than a good camera makes. Only JPEG is decoded here, quickly and
small; what others show of a picture is made in a process of its own (`kit.derived`)."""

import warnings
from collections.abc import Callable
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from hoithi.kit.files import flags
from hoithi.kit.files.boxes import Boxes, brands
from hoithi.kit.files.refuse import broken, refuse, two_formats_in_one

MAX_PIXELS = 60_000_000
_ARTIST, _OWNER, _WINDOWS_AUTHOR = 0x013B, 0xA430, 0x9C9D
_EXIF = 0x8769
_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}


def _checker(form: str) -> Callable[[IO[bytes]], tuple[str, ...]]:
    def check(file: IO[bytes]) -> tuple[str, ...]:
        """Flags of one whole picture of this form; raises a `Refusal` for anything else."""
        two_formats_in_one(file)
        file.seek(0)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of large pictures and of odd metadata: both are judged here
                return _look(file, form)
        except Image.DecompressionBombError as error:
            raise _too_large() from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
            raise broken() from error

    return check


def _look(file: IO[bytes], form: str) -> tuple[str, ...]:
    picture = Image.open(file, formats=[form])
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large()
    if form != "JPEG" and getattr(picture, "n_frames", 1) > 1:  # a JPEG with two is a photo with its depth
        raise refuse("picture_moves", _("Ảnh động không nhận ở đây. Hãy chọn ảnh tĩnh."), status=415)
    found = (flags.NAMES_AUTHOR,) if _names_somebody(picture) else ()
    _check_whole(file, picture, form)
    return found


def _check_whole(file: IO[bytes], picture: Image.Image, form: str) -> None:
    if form == "PNG":
        picture.verify()
    elif form == "JPEG":
        picture.draft(None, (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()
    else:
        file.seek(0)
        said = int.from_bytes(file.read(8)[4:], "little") + 8
        if said > file.seek(0, 2):
            raise broken()


def _names_somebody(picture: Image.Image) -> bool:
    if picture.format == "PNG":  # asking for its EXIF would decode it
        return bool(str(picture.info.get("Author", "")).strip())
    exif = picture.getexif()
    names = (exif.get(_ARTIST), exif.get(_WINDOWS_AUTHOR), exif.get_ifd(_EXIF).get(_OWNER))
    return any(str(name).strip(" \0") for name in names if name)


def is_heic(head: bytes) -> bool:
    """Whether the first bytes are those of a HEIC photo; AVIF and videos, which have the same boxes, are none."""
    kinds = brands(head)
    return bool(kinds) and (kinds[0] in _HEIF or (kinds[0] in {b"mif1", b"msf1"} and bool(_HEIF & set(kinds))))


def check_heic(file: IO[bytes]) -> tuple[str, ...]:
    """No flags. Raises a `Refusal` for a HEIC photo that is cut short, damaged or too large. By its boxes alone."""
    two_formats_in_one(file)
    boxes = Boxes(file)
    try:
        kinds = {box.kind for box in boxes.inside()}
        sizes = [boxes.content(box) for box in boxes.at(b"meta/iprp/ipco/ispe")]
    except ValueError as error:
        raise broken() from error
    if b"mdat" not in kinds or not sizes:
        raise broken()
    if any(int.from_bytes(one[4:8], "big") * int.from_bytes(one[8:12], "big") > MAX_PIXELS for one in sizes):
        raise _too_large()
    return ()


def _too_large() -> Exception:
    return refuse("picture_large", _("Ảnh quá lớn về kích thước điểm ảnh. Hãy thu nhỏ ảnh rồi chọn lại."))


check_jpeg, check_png, check_webp = _checker("JPEG"), _checker("PNG"), _checker("WEBP")
