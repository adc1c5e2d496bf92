"""The accounts of those who enter in the demo: one for each name, made when first asked for, with a number of its
own."""

from hoithi.accounts.actions import create_person
from hoithi.accounts.actors import SYSTEM, Actor
from hoithi.accounts.models import Person
from hoithi.contests.queries import actor_of

_WITH_MAIL = 3  # every third has an address; the others only a telephone


class Accounts:
    """People by name. `cast` are those that the demo's bar plays."""

    def __init__(self, cast: list[Person]) -> None:
        self._people = {person.full_name: person for person in cast}
        self._actors: dict[str, Actor] = {}
        self._phones: dict[str, str] = {}

    def phone(self, name: str) -> str:
        """The number of `name`: 0900000001 and on."""
        return self._phones.setdefault(name, f"09000000{len(self._phones) + 1:02d}")

    def actor(self, name: str) -> Actor:
        """`name`, signed in."""
        if name not in self._actors:
            self._actors[name] = actor_of(self._people.get(name) or self._made(name))
        return self._actors[name]

    def _made(self, name: str) -> Person:
        phone = self.phone(name)
        with_mail = int(phone[-2:]) % _WITH_MAIL == 0
        email = f"nguoi-du-thi-{phone[-2:]}@hoithi.example" if with_mail else None
        return create_person(full_name=name, phone=phone, email=email, by=SYSTEM)
