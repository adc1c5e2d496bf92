"""Plain text: readable Unicode, and nothing that a browser would take for a page."""

import re
from typing import IO

from django.utils.translation import gettext as _

from hoithi.kit.files.refuse import refuse

_PAGE = re.compile(r"\s*(?:<!doctype|<html|<svg|<\?xml|<script|<head|<body|mime-version:|content-type:)", re.IGNORECASE)


def decode(data: bytes) -> str | None:
    """The text of `data` in UTF-8, or UTF-16 when a byte order mark says so; None when it is neither."""
    coding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def looks_like_page(head: bytes) -> bool:
    """Whether the first bytes of a file are those of a web page, a drawing in XML or a saved letter."""
    return bool(_PAGE.match(head[:4096].decode("utf-8-sig", errors="replace")))


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes of a file are text as far as they go (they may end inside a letter)."""
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    if b"\x00" in head or head.startswith((b"{\\rtf", b"#!")):
        return False
    try:
        head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return len(head) - error.start < 4
    return True


def check_text(file: IO[bytes]) -> tuple[str, ...]:
    """No flags. Raises a `Refusal` for text that is a web page or mail in disguise."""
    file.seek(0)
    text = decode(file.read())
    if text is None:
        raise refuse("file_text", _("Không đọc được văn bản. Hãy lưu lại tệp với bảng mã UTF-8."), status=415)
    if _PAGE.match(text):
        raise refuse("file_page", _("Tệp này là trang mạng, không phải văn bản thuần."), status=415)
    return ()
