"""Bytes as text that fits into an address: base64 in the URL-safe alphabet, without padding (RFC 4648, section 5)."""

import base64
import binascii


def to_text(raw: bytes) -> str:
    """`raw` as letters, digits, hyphens and underscores."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def from_text(text: str) -> bytes:
    """The bytes that `to_text` wrote as exactly this text. Raises `ValueError`, also for a second spelling."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(text) from error
    if to_text(raw) != text:
        raise ValueError(text)
    return raw
