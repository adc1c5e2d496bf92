from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from hoithi.accounts.sessions import second_factor_shown
from hoithi.audit.actions import from_address
from hoithi.contests.queries import actor_of
from hoithi.kit.clients import client_address


class ActorMiddleware:
    """Gives every request its `actor`: who asks, with the grants in force at this moment."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user if request.user.is_authenticated else None
        request.actor = actor_of(person, second_factor=second_factor_shown(request))  # type: ignore[attr-defined]
        with from_address(client_address(request)):
            return self.get_response(request)
