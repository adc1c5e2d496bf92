from allauth.account.stages import EmailVerificationStage
from django.http import HttpResponse


class EmailStage(EmailVerificationStage):
    """Asks for proof of the address from those who come in by an address: a phone number needs none."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        login = self.login
        by_address = login.email or (login.signup and login.user and login.user.email)
        return super().handle() if by_address else (None, True)
