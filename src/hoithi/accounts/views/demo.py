"""The bar of the demo: one click makes the visitor somebody else. Routed only with HOITHI_DEMO."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.views.decorators.csrf import csrf_exempt

from hoithi.accounts.queries import demo_people, demo_roles
from hoithi.accounts.sessions import mark_second_factor

VISITOR_CODE = "khach"


@csrf_exempt  # pages kept for all visitors carry no token; the browser says where the click came from
def demo_role(request: HttpRequest, code: str) -> HttpResponse:
    """Become the person of the demo role `code`, second factor and all; "khach" is nobody."""
    if not _from_here(request):
        raise Http404
    role = next((role for role in demo_people() if role.code == code), None)
    if role is None and code != VISITOR_CODE:
        raise Http404
    logout(request)
    if role is not None:
        login(request, role.person, backend=settings.AUTHENTICATION_BACKENDS[0])
        mark_second_factor(request, role.person, how="demo")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _from_here(request: HttpRequest) -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def demo_bar(request: HttpRequest) -> list[dict[str, Any]]:
    """The panel of the bar: every role, and which one the visitor plays now."""
    roles = demo_roles()
    if not roles:
        return []
    here = request.actor.person_id  # type: ignore[attr-defined]
    rows = [(VISITOR_CODE, "Khách", None), *roles]
    root = reverse("demo_role", args=[VISITOR_CODE]).removesuffix(f"{VISITOR_CODE}/")
    buttons = format_html_join(
        "",
        '<button formaction="{}{}/" aria-pressed="{}">{}</button>',
        ((root, code, "true" if person == here else "false", label) for code, label, person in rows),
    )
    return [{"template": "account/demo_bar.html", "buttons": buttons}]
