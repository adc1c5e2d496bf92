"""Forms of the way in. The library's views call them; what they look up and say is ours."""

from typing import Any

from allauth.account import forms as library
from allauth.account.adapter import get_adapter
from allauth.account.forms import flows
from allauth.core import context
from allauth.core.internal import ratelimit
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actions import sign_up
from hoithi.accounts.models import LONGEST_PASSWORD, Person
from hoithi.accounts.queries import Contact, person_by_contact, person_by_email, read_contact
from hoithi.kit.forms import CleanCharField, EmailField, Form, PersonNameField
from hoithi.kit.refusals import Refusal
from hoithi.notifications.delivery import can_send

NAME_HELP = gettext_lazy("Như trên giấy tờ, có dấu.")
PASSWORD_HELP = gettext_lazy("Ít nhất 8 ký tự. Một câu ngắn dễ nhớ là tốt nhất.")


class ContactField(CleanCharField):
    """One box for a phone number or an e-mail address; its value is a `Contact`."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Số điện thoại hoặc thư điện tử"))
        super().__init__(max_length=254, **kwargs)
        self.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return read_contact(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return value.value if isinstance(value, Contact) else value


class PasswordField(forms.CharField):
    """A password as it was typed, spaces and all; at most 128 characters. Shown again by nobody."""

    def __init__(self, *, new: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Mật khẩu"))
        if new:
            kwargs.setdefault("help_text", PASSWORD_HELP)
        words = {"autocomplete": "new-password" if new else "current-password"}
        super().__init__(strip=False, widget=forms.PasswordInput(attrs=words), **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if len(text) > LONGEST_PASSWORD:
            raise ValidationError(_("Mật khẩu dài nhất %d ký tự.") % LONGEST_PASSWORD, code="too_long")
        if "\x00" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
            raise ValidationError(_("Mật khẩu có ký tự không hợp lệ."), code="broken")
        return text


def refuse_without_mail() -> None:
    """Raise the sentence for what needs a letter while letters cannot leave (a demo shows them instead)."""
    if not (can_send() or settings.DEMO):
        raise ValidationError(
            _("Hệ thống này chưa gửi được thư điện tử. Hãy dùng số điện thoại, hoặc xin đầu mối in phiếu đăng nhập."),
            code="no_mail",
        )


class CodeField(CleanCharField):
    """A code of a letter or of the authenticator: spaces and hyphens do not count."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Mã"))
        super().__init__(max_length=20, **kwargs)
        self.widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace(" ", "").replace("-", "")


