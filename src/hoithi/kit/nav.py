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


def links(area: str, request: HttpRequest, *args: Any, **context: Any) -> list[dict[str, Any]]:
    """The entries of `area` for whoever asks: label, href, icon, and whether it is (`here`) the page asked for.

    `args` go into the addresses; `context` into each entry's `shown`.
    """
    actor = request.actor  # type: ignore[attr-defined]
    found = sorted((item for item in _items.values() if item.area == area), key=lambda item: item.order)
    rows = [
        {"label": item.label, "href": reverse(item.url_name, args=args), "icon": item.icon}
        for item in found
        if item.who.admits(actor) and item.shown(actor, **context)
    ]
    here = max((row["href"] for row in rows if request.path.startswith(row["href"])), key=len, default=None)
    for row in rows:
        row["here"] = row["href"] == here
    return rows
