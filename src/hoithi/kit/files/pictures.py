"""Pictures: decoded enough to know that they are whole, never more pixels than a good camera makes."""

import warnings
from collections.abc import Callable
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from hoithi.kit.files.refuse import broken, refuse, two_formats_in_one

MAX_PIXELS = 60_000_000


def _checker(form: str) -> Callable[[IO[bytes]], None]:
    def check(file: IO[bytes]) -> None:
        """Raise a `Refusal` unless `file` is one whole picture of this form."""
        two_formats_in_one(file)
        file.seek(0)
        try:
            _look(file, form)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
            raise _too_large() from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise broken() from error

    return check


def _look(file: IO[bytes], form: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        picture = Image.open(file, formats=[form])
    if picture.width * picture.height > MAX_PIXELS:
        raise _too_large()
    if form == "PNG":
        picture.verify()
    else:
        picture.draft(None, (picture.width // 8, picture.height // 8))
        picture.load()


def _too_large() -> Exception:
    return refuse("picture_large", _("Ảnh quá lớn về kích thước điểm ảnh. Hãy thu nhỏ ảnh rồi chọn lại."))


check_jpeg, check_png, check_webp = _checker("JPEG"), _checker("PNG"), _checker("WEBP")
