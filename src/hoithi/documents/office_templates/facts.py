"""The names of a schema of facts, and filled facts as the texts that they stand for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import override

from hoithi.documents.kinds import wording
from hoithi.documents.kinds.body import bare
from hoithi.documents.office_templates.filling import Texts
from hoithi.documents.office_templates.names import COUNT, ROMAN, Name, Names, slug
from hoithi.documents.paper.model import roman, show_day, show_number
from hoithi.kit.schemas.reading import Schema, specs_of
from hoithi.kit.schemas.specs import Check, Choice, Day, Hour, Lines, Rows, Spec

NUMBER, NUMBER_AND_SYMBOL, DAY = "so_van_ban", "so_va_ky_hieu", "ngay_van_ban"
_OF_ISSUE = (
    Name(NUMBER, NUMBER, "Số văn bản"),
    Name(NUMBER_AND_SYMBOL, NUMBER_AND_SYMBOL, "Số và ký hiệu văn bản"),
    Name(DAY, DAY, "Ngày, tháng, năm ban hành"),
)


def names_of(schema: type[Schema]) -> Names:
    """Every name that a template for papers of `schema` may use, in the order in which the facts are asked."""
    with override("vi"):
        return Names([*_OF_ISSUE, *_names(schema)])


def _names(schema: type[Schema]) -> Iterator[Name]:
    for code, one in shown_specs(schema):
        written = slug(str(one.label))
        if not isinstance(one, Rows):
            yield Name(code, written, str(one.label), one.required)
            continue
        yield Name(code, written, str(one.label), one.least > 0, many=True)
        yield Name(f"{code}.{COUNT}", f"{written}.{COUNT}", "Số thứ tự")
        yield Name(f"{code}.{ROMAN}", f"{written}.{ROMAN}", "Số thứ tự bằng chữ số La Mã")
        for column, each in shown_specs(one.of):
            yield Name(f"{code}.{column}", f"{written}.{slug(str(each.label))}", str(each.label), each.required)


def shown_specs(schema: type[Any]) -> Iterator[tuple[str, Spec]]:
    """Facts that people fill in."""
    return ((code, one) for code, one in specs_of(schema).items() if not one.inner and not one.silent)


def texts_of(facts: Schema, *, number: int | None, day: date | None) -> Texts:
    """What the names of `facts` stand for; number and day are blank for the pen before a paper has them."""
    symbol = getattr(facts, "symbol", "")
    shown = show_number(number)
    texts = Texts({NUMBER: shown, NUMBER_AND_SYMBOL: f"{shown}/{symbol}" if symbol else shown, DAY: show_day(day)})
    with override("vi"):
        for code, one in specs_of(facts).items():
            value = getattr(facts, code)
            if isinstance(one, Rows):
                texts.many[code] = [_row(row, at) for at, row in enumerate(value, 1)]
            else:
                texts.one[code] = _text(one, value)
    return texts


def _row(row: Any, at: int) -> dict[str, str]:
    columns = {code: _text(one, getattr(row, code)) for code, one in specs_of(row).items() if not isinstance(one, Rows)}
    return columns | {COUNT: str(at), ROMAN: roman(at)}


def _text(one: Spec, value: Any) -> str:
    if value is None or value in {"", ()}:
        return ""
    if isinstance(one, Day | Hour):
        return wording.short_day(value) if isinstance(one, Day) else wording.hour(value)
    text = str(one.show(value) if isinstance(one, Choice | Check) else one.typed(value))
    return bare(text) if isinstance(one, Lines) else text
