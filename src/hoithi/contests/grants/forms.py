"""Forms that give roles and invite people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.accounts.forms.signin import PasswordField
from hoithi.accounts.models import Person
from hoithi.contests.grants import rules
from hoithi.contests.grants.scopes import UNIT_ROLES, Scope
from hoithi.contests.models import Contest
from hoithi.kit.forms import CleanCharField, CleanTextField, EmailField, Form, OnceField, PersonNameField, PhoneField
from hoithi.units.models import Unit
from hoithi.units.queries import in_force


def roles_to_give(actor: Actor, contest: Contest) -> list[Role]:
    """The roles that `actor` may grant or propose in `contest`, in the order of the matrix."""
    own = {role: Scope(contest, contest.owner if role in UNIT_ROLES else None) for role in Role}
    return [role for role, scope in own.items() if rules.can_give(actor, role, scope)]


class InviteForm(Form):
    """Whom to invite, to which role, for which body."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trò"))
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Đơn vị"),
        queryset=Unit.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("Không theo đơn vị"),
        help_text=gettext_lazy("Chỉ chọn khi mời đầu mối hoặc Tổ giúp việc của một đơn vị."),
    )
    full_name = PersonNameField(label=gettext_lazy("Họ và tên"))
    email = EmailField(
        label=gettext_lazy("Thư điện tử"), required=False, help_text=gettext_lazy("Liên kết mời được gửi đến đây.")
    )
    phone = PhoneField(
        label=gettext_lazy("Số điện thoại"),
        required=False,
        help_text=gettext_lazy("Khi không có thư điện tử: bạn tự chuyển liên kết cho người được mời."),
    )
    once = OnceField(required=False)

    def __init__(self, *args: Any, contest: Contest, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, role.label) for role in roles_to_give(actor, contest)
        ]
        below = Unit.objects.filter(in_force(), path__startswith=contest.owner_path)
        self.fields["unit"].queryset = below.order_by("sort_key")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("role") and data["role"] not in UNIT_ROLES:
            data["unit"] = None
        return data

    def facts(self) -> dict[str, Any]:
        """The keyword arguments of `invite`, without the contest."""
        data = self.cleaned_data
        texts = {"email": data["email"] or "", "phone": data["phone"] or ""}
        return {
            "full_name": data["full_name"],
            **texts,
            "role": Role(data["role"]),
            "unit": data["unit"],
            "uid": data["once"][:12],
        }


class GiveForm(Form):
    """A role over all that a body runs, or over the installation."""

    role = forms.ChoiceField(label=gettext_lazy("Vai trò"), choices=Role.choices)
    unit_code = CleanCharField(
        label=gettext_lazy("Mã đơn vị"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Vai trò có hiệu lực với mọi hội thi do đơn vị này tổ chức. Để trống: toàn hệ thống."),
    )

    def clean_unit_code(self) -> Unit | None:
        code = self.cleaned_data["unit_code"]
        unit = Unit.objects.filter(code=code).first() if code else None
        if code and unit is None:
            raise ValidationError(_("Không có đơn vị mang mã “%s”. Mã xem trong danh sách đơn vị.") % code, code="unit")
        return unit


class DecideForm(Form):
    """Why a role is approved, refused or ended."""

    reason = CleanTextField(
        label=gettext_lazy("Lý do"),
        max_length=2000,
        help_text=gettext_lazy("Ví dụ: số quyết định. Lý do được lưu lại và người có liên quan đọc được."),
    )


class NewcomerForm(Form):
    """What somebody without an account gives to accept an invitation."""

    full_name = PersonNameField(label=gettext_lazy("Họ và tên"))
    password = PasswordField(label=gettext_lazy("Mật khẩu"), new=True)

    def __init__(self, *args: Any, contact: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contact = contact
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, Person(full_name=self.cleaned_data.get("full_name", ""), email=self.contact))
        return password
