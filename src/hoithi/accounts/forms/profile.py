from typing import Any

from django.utils.translation import gettext_lazy

from hoithi.accounts.forms.signin import NAME_HELP
from hoithi.kit.forms import CleanCharField, EmailField, Form, PersonNameField, PhoneField


class ProfileForm(Form):
    """What everybody may change about themselves."""

    full_name = PersonNameField(label=gettext_lazy("Họ và tên"), help_text=NAME_HELP)
    phone = PhoneField(
        label=gettext_lazy("Số điện thoại"), required=False, help_text=gettext_lazy("Dùng để đăng nhập và liên hệ.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"
        self.fields["phone"].widget.attrs |= {"autocomplete": "tel", "type": "tel"}


class PersonForm(ProfileForm):
    """A new account for somebody else."""

    email = EmailField(label=gettext_lazy("Thư điện tử"), required=False)


class ChangeEmailForm(Form):
    """The address that shall take the place of the old one, once its owner has sent back the code."""

    email = EmailField(label=gettext_lazy("Địa chỉ thư điện tử mới"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs |= {"type": "email", "autocomplete": "email"}


class ReasonForm(Form):
    """Why something is done that concerns somebody else."""

    reason = CleanCharField(label=gettext_lazy("Lý do"), max_length=300)
