"""Where django-allauth asks the house: finding people, letters, sentences, addresses."""

import base64
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts import tries
from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import SECOND_FACTOR_ROLES
from hoithi.accounts.messages import LETTERS, NOTICES
from hoithi.accounts.models import Person
from hoithi.accounts.queries import person_by_phone
from hoithi.accounts.sessions import signed_in_lately
from hoithi.kit.clients import client_address
from hoithi.kit.ids import public_id
from hoithi.notifications.actions import post

WRONG = gettext_lazy("Số điện thoại, địa chỉ thư hoặc mật khẩu chưa đúng. Hãy kiểm tra lại rồi thử lần nữa.")
TOO_MANY = gettext_lazy("Đã thử sai nhiều lần. Hãy chờ 15 phút, hoặc đăng nhập bằng mã gửi về thư điện tử.")


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by phone or e-mail; letters through our outbox; nothing of the request's Host header in a link."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Tài khoản này đã đóng. Hãy liên hệ cơ quan thường trực của hội thi."),
        "email_password_mismatch": WRONG,
        "phone_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_code": gettext_lazy("Mã chưa đúng. Hãy nhập lại mã mới nhất."),
        "incorrect_password": gettext_lazy("Mật khẩu chưa đúng."),
        "enter_current_password": gettext_lazy("Mật khẩu hiện tại chưa đúng."),
        "invalid_password_reset": gettext_lazy("Liên kết đặt lại mật khẩu không còn dùng được. Hãy lấy liên kết mới."),
        "email_taken": gettext_lazy("Địa chỉ này đang dùng cho một tài khoản khác."),
        "same_as_current": gettext_lazy("Địa chỉ mới trùng với địa chỉ đang dùng."),
    }

    def get_user_by_phone(self, phone: str) -> Person | None:
        return person_by_phone(phone)

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if user.phone else None

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def get_login_stages(self) -> list[str]:
        return [
            "allauth.account.stages.LoginByCodeStage",
            "hoithi.accounts.stages.EmailStage",
            "allauth.mfa.stages.AuthenticateStage",
        ]

    def generate_login_code(self) -> str:
        return get_random_string(6, "0123456789")

    def generate_email_verification_code(self) -> str:
        return get_random_string(6, "0123456789")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the try before it is made, so that a hundred at once are a hundred."""
        account = str(credentials.get("email") or credentials.get("phone") or "").casefold()
        self._tries = tries.begin(account=account, address=client_address(request))
        if self._tries is None:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        tries.forget(self._tries or [])

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Whoever has set a new password by the letter starts afresh."""
        tries.forgive(account=str(credentials.get("email", "")).casefold())

    def get_reset_password_from_key_url(self, key: str) -> str:
        return absolute(super().get_reset_password_from_key_url(key))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in within five minutes is not asked again."""
        if signed_in_lately(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def is_safe_url(self, url: str) -> bool:
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        facts = {name: absolute(fact) if name.endswith("_url") else fact for name, fact in context.items()}
        subject, body = LETTERS[template_prefix](facts)
        person = context.get("user")
        post(
            kind=template_prefix.replace("/email/", "."),
            to_address=email,
            to_name=person.full_name if isinstance(person, Person) else "",
            subject=subject,
            body=body,
            once_key=public_id(),
            secret=True,
            by=SYSTEM,
        )
        shown = facts.get("code") or facts.get("password_reset_url")
        if settings.DEMO and shown:
            messages.info(self.request, _("Bản dùng thử không gửi thư. Trong thư có: %s") % shown)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        sentence = message or _(NOTICES.get(message_template or "", "") or " ")
        if sentence.strip():
            messages.add_message(request, level, sentence, extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of the second factor encrypted under the installation's key, and draws the QR code itself."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Mã chưa đúng hoặc đã dùng. Hãy chờ ứng dụng hiện mã mới rồi nhập lại."),
        "cannot_delete_authenticator": gettext_lazy("Vai trò của bạn bắt buộc có xác thực hai lớp, không tắt được."),
        "cannot_generate_recovery_codes": gettext_lazy("Hãy bật xác thực hai lớp trước khi tạo mã dự phòng."),
    }

    def get_totp_label(self, user: Person) -> str:
        return user.email or user.phone or user.full_name

    def get_totp_issuer(self) -> str:
        return "Hội thi sáng tạo"

    def build_totp_svg(self, url: str) -> str:
        drawn = BytesIO()
        segno.make(url, error="m").save(drawn, kind="svg", scale=5, light="white", xmldecl=False)
        return drawn.getvalue().decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:  # noqa: ARG002
        """Never while the person's role asks for it."""
        actor = self.request.actor
        return not (actor.withheld or actor.holds(*SECOND_FACTOR_ROLES))

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def absolute(url: str) -> str:
    """`url` under the configured address of the site, whatever host the request named."""
    path = "/" + url.split("://", 1)[-1].split("/", 1)[-1] if "://" in url else url
    return settings.BASE_URL + path


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(salted_hmac("second factor", "", key, algorithm="sha256").digest()))
            for key in keys
        ]
    )
