"""Pages that know no word of the domain: the language switch, the style page, the error pages of the frame."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import defaults

from hoithi.kit.databases import is_away
from hoithi.kit.refusals import Refusal

COME_AGAIN = 5  # seconds


def set_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remembers the language for a year and goes back to the page it was asked from (never to another host)."""
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=settings.HTTPS):
        target = "/"
    response = HttpResponseRedirect(target)
    if code in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, code, max_age=31536000, samesite="Lax", secure=settings.HTTPS, httponly=True
        )
    return response


def refusal_page(request: HttpRequest, refusal: Refusal, *, back: str = "") -> HttpResponse:
    """The page of a refusal that belongs to no form: the sentence, and a way `back`; with the refusal's status."""
    return render(request, "kit/refusal.html", {"refusal": refusal, "back": back}, status=refusal.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what cannot be read: too long (413), or not in any right form (400)."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for what went wrong here: 503, and when to come again, while the database is away or too busy (F4); else
    500. Needs nothing but the templates."""
    if is_away(sys.exc_info()[1]):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": str(COME_AGAIN)})
    return defaults.server_error(request)
