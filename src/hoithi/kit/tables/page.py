"""One page of a list, as its address asks for it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from hoithi.kit.tables.columns import Cell, Column, Filter
from hoithi.kit.tables.excel import MOST_ROWS, workbook
from hoithi.kit.text import fold

SEARCH, SORT, PAGE, EXPORT = "q", "xep", "trang", "xuat"
LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: `href` sorts by it ("" when it cannot), `sorted` is the value of aria-sort."""

    column: Column
    href: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list and its cells, in the order of the columns."""

    object: Any
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter with the code that is chosen ("" for all)."""

    filter: Filter
    chosen: str


class ListPage:
    """What `<c-table :page>` shows, in two queries whatever the number of rows.

    `rows` starts from `visible_to` and may end in `.values(...)`. Addresses: `?q=` search in the folded column
    `search`, `?<filter>=`, `?xep=<column>` or `-<column>`, `?trang=` (a number out of range gives the nearest page and
    says so in `notice`), `?xuat=xlsx`. Unknown values are ignored. For templates: `heads`, `rows`, `total`, `number`,
    `pages`, `words`, `previous_href`, `next_href`, `query`, `choices`, `hidden`, `export_href`, `notice`, `narrowed`.

    `export`: whether the list may be taken away as a file. A list of people also passes `exported`, which is told the
    number of rows before the file is made, records it and may refuse; without it, `personal` columns stay out.
    """

    def __init__(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        columns: Sequence[Column],
        *,
        search: str = "search_key",
        filters: Sequence[Filter] = (),
        default_sort: str = "",
        per_page: int = 50,
        export: bool = False,
        exported: Callable[[int], Any] | None = None,
    ) -> None:
        self.export, self.exported = export, exported
        self.request, self.columns, self.search, self.per_page = request, columns, search, per_page
        asked = request.GET.get(SEARCH, "")
        self.query = asked.strip()[:LONGEST_SEARCH]
        self.choices = [Choice(each, request.GET.get(each.name, "")) for each in filters]
        self.sort = self._known_sort(request.GET.get(SORT, "")) or default_sort
        self.found = self._ordered(self._narrow(rows))
        self.notice = _("Chỉ tìm theo %d ký tự đầu.") % LONGEST_SEARCH if len(asked.strip()) > LONGEST_SEARCH else ""

    def _narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        for choice in self.choices:
            rows = choice.filter.narrow(rows, choice.chosen) if choice.chosen else rows
        if self.query and self.search:
            words = fold(self.query).split()
            rows = rows.filter(*(Q(**{f"{self.search}__contains": word}) for word in words)) if words else rows.none()
        return rows

    def _known_sort(self, asked: str) -> str:
        return asked if asked.removeprefix("-") in {column.name for column in self.columns if column.sort} else ""

    def _ordered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        wanted = self.sort.removeprefix("-")
        fields = next((column.sort for column in self.columns if column.name == wanted), ())
        if not fields:
            return rows if rows.ordered else rows.order_by("pk")
        down = self.sort.startswith("-")
        turned = [
            ("" if field.startswith("-") else "-") + field.removeprefix("-") if down else field for field in fields
        ]
        return rows.order_by(*turned, "pk")

    @cached_property
    def total(self) -> int:
        """How many rows were found, on all pages."""
        return self.found.count()

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self.total // self.per_page), 1)

    @cached_property
    def number(self) -> int:
        """The number of this page, from 1."""
        asked = self.request.GET.get(PAGE, "1")
        wanted = int(asked) if re.fullmatch(r"-?[0-9]{1,9}", asked) else 0
        nearest = min(max(wanted, 1), self.pages)
        if wanted != nearest:
            self.notice = _("Không có trang “%(asked)s”; đây là trang %(number)d.") % {
                "asked": asked[:20],
                "number": nearest,
            }
        return nearest

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of this page."""
        start = (self.number - 1) * self.per_page
        return [
            Row(row, [column.cell(row) for column in self.columns]) for row in self.found[start : start + self.per_page]
        ]

    @property
    def words(self) -> str:
        """ "Trang 2/7, 312 dòng"."""
        words = {"number": self.number, "pages": self.pages, "total": self.total}
        return _("Trang %(number)d/%(pages)d, %(total)d dòng") % words

    @property
    def narrowed(self) -> bool:
        """Whether a search or a filter is at work, so that an empty list can say so."""
        return bool(self.query or any(choice.chosen for choice in self.choices))

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns; pressing the one that sorts turns the order round."""
        return [self._head(column) for column in self.columns]

    def _head(self, column: Column) -> Head:
        if not column.sort:
            return Head(column, "", "none")
        order = {column.name: "ascending", f"-{column.name}": "descending"}.get(self.sort, "none")
        return Head(column, self.href(**{SORT: f"-{column.name}" if order == "ascending" else column.name}), order)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What a search or filter form carries along unseen: the order."""
        return [(SORT, self.sort)] if self.sort else []

    @property
    def previous_href(self) -> str:
        """The page before, or ""."""
        return self.href(**{PAGE: str(self.number - 1)}) if self.number > 1 else ""

    @property
    def next_href(self) -> str:
        """The page after, or ""."""
        return self.href(**{PAGE: str(self.number + 1)}) if self.number < self.pages else ""

    @property
    def export_href(self) -> str:
        """What is found, on all pages, as an Excel file; "" when this list is not taken away."""
        return self.href(**{EXPORT: "xlsx"}) if self.export else ""

    def href(self, **changes: str) -> str:
        """The address of this list with its search, filters and order, and `changes`."""
        words = self.request.GET.copy()
        words.clear()
        kept = {SEARCH: self.query, SORT: self.sort} | {each.filter.name: each.chosen for each in self.choices}
        words.update({name: value for name, value in (kept | changes).items() if value})
        return f"?{words.urlencode()}"

    def response(self, template: str, context: dict[str, Any] | None = None, *, filename: str) -> HttpResponseBase:
        """The page in `template` (as `page`), or the Excel file `filename`.xlsx when the address asks for it."""
        if self.export and self.request.GET.get(EXPORT) == "xlsx":
            return self._file(f"{filename}.xlsx")
        return render(self.request, template, {**(context or {}), "page": self})

    def _file(self, filename: str) -> HttpResponseBase:
        if self.exported is None:
            return workbook(self.found, [each for each in self.columns if not each.personal], filename=filename)
        self.exported(min(self.total, MOST_ROWS))
        return workbook(self.found, self.columns, filename=filename)
