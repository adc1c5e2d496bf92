"""What an entrant finds on pages of others."""

from typing import Any

from hoithi.accounts.actors import Actor
from hoithi.entries import queries
from hoithi.entries.entrant.views.home import lines
from hoithi.entries.enums import EntryState

_MOST = 5


def waiting(actor: Actor) -> list[dict[str, Any]]:
    """Entries of `actor` that are not submitted or came back, with their next step. Four queries; one when none."""
    rows = queries.own_entries(actor).filter(state__in=(EntryState.DRAFT, EntryState.RETURNED), trial=False)
    found = list(queries.with_standing(rows).select_related("contest", "owner", "latest")[:_MOST])
    return lines(found, actor) if found else []
