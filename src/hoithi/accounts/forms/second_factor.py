"""Forms of the second factor: the library checks the codes, the words are ours."""

from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy

from hoithi.accounts.forms.signin import CodeField
from hoithi.accounts.sessions import mark_second_factor
from hoithi.kit.forms import Form


class AuthenticateForm(Form, base.AuthenticateForm):
    """A code of the authenticator, or a recovery code."""

    code = CodeField(
        label=gettext_lazy("Mã xác thực"),
        help_text=gettext_lazy("6 chữ số trong ứng dụng xác thực, hoặc một mã dự phòng."),
    )


class ReauthenticateForm(Form, base.ReauthenticateForm):
    """The same, before a change that matters."""

    code = CodeField(label=gettext_lazy("Mã xác thực"))


class ActivateForm(Form, totp.ActivateTOTPForm):
    """The first code of a newly added authenticator."""

    code = CodeField(label=gettext_lazy("Mã 6 chữ số trong ứng dụng"))

    def clean_code(self) -> str:
        """Whoever has typed the first code right has shown the second factor: this session need not ask again."""
        code: str = super().clean_code()
        mark_second_factor(context.request, self.user, how="totp")
        return code


class DeactivateForm(Form, totp.DeactivateTOTPForm):
    """Nothing to type: a page that asks."""


class GenerateForm(Form, GenerateRecoveryCodesForm):
    """Nothing to type: a page that asks."""
