"""Where keys come from: those of the environment first, else made out of the secret keys of the installation.

What is given to `derived` never leaves the process, and one use never learns the key of another.
"""

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


@lru_cache(maxsize=256)
def derived(material: bytes, use: str) -> bytes:
    """The 32 bytes that belong to one use of `material` (HKDF with SHA-256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"hoithi {use}".encode()).derive(material)


def data_material() -> list[bytes]:
    """What data keys are derived from, the one in use first: `HOITHI_DATA_KEYS`, the secret key, the old ones.

    The secret keys stay in the list, so that an installation may take up a data key of its own at any time.
    """
    return [*settings.DATA_KEYS, *(key.encode() for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))]


def receipt_seed() -> bytes:
    """The seed of the key that signs receipts: `HOITHI_RECEIPT_KEY`, else one derived from the secret key."""
    return settings.RECEIPT_KEY or derived(settings.SECRET_KEY.encode(), "receipt key")
