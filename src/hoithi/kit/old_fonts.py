"""Vietnamese as it was typed for the fonts from before Unicode, read as what was meant.

VNI writes each mark as a letter of its own behind the vowel ("Nguyeãn Vaên"); TCVN3 (ABC) gives each marked letter the
place of another sign ("NguyÔn V¨n"), its capitals being a matter of the font.
"""

import re
import unicodedata
from typing import Final

_VNI_PAIR: Final = re.compile("[aeAE][\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]")
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _ROOF, _BREVE = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306"
_VNI_MARKS: Final = (
    {"ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT, "â": _ROOF, "ê": _BREVE}
    | {sign: _ROOF + tone for sign, tone in zip("àáåãä", (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True)}
    | {sign: _BREVE + tone for sign, tone in zip("èéúüë", (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True)}
)
_VNI_MARKED: Final = re.compile(f"([aeouyôö])([{''.join(_VNI_MARKS)}])", re.IGNORECASE)
_VNI_SINGLE: Final = dict(zip("ñôöæóòî", "đơưỉĩịỵ", strict=True))
# The gate has made Đ of Ð before a name comes here: both stand for é.
_TCVN3: Final = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ĐÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđéèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)


def from_old_fonts(text: str) -> str | None:
    """What was meant by a text in VNI or TCVN3; None when it looks like neither."""
    if _VNI_PAIR.search(text):
        return _from_vni(text)
    if any("\u00a1" <= sign <= "\u00bf" for sign in text):
        return "".join(_TCVN3.get(sign, sign) for sign in text)
    return None


def _from_vni(text: str) -> str:
    """The marks are put on their vowels first: the letters that stand for themselves may carry one too."""
    parts, at = [], 0
    for pair in _VNI_MARKED.finditer(text):
        parts.append(_singles(text[at : pair.start()]))
        parts.append(unicodedata.normalize("NFC", _singles(pair[1]) + _VNI_MARKS[pair[2].lower()]))
        at = pair.end()
    return "".join([*parts, _singles(text[at:])])


def _singles(text: str) -> str:
    return "".join(
        meant.upper() if sign.isupper() else meant for sign in text for meant in [_VNI_SINGLE.get(sign.lower(), sign)]
    )
