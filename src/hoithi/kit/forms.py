"""Fields through which everything typed comes in, and the form that shows them.

Each field gives a clean value or one Vietnamese sentence; what was typed stays in the form.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.kit import contacts, dates, numbers
from hoithi.kit.clock import VIETNAM, start_of
from hoithi.kit.files import KindSet, inspect
from hoithi.kit.ids import public_id
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import check_person_name, clean_text


class CleanCharField(forms.CharField):
    """One line of text through the gate. `max_length` counts after NFC, so the box itself carries no limit: a browser
    would cut pasted text without a word."""

    multiline = False

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.most = max_length

    def to_python(self, value: Any) -> str:
        return clean_text(str(value or ""), multiline=self.multiline, max_length=self.most)


class PersonNameField(CleanCharField):
    """The full name of a person, as papers will carry it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=100, **kwargs)

    def to_python(self, value: Any) -> str:
        name = super().to_python(value)
        check_person_name(name)
        return name


class CleanTextField(CleanCharField):
    """Several lines of text through the gate."""

    multiline = True
    widget = forms.Textarea

    def __init__(self, *, max_length: int = 5000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)


class ParsedField(forms.CharField):
    """One line that is read by `parse`; None when nothing was typed."""

    input_mode = "text"
    # What the box asks for, in words: a sample value in an empty box is taken for what it holds.
    shape: str | Promise = ""

    def parse(self, text: str) -> Any:
        """The value that `text` names; raises `ValidationError`."""
        raise NotImplementedError

    def show(self, value: Any) -> str:
        """`value` as it stands in the box."""
        return str(value)

    def to_python(self, value: Any) -> Any:
        text = clean_text(str(value or ""), max_length=60)
        return self.parse(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else self.show(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        if widget.is_hidden:
            return {}
        return {"inputmode": self.input_mode, "autocomplete": "off"} | (
            {"placeholder": self.shape} if self.shape else {}
        )


class DateField(ParsedField):
    """A day, written day/month/year; between `earliest` and `latest` (both included) when given.

    The keys are those of text: the digits of a telephone's numeric keys come without a stroke.
    """

    shape = gettext_lazy("ngày/tháng/năm")

    def __init__(self, *, earliest: date | None = None, latest: date | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest, self.latest = earliest, latest

    def parse(self, text: str) -> date:
        day = dates.parse_date(text)
        if self.earliest and day < self.earliest:
            raise ValidationError(_("Ngày sớm nhất nhận được là %s.") % dates.show_date(self.earliest), code="early")
        if self.latest and day > self.latest:
            raise ValidationError(_("Ngày muộn nhất nhận được là %s.") % dates.show_date(self.latest), code="late")
        return day

    def show(self, value: date) -> str:
        return f"{value.day}/{value.month}/{value.year}"


class HourField(ParsedField):
    """An hour of the day: "17:00", "17 giờ 30"."""

    shape = gettext_lazy("giờ:phút")

    def parse(self, text: str) -> time:
        return dates.parse_hour(text)

    def show(self, value: time) -> str:
        return f"{value:%H:%M}"


class InstantField(forms.MultiValueField):
    """A day and, if wanted, an hour, as an instant in Viet Nam.

    Without an hour the day counts whole: as a start it is 00:00 of that day; with `end=True` the value is the
    exclusive bound, 00:00 of the next day ("hết ngày 15/4" gives 16/4 00:00).
    """

    def __init__(self, *, end: bool = False, **kwargs: Any) -> None:
        parts = (DateField(required=False), HourField(required=False))
        widget = InstantWidget(end=end, widgets=[part.widget for part in parts])
        super().__init__(fields=parts, require_all_fields=False, widget=widget, **kwargs)
        self.end = end

    def compress(self, data_list: list[Any]) -> datetime | None:
        day, hour = data_list or (None, None)
        if day is None:
            if hour is not None:
                raise ValidationError(_("Có giờ mà thiếu ngày. Hãy ghi cả ngày."), code="no_day")
            return None
        if hour is None:
            return start_of(day + timedelta(days=1) if self.end else day)
        return datetime.combine(day, hour, tzinfo=VIETNAM)


class InstantWidget(forms.MultiWidget):
    """Two boxes side by side: the day, then the hour."""

    def __init__(self, *, end: bool, widgets: list[forms.Widget]) -> None:
        super().__init__(widgets={"ngay": widgets[0], "gio": widgets[1]})
        self.end = end
        for widget, label in zip(self.widgets, (gettext_lazy("Ngày"), gettext_lazy("Giờ")), strict=True):
            widget.attrs["aria-label"] = label

    def decompress(self, value: datetime | None) -> list[str]:
        if value is None:
            return ["", ""]
        local = value.astimezone(VIETNAM)
        whole_day = local.time() == time(0)
        day = local.date() - timedelta(days=1) if self.end and whole_day else local.date()
        return [f"{day.day}/{day.month}/{day.year}", "" if whole_day else f"{local:%H:%M}"]


class PhoneField(ParsedField):
    """A Vietnamese telephone number in its national form; `landline=True` takes an office's number too."""

    input_mode = "tel"

    def __init__(self, *, landline: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.landline = landline

    def parse(self, text: str) -> str:
        return contacts.parse_phone(text, landline=self.landline)


class EmailField(ParsedField):
    """An e-mail address in the form in which it is unique."""

    input_mode = "email"

    def to_python(self, value: Any) -> Any:
        text = clean_text(str(value or ""), max_length=254)
        return contacts.parse_email(text) if text else None


class WholeField(ParsedField):
    """A whole number between `least` and `most`."""

    input_mode = "numeric"

    def __init__(self, *, least: int = 0, most: int = 2_000_000_000, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def parse(self, text: str) -> int:
        number = numbers.parse_whole(text)
        if not self.least <= number <= self.most:
            raise ValidationError(
                _("Phải từ %(least)d đến %(most)d.") % {"least": self.least, "most": self.most}, code="range"
            )
        return number


class DecimalField(ParsedField):
    """A number with a decimal comma, between `least` and `most`, in steps of `step` when given."""

    input_mode = "decimal"

    def __init__(self, *, least: Decimal, most: Decimal, step: Decimal | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.least, self.most, self.step = least, most, step

    def parse(self, text: str) -> Decimal:
        number = numbers.parse_decimal(text)
        if self.least <= number <= self.most and not (self.step and (number - self.least) % self.step):
            return number
        words = {"least": numbers.show_decimal(self.least), "most": numbers.show_decimal(self.most)}
        if self.step:
            words["step"] = numbers.show_decimal(self.step)
            raise ValidationError(_("Phải từ %(least)s đến %(most)s, bước %(step)s.") % words, code="range")
        raise ValidationError(_("Phải từ %(least)s đến %(most)s.") % words, code="range")

    def show(self, value: Decimal) -> str:
        return numbers.show_decimal(value)


class MoneyField(ParsedField):
    """An amount in whole đồng."""

    input_mode = "numeric"

    def parse(self, text: str) -> Decimal:
        return numbers.parse_money(text)

    def show(self, value: Decimal) -> str:
        return f"{int(value):,}".replace(",", ".")


_help: Any = lazy(lambda kinds: kinds.help, str)  # made once: each `lazy` makes a class


class UploadField(forms.FileField):
    """A file of one of `kinds`, looked into before it is taken; `kit.files.store` keeps it and looks no second time."""

    def __init__(self, *, kinds: KindSet, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _help(kinds))
        super().__init__(**kwargs)
        self.kinds = kinds
        self.widget.attrs["accept"] = ",".join(kinds.suffixes)

    def to_python(self, data: Any) -> Any:
        if data in self.empty_values:
            return None
        try:
            data.looked_into = (self.kinds, inspect(data, kinds=self.kinds))
        except Refusal as refusal:
            raise ValidationError(refusal.sentence, code=refusal.code) from refusal
        return data


class VersionField(WholeField):
    """Hidden: the version of the row that the form was made from; the verb compares it."""

    widget = forms.HiddenInput


class OnceField(CleanCharField):
    """Hidden: a key made with the empty form and kept when it comes back, so that sending twice does one thing."""

    widget = forms.HiddenInput

    def __init__(self, *, initial: Callable[[], str] = public_id, **kwargs: Any) -> None:
        super().__init__(max_length=40, initial=initial, **kwargs)


class Form(forms.Form):
    """A form whose empty boxes are named in the errors, and which takes a `Refusal` of a verb as an error."""

    template_name = "kit/form.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items() if self.is_bound else ():
            field.error_messages["required"] = _required(field, field.label or name)

    def refuse(self, refusal: Refusal) -> None:
        """Show the sentence of `refusal` at the field it names, or over the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


def _required(field: forms.Field, label: Any) -> str:
    words = str(label)
    if words[:2] != words[:2].upper():
        words = words[:1].lower() + words[1:]
    chosen = isinstance(field, forms.ChoiceField | forms.FileField | forms.ModelChoiceField)
    return _("Chưa chọn %s.") % words if chosen else _("Chưa nhập %s.") % words
