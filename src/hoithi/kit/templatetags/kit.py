"""Dates, days left, menus, panels and other small words of the templates. Loaded everywhere."""

from functools import lru_cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from hoithi.kit import dates, nav, numbers
from hoithi.kit import panels as places
from hoithi.kit.uploads.box import Box, box

register = template.Library()
register.filter("day", dates.show_date)
register.filter("instant", dates.show_instant)
register.filter("left", dates.show_left)
register.filter("bound", dates.show_bound)
register.filter("decimal", numbers.show_decimal)
register.filter("file_size", numbers.show_size)


@register.filter
def weekday(day: object) -> str:
    """ "thứ Ba, 15/4/2025"."""
    return dates.show_date(day, weekday=True)  # type: ignore[arg-type]


@register.simple_tag
@lru_cache(maxsize=200)
def icon(name: str) -> SafeString:
    """A picture of the sprite beside words that say the same (names: kit/styles/icons.txt)."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("kit/icons.svg"), name)


def _request(context: Context) -> HttpRequest | None:
    """The request of a page whose reader is known; an error page may have none."""
    request: HttpRequest | None = context.get("request")
    return request if hasattr(request, "actor") else None


@register.simple_tag(takes_context=True)
def menu(context: Context, area: str, *args: Any, **about: Any) -> tuple[nav.Link, ...]:
    """The entries of a menu for whoever asks: `{% menu "work" as items %}`; a page without a request has none."""
    request = _request(context)
    return nav.links(area, request, *args, **about) if request else ()


@register.simple_tag(takes_context=True)
def panels(context: Context, place: str, **about: Any) -> list[dict[str, Any]]:
    """What other domains put in `place`: `{% panels "today" as rows %}`."""
    request = _request(context)
    return places.collect(place, request, **about) if request else []


@register.simple_tag(takes_context=True)
def upload_box(context: Context, place: str, target: str) -> Box:
    """What `<c-upload>` shows: `{% upload_box place target as box %}`."""
    return box(context["request"].actor, place=place, target=target)


@register.filter
def phone_link(number: str) -> str:
    """The address that a tap calls: "0943.999.025" gives "tel:0943999025"."""
    return "tel:" + "".join(letter for letter in number if letter.isdigit() or letter == "+")


@register.filter
def file_kind(name: str) -> str:
    """The kind of a file for people: "PDF" from "ke-hoach.pdf"."""
    return name.rpartition(".")[2].upper()


@register.filter
def money(amount: int) -> str:
    """ "30.000.000 đồng"."""
    return f"{amount:,} đồng".replace(",", ".")


@register.filter
def roman(number: int) -> str:
    """ "VIII" from 8: editions are numbered so. Numbers over 89 stay as they are."""
    if not 0 < number < 90:
        return str(number)
    tens, ones = divmod(number, 10)
    tens_words = "X" * tens if tens < 5 else "L" + "X" * (tens - 5)
    tens_words = "XL" if tens == 4 else tens_words
    return tens_words + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


# A state is never told by colour alone: each look has its own picture beside the words.
_STATE_LOOKS = {
    "success": (
        "circle-check",
        {
            "open",
            "done",
            "confirmed",
            "approved",
            "published",
            "sent",
            "delivered",
            "active",
            "accepted",
            "valid",
            "issued",
        },
    ),
    "warning": (
        "hourglass",
        {"closed", "review", "deliberation", "judging", "doing", "queued", "pending", "due", "returned", "waiting"},
    ),
    "error": ("circle-x", {"cancelled", "late", "failed", "rejected", "discarded", "revoked", "refused"}),
    "info": ("megaphone", {"announced", "new", "submitted", "reserved"}),
    "gold": ("award", {"awarded"}),
    "plain": ("circle", set()),
}


def _look(state: str) -> str:
    return next((look for look, (_icon, states) in _STATE_LOOKS.items() if str(state) in states), "plain")


@register.filter
def state_kind(state: str) -> str:
    """The look of a state's badge, by its code."""
    return _look(state)


@register.filter
def state_icon(state: str) -> str:
    """The picture of a state's badge, by its code."""
    return _STATE_LOOKS[_look(state)][0]
