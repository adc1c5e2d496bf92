"""Where facts come from: what a contest and its plan say, and what the domains above know of it.

Raw facts are as JSON has them, and may lack what nobody knows yet: a person fills in the rest.
"""

from collections.abc import Callable
from typing import Any

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.documents.kinds.base import Kind
from hoithi.documents.kinds.from_contest import GATHERED as OF_CONTESTS
from hoithi.documents.kinds.from_contest import About, about
from hoithi.kit.schemas.reading import specs_of

Gather = Callable[[Contest, Actor], dict[str, Any]]

_sources: dict[str, list[Gather]] = {}


def register_source(code: str, gather: Gather) -> None:
    """What `gather` finds for an actor goes into their papers of the kind `code`; called from `AppConfig.ready` of a
    domain above."""
    found = _sources.setdefault(code, [])
    if gather not in found:
        found.append(gather)


def facts_for(kind: Kind, contest: Contest, *, by: Actor) -> dict[str, Any]:
    """The raw facts with which a paper of `kind` begins, as far as `by` may read them; what a later source says
    counts. The same few queries, however large the contest."""
    known: About = about(contest, by)
    raw = known.frame(kind)
    if own := OF_CONTESTS.get(kind.code):
        raw |= own(known)
    for gather in _sources.get(kind.code, ()):
        raw |= gather(contest, by)
    return {name: raw[name] for name in specs_of(kind.schema) if raw.get(name)}
