"""A list as an Excel file: text stays text, whatever it begins with."""

import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse
from xlsxwriter import Workbook

from hoithi.kit.clock import VIETNAM
from hoithi.kit.tables.columns import Column, show

MOST_ROWS = 50_000
LONGEST_CELL = 32_767
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(rows: QuerySet[Any], columns: Sequence[Column], *, filename: str) -> FileResponse:
    """All `rows` (at most 50,000) as a download; written row by row to the disk, so memory does not grow with them.

    Numbers and dates are numbers and dates to Excel; everything else is a string, never a formula or a link.
    """
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        formats = {
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            datetime: book.add_format({"num_format": "hh:mm dd/mm/yyyy"}),
        }
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, 14 if column.kind in {"number", "date"} else 32)
            sheet.write_string(0, place, str(column.label), head)
        for line, row in enumerate(rows[:MOST_ROWS].iterator(chunk_size=1000), start=1):
            for place, column in enumerate(columns):
                _write(sheet, line, place, column.of(row), formats)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=filename, content_type=CONTENT_TYPE)


def _write(sheet: Any, line: int, place: int, value: Any, formats: dict[type[date], Any]) -> None:
    if isinstance(value, datetime):
        sheet.write_datetime(line, place, value.astimezone(VIETNAM).replace(tzinfo=None), formats[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, formats[date])
    elif isinstance(value, int | Decimal | float) and not isinstance(value, bool):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, show(value)[:LONGEST_CELL])
