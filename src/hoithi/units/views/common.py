"""What the pages of bodies share."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.enums import Role
from hoithi.kit.routes import Who
from hoithi.units import queries
from hoithi.units.models import Unit

_READERS = (Role.FOCAL_POINT, Role.COMMITTEE, Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.RECEIVER)
READERS = Who("unit_readers", lambda actor: actor.holds(*_READERS, Role.AUDITOR, Role.ADMIN))
OFFICERS = Who("unit_officers", lambda actor: actor.holds(Role.OFFICER))
KEEPERS = Who("unit_keepers", lambda actor: actor.holds(Role.OFFICER, Role.FOCAL_POINT, Role.COMMITTEE))
HEADS = Who("unit_heads", lambda actor: actor.holds(Role.HEAD))
PROPOSERS = Who("unit_proposers", lambda actor: actor.holds(Role.OFFICER, Role.FOCAL_POINT, Role.COMMITTEE, Role.HEAD))


def unit_or_404(request: HttpRequest, uid: str) -> Unit:
    """The body with this public id, with its kind and parent, if the reader may know of it."""
    seen = queries.visible_to(request.actor)  # type: ignore[attr-defined]
    return get_object_or_404(seen.select_related("kind", "parent"), uid=uid)


def url_of(unit: Unit) -> str:
    """The address of the page of a body."""
    return reverse("unit_detail", args=[unit.uid])


def crumbs_to(unit: Unit, last: Any = "") -> list[dict[str, Any]]:
    """The way from the list through the bodies above to `unit` and, if given, to the page named `last`."""
    way = [{"label": _("Đơn vị"), "href": reverse("unit_list")}]
    way += [{"label": above.name, "href": url_of(above)} for above in queries.ancestors(unit)]
    way.append({"label": unit.name, "href": url_of(unit) if last else ""})
    return [*way, {"label": last, "href": ""}] if last else way
