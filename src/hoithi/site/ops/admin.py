"""The first account of an installation."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from hoithi.accounts.actions import create_person
from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.grants.actions import grant_role
from hoithi.kit.contacts import parse_email
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text
from hoithi.site.ops import Failure


@transaction.atomic
def create_admin(*, full_name: str, email: str, password: str) -> Person:
    """An administrator of the whole installation, made by the verbs that pages use. Raises `Failure`.

    Whoever runs this command on the machine vouches for the address: it needs no letter to count.
    """
    try:
        name, address = clean_text(full_name, max_length=100), parse_email(email)
        if not name:
            raise Failure("--name is empty")
        validate_password(password, Person(full_name=name, email=address))
        person = create_person(full_name=name, email=address, by=SYSTEM)
        grant_role(person, role=Role.ADMIN, by=SYSTEM)
    except ValidationError as error:
        raise Failure(" ".join(error.messages)) from error
    except Refusal as refusal:
        raise Failure(refusal.sentence) from refusal
    person.set_password(password)
    person.save(update_fields=["password"])
    EmailAddress.objects.filter(user=person).update(verified=True)
    return person
