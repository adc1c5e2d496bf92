"""Sealed text: what the database, its copies and its dumps hold only as ciphertext (AES-256-GCM).

A token opens with the keys of the installation and the purpose under which it was sealed, so that one copied into
another column does not open there. Taking up a new key is: put it first in `HOITHI_DATA_KEYS`, pass every token
through `resealed`, drop the old key. Fingerprints (`keyed`) hang on the last key of the list, which therefore goes
only after they have been made again out of the opened tokens.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hoithi.kit.base64url import from_text, to_text
from hoithi.kit.keys import data_material, derived

_MARK = "s1."
_NAME, _NONCE = 4, 12  # bytes of a token before the ciphertext: which key, and the nonce
_SHOWN = 4


class SealError(Exception):
    """A token that does not open: altered, sealed for another purpose, or under a key that is gone."""


def seal(text: str, *, purpose: str) -> str:
    """The token that stands for `text`, another one each time. `purpose` names the column ("entries.author.number")
    and is authenticated with it; it is needed again to open."""
    material = data_material()[0]
    nonce = secrets.token_bytes(_NONCE)
    body = _cipher(material).encrypt(nonce, text.encode(), _bound_to(purpose))
    return _MARK + to_text(_name(material) + nonce + body)


def unseal(token: str, *, purpose: str) -> str:
    """The text in `token`. Raises `SealError`; whoever calls has asked whether the reader may see it."""
    name, nonce, body = _parts(token)
    for material in data_material():
        if hmac.compare_digest(_name(material), name):
            try:
                return _cipher(material).decrypt(nonce, body, _bound_to(purpose)).decode()
            except InvalidTag:
                continue
    raise SealError("the token was altered, or its purpose or key is another")


def readable(token: str, *, purpose: str) -> bool:
    """Whether `token` opens: what `hoithi check` asks of every row."""
    try:
        unseal(token, purpose=purpose)
    except SealError:
        return False
    return True


def resealed(token: str, *, purpose: str) -> str:
    """`token` under the key in use: the same token when it is already. Raises `SealError`."""
    text = unseal(token, purpose=purpose)
    current = _parts(token)[0] == _name(data_material()[0])
    return token if current else seal(text, purpose=purpose)


def keyed(text: str, *, purpose: str) -> str:
    """The fingerprint by which equal texts are found without opening any: 64 hex digits, nothing without the key.

    It hangs on the last of all keys (the oldest secret key), so it stays the same while new keys are taken up in
    front. `text` is compared in NFC; put it into its one written form first.
    """
    key = derived(data_material()[-1], "fingerprints")
    words = f"{purpose}\0{unicodedata.normalize('NFC', text)}"
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def mask_digits(text: str) -> str:
    """ "070084000999" as "•••• •••• 0999": the last four of at least eight, the rest as dots in groups of four."""
    letters = re.sub(r"\s", "", text)
    shown = letters[-_SHOWN:] if len(letters) >= 2 * _SHOWN else ""
    masked = "•" * (len(letters) - len(shown)) + shown
    first = len(masked) % _SHOWN
    return " ".join(_groups(masked, first=first))


def _groups(text: str, *, first: int) -> Iterator[str]:
    if first:
        yield text[:first]
    yield from (text[start : start + _SHOWN] for start in range(first, len(text), _SHOWN))


def sealed(column: str, *, purpose: str) -> property:
    """An attribute of a model that keeps its text sealed in the text column `column`; empty text is kept empty.

    `number = sealed("number_sealed", purpose="entries.author.number")`. It opens when it is read, not when the row
    is loaded, and is no column: lists, exports and the record of changes hold the token alone.
    """

    def opened(row: Any) -> str:
        token = getattr(row, column)
        return unseal(token, purpose=purpose) if token else ""

    def keep(row: Any, text: str) -> None:
        setattr(row, column, seal(text, purpose=purpose) if text else "")

    return property(opened, keep)


def _parts(token: str) -> tuple[bytes, bytes, bytes]:
    try:
        raw = from_text(token.removeprefix(_MARK))
    except ValueError as error:
        raise SealError("this is no token") from error
    if not token.startswith(_MARK) or len(raw) <= _NAME + _NONCE:
        raise SealError("this is no token")
    return raw[:_NAME], raw[_NAME : _NAME + _NONCE], raw[_NAME + _NONCE :]


@lru_cache(maxsize=64)
def _cipher(material: bytes) -> AESGCM:
    return AESGCM(derived(material, "sealed text"))


def _name(material: bytes) -> bytes:
    return derived(material, "name of a data key")[:_NAME]


def _bound_to(purpose: str) -> bytes:
    return f"{_MARK}{purpose}".encode()
