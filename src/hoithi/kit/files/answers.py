"""Files on their way out: as a download, or to be looked at inside a page of ours. Rights were asked by the caller."""

import re
import unicodedata
from collections.abc import Callable, Collection
from typing import IO, Any, Final, TypeVar

from csp.decorators import csp_update
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from hoithi.kit.files import flags as codes
from hoithi.kit.files.kinds import JPEG, MOV, MP4, PDF, PNG, WEBP
from hoithi.kit.models import StoredFile

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
_WAYS: Final = {
    PDF.content_type: "paper",
    **dict.fromkeys((kind.content_type for kind in (JPEG, PNG, WEBP)), "picture"),
    **dict.fromkeys((kind.content_type for kind in (MP4, MOV)), "video"),
}
_RESERVED: Final = re.compile(r"(?i)(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])")
_NOT_IN_NAMES: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_SPAN: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")

_frames_ours: Any = csp_update({"frame-src": ["'self'"], "media-src": ["'self'"]})


def shows_files(view: View) -> View:
    """Decorates the view of a page that frames the address of `show`, or plays a video from there."""
    decorated: View = _frames_ours(view)
    return decorated


def download(stored: StoredFile, *, filename: str | None = None) -> FileResponse:
    """`stored` as a download under its name: never shown in the page, never sniffed, never run."""
    response = FileResponse(default_storage.open(stored.key), content_type=stored.content_type)
    response["Content-Length"] = str(stored.size)
    return _locked_down(response, "attachment", filename or stored.name, "sandbox; default-src 'none'")


def way_to_show(stored: StoredFile, *, flags: Collection[str]) -> str:
    """How a page shows the file (`<c-file-view>`): as "paper", "picture" or "video"; "" when it is a download only."""
    return "" if codes.ACTIVE in flags else _WAYS.get(stored.content_type, "")


def show(
    stored: StoredFile, *, request: HttpRequest, flags: Collection[str], filename: str | None = None
) -> HttpResponseBase:
    """`stored` to be looked at in a page of ours (`shows_files`), from its own address: what has a
    `way_to_show`; anything else as `download` does.

    A browser may ask for one range of bytes, as it does for videos; several, or nonsense, get the whole file, and a
    range that does not exist 416. Bad-input catalogue, line 89.
    """
    if not way_to_show(stored, flags=flags):
        return download(stored, filename=filename)
    span = _span(request, stored)
    first, last = span or (0, stored.size - 1)
    if first > last:
        refused = HttpResponse(status=416)
        refused["Content-Range"] = f"bytes */{stored.size}"
        return refused
    file = default_storage.open(stored.key)
    file.seek(first)
    response = FileResponse(_Part(file, last - first + 1), content_type=stored.content_type)
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = _etag(stored)
    response["X-Frame-Options"] = "SAMEORIGIN"
    if span:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{stored.size}"
    policy = "sandbox; default-src 'none'; frame-ancestors 'self'"
    return _locked_down(response, "inline", filename or stored.name, policy)


def harmless_name(name: str) -> str:
    """`name` as a file on any computer: NFC, without signs that Windows refuses, and none of the names by which it
    calls its devices (CON.pdf becomes _CON.pdf)."""
    label = _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", name)).rstrip(". ").lstrip() or "tep"
    stem = label.partition(".")[0].rstrip(" ")
    return f"_{label}" if _RESERVED.fullmatch(stem) else label


def _locked_down(response: FileResponse, way: str, name: str, policy: str) -> FileResponse:
    response["Content-Disposition"] = content_disposition_header(way == "attachment", harmless_name(name)) or way
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = policy
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["Content-Encoding"] = "identity"  # else the middleware would pack it, and ranges would lie
    return response


def _etag(stored: StoredFile) -> str:
    return f'"{stored.sha256[:32]}"'


def _span(request: HttpRequest, stored: StoredFile) -> tuple[int, int] | None:
    """First and last byte asked for; None for the whole file; the first after the last when there are none such."""
    asked = _SPAN.fullmatch(request.headers.get("Range", ""))
    if asked is None or asked[0] == "bytes=-" or request.headers.get("If-Range", _etag(stored)) != _etag(stored):
        return None
    first, last = asked[1], asked[2]
    if not first:
        return max(0, stored.size - int(last)), stored.size - 1
    if last and int(last) < int(first):
        return None
    return int(first), min(int(last or stored.size), stored.size - 1)


class _Part:
    """The next `length` bytes of an open file, for a response that closes it."""

    def __init__(self, file: IO[bytes] | Any, length: int) -> None:
        self._file, self._left = file, length

    def read(self, size: int = -1) -> bytes:
        chunk = bytes(self._file.read(self._left if size < 0 else min(size, self._left)))
        self._left -= len(chunk)
        return chunk

    def close(self) -> None:
        self._file.close()
