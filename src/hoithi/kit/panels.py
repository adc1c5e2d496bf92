"""Places on a page that other domains fill: the lower one names the place, the upper one registers a provider."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

Provider = Callable[..., list[dict[str, Any]]]
_providers: dict[str, list[tuple[int, Provider]]] = {}


def register(place: str, provider: Provider, order: int = 50) -> None:
    """Lets `provider(request, **context)` fill `place`: it returns rows with a "template" and what that shows."""
    rows = [row for row in _providers.get(place, []) if row[1] is not provider]
    _providers[place] = sorted([*rows, (order, provider)], key=lambda row: row[0])


def collect(place: str, request: HttpRequest, **context: Any) -> list[dict[str, Any]]:
    """Everything that the providers of `place` give for this page, in order."""
    return [panel for _order, provider in _providers.get(place, []) for panel in provider(request, **context)]
