"""Other forms of a file that was taken, each made in a process of its own (`kit.derived`) that cannot stop ours.

Called from jobs, not while somebody waits. None: the file has no such form, or making it took too long.
"""

import logging
import re
import unicodedata

from django.core.exceptions import ValidationError

from hoithi.kit import bounded
from hoithi.kit.files import flags, texts
from hoithi.kit.files.kinds import HEIC, JPEG, PDF, TEXT, Kind
from hoithi.kit.text import clean_text

MAX_TEXT = 200_000
_log = logging.getLogger(__name__)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_HEAPED = re.compile("([\u0300-\u036f]{4})[\u0300-\u036f]+")


def thumbnail(data: bytes, kind: Kind) -> bytes | None:
    """WebP whose longest side is 320: of a picture, or of the first page of a PDF."""
    return _one(_ask("thumbnail", data, kind))


def picture(data: bytes, kind: Kind, side: int = 1600) -> bytes | None:
    """WebP whose longest side is at most `side`: upright, HEIC too, without EXIF or place."""
    return _one(_ask("picture", data, kind, side))


def pages(data: bytes, first: int = 0, count: int = flags.PAGES_SHOWN) -> list[bytes]:
    """Pages of a PDF as WebP, from number `first` (0 is the first), never beyond the fiftieth; fewer when time is up,
    b"" for one that cannot be drawn, none when the file cannot be."""
    return _ask("pages", data, PDF, first, min(count, flags.PAGES_SHOWN - first)) or []


def text_of(data: bytes, kind: Kind) -> str | None:
    """The words of a PDF, a Word or Excel file or plain text, through the gate of all text: at most 200,000 characters.
    A scanned paper has none, which is ""."""
    if kind == TEXT:
        found = texts.decode(data)
    else:
        answer = _one(_ask("text", data, kind))
        found = None if answer is None else answer.decode(errors="replace")
    return None if found is None else _through_the_gate(found[:MAX_TEXT])


def without_traces(data: bytes, kind: Kind) -> bytes | None:
    """The file as others may see it: without place, camera, author, properties, comments, names of reviewers, and
    with tracked changes taken in. Its kind is `kind_without_traces(kind)`.

    None for kinds that cannot be cleaned (archives, videos) and files that could not be: do not show those blind.
    """
    return data if kind == TEXT else _one(_ask("plain", data, kind))


def kind_without_traces(kind: Kind) -> Kind:
    """The kind of what `without_traces` gives: HEIC photos come out as JPEG."""
    return JPEG if kind == HEIC else kind


def _ask(work: str, data: bytes, kind: Kind, *numbers: int) -> list[bytes] | None:
    try:
        answer = bounded.run("hoithi.kit.derived", work, kind.code, *map(str, numbers), data=data)
    except bounded.TooHeavy as error:
        _log.info("no %s of a %s file: %s", work, kind.code, error)
        return None
    parts, at = [], 0
    while at < len(answer):
        end = at + 8 + int.from_bytes(answer[at : at + 8], "big")
        parts.append(answer[at + 8 : end])
        at = end
    return parts


def _one(parts: list[bytes] | None) -> bytes | None:
    return parts[0] if parts else None


def _through_the_gate(text: str) -> str:
    """What the gate would refuse in somebody's typing is dropped here: nobody can mend the text of a file."""
    text = _HEAPED.sub(r"\1", unicodedata.normalize("NFD", _UNSTORABLE.sub("", text)))
    try:
        return clean_text(text, multiline=True)[:MAX_TEXT]
    except ValidationError:
        return ""
