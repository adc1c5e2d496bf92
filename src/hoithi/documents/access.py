"""Who takes the pages of papers, and what they put into menus and panels."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest
from hoithi.contests.queries import managed_by
from hoithi.documents.enums import DocumentState
from hoithi.documents.models import Document
from hoithi.documents.queries import MEMBERS, OFFICE, WRITERS, public_papers
from hoithi.kit import nav, panels
from hoithi.kit.routes import Who

READING = Who("paper_readers", lambda actor: actor.holds(*MEMBERS))
KEEPING = Who("paper_keepers", lambda actor: actor.holds(*OFFICE))
WRITING = Who("paper_drafters", lambda actor: actor.holds(*WRITERS))
APPROVING = Who("paper_approvers", lambda actor: actor.holds(Role.HEAD))


def _reads(actor: Actor, *, contest: Contest | None = None, **_about: object) -> bool:
    return contest is not None and actor.holds_in(contest, *OFFICE)


def waiting(request: HttpRequest) -> list[dict[str, Any]]:
    """On the page of today: what waits for the head's word, and what only waits for its number."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    asked = [
        (DocumentState.SUBMITTED, managed_by(actor, (Role.HEAD,)), APPROVING, __("chờ bạn duyệt")),
        (DocumentState.APPROVED, managed_by(actor, WRITERS), WRITING, __("đã duyệt, chờ cấp số")),
    ]
    rows = [
        {"document": document, "said": said}
        for state, contests, who, said in asked
        if who.admits(actor)
        for document in Document.objects.filter(state=state, contest__in=contests).select_related("contest")[:20]
    ]
    return [{"template": "documents/_today.html", "rows": rows}] if rows else []


def public_list(request: HttpRequest, contest: Contest, **_about: object) -> list[dict[str, Any]]:  # noqa: ARG001
    """On the public page of a contest: the papers that everybody may read."""
    papers = list(public_papers(contest)[:20])
    return [{"template": "documents/_public.html", "papers": papers}] if papers else []


def address_of(document: Document, actor: Actor) -> str:
    """The page of a paper for this reader: the office's, else that of what went out."""
    if actor.holds_in(document.contest, *OFFICE):
        return reverse("document", args=[document.contest.slug, document.uid])
    return reverse("issued_document", args=[document.uid])


def register() -> None:
    """Called once the apps are ready; said twice it changes nothing."""
    nav.register("manage", _("Văn bản"), "document_list", READING, order=35, icon="file-text", shown=_reads)
    panels.register("today", waiting)
    panels.register("contest_public", public_list)
