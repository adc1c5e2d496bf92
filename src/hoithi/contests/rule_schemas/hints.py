"""What stands under the label of a question: guide, example, limits, condition, days; whole without a script."""

from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.answers import clipped
from hoithi.contests.rule_schemas.entering import QuestionKind, Section
from hoithi.contests.rule_schemas.question_checks import MOST_ROWS
from hoithi.kit.dates import show_date
from hoithi.kit.numbers import show_decimal, show_money


def hint_of(question: Section, *, frozen: bool = False, within: Section | None = None) -> SafeString:
    """The hint of `question` as HTML, "" when there is nothing to say; `within`: what its condition hangs on."""
    parts = []
    if within is not None:
        parts.append(format_html("<p data-when-words>{}</p>", _condition(question, within)))
    if question.guide:
        parts.append(format_html('<p class="pre-line">{}</p>', question.guide))
    limits = " ".join(_limits(question, frozen=frozen))
    if limits:
        parts.append(format_html("<p>{}</p>", limits))
    if question.example:
        words = _("Ví dụ:")
        parts.append(format_html('<p class="pre-line example"><b>{}</b> {}</p>', words, question.example))
    return format_html_join("", "{}", ((part,) for part in parts))


def _condition(question: Section, other: Section) -> str:
    if other.asks == QuestionKind.DECLARATION:
        return _("Chỉ trả lời nếu đã đánh dấu “%s”.") % clipped(other.name)
    words = {"name": clipped(other.name), "value": question.when_value}
    return _("Chỉ trả lời nếu “%(name)s” là “%(value)s”.") % words


def _limits(question: Section, *, frozen: bool) -> Iterator[str]:
    if question.most_words is not None and question.asks in {QuestionKind.LINE, QuestionKind.LONG}:
        yield _("Tối đa %d từ.") % question.most_words
    if question.asks == QuestionKind.CHOICES:
        yield _("Chọn một hoặc nhiều.")
    if question.asks == QuestionKind.MONEY:
        yield _("Ghi số đồng, như 1.500.000.")
    if question.asks == QuestionKind.DECLARATION and not question.required and not question.required_from:
        yield _("Không bắt buộc.")
    yield from _bounds(question)
    if frozen and question.frozen_from:
        yield _("Không sửa được từ ngày %s.") % show_date(question.frozen_from)
    elif question.frozen_from:
        yield _("Sửa được trước ngày %s.") % show_date(question.frozen_from)
    if question.required_from:
        yield _("Bắt buộc từ ngày %s.") % show_date(question.required_from)


def _bounds(question: Section) -> Iterator[str]:
    if question.asks in {QuestionKind.TABLE, QuestionKind.PEOPLE}:
        least, most = int(question.least or 0), int(question.most or MOST_ROWS)
        if least:
            yield _("Từ %(least)d đến %(most)d dòng.") % {"least": least, "most": most}
        elif question.most is not None:
            yield _("Nhiều nhất %d dòng.") % most
        return
    if question.asks not in {QuestionKind.NUMBER, QuestionKind.MONEY}:
        return
    show = show_money if question.asks == QuestionKind.MONEY else show_decimal
    if question.least is not None and question.most is not None:
        yield _("Từ %(least)s đến %(most)s.") % {"least": show(question.least), "most": show(question.most)}
    elif question.least is not None:
        yield _("Ít nhất %s.") % show(question.least)
    elif question.most is not None:
        yield _("Nhiều nhất %s.") % show(question.most)
