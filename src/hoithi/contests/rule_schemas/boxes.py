"""The boxes in which questions are answered: the same for an entrant and for a preview; whole without a script."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.answers import Answers, asked_answers, is_asked, is_frozen, is_required, read_answer
from hoithi.contests.rule_schemas.entering import QuestionKind, Section
from hoithi.contests.rule_schemas.hints import hint_of
from hoithi.contests.rule_schemas.question_checks import MOST_ROWS
from hoithi.kit.clock import now
from hoithi.kit.forms import Form
from hoithi.kit.numbers import show_decimal

PREFIX = "q-"
FREE_ROWS = 3  # empty rows under the filled ones, so that a table can grow without a script
MOST_RADIOS = 8  # more options than this are chosen from a list


class RowsWidget(forms.Widget):
    """A table of boxes: the filled rows and some empty ones. Boxes are named "q-code_ROW_COLUMN"."""

    template_name = "contests/questions/rows.html"
    use_fieldset = True

    def __init__(self, question: Section) -> None:
        super().__init__()
        self.question = question
        self.most = int(question.most or MOST_ROWS)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        heads, given = self.question.heads, [row for row in value or [] if isinstance(row, list) and any(row)]
        rows = given + [[]] * min(FREE_ROWS, max(self.most - len(given), 0))
        padded = [[*row, *[""] * len(heads)][: len(heads)] for row in rows]
        context["rows"] = [
            [self._box(f"{name}_{r}_{c}", c, cell) for c, cell in enumerate(row)] for r, row in enumerate(padded)
        ]
        context |= {"most": self.most, "wrap": {k: v for k, v in self.attrs.items() if k.startswith("data-")}}
        return context

    def _box(self, name: str, column: int, value: str) -> dict[str, Any]:
        phone = self.question.asks == QuestionKind.PEOPLE and column == 2
        return {"name": name, "head": self.question.heads[column], "value": value, "phone": phone}

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[list[str]]:  # noqa: ARG002
        places = range(len(self.question.heads))
        rows: list[list[str]] = []
        while len(rows) < 4 * MOST_ROWS and f"{name}_{len(rows)}_0" in data:
            rows.append([str(data.get(f"{name}_{len(rows)}_{c}", "")) for c in places])
        return rows

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0_0" if id_ else id_


class AnswerField(forms.Field):
    """One question. `required` only says so on the page: a draft may leave it empty."""

    def __init__(self, question: Section, *, moment: datetime, within: Section | None) -> None:
        self.question = question
        frozen = is_frozen(question, moment)
        super().__init__(
            required=is_required(replace(question, when_question=""), {}, moment),
            label=question.name,
            help_text=hint_of(question, frozen=frozen, within=within),
            widget=_widget(question),
            disabled=frozen,
        )
        if within:
            self.widget.attrs |= {"data-when": PREFIX + within.code, "data-when-value": question.when_value}

    def clean(self, value: Any) -> Any:
        """The answer as it is kept; None for none. What cannot be changed any more stays as it was, good or not."""
        return value if self.disabled else read_answer(self.question, value)

    def prepare_value(self, value: Any) -> Any:
        """A good answer as people write it; anything else as it was typed, so that nothing is lost."""
        try:
            kept = read_answer(self.question, value)
        except ValidationError:
            return value
        return _TYPED.get(self.question.asks, lambda _kept: value)(kept) if kept is not None else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return not self.disabled and bool(self.clean(data) != self.clean(initial))
        except ValidationError:
            return True


def _typed_day(kept: str) -> str:
    day = date.fromisoformat(kept)
    return f"{day.day}/{day.month}/{day.year}"


_TYPED = {
    QuestionKind.NUMBER: lambda kept: show_decimal(Decimal(kept)),
    QuestionKind.MONEY: lambda kept: f"{kept:,}".replace(",", "."),
    QuestionKind.DATE: _typed_day,
}


def _widget(question: Section) -> forms.Widget:
    make = _WIDGETS.get(question.asks)
    return make(question) if make else forms.TextInput(_line_attrs(question))


def _one_of(question: Section) -> forms.Widget:
    pairs = [(one, one) for one in question.choices]
    if len(pairs) <= MOST_RADIOS:
        return forms.RadioSelect(choices=pairs)
    return forms.Select(choices=[("", _("chưa chọn")), *pairs])


_WIDGETS: dict[QuestionKind, Callable[[Section], forms.Widget]] = {
    QuestionKind.LONG: lambda question: forms.Textarea({"rows": 5, **_counter(question)}),
    QuestionKind.CHOICE: _one_of,
    QuestionKind.CHOICES: lambda question: forms.CheckboxSelectMultiple(choices=[(o, o) for o in question.choices]),
    QuestionKind.TABLE: RowsWidget,
    QuestionKind.PEOPLE: RowsWidget,
    QuestionKind.DECLARATION: lambda _question: forms.CheckboxInput(),
}


def _line_attrs(question: Section) -> dict[str, Any]:
    keys = {
        QuestionKind.NUMBER: {"inputmode": "decimal", "class": "number"},
        QuestionKind.MONEY: {"inputmode": "numeric", "class": "number"},
        QuestionKind.DATE: {"placeholder": _("ngày/tháng/năm"), "class": "date"},
    }
    return {"autocomplete": "off", **keys.get(question.asks, {}), **_counter(question)}


def _counter(question: Section) -> dict[str, Any]:
    """What the script needs to count along; the limit itself stands in the hint."""
    if question.most_words is None:
        return {}
    return {
        "data-words": question.most_words,
        "data-words-left": _("Còn %d từ"),
        "data-words-over": _("Thừa %d từ, hãy bớt"),
    }


class AnswersForm(Form):
    """The questions of one page. A box that nobody asks for (its condition is not met) raises no error."""

    use_required_attribute = False
    questions: tuple[Section, ...] = ()
    known: Answers = {}

    def clean(self) -> dict[str, Any]:
        """What was answered, without the answers to questions that were not asked."""
        super().clean()
        asked = {question.code for question, _value in asked_answers(self.questions, self.answers(), self.known)}
        for question in self.questions:
            if question.code not in asked:
                self.errors.pop(PREFIX + question.code, None)
                self.cleaned_data.pop(PREFIX + question.code, None)
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        """The good answers by the code of their question; a box with an error, or not asked, is left out."""
        return {name.removeprefix(PREFIX): value for name, value in getattr(self, "cleaned_data", {}).items()}


def form_of(
    questions: Sequence[Section],
    answers: Answers,
    data: Mapping[str, Any] | None = None,
    *,
    moment: datetime | None = None,
) -> AnswersForm:
    """The form of these questions, filled with `answers` (those of the whole dossier) or with what was sent.

    A question whose condition hangs on another page is left out unless it is met; one whose condition hangs on this
    page is shown with it in words, and hidden by the script until it is met. What is frozen at `moment` (now) cannot be
    changed.
    """
    here = {question.code: question for question in questions}
    known = {code: value for code, value in answers.items() if code not in here}
    shown = tuple(q for q in questions if q.when_question in here or is_asked(q, known))
    moment = moment or now()
    fields = {PREFIX + q.code: AnswerField(q, moment=moment, within=here.get(q.when_question)) for q in shown}
    made = type("QuestionsForm", (AnswersForm,), {**fields, "questions": shown, "known": known})
    initial = {PREFIX + q.code: answers.get(q.code) for q in shown}
    form: AnswersForm = made(data, initial=initial)
    return form
