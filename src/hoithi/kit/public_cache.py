"""What the public sees is kept in the process under one number; a verb that changes it raises the number.

Every process reads the number from the database at each request, so all of them drop what is stale at the same
moment. Only pages whose route says `cached=True`, asked for by a visitor without a session and without a query, are
kept, and for no longer than the minute they were made in: they say how many hours are left. Nothing else may be kept
by anybody: it leaves with `private, no-store` (incidents R19, R20 and R42 of the threat list).
"""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from hoithi.kit.language import chosen
from hoithi.kit.models import PublicVersion

SITE = "site"
MOST_PAGES = 1000
LARGEST_PAGE = 500_000  # bytes
MOST_ROWS = 200
_COMPRESSIBLE = ("text/", "application/atom+xml", "application/xml")

T = TypeVar("T")
Key = tuple[str, str, str, bool]  # host, path, language, whether the reader saves data


def bump(scope: str) -> None:
    """Whatever the public sees is stale once this transaction commits; `scope` says whose it was.

    "site", or `contest.cache_scope`, whose number also names the contest's share card.
    """
    for name in {scope, SITE}:
        if not PublicVersion.objects.filter(scope=name).update(number=F("number") + 1):
            PublicVersion.objects.get_or_create(scope=name)


def version(scope: str = SITE) -> int:
    """The number under which pages of `scope` are kept now; 0 before anything was ever changed."""
    return PublicVersion.objects.filter(scope=scope).values_list("number", flat=True).first() or 0


_rows: dict[str, tuple[tuple[int, int], Any]] = {}


def kept_rows(key: str, make: Callable[[], T]) -> T:
    """What `make` gives for `key`, asked anew when the number was raised or the minute is over; one query.

    For rows that every reader of a public page gets, also those who are signed in and for whom no page is kept.
    What is returned is shared between requests: do not change it.
    """
    mark = version(), int(time.time() // 60)  # read before the rows: what changes after it is asked again
    found = _rows.get(key)
    if found is None or found[0] != mark:
        if len(_rows) >= MOST_ROWS:
            _rows.clear()
        found = _rows[key] = (mark, make())
    value: T = found[1]
    return value


def forget_rows() -> None:
    """Drops all that `kept_rows` holds: for tests, whose numbers go back when their work is undone."""
    _rows.clear()


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made: under which number and in which minute, its headers and its bytes in two forms."""

    number: int
    minute: int
    headers: dict[str, str]
    plain: bytes
    packed: bytes | None
    etag: str


class PublicCache:
    """Middleware, before sessions and languages: answers a visitor from what is kept, and marks all that leaves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.pages: OrderedDict[Key, Kept] = OrderedDict()
        self._turn = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _from_a_visitor(request):
            return _private(self.get_response(request))
        key = (request.get_host(), request.path, chosen(request), saves_data(request))
        number, minute = version(), int(time.time() // 60)
        kept = self.pages.get(key)
        if kept is None or (kept.number, kept.minute) != (number, minute):
            response = self.get_response(request)
            if not _may_be_kept(request, response):
                return _private(response)
            kept = _keep(response, number, minute)
            self._put(key, kept)
        return _answer(request, kept)

    def _put(self, key: Key, kept: Kept) -> None:
        with self._turn:
            self.pages[key] = kept
            self.pages.move_to_end(key)
            while len(self.pages) > MOST_PAGES:
                self.pages.popitem(last=False)


def saves_data(request: HttpRequest) -> bool:
    """Whether the reader asked to be sent as little as possible; the pages then use the fonts of the device."""
    return bool(request.META.get("HTTP_SAVE_DATA", "").lower() == "on")


def _from_a_visitor(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and not request.META.get("QUERY_STRING")
        and not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()
        and "HTTP_AUTHORIZATION" not in request.META
    )


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    match = request.resolver_match
    return bool(
        match
        and getattr(match.func, "cached", False)
        and isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not response.has_header("Set-Cookie")
        and len(response.content) <= LARGEST_PAGE
    )


def _keep(response: HttpResponseBase, number: int, minute: int) -> Kept:
    assert isinstance(response, HttpResponse)  # noqa: S101 - asked in _may_be_kept
    patch_vary_headers(response, ("Accept-Encoding", "Cookie", "Save-Data"))
    response.headers["Cache-Control"] = "public, max-age=60"
    plain = response.content
    packs = response.headers.get("Content-Type", "").startswith(_COMPRESSIBLE)
    etag = f'W/"{hashlib.sha256(plain).hexdigest()[:24]}"'
    headers = {**response.headers, "ETag": etag}
    headers.pop("Content-Length", None)
    return Kept(number, minute, headers, plain, gzip.compress(plain, 6, mtime=0) if packs else None, etag)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    if kept.etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response: HttpResponse = HttpResponseNotModified()
        for name in ("ETag", "Cache-Control", "Vary"):
            response.headers[name] = kept.headers[name]
        return response
    packed = kept.packed if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else None
    response = HttpResponse(packed or kept.plain)
    for name, value in kept.headers.items():
        response.headers[name] = value
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Content-Length"] = str(len(response.content))
    return response


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", "private, no-store")
    return response
