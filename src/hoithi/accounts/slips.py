"""Codes of login slips: how they look, how they are kept."""

from django.utils.crypto import constant_time_compare, salted_hmac

from hoithi.kit.ids import public_id

NUMBER, SECRET = 4, 8  # letters of the part that finds the slip, and of the part that opens it
_READ_AS = str.maketrans("oil", "011")


def new_code() -> str:
    """A fresh code of twelve letters and digits without look-alikes; the last eight (40 bits) are the secret."""
    return public_id()


def shown(code: str) -> str:
    """`code` as it is printed: "K7M2-Q9RT-4XWP"."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4)).upper()


def read(text: str) -> str:
    """What somebody typed, as a code: case, spaces and hyphens do not count; O is 0, I and L are 1."""
    return "".join(letter for letter in text.casefold() if letter.isalnum()).translate(_READ_AS)


def kept(code: str) -> str:
    """The keyed hash under which `code` is stored: useless without the installation's key."""
    return salted_hmac("login slip", code, algorithm="sha256").hexdigest()


def same(code: str, hashed: str) -> bool:
    """Whether `hashed` is what `kept` gives for `code`, in constant time."""
    return constant_time_compare(kept(code), hashed)
