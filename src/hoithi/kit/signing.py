"""Statements that stand on their own: signed with Ed25519, proven with a public key and nothing else.

A key may change (`HOITHI_RECEIPT_KEY`, or the secret key it is derived from). Whoever keeps signed statements keeps
the pair `key_id()`, `public_key()` of the time beside them, once for each key, and proves an old statement with the
public key that its `key_id` names. Losing the signing key loses nothing that was signed.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from hoithi.kit.base64url import from_text, to_text
from hoithi.kit.keys import receipt_seed

_SAFE = 2**53 - 1  # beyond it other readers of JSON round


@dataclass(frozen=True, slots=True)
class Signed:
    """A statement as it was signed, its signature (base64, URL-safe, no padding) and the name of the key."""

    payload_json: str
    signature: str
    key_id: str


def sign(payload: Mapping[str, object]) -> Signed:
    """`payload` in its one written form, signed. It should say what it is ("kind"), for a signature does not.

    Texts are put into NFC. Raises `ValueError` for what has no single written form: see `canonical`.
    """
    written = canonical(payload)
    return Signed(written, to_text(_private(receipt_seed()).sign(written.encode())), key_id())


def verify(payload_json: str, signature: str, public_key: str) -> bool:
    """Whether `payload_json`, letter for letter, was signed with the key of `public_key`. Never raises."""
    try:
        key = Ed25519PublicKey.from_public_bytes(from_text(public_key))
        key.verify(from_text(signature), payload_json.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key() -> str:
    """The public half of the key in use: 32 bytes as base64 (URL-safe, no padding), to be kept and given out."""
    return to_text(_public(receipt_seed()))


def key_id() -> str:
    """The name of the key in use: 16 hex digits of the SHA-256 of its public half."""
    return hashlib.sha256(_public(receipt_seed())).hexdigest()[:16]


def canonical(payload: Mapping[str, object]) -> str:
    """`payload` as JSON in the one form in which it is signed (RFC 8785 for what is allowed here).

    Allowed: text, whole numbers up to 2**53, yes and no, null, lists, and objects with ASCII names. Raises
    `ValueError` for anything else: floats, instants, bytes, names that are no ASCII text, broken Unicode.
    """
    written = json.dumps(_plain(payload), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    written.encode()
    return written


def _plain(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) <= _SAFE):
        return value
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Mapping) and all(isinstance(name, str) and name.isascii() for name in value):
        return {name: _plain(each) for name, each in value.items()}
    raise ValueError(f"not to be signed: {type(value).__name__}")


@lru_cache(maxsize=8)
def _private(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)


@lru_cache(maxsize=8)
def _public(seed: bytes) -> bytes:
    return _private(seed).public_key().public_bytes_raw()
