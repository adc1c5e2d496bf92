"""Names for things in addresses: random, so that none can be guessed from another, and easy to read aloud."""

import secrets

from django.db import models

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def public_id() -> str:
    """Twelve letters and digits without look-alikes (60 random bits). A name, never a permission."""
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in secrets.token_bytes(12))


class PublicIdField(models.CharField):  # type: ignore[type-arg]
    """The public name of a row, made when the row is made."""

    def __init__(self, **kwargs: object) -> None:
        defaults = {"max_length": 12, "unique": True, "default": public_id, "editable": False}
        super().__init__(**{**defaults, **kwargs})  # type: ignore[arg-type]
