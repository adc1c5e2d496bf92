"""What a list shows of a row, and by what it can be narrowed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Literal

from django.db.models import QuerySet

from hoithi.kit import dates, numbers

Kind = Literal["text", "number", "date", "state"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `value` is a name in the row (an attribute, or a key after `.values()`) or a function of the row.

    `sort` names the fields to order by when the column's `name` stands in the address; empty: not sortable.
    `href` makes the cell a link. `kind` says how it is set: numbers to the right, states with their mark.
    `personal`: names or numbers of people, which a file carries only where its taking is recorded.
    """

    name: str
    label: Any
    value: str | Callable[[Any], Any] = ""
    sort: tuple[str, ...] = ()
    href: Callable[[Any], str] | None = None
    kind: Kind = "text"
    personal: bool = False

    def of(self, row: Any) -> Any:
        """The value of this column in `row`."""
        wanted = self.value or self.name
        if callable(wanted):
            return wanted(row)
        return row[wanted] if isinstance(row, dict) else getattr(row, wanted)

    def cell(self, row: Any) -> "Cell":
        """What stands in this column for `row`."""
        value = self.of(row)
        return Cell(self, value, show(value), self.href(row) if self.href else "")


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` to show, the raw `value` behind it (for a state: its code), the address it leads to, or ""."""

    column: Column
    value: Any
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows a list: `choices` are (code, label); `lookup` is a field lookup or narrows by itself."""

    name: str
    label: Any
    choices: Sequence[tuple[str, Any]]
    lookup: str | Callable[[QuerySet[Any], str], QuerySet[Any]] = ""

    def narrow(self, rows: QuerySet[Any], code: str) -> QuerySet[Any]:
        """`rows` of this choice; all of them when `code` is no choice."""
        if code not in {str(known) for known, __ in self.choices}:
            return rows
        lookup = self.lookup or self.name
        return lookup(rows, code) if callable(lookup) else rows.filter(**{lookup: code})


def show(value: Any) -> str:
    """`value` as people read it: days, instants and numbers in the Vietnamese way, a choice by its label."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(getattr(value, "label", value))
    if isinstance(value, datetime):
        return dates.show_instant(value)
    if isinstance(value, date):
        return dates.show_date(value)
    return numbers.show_decimal(value) if isinstance(value, Decimal) else str(value)
