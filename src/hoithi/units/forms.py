"""What people type about bodies."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.kit.forms import (
    CleanCharField,
    CleanTextField,
    DateField,
    EmailField,
    Form,
    PersonNameField,
    PhoneField,
    VersionField,
)
from hoithi.kit.text import fold
from hoithi.units.models import Member, Unit, UnitKind
from hoithi.units.queries import find_units

MOST_BYTES = 1_500_000  # it comes back signed with the preview, within the limit of a form
_HOW = gettext_lazy("Ghi mã, hoặc tên nếu chỉ có một đơn vị mang tên đó.")


class UnitField(CleanCharField):
    """A body, written by its code or by a name that only one body has."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _HOW)
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.code} – {value.name}" if isinstance(value, Unit) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self._meant(text) if text else None

    def _meant(self, text: str) -> Unit:
        code = text.split(" – ", maxsplit=1)[0].strip()
        exact = Unit.objects.filter(code=code).first()
        if exact is not None:
            return exact
        found = [one for one in find_units(text) if one.score > 0.5] or find_units(text)
        same = [one for one in found if fold(one.unit.name) == fold(text)] or found
        if len(same) == 1:
            return same[0].unit
        if not same:
            raise ValidationError(_("Không có đơn vị “%s”. Hãy kiểm tra lại mã hoặc tên.") % text[:40], code="none")
        raise ValidationError(_("Có nhiều đơn vị tên như vậy, hãy ghi mã: %s.") % _listed(same), code="many")


def _listed(found: Sequence[Any]) -> str:
    return "; ".join(
        f"{one.unit.code} ({one.unit.name}{', ' + one.unit.parent.name if one.unit.parent else ''})"
        for one in found[:5]
    )


class UnitsField(UnitField):
    """Several bodies, parted by semicolons."""

    def clean(self, value: Any) -> list[Unit]:
        text = CleanCharField.clean(self, value)
        return [self._meant(part) for piece in text.split(";") if (part := piece.strip())]


def _kind() -> forms.ModelChoiceField:  # type: ignore[type-arg]
    return forms.ModelChoiceField(
        UnitKind.objects.all(), label=gettext_lazy("Loại đơn vị"), empty_label=gettext_lazy("Chọn loại đơn vị")
    )


