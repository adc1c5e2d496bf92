"""Questions about people who sign in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db.models import BigIntegerField, QuerySet

from hoithi.accounts.models import DemoRole, Person, SecondFactorReset, email_key
from hoithi.kit.contacts import parse_email, parse_phone
from hoithi.kit.prepared import given, prepared


@dataclass(frozen=True, slots=True)
class Contact:
    """What somebody typed to say who they are: an e-mail address or a mobile number in its normal form."""

    kind: Literal["email", "phone"]
    value: str


def read_contact(text: str) -> Contact:
    """The e-mail address or mobile number in `text`; raises `ValidationError` with a sentence for the person."""
    return Contact("email", parse_email(text)) if "@" in text or "＠" in text else Contact("phone", parse_phone(text))


def person_by_email(address: str) -> Person | None:
    """The person whose stored address equals `address` by Unicode compatibility and case."""
    return Person.objects.filter(email_key=email_key(address)).first()


def person_by_number(number: int) -> Person | None:
    """The person with this number."""
    return next(iter(_person(number=number)), None)


@prepared
def _person() -> QuerySet[Person]:
    return Person.objects.filter(pk=given("number", BigIntegerField()))


def person_by_phone(phone: str) -> Person | None:
    """The person with this number, written in any usual way."""
    try:
        return Person.objects.filter(phone=parse_phone(phone)).first()
    except ValidationError:
        return None


def person_by_contact(contact: Contact) -> Person | None:
    """The person who would sign in with `contact`."""
    return person_by_email(contact.value) if contact.kind == "email" else person_by_phone(contact.value)


def is_protected(person: Person, *, since: datetime) -> bool:
    """Whether `person` has a second factor, or two persons agreed after `since` that they set up a new one."""
    has_one = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()
    return has_one or SecondFactorReset.objects.filter(person=person, done_at__gt=since).exists()


def demo_people() -> list[DemoRole]:
    """Those whom a visitor of a demo may become, in the order of the bar."""
    return list(DemoRole.objects.select_related("person"))


def demo_roles() -> list[tuple[str, str, int]]:
    """(code, label, number of the person) of the roles of the bar, which stands on every page of a demo."""
    return _demo_roles()


@prepared
def _demo_roles() -> QuerySet[DemoRole, tuple[str, str, int]]:
    return DemoRole.objects.values_list("code", "label", "person_id")
