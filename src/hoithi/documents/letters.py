"""Letters about papers: to who has to approve them, and to who wrote them."""

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.queries import people_in
from hoithi.documents.content import kind_name
from hoithi.documents.models import Document
from hoithi.kit.language import in_source_language
from hoithi.notifications.actions import post


@in_source_language
def waits(document: Document, *, by: Actor) -> int:
    """To the heads of the contest: a paper waits for their word. Gives how many letters were promised."""
    heads = people_in(document.contest).filter(role=Role.HEAD).values("person")
    said = _("%(name)s trình “%(title)s” (%(kind)s) để Trưởng Ban Tổ chức duyệt.") % _named(document, by)
    return _send(document, Person.objects.filter(pk__in=heads), _("Văn bản chờ duyệt"), said, key="waits", by=by)


@in_source_language
def returned(document: Document, *, by: Actor) -> int:
    """To who submitted it: it is a draft again, and why."""
    said = _("%(name)s trả lại “%(title)s” (%(kind)s). Lý do: %(reason)s") % _named(document, by)
    return _send(document, _author(document), _("Văn bản được trả lại"), said, key="returned", by=by)


@in_source_language
def approved(document: Document, *, by: Actor) -> int:
    """To who submitted it: it may go out."""
    said = _("%(name)s đã duyệt “%(title)s” (%(kind)s). Có thể cấp số và ban hành.") % _named(document, by)
    return _send(document, _author(document), _("Văn bản đã được duyệt"), said, key="approved", by=by)


def _named(document: Document, by: Actor) -> dict[str, str]:
    return {"name": by.name, "title": document.title, "kind": kind_name(document), "reason": document.reason}


def _author(document: Document) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=[document.submitted_by_id] if document.submitted_by_id else [])


def _send(document: Document, people: QuerySet[Person], subject: str, said: str, *, key: str, by: Actor) -> int:
    address = settings.BASE_URL + reverse("document", args=[document.contest.slug, document.uid])
    body = "\n\n".join([said, _("Xem tại: %s") % address, document.contest.organizer_name or document.contest.name])
    readers = people.filter(is_active=True).exclude(email=None).exclude(pk__in=[by.person_id or 0])
    for person in readers:
        once = f"document:{document.uid}:{key}:{document.version}:{person.pk}"
        post(
            kind=f"documents.{key}", to_address=person.email or "", to_name=person.full_name, subject=subject,
            body=body, once_key=once, by=by,
        )  # fmt: skip
    return len(readers)
