"""The values of answers: read as typed or from JSON, counted, shown."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoithi.contests.rule_schemas.entering import DECLARED, QuestionKind, Section
from hoithi.contests.rule_schemas.question_checks import MOST_ROWS
from hoithi.kit.contacts import parse_phone
from hoithi.kit.dates import parse_date, show_date
from hoithi.kit.numbers import parse_decimal, parse_money, show_decimal, show_money
from hoithi.kit.text import check_person_name, clean_text

MOST_LINE = 300  # characters of a line
MOST_CELL = 200  # characters of a cell of a table
MOST_TEXT = 100_000  # characters of a long text, some forty pages
# kit/static/kit/questions.js has the same two expressions: both sides say the same number.
_BETWEEN_WORDS = re.compile("[\t\n\x0b\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_IN_A_WORD = re.compile(r"[^\W_]")


def count_words(text: str) -> int:
    """Words of `text` after NFC: what stands between spaces and has a letter or a digit ("kinh tế - xã hội" has 4)."""
    return sum(1 for one in _BETWEEN_WORDS.split(unicodedata.normalize("NFC", text)) if _IN_A_WORD.search(one))


def read_answer(question: Section, raw: Any) -> Any:
    """The answer in `raw` as it is kept; None when nothing was answered.

    Raises `ValidationError` with one sentence: what is wrong and what to do. An answer that is required but empty, or
    has too few rows, is no error here: a draft may be unfinished (`missing` says it).
    """
    return _READERS[question.asks](question, raw)


def _text(raw: Any) -> str:
    if raw is None:
        return ""
    if isinstance(raw, bool) or not isinstance(raw, str | int | Decimal):
        raise ValidationError(_("Câu trả lời không đúng dạng. Hãy tải lại trang rồi ghi lại."), code="shape")
    return str(raw)


def _short(raw: Any) -> str:
    return clean_text(_text(raw), max_length=60)


def _read_line(question: Section, raw: Any) -> str | None:
    text = clean_text(_text(raw), max_length=MOST_LINE)
    _check_words(question, text)
    return text or None


def _read_long(question: Section, raw: Any) -> str | None:
    text = _text(raw)
    if len(text) > 4 * MOST_TEXT:  # even in decomposed letters; not worth the work of cleaning
        words = {"most": show_decimal(MOST_TEXT), "got": len(text)}
        raise ValidationError(_("Tối đa %(most)s ký tự (đang có %(got)d).") % words, code="too_long")
    text = clean_text(text, multiline=True, max_length=MOST_TEXT)
    _check_words(question, text)
    return text or None


def _check_words(question: Section, text: str) -> None:
    if question.most_words is None:
        return
    got = count_words(text)
    if got > question.most_words:
        words = {"most": question.most_words, "got": got, "over": got - question.most_words}
        raise ValidationError(_("Tối đa %(most)d từ (đang có %(got)d). Hãy bớt %(over)d từ.") % words, code="too_long")


def _option(question: Section, raw: Any) -> str | None:
    text = clean_text(_text(raw))
    if text and text not in question.choices:
        raise ValidationError(_("“%s” không có trong các lựa chọn. Hãy chọn lại.") % text[:40], code="option")
    return text or None


def _read_choices(question: Section, raw: Any) -> list[str] | None:
    given = raw if isinstance(raw, list | tuple) else [raw]
    if len(given) > 200:
        raise ValidationError(_("Câu trả lời không đúng dạng. Hãy tải lại trang rồi ghi lại."), code="shape")
    chosen = {_option(question, one) for one in given}
    return [one for one in question.choices if one in chosen] or None


def _read_number(question: Section, raw: Any) -> str | None:
    text = _short(raw)
    if not text:
        return None
    number = parse_decimal(text)
    _check_range(question, number, show_decimal)
    return format(number, "f")


def _read_money(question: Section, raw: Any) -> int | None:
    text = _short(raw)
    if not text:
        return None
    amount = parse_money(text)
    _check_range(question, amount, show_money)
    return int(amount)


def _check_range(question: Section, number: Decimal, show: Callable[[Decimal], str]) -> None:
    if question.least is not None and number < question.least:
        words = {"least": show(question.least), "got": show(number)}
        raise ValidationError(_("Ít nhất %(least)s (đang ghi %(got)s). Hãy ghi lại.") % words, code="range")
    if question.most is not None and number > question.most:
        words = {"most": show(question.most), "got": show(number)}
        raise ValidationError(_("Nhiều nhất %(most)s (đang ghi %(got)s). Hãy ghi lại.") % words, code="range")


def _read_date(_question: Section, raw: Any) -> str | None:
    text = _short(raw)
    return parse_date(text).isoformat() if text else None


def _read_declaration(_question: Section, raw: Any) -> bool | None:
    return True if raw is True or (isinstance(raw, str) and raw in {"on", "true", "1", DECLARED}) else None


def _read_rows(question: Section, raw: Any) -> list[list[str]] | None:
    rows = raw if isinstance(raw, list | tuple) else []
    most = int(question.most or MOST_ROWS)
    made = [row for number, one in enumerate(rows[: 4 * MOST_ROWS], 1) if (row := _read_row(question, number, one))]
    if len(made) > most:
        words = {"most": most, "got": len(made)}
        raise ValidationError(_("Nhiều nhất %(most)d dòng (đang có %(got)d). Hãy bỏ bớt.") % words, code="rows")
    return made or None


def _read_row(question: Section, number: int, raw: Any) -> list[str] | None:
    heads = question.heads
    given = list(raw[: len(heads)]) if isinstance(raw, list | tuple) else []
    given += [""] * (len(heads) - len(given))
    cells = []
    for place, (head, cell) in enumerate(zip(heads, given, strict=True)):
        try:
            cells.append(_read_cell(question, place, cell))
        except ValidationError as error:
            words = {"number": number, "head": head, "said": error.messages[0]}
            raise ValidationError(_("Dòng %(number)d, cột “%(head)s”: %(said)s") % words, code="cell") from error
    if not any(cells):
        return None
    if question.asks == QuestionKind.PEOPLE and not cells[0]:
        raise ValidationError(_("Dòng %d: hãy ghi họ và tên.") % number, code="name")
    return cells


def _read_cell(question: Section, place: int, raw: Any) -> str:
    people = question.asks == QuestionKind.PEOPLE
    text = clean_text(_text(raw), max_length=100 if people and place == 0 else MOST_CELL)
    if people and place == 0:
        check_person_name(text)
    return parse_phone(text, landline=True) if people and place == 2 and text else text


_READERS: dict[QuestionKind, Callable[[Section, Any], Any]] = {
    QuestionKind.LINE: _read_line,
    QuestionKind.LONG: _read_long,
    QuestionKind.CHOICE: _option,
    QuestionKind.CHOICES: _read_choices,
    QuestionKind.NUMBER: _read_number,
    QuestionKind.MONEY: _read_money,
    QuestionKind.DATE: _read_date,
    QuestionKind.TABLE: _read_rows,
    QuestionKind.PEOPLE: _read_rows,
    QuestionKind.DECLARATION: _read_declaration,
}


def is_empty(value: Any) -> bool:
    """Whether a kept answer says nothing."""
    return value is None or value is False or value in ("", [])


def show_answer(question: Section, value: Any) -> str:
    """A kept answer for a reader, "" for none: rows one a line, cells with a dot between.

    An answer that the question would no longer take (its kind was changed) is shown as it was written.
    """
    if is_empty(value):
        return ""
    try:
        kept = read_answer(question, value)
    except ValidationError:
        return str(value)
    return _SHOWN[question.asks](kept) if question.asks in _SHOWN else str(kept)


def _show_rows(rows: list[list[str]]) -> str:
    return "\n".join(" · ".join(filter(None, row)) for row in rows)


_SHOWN: dict[QuestionKind, Callable[[Any], str]] = {
    QuestionKind.CHOICES: "; ".join,
    QuestionKind.NUMBER: lambda kept: show_decimal(Decimal(kept)),
    QuestionKind.MONEY: show_money,
    QuestionKind.DATE: lambda kept: show_date(date.fromisoformat(kept)),
    QuestionKind.TABLE: _show_rows,
    QuestionKind.PEOPLE: _show_rows,
    QuestionKind.DECLARATION: lambda _kept: _("Có, đã đánh dấu"),
}
