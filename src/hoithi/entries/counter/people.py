"""Finding the person who stands at the counter: by their whole number anybody, by name those whom one may know."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q

from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.contests.models import Contest
from hoithi.entries.queries import people_at_counter
from hoithi.kit.contacts import parse_phone
from hoithi.kit.text import fold

MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found, and the number that was typed ("" when it was a name, `wrong` when it looks like a number and is
    none)."""

    people: list[Person]
    phone: str = ""
    wrong: str = ""


def find_people(actor: Actor, contest: Contest, text: str) -> Found:
    """People for what was typed: a whole number finds its holder, whoever they are, for they have just said it; words
    find those of `people_at_counter`, marks aside. One query."""
    if sum(letter.isdigit() for letter in text) >= 6:
        try:
            phone = parse_phone(text)
        except ValidationError as error:
            return Found([], wrong=error.messages[0])
        return Found(list(Person.objects.filter(phone=phone, is_active=True)), phone=phone)
    asked = fold(text).split()
    if not asked:
        return Found([])
    rows = people_at_counter(actor, contest).filter(*(Q(search_key__contains=word) for word in asked))
    return Found(list(rows.order_by("sort_key")[:MOST]))