class SignInForm(Form, library.LoginForm):
    """Phone or e-mail in one box, and a password. The answer is the same whoever is known here."""

    field_order = ("login", "password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = ContactField()
        self.fields["password"] = PasswordField()
        self.fields.pop("remember", None)
        for name, field in self.fields.items():
            field.error_messages["required"] = self.missing[name]

    missing = {
        "login": gettext_lazy("Chưa nhập số điện thoại hoặc thư điện tử."),
        "password": gettext_lazy("Chưa nhập mật khẩu."),
    }

    def clean_login(self) -> Contact:
        contact: Contact = self.cleaned_data["login"]
        return contact

    def user_credentials(self) -> dict[str, str]:
        contact: Contact = self.cleaned_data["login"]
        return {contact.kind: contact.value, "password": self.cleaned_data["password"]}

    def _clean_with_password(self, credentials: dict[str, str]) -> dict[str, Any]:
        adapter = get_adapter()
        person = adapter.authenticate(self.request, **credentials)
        if person is None:
            raise adapter.validation_error("invalid_login")
        self._login = library.Login(user=person, email=credentials.get("email"))
        if flows.login.is_login_rate_limited(self.request, self._login):
            raise adapter.validation_error("too_many_login_attempts")
        self.user = person
        return self.cleaned_data


class SignUpForm(Form):
    """A new account: a name, one contact, a password."""

    full_name = PersonNameField(label=gettext_lazy("Họ và tên"), help_text=NAME_HELP)
    contact = ContactField(help_text=gettext_lazy("Bạn sẽ đăng nhập bằng số hoặc địa chỉ này."))
    password1 = PasswordField(new=True)
    by_passkey = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        contact = data.get("contact")
        if contact and contact.kind == "email":
            refuse_without_mail()
        if data.get("password1"):
            person = Person(full_name=data.get("full_name", ""), **({contact.kind: contact.value} if contact else {}))
            self._check_password(data["password1"], person)
        if contact and contact.kind == "phone" and person_by_contact(contact):
            self.add_error("contact", _("Đã có tài khoản dùng số này. Nếu là số của bạn, hãy đăng nhập."))
        return data

    def _check_password(self, password: str, person: Person) -> None:
        try:
            validate_password(password, person)
        except ValidationError as error:
            self.add_error("password1", error)

    def try_save(self, request: HttpRequest) -> tuple[Person | None, HttpResponse | None]:
        """The new person; or, for an address that has an account, the same page as for a new one, and a letter."""
        contact: Contact = self.cleaned_data["contact"]
        try:
            person = sign_up(
                full_name=self.cleaned_data["full_name"], contact=contact, password=self.cleaned_data["password1"]
            )
        except Refusal:
            Person().set_password(self.cleaned_data["password1"])  # takes as long as making an account
            return None, flows.signup.prevent_enumeration(request, email=contact.value)
        return person, None


class CodeRequestForm(Form):
    """Asks for a code by e-mail. Nobody learns whether the address is known."""

    email = EmailField(label=gettext_lazy("Thư điện tử"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"type": "email", "autocomplete": "email"}
        self._user: Person | None = None

    def clean_email(self) -> str:
        refuse_without_mail()
        address: str = self.cleaned_data["email"]
        if not ratelimit.consume(context.request, app="allauth.account", action="request_login_code", key=address):
            raise get_adapter().validation_error("too_many_login_attempts")
        person = person_by_email(address)
        self._user = person if person and person.is_active else None
        return (self._user.email or address) if self._user else address


class CodeForm(Form):
    """The code of a letter: compared by the library's rules, without telling how far it was right."""

    code = CodeField(label=gettext_lazy("Mã trong thư"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.expected_code = kwargs.pop("code", None)
        kwargs.pop("user", None)
        kwargs.pop("email", None)
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not library.compare_user_code(actual=code, expected=self.expected_code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class ResetRequestForm(Form):
    """Asks for a link to set a new password; it goes to the stored address only, whatever spelling was typed."""

    email = EmailField(label=gettext_lazy("Thư điện tử"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"type": "email", "autocomplete": "email"}

    def clean_email(self) -> str:
        refuse_without_mail()
        address: str = self.cleaned_data["email"]
        return address

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        typed: str = self.cleaned_data["email"]
        person = person_by_email(typed)
        known = [person] if person and person.is_active else []
        address = person.email if person and known else typed
        flows.password_reset.request_password_reset(request, address, known, kwargs.get("token_generator"))
        return typed


class NewPasswordForm(Form):
    """A new password for `user`, typed once."""

    password1 = PasswordField(label=gettext_lazy("Mật khẩu mới"), new=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user", None)
        kwargs.pop("temp_key", None)
        super().__init__(*args, **kwargs)

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        validate_password(password, self.user)
        return password

    def save(self) -> None:
        flows.password_change.change_password(self.user, self.cleaned_data["password1"])


class ResetForm(NewPasswordForm):
    """The page behind the link of the letter."""

    def save(self) -> None:
        flows.password_reset.reset_password(self.user, self.cleaned_data["password1"])


class ChangePasswordForm(NewPasswordForm):
    """The old password, then the new one."""

    oldpassword = PasswordField(label=gettext_lazy("Mật khẩu hiện tại"))
    field_order = ("oldpassword", "password1")

    def clean_oldpassword(self) -> str:
        password: str = self.cleaned_data["oldpassword"]
        if not self.user.check_password(password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class ReauthenticateForm(Form):
    """The password once more, before a change that matters."""

    password = PasswordField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.pop("user")
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("incorrect_password")
        return password
