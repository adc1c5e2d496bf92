"""The header that says what a page may load."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class KeptCSPMiddleware(CSPMiddleware):
    """The middleware of the library; what nearly every answer says is put together once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        super().__init__(get_response)
        self.usual = build_policy()

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Asks the library when the answer has a header already, or wants one of its own, or a nonce."""
        own = any(name.startswith("_csp") for name in (*vars(request), *vars(response)))
        if own or HEADER in response.headers or settings.DEBUG:
            answered: HttpResponseBase = super().process_response(request, response)
            return answered
        response.headers[HEADER] = self.usual
        return response
