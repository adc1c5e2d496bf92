"""What people type about likenesses and lists of former solutions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.entries.actions.archives import LISTS
from hoithi.entries.likeness.archive import LABELS
from hoithi.entries.likeness.sheets import to_utf8
from hoithi.entries.models import Match
from hoithi.kit.clock import today
from hoithi.kit.files import inspect
from hoithi.kit.forms import CleanCharField, CleanTextField, Form, VersionField, WholeField
from hoithi.kit.refusals import Refusal
from hoithi.units.models import Unit

NONE = ""


class DecisionForm(Form):
    """What a likeness means."""

    state = forms.ChoiceField(
        label=gettext_lazy("Kết luận"),
        widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in Match.State if one != Match.State.OPEN],
    )
    reason = CleanTextField(
        label=gettext_lazy("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ví dụ: cùng làm máy tách vỏ nhưng máy này dùng khí nén, không dùng trục quay."),
    )
    version = VersionField()


class ListForm(Form):
    """A list of former solutions in a file."""

    file = forms.FileField(
        label=gettext_lazy("Tệp danh sách"),
        help_text=gettext_lazy("Tệp Excel (.xlsx) hoặc CSV; tối đa 5.000 dòng và 5 MB."),
        error_messages={"empty": gettext_lazy("Tệp không có dòng nào.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    contest_name = CleanCharField(
        label=gettext_lazy("Hội thi"), help_text=gettext_lazy("Dùng cho những dòng không ghi hội thi.")
    )
    year = WholeField(
        label=gettext_lazy("Năm"),
        required=False,
        least=1950,
        most=2200,
        help_text=gettext_lazy("Dùng cho những dòng không ghi năm."),
    )
    owner = forms.ModelChoiceField(
        Unit.objects.none(), label=gettext_lazy("Danh sách của đơn vị"), empty_label=None, to_field_name="uid"
    )
    published = forms.BooleanField(
        label=gettext_lazy("Danh sách này đã được công bố: cán bộ hội thi của đơn vị khác cũng được xem"),
        required=False,
    )

    def __init__(self, *args: Any, bodies: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = bodies  # type: ignore[attr-defined]

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and year > today().year + 1:
            raise ValidationError(_("Năm %d chưa tới.") % year, code="late")
        return year

    def clean_file(self) -> Any:
        """The file as it will be kept: a CSV of any coding of Excel in UTF-8, and of a kind that is taken."""
        given = self.cleaned_data["file"]
        if given.size > LISTS.max_size:
            raise ValidationError(_("Tệp lớn hơn 5 MB. Hãy chia thành nhiều tệp nhỏ."), code="big")
        try:
            file = SimpleUploadedFile(given.name, to_utf8(given.read()))
            inspect(file, kinds=LISTS)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence, code=refusal.code) from refusal
        return file


class ColumnsForm(Form):
    """Which column of a file holds what."""

    version = VersionField()

    def __init__(self, *args: Any, heads: Sequence[tuple[int, str]], chosen: dict[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(NONE, _("Không có trong tệp")), *((str(column), label) for column, label in heads)]
        for what, label in LABELS.items():
            self.fields[what] = forms.ChoiceField(
                label=label, choices=choices, required=what == "title", initial=str(chosen.get(what, NONE))
            )
        self.fields["title"].error_messages["required"] = _("Hãy chọn cột ghi tên giải pháp.")

    @property
    def columns(self) -> dict[str, int]:
        """What was chosen."""
        return {what: int(said) for what in LABELS if (said := self.cleaned_data.get(what))}


class DropForm(Form):
    """Why a list goes."""

    reason = CleanTextField(label=gettext_lazy("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
