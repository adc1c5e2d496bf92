"""Consent to each purpose apart, never assumed, and taken back at any time (domain.md 4.3; INV-16)."""

from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField, CharField, QuerySet
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.entries import rules
from hoithi.entries.enums import Purpose
from hoithi.entries.models import Author, Consent
from hoithi.kit.clock import now
from hoithi.kit.models import StoredFile
from hoithi.kit.prepared import given, prepared
from hoithi.kit.refusals import Refusal

WORDS = 1  # raised when a sentence that people agree to changes; `messages.CONSENTS` has the sentences


@transaction.atomic
def give_consent(
    author: Author,
    purpose: str,
    *,
    by: Actor,
    how: str = Consent.How.CLICK,
    given_by: str = "",
    paper: StoredFile | None = None,
) -> Consent:
    """`author` (or the guardian named in `given_by`) agrees to one purpose. Said twice, it stands once. Refused: a
    click by anybody but the author themself or the owner for a guardian who sits beside; others may only record what
    was signed on paper."""
    entry = author.entry
    own = by.person_id is not None and by.person_id in {author.person_id, entry.owner_id if author.represents else None}
    guardian = purpose in {Purpose.GUARDIAN, Purpose.GUARDIAN_PUBLISH} and by.person_id in {
        author.person_id,
        entry.owner_id,
    }
    recorded = how == Consent.How.PAPER and (
        by.person_id in {entry.owner_id, entry.typed_by_id} or rules.is_office(by, entry.contest)
    )
    if not (own or guardian or recorded):
        raise Refusal("entries.consent", _("Chỉ chính tác giả mới bấm đồng ý được."), status=403)
    if agreed := _standing(author=author.pk, purpose=Purpose(purpose).value):
        return agreed[0]
    try:
        with transaction.atomic():
            standing = Consent.objects.create(
                author=author, purpose=Purpose(purpose), words=WORDS, how=how, given_at=now(),
                given_by=(given_by or by.name)[:100], paper=paper,
            )  # fmt: skip
    except IntegrityError:  # somebody was quicker, and it stands once
        return Consent.objects.get(author=author, purpose=Purpose(purpose), withdrawn_at=None)
    record("entries.give_consent", on=entry, by=by, scope=entry.contest, author=author.uid, purpose=purpose, how=how)
    return standing


@prepared
def _standing() -> QuerySet[Consent]:
    author, purpose = given("author", BigIntegerField()), given("purpose", CharField())
    return Consent.objects.filter(author=author, purpose=purpose, withdrawn_at=None)


@transaction.atomic
def withdraw_consent(author: Author, purpose: str, *, by: Actor) -> None:
    """Take a consent back: the author, whoever entered for them, or the office at their word. What was public for
    that purpose goes; the ethnic group, kept for nothing else, is deleted."""
    entry = author.entry
    if by.person_id not in {author.person_id, entry.owner_id} - {None} and not rules.is_office(by, entry.contest):
        raise Refusal("entries.consent", _("Chỉ chính tác giả mới rút đồng ý được."), status=403)
    standing = Consent.objects.filter(author=author, purpose=purpose, withdrawn_at=None)
    if standing.update(withdrawn_at=now()):
        if purpose == Purpose.ETHNICITY:
            Author.objects.filter(pk=author.pk).update(ethnicity_sealed="")
        record("entries.withdraw_consent", on=entry, by=by, scope=entry.contest, author=author.uid, purpose=purpose)


def take_back_clicks(author: Author) -> None:
    """What was agreed to by pressing a button, once another than `author` turns out to have pressed it. The row is
    saved by the caller."""
    standing = Consent.objects.filter(author=author, how=Consent.How.CLICK, withdrawn_at=None)
    if standing.filter(purpose=Purpose.ETHNICITY).exists():
        author.ethnicity_sealed = ""
    standing.update(withdrawn_at=now())
