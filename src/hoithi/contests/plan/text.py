"""Text as the reader compares it: composed, cleaned of marks that nobody sees, folded for matching."""

import re
import unicodedata

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_TABLE = {
    **{ord(c): " " for c in _SPACES},
    **{ord(c): None for c in _UNSEEN},
    **dict.fromkeys((*range(9), *range(14, 32), *range(127, 160), 65534, 65535)),
    **dict.fromkeys(range(55296, 57344)),
    0x00D0: "Đ",
    0x0110: "Đ",
    0x2010: "-",
    0x2011: "-",
    0x0B: "\n",
    0x0C: "\n",
}
# For character classes: a range such as À-Ỹ would hold small letters too.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
_END_MARKS = re.compile(r"[\s;,]*(?:\.\s*/\s*\.?|/\s*\.)?[\s;,]*$")


def compose(text: str) -> str:
    """The same text in NFC, without control characters and marks that cannot be seen; line breaks and tabs stay."""
    return unicodedata.normalize("NFC", text.translate(_TABLE)).translate(_TABLE)


def squeeze(text: str) -> str:
    """One space for every run of white space, none at the ends."""
    return " ".join(text.split())


def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char


class _Folds(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Lower case without diacritics, of the same length, so that a place found in the fold is a place in the text."""
    return text.translate(_FOLDS)


def trim_item(text: str) -> str:
    """A list item without the mark that only closes it in the list (`;`, `,`, `./.`)."""
    return _END_MARKS.sub("", squeeze(text))


def capital(text: str) -> str:
    """The same name with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def is_caps(text: str) -> bool:
    """Whether the letters are capitals, as headings are typed; a scanner's single small letter is forgiven."""
    letters = [c for c in text if c.isalpha()]
    small = sum(c.islower() for c in letters)
    return len(letters) >= 4 and small * 12 <= len(letters)
