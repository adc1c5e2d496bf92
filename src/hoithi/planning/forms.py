"""What people type about tasks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoithi.kit.files import EVIDENCE
from hoithi.kit.forms import CleanTextField, Form, InstantField, OnceField, UploadField, VersionField, WholeField
from hoithi.planning.enums import REPORTED
from hoithi.units.models import Unit


class ReportForm(Form):
    """How far a task is."""

    state = forms.ChoiceField(
        label=_("Tình trạng"), choices=[(state.value, state.label) for state in REPORTED], widget=forms.RadioSelect
    )
    progress = WholeField(
        label=_("Đã làm được bao nhiêu phần trăm"),
        most=100,
        required=False,
        help_text=_("Chỉ cần ghi khi đang làm. Đã xong là 100."),
    )
    text = CleanTextField(
        label=_("Ghi chú"),
        required=False,
        help_text=_("Đã làm gì, vướng mắc gì, cần hỗ trợ gì."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    evidence = UploadField(label=_("Tệp minh chứng"), kinds=EVIDENCE, required=False)
    once = OnceField()


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body among those of the contest's place in the tree."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.code})"


class TaskForm(Form):
    """The words of a task and who has to do it."""

    unit = UnitChoice(Unit.objects.none(), label=_("Đơn vị thực hiện"), empty_label=_("Chọn đơn vị"))
    text = CleanTextField(label=_("Nội dung nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class AddForm(TaskForm):
    """A task that the plan does not have."""

    due_at = InstantField(
        label=_("Hạn hoàn thành"), end=True, required=False, help_text=_("Không ghi giờ thì tính hết ngày.")
    )


class EditForm(TaskForm):
    """A task, made from one version of it."""

    version = VersionField(required=False)


class DueForm(Form):
    """The day by which a task has to be done."""

    due_at = InstantField(
        label=_("Hạn hoàn thành"),
        end=True,
        required=False,
        help_text=_("Không ghi giờ thì tính hết ngày. Để trống nếu không có hạn."),
    )
    reason = CleanTextField(label=_("Lý do"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    version = VersionField(required=False)

    def __init__(self, *args: Any, follows: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if follows:
            words = _("Nhiệm vụ đang theo mốc “%s”. Ghi hạn khác thì thôi theo mốc. Không ghi giờ thì tính hết ngày.")
            self.fields["due_at"].help_text = words % follows


class DropForm(Form):
    """Why a task no longer applies."""

    reason = CleanTextField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
