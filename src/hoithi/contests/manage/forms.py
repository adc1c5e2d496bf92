"""What is typed on the manage pages."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from hoithi.contests.enums import Kind, Period
from hoithi.contests.models import Contest, ReportingRegime
from hoithi.contests.rule_schemas.templates import rule_templates
from hoithi.kit.forms import (
    CleanCharField,
    CleanTextField,
    DateField,
    EmailField,
    Form,
    OnceField,
    VersionField,
    WholeField,
)

_YEARS = {"least": 1990, "most": 2200, "required": False}
_REASON = _("Vì sao thay đổi, căn cứ văn bản nào. Lý do được lưu và hiện cùng thay đổi.")


class Reasoned(Form):
    """A form about a contest: once that runs, it asks for the reason of the proposal."""

    def __init__(self, *args: Any, running: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remade: dict[str, Any] = {"running": running}
        if running:
            self.fields["reason"] = CleanTextField(label=_("Lý do"), help_text=_REASON, max_length=2000)
            self.fields["reason"].error_messages["required"] = __("Chưa nhập lý do.")
            self.fields["once"] = OnceField(required=False)

    @property
    def reason(self) -> str:
        """What was typed, or nothing."""
        return str(self.cleaned_data.get("reason", ""))

    @property
    def key(self) -> str | None:
        """The key under which sending twice does one thing."""
        return self.cleaned_data.get("once") or None


def choose(form: Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a choice of `form` what can be chosen."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def lines_of(text: str) -> list[str]:
    """Paragraphs of a text, one each line."""
    return [line.strip() for line in text.split("\n") if line.strip()]


class DetailsForm(Reasoned):
    """What the contest is called and who runs it."""

    name = CleanCharField(label=_("Tên hội thi"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    edition = WholeField(label=_("Lần thứ"), least=1, most=999, required=False)
    start_year = WholeField(label=_("Từ năm"), **_YEARS)
    end_year = WholeField(label=_("Đến năm"), **_YEARS)
    organizer_name = CleanCharField(label=_("Ban Tổ chức"), max_length=250, required=False)
    standing_agency = forms.TypedChoiceField(
        label=_("Cơ quan thường trực"), coerce=int, empty_value=None, required=False
    )
    territory = forms.TypedChoiceField(label=_("Địa bàn"), coerce=int, empty_value=None, required=False)
    upper = forms.TypedChoiceField(label=_("Hội thi cấp trên"), coerce=int, empty_value=None, required=False)
    purposes = CleanTextField(label=_("Mục đích, yêu cầu"), help_text=_("Mỗi ý một dòng."), required=False)
    funding = CleanTextField(label=_("Kinh phí"), help_text=_("Mỗi ý một dòng."), required=False)
    version = VersionField()

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], uppers: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remade |= {"bodies": bodies, "uppers": uppers}
        for name, choices in (("standing_agency", bodies), ("territory", bodies), ("upper", uppers)):
            choose(self, name, [("", _("chưa chọn")), *choices])

    @staticmethod
    def values_of(contest: Contest) -> dict[str, Any]:
        """What the form shows of `contest`."""
        plain = ("name", "kind", "edition", "start_year", "end_year", "organizer_name", "version")
        return {
            **{name: getattr(contest, name) for name in plain},
            "standing_agency": contest.standing_agency_id,
            "territory": contest.territory_id,
            "upper": contest.upper_id,
            "purposes": "\n".join(contest.purposes),
            "funding": "\n".join(contest.funding),
        }

    def values(self) -> dict[str, Any]:
        """What was typed, as a `Change.DETAILS` keeps it."""
        names = [name for name in type(self).base_fields if name != "version"]
        typed = {name: self.cleaned_data[name] for name in names}
        return typed | {name: lines_of(typed[name]) for name in ("purposes", "funding")}


class ReceptionForm(Form):
    """Where entries are brought and whom to ask."""

    summary = CleanTextField(label=_("Giới thiệu ngắn"), max_length=1500, required=False)
    reception_agency = CleanCharField(label=_("Nơi nhận hồ sơ"), max_length=250, required=False)
    reception_address = CleanCharField(label=_("Địa chỉ"), max_length=300, required=False)
    contact_name = CleanCharField(label=_("Người liên hệ"), max_length=100, required=False)
    contact_phone = CleanCharField(
        label=_("Số điện thoại"),
        max_length=40,
        required=False,
        help_text=_("Người dân bấm vào là gọi được. Có thể ghi như trong kế hoạch, ví dụ 0943.999.025."),
    )
    contact_email = EmailField(label=_("Thư điện tử"), required=False)
    version = VersionField()

    def clean_contact_phone(self) -> str:
        """A number that a telephone can dial; the points of the plan stay."""
        text = str(self.cleaned_data["contact_phone"])
        digits = "".join(letter for letter in text if letter.isdigit())
        if text and not (8 <= len(digits) <= 15 and not set(text) - set("0123456789 .+-()")):
            raise forms.ValidationError(__("“%s” không phải là số điện thoại. Ví dụ: 0943.999.025.") % text)
        return text


class ReportingForm(Reasoned):
    """How often the bodies report, by when, on what."""

    period = forms.ChoiceField(label=_("Kỳ báo cáo"), choices=Period.choices)
    due_day = WholeField(label=_("Hạn báo cáo: ngày"), least=1, most=31, required=False)
    due_month = forms.ChoiceField(
        label=_("Của tháng"),
        required=False,
        choices=[
            ("last", _("tháng cuối của kỳ")),
            ("first", _("tháng đầu của kỳ")),
            ("next", _("tháng đầu của kỳ sau")),
            ("", _("không dùng (báo cáo một lần)")),
        ],
    )
    due_date = DateField(label=_("Ngày cụ thể"), required=False, help_text=_("Chỉ ghi khi báo cáo một lần."))
    before = forms.TypedChoiceField(
        label=_("Cách hiểu"),
        choices=[("yes", _("Trước ngày đó (không tính ngày đó)")), ("no", _("Đến hết ngày đó"))],
        coerce=lambda typed: typed == "yes",
        widget=forms.RadioSelect,
    )
    to = CleanCharField(label=_("Gửi về"), max_length=300, required=False)
    contents = CleanTextField(label=_("Nội dung báo cáo"), help_text=_("Mỗi ý một dòng."), required=False)
    version = VersionField(required=False)

    @staticmethod
    def values_of(regime: ReportingRegime) -> dict[str, Any]:
        """What the form shows of `regime`."""
        plain = {
            name: getattr(regime, name) for name in ("period", "due_day", "due_month", "due_date", "to", "version")
        }
        return {**plain, "before": "yes" if regime.before else "no", "contents": "\n".join(regime.contents)}

    def values(self) -> dict[str, Any]:
        """What was typed, as JSON."""
        said = {k: v for k, v in self.cleaned_data.items() if k not in {"version", "reason", "once"}}
        due = said["due_date"]
        return {**said, "contents": lines_of(said["contents"]), "due_date": due.isoformat() if due else None}


class NewsForm(Form):
    """One item of news, in plain paragraphs."""

    title = CleanCharField(label=_("Tiêu đề"), max_length=200)
    body = CleanTextField(
        label=_("Nội dung"), max_length=20000, help_text=_("Để một dòng trống giữa hai đoạn."), widget=forms.Textarea
    )
    version = VersionField(required=False)
    once = OnceField(required=False)


class NewContestForm(Form):
    """The few answers from which a contest starts."""

    owner = forms.TypedChoiceField(label=_("Cơ quan tổ chức"), coerce=int)
    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)
    name = CleanCharField(
        label=_("Tên hội thi"), max_length=200, help_text=_("Như trong kế hoạch, không ghi số lần và năm.")
    )
    edition = WholeField(label=_("Lần thứ"), least=1, most=999, required=False)
    start_year = WholeField(label=_("Từ năm"), **_YEARS)
    end_year = WholeField(label=_("Đến năm"), **_YEARS)
    organizer_name = CleanCharField(label=_("Ban Tổ chức"), max_length=250, required=False)
    template = forms.ChoiceField(
        label=_("Thể lệ mẫu"),
        required=False,
        help_text=_("Lĩnh vực, điều kiện, hồ sơ, tiêu chí, giải thưởng có sẵn; sửa được hết trước khi công bố."),
    )
    opens_on = DateField(label=_("Nhận hồ sơ từ ngày"), required=False)
    closes_on = DateField(label=_("Nhận hồ sơ đến hết ngày"), required=False)
    contact_name = CleanCharField(label=_("Người liên hệ"), max_length=100, required=False)
    contact_phone = CleanCharField(label=_("Số điện thoại liên hệ"), max_length=40, required=False)
    once = OnceField(required=False)
    clean_contact_phone = ReceptionForm.clean_contact_phone

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "owner", owners)
        ready = [(t.code, t.name) for t in rule_templates().values()]
        choose(self, "template", [*ready, ("", _("không dùng bản mẫu"))])


class CopyForm(Form):
    """What the next edition is called and how far its dates move."""

    name = CleanCharField(label=_("Tên lần mới"), max_length=200)
    shift_years = WholeField(label=_("Dời các ngày thêm số năm"), least=0, most=10)
    once = OnceField(required=False)


class MoveForm(Reasoned):
    """Another state than the dates give."""

    to = forms.ChoiceField(label=_("Chuyển sang"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, states: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, running=True, **kwargs)
        choose(self, "to", states)


class EndForm(Form):
    """Why the contest is cancelled or archived."""

    reason = CleanTextField(label=_("Lý do"), max_length=2000, help_text=_("Lý do hủy được đăng cho mọi người biết."))
    version = VersionField()


class DecisionForm(Form):
    """The answer of whoever decides."""

    answer = CleanTextField(
        label=_("Ý kiến"), max_length=2000, required=False, help_text=_("Bắt buộc khi không duyệt.")
    )