class DescribeForm(Form):
    """What is known of a body apart from its name and place."""

    kind = _kind()
    code = CleanCharField(
        label=gettext_lazy("Mã đơn vị"),
        max_length=30,
        required=False,
        help_text=gettext_lazy("Mã của Tổng cục Thống kê nếu có; để trống thì hệ thống tự đặt."),
    )
    valid_from = DateField(label=gettext_lazy("Ngày thành lập"), required=False)
    address = CleanCharField(label=gettext_lazy("Địa chỉ"), max_length=300, required=False)
    phone = PhoneField(label=gettext_lazy("Điện thoại"), landline=True, required=False)
    email = EmailField(label=gettext_lazy("Thư điện tử"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {**data, **{name: data.get(name) or "" for name in ("phone", "email")}}


class CreateForm(DescribeForm):
    """A new body."""

    name = CleanCharField(label=gettext_lazy("Tên đơn vị"), help_text=gettext_lazy("Ghi đầy đủ như trên con dấu."))
    parent = UnitField(
        label=gettext_lazy("Đơn vị cấp trên"),
        required=False,
        help_text=gettext_lazy("Ghi mã hoặc tên. Để trống nếu không có đơn vị nào ở trên."),
    )
    field_order = ("name", "kind", "parent", "code")


class EditForm(DescribeForm):
    """What is known of a body, made from one version of it."""

    version = VersionField(required=False)


class ReasonForm(Form):
    """A change with its reason."""

    reason = CleanTextField(
        label=gettext_lazy("Lý do, căn cứ"),
        max_length=2000,
        help_text=gettext_lazy("Số, ngày của nghị quyết hoặc quyết định, nếu có."),
    )

    def change_data(self) -> dict[str, Any]:
        """The change as JSON, for `propose`."""
        data: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name != "reason" and value:
                data[name] = _as_json(value)
        return data


def _as_json(value: Any) -> Any:
    if isinstance(value, Unit):
        return [value.uid]
    if isinstance(value, list):
        return [unit.uid for unit in value]
    if isinstance(value, UnitKind):
        return value.code
    return value if isinstance(value, str) else value.isoformat()


class RenameForm(ReasonForm):
    """A new official name, or the old one spelled rightly."""

    name = CleanCharField(label=gettext_lazy("Tên mới"))
    on = DateField(
        label=gettext_lazy("Mang tên mới từ ngày"),
        required=False,
        help_text=gettext_lazy("Để trống nếu chỉ sửa lỗi chính tả của tên đang dùng."),
    )
    kind = forms.ModelChoiceField(
        UnitKind.objects.all(),
        label=gettext_lazy("Loại đơn vị mới"),
        required=False,
        empty_label=gettext_lazy("Giữ như cũ"),
    )
    field_order = ("name", "on", "kind", "reason")


class AliasForm(ReasonForm):
    """Another name of a body."""

    name = CleanCharField(
        label=gettext_lazy("Tên gọi khác"),
        help_text=gettext_lazy("Tên viết tắt, tên thường gọi, hoặc tên bị viết sai trong văn bản."),
    )
    reason = CleanTextField(label=gettext_lazy("Lý do, căn cứ"), max_length=2000, required=False)
    field_order = ("name", "reason")


class CloseForm(ReasonForm):
    """The end of a body."""

    on = DateField(
        label=gettext_lazy("Chấm dứt từ ngày"), help_text=gettext_lazy("Ngày đầu tiên đơn vị không còn tồn tại.")
    )
    field_order = ("on", "reason")


class SucceedForm(ReasonForm):
    """Into which bodies this one went over."""

    successors = UnitsField(
        label=gettext_lazy("Đơn vị kế thừa"),
        max_length=500,
        help_text=gettext_lazy("Ghi mã hoặc tên; nhiều đơn vị cách nhau bằng dấu chấm phẩy."),
    )
    on = DateField(label=gettext_lazy("Có hiệu lực từ ngày"))
    field_order = ("successors", "on", "reason")


class MergeForm(ReasonForm):
    """Which row is the same body as this one."""

    duplicate = UnitField(label=gettext_lazy("Dòng trùng, sẽ được gộp vào đơn vị này"))
    field_order = ("duplicate", "reason")


class MoveForm(ReasonForm):
    """The new place of a body."""

    parent = UnitField(
        label=gettext_lazy("Đơn vị cấp trên mới"),
        required=False,
        help_text=gettext_lazy("Ghi mã hoặc tên. Để trống nếu không có đơn vị nào ở trên."),
    )
    field_order = ("parent", "reason")


class MemberForm(Form):
    """Somebody of a body."""

    full_name = PersonNameField(label=gettext_lazy("Họ và tên"))
    title = CleanCharField(label=gettext_lazy("Chức vụ"), max_length=150, required=False)
    duty = forms.ChoiceField(label=gettext_lazy("Vai trò trong đơn vị"), choices=Member.Duty.choices)
    phone = PhoneField(label=gettext_lazy("Điện thoại"), required=False)
    email = EmailField(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        help_text=gettext_lazy("Lời nhắc việc được gửi về địa chỉ này nếu là đầu mối."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        return {**data, **{name: data.get(name) or "" for name in ("phone", "email")}}


class DecideForm(Form):
    """An answer to a proposal."""

    answer = CleanTextField(label=gettext_lazy("Ý kiến"), max_length=2000, required=False)


class ImportForm(Form):
    """A list of bodies."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        help_text=gettext_lazy("Tệp Excel (.xlsx) hoặc CSV, tối đa 5.000 dòng và 1,5 MB."),
        error_messages={"empty": gettext_lazy("Tệp không có dòng nào.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}),
    )
    root = UnitField(
        label=gettext_lazy("Đặt dưới đơn vị"),
        required=False,
        help_text=gettext_lazy("Dùng cho những dòng không ghi mã cấp trên."),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("Tệp lớn hơn 1,5 MB. Hãy chia thành nhiều tệp nhỏ."), code="big")
        return file
