"""What is asked to sign a paper, to bring back a signed one, and to look into any."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoithi.documents.actions.signing import SCANS
from hoithi.kit.files.kinds import PDF, PNG, KindSet
from hoithi.kit.forms import CleanCharField, Form, OnceField, UploadField, WholeField

_MIB = 1024 * 1024
SIGNED, PICTURES = KindSet((PDF,), 20 * _MIB), KindSet((PNG,), 2 * _MIB)


class SignForm(Form):
    """A key for this act, and what is seen of the signature."""

    way = forms.ChoiceField(
        label=_("Ký bằng"), widget=forms.RadioSelect, initial="file",
        choices=[("file", _("tệp chứng thư của tôi")), ("token", _("thiết bị ký số của máy chủ"))],
    )  # fmt: skip
    key = forms.FileField(
        label=_("Chứng thư số (.p12, .pfx)"), required=False, widget=forms.FileInput(attrs={"accept": ".p12,.pfx"}),
        help_text=_("Chỉ dùng để ký lần này, không lưu lại."),
    )  # fmt: skip
    passphrase = forms.CharField(
        label=_("Mật khẩu của chứng thư"), required=False, strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    image = UploadField(
        label=_("Ảnh chữ ký"), kinds=PICTURES, required=False,
        help_text=_("PNG nền trong suốt, màu xanh; đặt giữa chức vụ và họ tên."),
    )  # fmt: skip
    seal = UploadField(
        label=_("Ảnh con dấu"), kinds=PICTURES, required=False,
        help_text=_("PNG nền trong suốt, màu đỏ; trùm khoảng 1/3 chữ ký về bên trái."),
    )  # fmt: skip
    seal_mm = WholeField(label=_("Đường kính con dấu (mm)"), least=20, most=50, initial=36)
    after = CleanCharField(widget=forms.HiddenInput, required=False, max_length=40)
    once = OnceField()

    def __init__(self, *args: Any, token: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not token:
            del self.fields["way"]


class AttachForm(Form):
    """The paper as another program signed it."""

    file = UploadField(label=_("Tệp PDF đã ký"), kinds=SIGNED)
    once = OnceField()


class ScanForm(Form):
    """The sheet that was signed by hand."""

    file = UploadField(label=_("Bản chụp có chữ ký, con dấu"), kinds=SCANS)
    once = OnceField()


class CheckForm(Form):
    """Any PDF; it is not kept."""

    file = UploadField(label=_("Tệp PDF cần kiểm tra"), kinds=SIGNED)
