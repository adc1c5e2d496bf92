"""What entries put on an officer's day: what came in, what did not come back, what waits for the head."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.enums import FROZEN
from hoithi.contests.queries import managed_by
from hoithi.entries.enums import Decision, EntryState
from hoithi.entries.manage.inbox import STATE, WORK
from hoithi.entries.models import Entry, Extension
from hoithi.entries.queries import OFFICE
from hoithi.kit.clock import now


def entries_today(request: HttpRequest) -> list[dict[str, Any]]:
    """Rows with their numbers and links, for the office and the head; nothing for others. Two queries at most."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = [*_to_check(actor), *_to_decide(actor)]
    return [{"template": "entries/manage/_today.html", "rows": rows}] if rows else []


def _to_check(actor: Actor) -> list[dict[str, Any]]:
    if not actor.holds(*OFFICE):
        return []
    entries = Entry.objects.filter(contest__in=managed_by(actor, OFFICE).exclude(state__in=FROZEN), trial=False)
    late = Q(state=EntryState.RETURNED, due_at__lte=now())
    counted = entries.filter(Q(state=EntryState.SUBMITTED) | late).order_by("contest__name")
    found = counted.values("contest__slug", "contest__name").annotate(
        new=Count("pk", filter=Q(state=EntryState.SUBMITTED)), late=Count("pk", filter=late)
    )
    rows = []
    for row in found:
        listed = reverse("intake_list", args=[row["contest__slug"]])
        lines = (
            (row["new"], _("Hồ sơ chờ kiểm tra"), f"{listed}?{STATE}={EntryState.SUBMITTED}"),
            (row["late"], _("Hồ sơ quá hạn bổ sung"), f"{listed}?{WORK}=qua-han"),
        )
        rows += [_row(row["contest__name"], number, label, href) for number, label, href in lines if number]
    return rows


def _to_decide(actor: Actor) -> list[dict[str, Any]]:
    if not actor.holds(Role.HEAD):
        return []
    mine = managed_by(actor, (Role.HEAD,)).exclude(state__in=FROZEN)
    waiting = Extension.objects.filter(entry__contest__in=mine, state=Decision.WAITING)
    if actor.person_id is not None:
        waiting = waiting.exclude(proposed_by=actor.person_id)
    counted = waiting.order_by("entry__contest__name").values("entry__contest__slug", "entry__contest__name")
    return [
        _row(
            row["entry__contest__name"],
            row["number"],
            _("Đề nghị gia hạn chờ duyệt"),
            reverse("intake_extensions", args=[row["entry__contest__slug"]]),
        )
        for row in counted.annotate(number=Count("pk"))
    ]


def _row(contest: str, count: int, label: str, href: str) -> dict[str, Any]:
    return {"contest": contest, "count": count, "label": label, "href": href}
