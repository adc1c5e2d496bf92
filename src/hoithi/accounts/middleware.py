"""Those whose role asks for a second factor are led to it before they come to their work."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hoithi.kit.routes import ANYONE, VISITOR_ONLY, who_may

# Where somebody who still lacks the second factor may go: to leave, and to set it up.
OPEN_PATHS = ("/tai-khoan/", "/dang-xuat/")


class SecondFactorGate:
    """An actor whose grants are withheld (`actor.withheld`) is sent to set up or show the second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        if not request.actor.withheld or request.path.startswith(OPEN_PATHS):  # type: ignore[attr-defined]
            return None
        if who_may(view) in (None, ANYONE, VISITOR_ONLY):
            return None
        messages.info(request, _("Vai trò của bạn bắt buộc có xác thực hai lớp. Hãy bật một lần trước khi làm việc."))
        return redirect("mfa_activate_totp")
