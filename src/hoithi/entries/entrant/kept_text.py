"""Text of somebody whose session ended while they typed, kept until they have signed in again (works without a script).

It lies in the visitor's own session, which signing in carries over; it is given back to this one page, within an hour,
until that page is saved.
"""

import time
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict

_KEY, _HOUR = "kept_text", 3600
_LONGEST = 400_000  # characters as they were sent


def keep_and_sign_in(request: HttpRequest, *, page: str) -> HttpResponse:
    """To the page of signing in, and from there back to `page`; what was sent waits there."""
    data = request.POST.copy()
    for name in ("csrfmiddlewaretoken", "base", "tab"):
        data.pop(name, None)
    if request.method == "POST" and len(text := data.urlencode()) <= _LONGEST:
        request.session[_KEY] = {"page": page, "text": text, "at": time.time()}
    return redirect_to_login(page)


def kept_for(request: HttpRequest) -> QueryDict | None:
    """What was sent to this very page before its reader had to sign in again."""
    kept: dict[str, Any] = request.session.get(_KEY) or {}
    if kept.get("page") != request.path or time.time() - kept["at"] >= _HOUR:
        return None
    return QueryDict(kept["text"])


def forget(request: HttpRequest) -> None:
    """This page has been sent again: what waited for it is in there, or was changed by its reader."""
    if (request.session.get(_KEY) or {}).get("page") == request.path:
        del request.session[_KEY]
