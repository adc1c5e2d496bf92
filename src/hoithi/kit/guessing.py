"""Codes that strangers may look up are not to be guessed: whoever was wrong too often waits."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _

from hoithi.kit.clients import client_address
from hoithi.kit.refusals import Refusal

MOST_WRONG, SPAN = 60, 900  # tries from one address that found nothing, in so many seconds
Found = TypeVar("Found")


def looked_up(request: HttpRequest, place: str, find: Callable[[], Found]) -> Found:
    """What `find` finds, counted in `place` when it raises a `Refusal` with 404. Raises the `Refusal` `too_many` (429)
    for an address that was wrong too often."""
    wrong = f"{place}:{client_address(request)}"
    if cache.get(wrong, 0) >= MOST_WRONG:
        raise Refusal("too_many", _("Từ mạng này đã tra sai nhiều lần. Hãy chờ 15 phút."), status=429)
    try:
        return find()
    except Refusal as refusal:
        if refusal.status == 404 and not cache.add(wrong, 1, SPAN):
            cache.incr(wrong)
        raise
