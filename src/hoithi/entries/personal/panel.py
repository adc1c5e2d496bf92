"""What personal data shows on the officer's page of an entry, and on the page of one's account."""

from typing import Any

from django.http import HttpRequest

from hoithi.entries import queries, rules
from hoithi.entries.models import Author, Entry, Reveal
from hoithi.entries.personal.held import masked


def people(request: HttpRequest, *, entry: Entry, **_about: Any) -> list[dict[str, Any]]:
    """The sealed values of the authors, masked, with the way to open one; who opened some of them. Nothing where
    nothing was sealed. Two queries."""
    actor = request.actor  # type: ignore[attr-defined]
    sight = queries.sight(actor, entry)
    if not (sight.sealed and sight.staff):
        return []
    authors = list(Author.objects.filter(entry=entry, removed_at=None))
    rows = [{"author": author, "sealed": sealed} for author in authors if (sealed := masked(author))]
    opened = Reveal.objects.filter(author__entry=entry).select_related("author").order_by("-at")[:5]
    if not (rows or opened):
        return []
    may = bool(rules.can_reveal(actor, entry))
    return [{"template": "entries/personal/_people.html", "entry": entry, "rows": rows, "opened": opened, "may": may}]


def account(_request: HttpRequest, **_about: Any) -> list[dict[str, Any]]:
    """The way from one's account to one's data."""
    return [{"template": "entries/personal/_account.html"}]
