"""Forms about personal data."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hoithi.kit.forms import CleanTextField, Form


class ReasonForm(Form):
    """Why a sealed value is opened."""

    reason = CleanTextField(label=_("Lý do"), help_text=_("Lý do được giữ lại cho giám sát."), max_length=500)


class ErasureForm(Form):
    """A person asks for erasure, knowing what it means."""

    sure = forms.BooleanField(
        label=_("Tôi hiểu: xóa xong thì không lấy lại được và tài khoản không đăng nhập được nữa.")
    )
    text = CleanTextField(label=_("Điều bạn muốn nói thêm"), max_length=1000, required=False)


class AnswerForm(Form):
    """What is done about a request."""

    do = forms.ChoiceField(
        label=_("Trả lời"),
        choices=[("1", _("Thực hiện: xóa dữ liệu ngay")), ("0", _("Chưa thực hiện được"))],
        widget=forms.RadioSelect,
    )
    answer = CleanTextField(label=_("Lý do, gửi cho người yêu cầu"), max_length=2000, required=False)
