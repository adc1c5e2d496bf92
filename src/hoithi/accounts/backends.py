from collections.abc import Callable

from allauth.account.auth_backends import AuthenticationBackend

from hoithi.accounts.models import Person
from hoithi.accounts.queries import person_by_email, person_by_number


class PersonBackend(AuthenticationBackend):
    """Finds a person by the one key under which e-mail addresses are unique here."""

    # How the person of a session is read; the domain that keeps grants reads them in the same query.
    read: Callable[[int], Person | None] = staticmethod(person_by_number)

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session; None for a closed account."""
        person = self.read(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None

    def _authenticate_by_email(self, email: str, password: str) -> Person | None:
        return self._check_password(person_by_email(email), password)
