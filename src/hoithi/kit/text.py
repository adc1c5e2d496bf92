"""The one gate for every text that comes in, and the keys by which Vietnamese text is found and sorted."""

import re
import unicodedata
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.kit.old_fonts import from_old_fonts

# Letters, signs and line breaks that need no mending: composed Latin without the Icelandic "Ð".
_PLAIN: Final = re.compile("[\n -~\u00c0-\u00cf\u00d1-\u024f\u1e00-\u1eff]*")
_BREAKS: Final = str.maketrans(dict.fromkeys("\r\x0b\x85\u2028\u2029", "\n"))
_INVISIBLE: Final = re.compile(r"[\u200b-\u200d\u2060\ufeff]")
_DIRECTION: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_TURNED: Final = re.compile(r"[\u202b\u202e\u2067]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_ZALGO: Final = re.compile(r"[\u0300-\u036f]{5,}")
# VNI writes a mark as a second letter ("Nguyeãn Vaên"), TCVN3 as signs ("V¨n"); neither occurs in Vietnamese.
_OLD_FONTS: Final = re.compile("[aeAE][\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]|[\u00a1-\u00bf]")
_SPACES: Final = re.compile(r"[^\S\n]+")
_LETTERS: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def clean_text(value: str, *, multiline: bool = False, max_length: int | None = None) -> str:
    """`value` in NFC, without what cannot be seen or stored; raises `ValidationError` on broken text.

    Single-line text (the default) loses line breaks, zero-width and direction marks; runs of space become one. A mark
    that makes it read backwards is refused there: what was seen is not what would be kept.
    `max_length` counts characters after NFC. Source of the rules: bad-input catalogue, section 6.0.
    """
    text = value.replace("\r\n", "\n")
    if not _PLAIN.fullmatch(text):
        text = _mended(text, multiline=multiline)
    text = (_many_lines(text) if multiline else _SPACES.sub(" ", text.replace("\n", " "))).strip()
    if max_length is not None and len(text) > max_length:
        raise ValidationError(
            _("Tối đa %(most)d ký tự (đang có %(got)d).") % {"most": max_length, "got": len(text)},
            code="too_long",
        )
    return "" if not _INVISIBLE.sub("", text).strip() else text


def _mended(value: str, *, multiline: bool) -> str:
    _refuse_broken(value)
    if not multiline and _TURNED.search(value):
        raise ValidationError(_("Có ký tự ẩn đảo chiều chữ. Hãy xóa rồi gõ lại."), code="turned")
    text = unicodedata.normalize("NFC", value.translate(_BREAKS))
    text = _DIRECTION.sub("", text.replace("\u00d0", "\u0110").replace("\ufeff", ""))
    text = _CONTROL.sub("", text)
    return text if multiline else _INVISIBLE.sub("", text)


def unturned(value: str) -> str:
    """`value` without marks of direction: for labels, such as names of files, that nobody can mend at a box."""
    return _DIRECTION.sub("", value)


def _refuse_broken(value: str) -> None:
    if "\x00" in value:
        raise ValidationError(_("Có ký tự không hợp lệ."), code="nul")
    if _SURROGATE.search(value):
        raise ValidationError(_("Văn bản hỏng mã Unicode."), code="surrogate")
    if _ZALGO.search(unicodedata.normalize("NFD", value)):
        raise ValidationError(_("Có quá nhiều dấu chồng lên một chữ."), code="marks")


def check_person_name(name: str) -> None:
    """Refuses, with one sentence, a clean name of a person that no certificate could carry: signs and pictures,
    letters of another script that look like ours, text of the fonts from before Unicode.

    H'Hen Niê, K’Brơi, Y and names without marks are names. Source: bad-input catalogue, lines 4, 5, 7, 16, 18.
    """
    if _OLD_FONTS.search(name):
        raise ValidationError(_old_font_words(name), code="old_font")
    for sign in name:
        kind = unicodedata.category(sign)
        if kind[0] == "S" and not sign.isascii():
            raise ValidationError(_("Họ tên không dùng biểu tượng. Hãy chỉ ghi chữ."), code="sign")
        if kind in {"Lu", "Ll", "Lt", "Lo"} and not unicodedata.name(sign, "").startswith("LATIN"):
            raise ValidationError(
                _("“%s” không phải là chữ Việt, dù trông có thể giống. Hãy xóa rồi gõ lại.") % sign, code="script"
            )


def _old_font_words(name: str) -> str:
    meant = from_old_fonts(name)
    if meant is None or _OLD_FONTS.search(meant):
        return _("Chữ có vẻ thuộc bảng mã cũ (VNI, TCVN3). Hãy gõ lại bằng Unicode.")
    return _("Chữ có vẻ thuộc bảng mã cũ (VNI, TCVN3). Hãy gõ lại bằng Unicode. Ý bạn là “%s”?") % meant[:100]


def _many_lines(text: str) -> str:
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def fold(value: str) -> str:
    """The search key of `value`: without marks, case or punctuation; `đ` as `d`; the same on every database."""
    text = unicodedata.normalize("NFKD", value).casefold().replace("đ", "d")
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text))


def sort_key(value: str) -> str:
    """A key that sorts Vietnamese text by its own alphabet and order of tones, as plain ASCII."""
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", value).casefold():
        base, tone = _split_tone(letter)
        letters.append(f"{_place(base):02d}")
        tones.append(str(tone))
    return "".join(letters) + "." + "".join(tones)


def _place(base: str) -> int:
    """Spaces and signs first, then digits, then letters."""
    if base.isascii() and base.isdigit():
        return 10 + int(base)
    return 40 + _LETTERS.find(base) if base in _LETTERS else 0


def _split_tone(letter: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in parts[1:] if mark in _TONES), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter, _TONES[tone]


def person_sort_key(full_name: str) -> str:
    """Vietnamese names sort by the given name, which is written last: "Nguyễn Văn An" before "Lê Thị Bình"."""
    words = full_name.split()
    return " ".join(sort_key(word) for word in (*words[-1:], *words[:-1]))


def slugify(value: str) -> str:
    """`value` as a part of an address: folded words joined by hyphens, at most 80 characters."""
    return fold(value).replace(" ", "-")[:80].strip("-")
