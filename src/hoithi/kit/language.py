"""Which language a page speaks: Vietnamese, unless this browser has chosen another.

The browser's own list is not asked: many phones in Viet Nam are sold set to English, and a page kept for all visitors
must not depend on it.
"""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import trans_real

P = ParamSpec("P")
R = TypeVar("R")


def speak_by_thread() -> None:
    """Keeps the language of the moment with the thread: a request is one (decision 0004). The library keeps it with
    the task of an event loop, and a page asks for it hundreds of times."""
    trans_real._active = threading.local()  # type: ignore[attr-defined] # noqa: SLF001


def chosen(request: HttpRequest) -> str:
    """The code of the language chosen by the cookie; the source language when there is none or it is unknown."""
    code = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def in_source_language(act: Callable[P, R]) -> Callable[P, R]:
    """Speaks Vietnamese in `act`, whoever asks for it: for letters, papers and what is kept in the database, which
    others read than the one whose browser is set to another language."""

    @wraps(act)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        with translation.override(settings.LANGUAGE_CODE):
            return act(*args, **kwargs)

    return spoken


class LanguageMiddleware:
    """Speaks the chosen language while a request is answered, and says so in the headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        code = chosen(request)
        with translation.override(code):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Cookie",))
        return response
