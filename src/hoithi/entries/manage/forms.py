"""What an officer types to decide on an entry."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.entries.book import Book
from hoithi.entries.models import Entry
from hoithi.entries.reasons import REJECTION, SUPPLEMENT, Canned
from hoithi.kit.forms import CleanCharField, CleanTextField, Form, InstantField, OnceField, VersionField

_READ = _("Người nộp đọc được nội dung này.")


def _choices(known: Sequence[Canned]) -> list[tuple[str, Any]]:
    return [(one.code, one.sentence) for one in known]


class DueForm(Form):
    """What a supplement asks for, without the entry: for one and for many."""

    reasons = forms.MultipleChoiceField(
        label=_("Câu có sẵn"),
        choices=_choices(SUPPLEMENT),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Chọn một hoặc nhiều câu, hoặc ghi thêm ở dưới."),
    )
    text = CleanTextField(label=_("Ghi thêm"), max_length=2000, required=False, help_text=_READ)
    due_at = InstantField(
        label=_("Hạn bổ sung"), end=True, help_text=_("Không ghi giờ thì tính hết ngày. Giờ Việt Nam.")
    )
    once = OnceField()

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        if not said.get("reasons") and not said.get("text") and "text" not in self.errors:
            self.add_error("reasons", ValidationError(__("Hãy chọn ít nhất một câu hoặc ghi thêm."), code="required"))
        return said


class SupplementForm(DueForm):
    """Ask one entrant for what the dossier lacks."""

    version = VersionField()


class AcceptForm(Form):
    """Take a dossier against which something stands: the reason is kept."""

    reason = CleanTextField(
        label=_("Lý do vẫn tiếp nhận"),
        max_length=2000,
        help_text=_("Lý do được lưu trong nhật ký, người nộp không đọc."),
    )
    version = VersionField()

    def __init__(self, *args: Any, against: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = against


class RejectForm(Form):
    """Why a dossier is not taken, in sentences to pick and own words."""

    canned = forms.MultipleChoiceField(
        label=_("Lý do"), choices=_choices(REJECTION), widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = CleanTextField(label=_("Ghi thêm"), max_length=2000, required=False, help_text=_READ)
    version = VersionField()

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = self.cleaned_data
        picked = [str(one.sentence) for one in REJECTION if one.code in said.get("canned", ())]
        if not picked and not said.get("reason") and "reason" not in self.errors:
            self.add_error("canned", ValidationError(__("Hãy chọn hoặc ghi lý do."), code="required"))
        own = [said["reason"]] if said.get("reason") else []
        return {**said, "reason": "\n".join([*picked, *own])}


class ReasonForm(Form):
    """A reason that the entrant reads."""

    reason = CleanTextField(label=_("Lý do"), max_length=2000, help_text=_READ)
    version = VersionField()


class WithdrawForm(ReasonForm):
    """Who asked the office to take the dossier back, and how."""

    reason = CleanTextField(
        label=_("Ai yêu cầu, khi nào, bằng cách nào"),
        max_length=2000,
        help_text=_("Ví dụ: Bà Mơ gọi điện sáng 5/3. Người nộp đọc được nội dung này."),
    )


class DuplicateForm(ReasonForm):
    """Which entry this one repeats."""

    of = CleanCharField(
        label=_("Trùng với hồ sơ số"), max_length=20, help_text=_("Ví dụ HS-0042 hoặc 42. Hồ sơ kia được xét tiếp.")
    )
    field_order = ("of", "reason", "version")

    def clean_of(self) -> int:
        """The number that was meant."""
        found = re.fullmatch(r"(?:HS-?)?\s*0*(\d{1,9})", self.cleaned_data["of"], re.IGNORECASE)
        if found is None:
            raise ValidationError(__("Hãy ghi số hồ sơ, ví dụ HS-0042."), code="number")
        return int(found[1])


class FieldForm(ReasonForm):
    """In which field a dossier competes."""

    field = forms.ChoiceField(label=_("Lĩnh vực mới"))
    field_order = ("field", "reason", "version")

    def __init__(self, *args: Any, entry: Entry, book: Book, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(one.code, one.name) for one in book.fields.items if one.code != entry.field]
        self.fields["field"].choices = [("", __("Hãy chọn")), *others]  # type: ignore[attr-defined]


class NoteForm(Form):
    """A remark of the office."""

    text = CleanTextField(label=_("Ghi chú"), max_length=2000, help_text=_("Chỉ ban tổ chức đọc được."))
    once = OnceField()


class ExtensionForm(Form):
    """Until when one entry may still be submitted, and why."""

    until = InstantField(
        label=_("Cho nộp đến"), end=True, help_text=_("Không ghi giờ thì tính hết ngày. Giờ Việt Nam.")
    )
    reason = CleanTextField(
        label=_("Lý do"), max_length=2000, help_text=_("Vì sao, căn cứ nào. Trưởng Ban đọc rồi mới duyệt.")
    )


class DecideForm(Form):
    """The head's answer to a proposal."""

    reason = CleanTextField(
        label=_("Ý kiến"), max_length=2000, required=False, help_text=_("Không duyệt thì phải ghi; người nộp đọc được.")
    )


class FindForm(Form):
    """Whose entry is meant: by its number, or by the telephone or mail address of whoever entered it."""

    ai = CleanCharField(
        label=_("Số hồ sơ, số điện thoại hoặc thư điện tử của người nộp"),
        max_length=100,
        help_text=_("Bản nháp tìm theo điện thoại hoặc thư điện tử; chỉ thấy có bản nháp, không thấy nội dung."),
    )
