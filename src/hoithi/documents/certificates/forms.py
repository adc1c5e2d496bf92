"""What people type about certificates, beside the facts, which the schema asks for itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoithi.kit.files.kinds import PDF, KindSet, MiB
from hoithi.kit.forms import CleanCharField, CleanTextField, DateField, Form, OnceField, UploadField, VersionField


class ReasonForm(Form):
    """Why something is done to a run or to a certificate."""

    reason = CleanTextField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    version = VersionField(required=False)


class IssueForm(Form):
    """The day that stands on all of them."""

    day = DateField(label=_("Ngày trên giấy"), help_text=_("Ngày ký; ghi vào sổ và in trên mọi giấy của đợt."))
    version = VersionField(required=False)
    once = OnceField()


class CodeForm(Form):
    """As it stands on the paper; case, spaces and hyphens do not matter."""

    use_required_attribute = False
    ma = CleanCharField(
        label=_("Mã kiểm tra"), help_text=_("17 chữ và số in cạnh mã QR của giấy, chia nhóm bằng dấu gạch.")
    )


class HeldForm(Form):
    """The file that somebody holds; it is looked at and not kept."""

    file = UploadField(label=_("Tệp PDF bạn đang có"), kinds=KindSet((PDF,), 2 * MiB))
