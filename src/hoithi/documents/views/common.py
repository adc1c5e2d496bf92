"""What the pages of papers share."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest
from hoithi.contests.queries import managed_by
from hoithi.documents import rules
from hoithi.documents.models import Document
from hoithi.documents.queries import OFFICE, visible_to


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return request.actor  # type: ignore[attr-defined, no-any-return]


def contest_or_404(request: HttpRequest, slug: str, *roles: Role) -> Contest:
    """The contest, for those who hold one of `roles` in it (officer, secretary, head, auditor); nobody else is told
    that it is there."""
    seen = managed_by(actor_of(request), roles or OFFICE)
    return get_object_or_404(seen.select_related("owner"), slug=slug)


def document_or_404(request: HttpRequest, slug: str, uid: str) -> Document:
    """The paper with all that its page shows, for the office of its contest."""
    seen = visible_to(actor_of(request)).filter(contest__slug=slug)
    related = ("contest__owner", "number__series", "corrects__number", "pdf", "word", "template__file")
    document = get_object_or_404(seen.select_related(*related), uid=uid)
    if not rules.can_read_office(actor_of(request), document.contest):
        raise Http404
    return document


def url_of(document: Document, name: str = "document") -> str:
    """The address of a page of a paper."""
    return reverse(name, args=[document.contest.slug, document.uid])


def crumbs_to(document: Document, last: str = "") -> list[dict[str, Any]]:
    """The way to a paper from the list."""
    listed = {"label": _("Văn bản"), "href": reverse("document_list", args=[document.contest.slug])}
    title = document.title if len(document.title) < 60 else f"{document.title[:57]}..."
    way = [listed, {"label": title or _("Chưa có trích yếu"), "href": url_of(document) if last else ""}]
    return [*way, {"label": last, "href": ""}] if last else way
