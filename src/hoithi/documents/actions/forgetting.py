"""What papers say of somebody who asked to be erased goes, where it did not go out (docs/decisions/0010)."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.documents.actions.base import keep, named
from hoithi.documents.enums import OUT, DocumentState
from hoithi.documents.models import Document, DocumentVersion
from hoithi.kit.clock import now
from hoithi.kit.language import in_source_language

Wipe = Callable[[Any], Any]


@transaction.atomic
def forget_person(contest: Contest, *, wipe: Wipe, by: Actor) -> None:
    """Put through `wipe` the facts of the papers of `contest` that did not go out, and of every version but the one
    that did. A paper that waits for the head's word, or has it, is a draft again: other words were approved. What went
    out stays as it was. The caller has asked whether `by` may."""
    rows = Document.objects.select_for_update(of=("self",)).filter(contest=contest).order_by("pk")
    for row in rows.prefetch_related("versions"):
        out = row.state in OUT
        touched = [one for one in row.versions.all() if not (out and one.facts == row.facts) and _wiped(one, wipe)]
        DocumentVersion.objects.bulk_update(touched, ["facts"])
        if not out and _wiped(row, wipe):
            _put_back(row)
        elif not touched:
            continue
        record("documents.forget", on=row, scope=contest, by=by)


def _wiped(row: Document | DocumentVersion, wipe: Wipe) -> bool:
    was, row.facts = row.facts, wipe(row.facts)
    return bool(row.facts != was)


@in_source_language
def _put_back(document: Document) -> None:
    if document.state in {DocumentState.SUBMITTED, DocumentState.APPROVED}:
        document.state, document.changed_at = DocumentState.DRAFT, now()
        document.reason = _("Tên một người đã được xóa theo yêu cầu của họ. Hãy xem lại rồi trình lại.")
        document.approved_at, document.approved_by, document.approved_by_name = None, None, ""
    named(document)
    keep(
        document, "facts", "title", "state", "changed_at", "reason", "approved_at", "approved_by", "approved_by_name"
    )  # fmt: skip
