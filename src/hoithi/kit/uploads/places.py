"""Where uploads may go: each domain names its places, with the rights and with what happens to the whole file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.http import Http404

from hoithi.kit.files import KindSet
from hoithi.kit.models import StoredFile, Upload
from hoithi.kit.refusals import Verdict


class MayBegin(Protocol):
    """May `actor` begin to send a file of `size` bytes to `target`? May raise a `Refusal` itself (a quota, say).
    `sha256` is what the file is said to be, "" when that is not said."""

    def __call__(self, actor: Any, target: str, *, size: int, sha256: str) -> Verdict: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a domain that takes files.

    `kinds`: what the target takes. `may_write`: may the actor (who began the upload) still go on with it? A verdict
    with status 404 makes the thing absent. `finished` runs once for each upload, in the transaction that makes the
    file; a `Refusal` from it undoes the file and is told to the person. `kept_until`: an instant before which what was
    begun for the target is not thrown away, when the usual 72 hours are too short (a week after its deadline, say).
    """

    code: str
    kinds: Callable[[str], KindSet]
    may_begin: MayBegin
    may_write: Callable[[Any, Upload], Verdict]
    finished: Callable[[Upload, StoredFile, Any], None]
    kept_until: Callable[[str], datetime | None] = lambda _target: None


_places: dict[str, Place] = {}


def register_place(place: Place) -> None:
    """Take files at `place` from now on; called when the app of the domain is ready."""
    _places[place.code] = place


def place_named(code: str) -> Place:
    """The place of that code. `Http404` when no domain has named it."""
    if code not in _places:
        raise Http404
    return _places[code]


def admit(verdict: Verdict) -> None:
    """Go on when the verdict says yes; else `Http404` for what is hidden from the actor, or its `Refusal`."""
    if not verdict and verdict.status == 404:
        raise Http404
    verdict.enforce()
