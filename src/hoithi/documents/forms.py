"""What people type about papers, beside the facts, which each kind asks for itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hoithi.documents.actions import TEMPLATES
from hoithi.documents.enums import Audience, Relation
from hoithi.kit.forms import (
    CleanCharField,
    CleanTextField,
    DateField,
    Form,
    OnceField,
    UploadField,
    VersionField,
    WholeField,
)


class ReasonForm(Form):
    """Why something is done to a paper or a number."""

    reason = CleanTextField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    version = VersionField(required=False)


class CommentForm(Form):
    """Something said to a draft."""

    text = CleanTextField(label=_("Ý kiến của bạn"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    once = OnceField()


class IssueForm(Form):
    """Number, day and readers of a paper that goes out."""

    number = forms.ChoiceField(label=_("Cấp số"), widget=forms.RadioSelect)
    day = DateField(label=_("Ngày ban hành"), help_text=_("Ngày ký văn bản."))
    audience = forms.ChoiceField(label=_("Ai được đọc"), widget=forms.RadioSelect)
    version = VersionField(required=False)
    once = OnceField()

    def __init__(self, *args: Any, numbers: list[tuple[str, str]], audiences: list[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].choices = numbers  # type: ignore[attr-defined]
        self.fields["audience"].choices = _named(audiences)  # type: ignore[attr-defined]


def _named(audiences: list[Audience]) -> list[tuple[str, str]]:
    return [(one.value, str(one.label)) for one in audiences]


class AudienceForm(Form):
    """Who may read a paper that went out."""

    audience = forms.ChoiceField(label=_("Ai được đọc"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, audiences: list[Audience], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = _named(audiences)  # type: ignore[attr-defined]


class CorrectForm(Form):
    """What a new paper does to an old one."""

    relation = forms.ChoiceField(
        label=_("Văn bản mới"),
        choices=[
            (Relation.REPLACES.value, _("thay thế văn bản cũ, khi sai nội dung")),
            (Relation.CORRECTS.value, _("đính chính văn bản cũ, khi sai thể thức, kỹ thuật trình bày")),
        ],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(label=_("Loại văn bản"))
    once = OnceField()

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class TemplateForm(Form):
    """An office's own Word file."""

    name = CleanCharField(label=_("Tên mẫu"), max_length=100, help_text=_("Ví dụ: Giấy mời của UBND huyện."))
    file = UploadField(label=_("Tệp Word của mẫu"), kinds=TEMPLATES)
    once = OnceField()


class WithdrawForm(Form):
    """Why a template goes out of use."""

    reason = CleanTextField(label=_("Lý do"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ChooseTemplateForm(Form):
    """What the Word file of a draft is made from."""

    template = forms.ChoiceField(label=_("Bản Word làm theo"), required=False, widget=forms.RadioSelect)
    version = VersionField(required=False)

    def __init__(self, *args: Any, templates: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ours = ("", _("bố cục chung của hệ thống"))
        self.fields["template"].choices = [ours, *templates]  # type: ignore[attr-defined]


class SeriesForm(Form):
    """A series of numbers."""

    name = CleanCharField(label=_("Tên cơ quan ban hành"), max_length=250)
    symbol = CleanCharField(
        label=_("Ký hiệu"), max_length=40, help_text=_("Chữ viết tắt tên cơ quan, ví dụ BTC trong “12/KH-BTC”.")
    )
    whose = forms.ChoiceField(
        label=_("Sổ của ai"),
        choices=[
            ("committee", _("Ban Tổ chức của hội thi này (hệ thống số riêng)")),
            ("body", _("cơ quan mở hội thi, dùng chung cho các hội thi của cơ quan")),
        ],
        widget=forms.RadioSelect,
        help_text=_("Ban dùng con dấu của cơ quan để ban hành văn bản thì lấy hệ thống số riêng (Nghị định 30/2020)."),
    )


class ReserveForm(Form):
    """Numbers kept for papers made outside."""

    series = forms.ChoiceField(label=_("Sổ"))
    count = WholeField(label=_("Giữ mấy số"), least=1, most=50)
    day = DateField(label=_("Ngày của các số này"))
    subject = CleanCharField(label=_("Dùng cho việc gì"), max_length=2000)
    once = OnceField()

    def __init__(self, *args: Any, series: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].choices = series  # type: ignore[attr-defined]


class UseForm(Form):
    """The paper that a reserved number went to: the columns of the register."""

    day = DateField(label=_("Ngày ban hành"))
    symbol = CleanCharField(label=_("Ký hiệu"), max_length=60, help_text=_("Phần sau dấu gạch chéo, ví dụ KH-BTC."))
    kind_name = CleanCharField(label=_("Tên loại"), max_length=100, help_text=_("Ví dụ: Kế hoạch, Công văn."))
    subject = CleanCharField(label=_("Trích yếu"), max_length=2000)
    signer = CleanCharField(label=_("Người ký"), max_length=100, required=False)
    recipients = CleanTextField(
        label=_("Nơi nhận"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
