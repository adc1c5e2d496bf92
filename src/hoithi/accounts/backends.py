from allauth.account.auth_backends import AuthenticationBackend

from hoithi.accounts.models import Person
from hoithi.accounts.queries import person_by_email


class PersonBackend(AuthenticationBackend):
    """Finds a person by the one key under which e-mail addresses are unique here."""

    def _authenticate_by_email(self, email: str, password: str) -> Person | None:
        return self._check_password(person_by_email(email), password)
