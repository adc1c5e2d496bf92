"""What the counter shows on the pages of an entry."""

from typing import Any

from django.http import HttpRequest

from hoithi.entries import queries, rules
from hoithi.entries.enums import AssistState
from hoithi.entries.models import Assist, Entry, Material


def checks(request: HttpRequest, *, entry: Entry, **_about: Any) -> list[dict[str, Any]]:
    """For officers: who typed for whom, what waits for the owner's word, the things that are here. At most three
    queries."""
    actor = request.actor  # type: ignore[attr-defined]
    look = queries.sight(actor, entry)
    if not look.staff:
        return []
    rows: list[dict[str, Any]] = []
    if entry.typed_by_id is not None:
        assist = Assist.objects.filter(entry=entry).select_related("version", "paper").first()
        paper = assist.paper if assist is not None and look.files else None
        rows.append({"template": "entries/counter/_assist.html", "entry": entry, "assist": assist, "paper": paper})
    if rules.is_office(actor, entry.contest):
        things = list(Material.objects.filter(entry=entry))
        if things or entry.number is not None:
            rows.append({"template": "entries/counter/_materials.html", "entry": entry, "materials": things})
    return rows


def entrant(request: HttpRequest, *, entry: Entry, **_about: Any) -> list[dict[str, Any]]:
    """For the owner: their paper was typed in; is it right? Without names of staff."""
    actor = request.actor  # type: ignore[attr-defined]
    if entry.typed_by_id is None or actor.person_id != entry.owner_id:
        return []
    assist = Assist.objects.filter(entry=entry).first()
    waits = assist is not None and assist.state == AssistState.WAITING
    return [{"template": "entries/counter/_entrant.html", "entry": entry, "assist": assist, "waits": waits}]
