"""The menus: a domain names its pages in `AppConfig.ready`, a layout asks for those that this person may take."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from hoithi.kit.routes import Who


def _always(_actor: Any, **_context: Any) -> bool:
    return True


@dataclass(frozen=True)
class Item:
    """One entry of a menu. `shown` is asked with the actor and what the page is about (`contest=` in "manage")."""

    area: str
    label: Any
    url_name: str
    who: Who
    order: int
    icon: str
    shown: Callable[..., bool]


_items: dict[tuple[str, str], Item] = {}


def register(
    area: str,
    label: Any,
    url_name: str,
    who: Who,
    order: int = 50,
    icon: str = "",
    *,
    shown: Callable[..., bool] = _always,
) -> None:
    """Puts a page into the menu `area`: "public", "work", "manage" (its URL takes a contest's slug) or "account".

    Said twice for one page it replaces the first. Lower `order` comes first.
    """
    _items[area, url_name] = Item(area, label, url_name, who, order, icon, shown)


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is shown; `here`: it is the page asked for, or leads to it."""

    label: str
    href: str
    icon: str
    here: bool


def links(area: str, request: HttpRequest, *args: Any, **context: Any) -> tuple[Link, ...]:
    """The entries of `area` for whoever asks.

    `args` go into the addresses; `context` into each entry's `shown`.
    """
    actor = request.actor  # type: ignore[attr-defined]
    found = sorted((item for item in _items.values() if item.area == area), key=lambda item: item.order)
    shown = [item for item in found if item.who.admits(actor) and item.shown(actor, **context)]
    places = [reverse(item.url_name, args=args) for item in shown]
    here = max((place for place in places if request.path.startswith(place)), key=len, default=None)
    return tuple(
        Link(str(item.label), place, item.icon, place == here) for item, place in zip(shown, places, strict=True)
    )
