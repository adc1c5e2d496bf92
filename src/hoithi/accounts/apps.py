from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hoithi.kit.clock import now

STAFF_SESSION = timedelta(hours=12)


class AccountsConfig(AppConfig):
    name = "hoithi.accounts"

    def ready(self) -> None:
        """Fills the account menu and, in a demo, the bar; listens to the library."""
        from allauth.account import signals  # noqa: PLC0415 - models must be loaded

        from hoithi.accounts.messages import VERBS  # noqa: PLC0415
        from hoithi.accounts.views.demo import demo_bar  # noqa: PLC0415
        from hoithi.accounts.views.outbox import READERS  # noqa: PLC0415
        from hoithi.audit.messages import name_verbs  # noqa: PLC0415
        from hoithi.kit import nav, panels  # noqa: PLC0415
        from hoithi.kit.routes import SIGNED_IN  # noqa: PLC0415

        name_verbs(VERBS)
        nav.register("account", _("Tài khoản"), "account_home", SIGNED_IN, icon="user")
        nav.register("work", _("Thư đã gửi"), "letter_list", READERS, order=90, icon="mail")
        if settings.DEMO:
            panels.register("demo_bar", demo_bar)
        signals.password_reset.connect(_address_proved)
        signals.email_confirmed.connect(_address_proved_by_code)
        signals.authentication_step_completed.connect(_step_shown)


def _address_proved(user: Any, **kwargs: Any) -> None:  # noqa: ARG001
    """The link of the letter came back: the address is its owner's."""
    user.emailaddress_set.filter(primary=True).update(verified=True)


def _address_proved_by_code(request: Any, email_address: Any, **kwargs: Any) -> None:  # noqa: ARG001
    """Who first proves an address by a code to sign in need not be who set the password: it stops working."""
    from hoithi.accounts.actions import forget_password  # noqa: PLC0415 - models must be loaded
    from hoithi.accounts.sessions import came_by_code  # noqa: PLC0415

    if came_by_code(request, email_address.user, email_address.email):
        forget_password(email_address.user)


def _step_shown(request: Any, method: str, **kwargs: Any) -> None:  # noqa: ARG001
    """A session with a second factor, and so with the roles that ask for one, ends with the day's work."""
    if method == "mfa":
        request.session.set_expiry(now() + STAFF_SESSION)
