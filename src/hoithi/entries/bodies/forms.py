"""The word of a body on an entry of one of its people."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.kit.forms import CleanCharField, CleanTextField, Form

CONFIRM, DECLINE = "confirm", "decline"


class AnswerForm(Form):
    """Confirm (choose), or decline with a reason."""

    use_required_attribute = False
    seen = CleanCharField(widget=forms.HiddenInput, required=False, max_length=80)
    answer = forms.ChoiceField(label=gettext_lazy("Đơn vị trả lời"), widget=forms.RadioSelect)
    note = CleanTextField(
        label=gettext_lazy("Lý do"), required=False, max_length=1000,
        help_text=gettext_lazy("Phải ghi khi không xác nhận; người dự thi đọc được."),
    )  # fmt: skip

    def __init__(self, *args: Any, preselect: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        yes, no = (_("Chọn gửi dự thi"), _("Không chọn")) if preselect else (_("Xác nhận"), _("Không xác nhận"))
        self.fields["answer"].choices = [(CONFIRM, yes), (DECLINE, no)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A body that declines says why."""
        data = super().clean() or self.cleaned_data
        if data.get("answer") == DECLINE and not data.get("note") and "note" not in self.errors:
            self.add_error("note", _("Hãy ghi lý do để người dự thi biết phải làm gì."))
        return data
