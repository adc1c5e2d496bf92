"""The boxes of one part, filled with what is kept; what cannot be read stays in its box with its sentence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.contests.rule_schemas.answers import Step, read_answer
from hoithi.contests.rule_schemas.boxes import PREFIX, AnswersForm, form_of
from hoithi.contests.rule_schemas.entering import Entrant, Section
from hoithi.entries.book import Book
from hoithi.entries.models import Entry
from hoithi.kit.forms import CleanCharField, Form
from hoithi.units.models import Unit

KEEP_NAME = "-"  # "my body is not in the list"
MOST_RADIOS = 8


class AboutForm(Form):
    """What the solution is called and who enters it. Nothing must be filled while it is a draft."""

    use_required_attribute = False
    title = CleanCharField(
        label=gettext_lazy("Tên giải pháp"), help_text=gettext_lazy("Ví dụ: Máy tách vỏ hạt điều đạp chân.")
    )
    field = forms.ChoiceField(label=gettext_lazy("Lĩnh vực dự thi"))
    entrant = forms.ChoiceField(label=gettext_lazy("Dự thi với tư cách"), widget=forms.RadioSelect)
    organization = CleanCharField(
        label=gettext_lazy("Tên tổ chức"),
        required=False,
        help_text=gettext_lazy("Chỉ ghi khi tổ chức đứng tên dự thi."),
    )
    unit_name = CleanCharField(
        label=gettext_lazy("Đơn vị, trường hoặc xã của bạn"),
        help_text=gettext_lazy("Nơi làm việc, học tập hoặc nơi ở. Ghi vài chữ rồi chọn trong danh sách hiện ra."),
    )

    def __init__(self, book: Book, *, candidates: list[Unit] | None = None, **given: Any) -> None:
        super().__init__(**given)
        pairs = [(one.code, one.name) for one in book.fields.items]
        self._choose("field", pairs)
        kinds = book.eligibility.entrants or Entrant.values
        self.fields["entrant"].choices = [(kind, Entrant(kind).label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["unit_name"].required = book.eligibility.unit_confirms
        self.fields["unit_name"].widget.attrs |= {"list": "don-vi", "autocomplete": "off"}
        if candidates:
            choices = [
                *((unit.uid, unit.name) for unit in candidates),
                (KEEP_NAME, _("Không có ở đây, cứ ghi như trên")),
            ]
            self.fields["unit_choice"] = forms.ChoiceField(
                label=_("Ý bạn là đơn vị nào?"), choices=choices, widget=forms.RadioSelect
            )

    def _choose(self, name: str, pairs: list[tuple[str, str]]) -> None:
        if not pairs:
            del self.fields[name]
        elif len(pairs) <= MOST_RADIOS:
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label, choices=pairs, widget=forms.RadioSelect
            )
        else:
            self.fields[name].choices = [("", _("chưa chọn")), *pairs]  # type: ignore[attr-defined]


def about_form(
    book: Book,
    entry: Entry,
    *,
    typed: Mapping[str, Any] | None = None,
    candidates: list[Unit] | None = None,
    said: Mapping[str, str] | None = None,
) -> AboutForm:
    """The form of "about" with what is kept, or with what was `typed`; `said`: sentences by box."""
    initial = {**entry.about, **entry.work.get("typed", {}), **(typed or {})}
    form = AboutForm(book, candidates=candidates, initial=initial)
    _tell(form, said if typed is not None else _unread_about(entry))
    return form


def _unread_about(entry: Entry) -> dict[str, str]:
    names = ("title", "organization", "unit_name")
    return {name: str(_SOME) for name in names if name in entry.work.get("typed", {})}


_SOME = gettext_lazy("Nội dung này chưa đọc được (quá dài hoặc có ký tự lạ). Hãy sửa lại.")


def typed_about(form: Form, data: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent of "about"; boxes that were not sent are left out."""
    return {name: str(data.get(name, "")) for name in form.fields if name != "unit_choice" and name in data}


def step_form(
    step: Step,
    entry: Entry,
    *,
    at: datetime,
    typed: Mapping[str, Any] | None = None,
    said: Mapping[str, str] | None = None,
) -> AnswersForm:
    """The form of a step with what is kept (also what could not be read), or with what was `typed`."""
    unread = entry.work.get("typed", {})
    form = form_of(step.questions, {**entry.answers, **unread, **(typed or {})}, moment=at)
    problems = dict(said or {}) if typed is not None else {
        question.code: _sentence(question, unread[question.code])
        for question in step.questions
        if question.code in unread
    }  # fmt: skip
    _tell(form, {PREFIX + code: sentence for code, sentence in problems.items()})
    return form


def _sentence(question: Section, raw: Any) -> str:
    try:
        read_answer(question, raw)
    except ValidationError as error:
        return " ".join(error.messages)
    return str(_SOME)


def typed_step(form: AnswersForm, data: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent of a step, by the code of the question; what is frozen or was not sent is left out."""
    typed = {}
    for question in form.questions:
        name, field = PREFIX + question.code, form.fields[PREFIX + question.code]
        if not field.disabled and not field.widget.value_omitted_from_data(data, {}, name):
            typed[question.code] = field.widget.value_from_datadict(data, {}, name)
    return typed


def _tell(form: Form, problems: Mapping[str, str] | None) -> None:
    """Sentences at their boxes; the form itself was not asked: a draft is kept first and told afterwards."""
    if problems:
        errors = forms.utils.ErrorDict()
        for name, sentence in problems.items():
            if name in form.fields:
                errors[name] = form.error_class([sentence], renderer=form.renderer)
        form.__dict__["_errors"] = errors


def shut(form: Any) -> Any:
    """The same boxes to read only."""
    for field in form.fields.values():
        field.disabled = True
    return form
