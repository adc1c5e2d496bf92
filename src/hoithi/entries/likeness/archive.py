"""A list of former solutions as rows: which column holds what, what each row says, and what is wrong with it."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.entries.likeness.sheets import MOST_ROWS, Line, Table, letter, text_of, too_long
from hoithi.kit.clock import today
from hoithi.kit.text import fold

LABELS = {
    "title": gettext_lazy("Tên giải pháp"),
    "year": gettext_lazy("Năm"),
    "contest": gettext_lazy("Hội thi"),
    "authors": gettext_lazy("Tác giả"),
    "unit": gettext_lazy("Đơn vị"),
    "field": gettext_lazy("Lĩnh vực"),
    "prize": gettext_lazy("Giải"),
    "summary": gettext_lazy("Tóm tắt"),
}
MOST = {
    "title": 300, "contest": 200, "authors": 300, "unit": 200, "field": 200, "prize": 100, "summary": 20_000
}  # fmt: skip
_NAMES = {
    "title": "ten giai phap|giai phap|ten de tai|de tai|ten san pham|ten mo hinh|ten sang kien|sang kien|ten cong trinh"
    "|ten giai phap du thi|title",
    "year": "nam|nam dat giai|nam to chuc|nam du thi|year",
    "contest": "hoi thi|cuoc thi|ten hoi thi|ten cuoc thi|lan thu|contest",
    "authors": "tac gia|ho ten tac gia|ho va ten tac gia|nhom tac gia|tac gia nhom tac gia|ho ten|ho va ten|authors",
    "unit": "don vi|don vi cong tac|co quan|truong|noi cong tac|dia chi|don vi dia chi|unit",
    "field": "linh vuc|linh vuc du thi|field",
    "prize": "giai|giai thuong|dat giai|ket qua|xep giai|loai giai|prize",
    "summary": "tom tat|tom tat giai phap|mo ta|noi dung|noi dung giai phap|noi dung tom tat|summary",
}
KNOWN = {name: what for what, names in _NAMES.items() for name in names.split("|")}
_LOOKED_AT = 15  # lines among which the head is looked for
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)")
_SERIAL = re.compile(r"[2-7]\d{4}")  # a day as Excel counts it: 45762 is 15/4/2025
Columns = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Bad:
    """What is wrong with a row: the cell ("C5", or "" when one is missing) and the sentence."""

    cell: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read. `key` is the same for the same solution in the same list, however often it comes."""

    line: int
    values: dict[str, str] = field(default_factory=dict)
    year: int | None = None
    problems: tuple[Bad, ...] = ()
    key: str = ""


def head_of(table: Table) -> Line:
    """The line that names the columns: of the first ones, the one that names most; else the first."""
    first = table.lines[:_LOOKED_AT]
    return max(first, key=lambda line: (len(guess(line)), -line.number))


def guess(head: Line) -> dict[str, int]:
    """Which column holds what, by the names in the head."""
    found: dict[str, int] = {}
    for column, cell in enumerate(head.cells):
        what = KNOWN.get(fold(str(cell)))
        if what and what not in found:
            found[what] = column
    return found


def heads(head: Line) -> list[tuple[int, str]]:
    """The columns with a name, to choose among: (0, "A: Tên đề tài")."""
    named = enumerate(str(cell).strip()[:60] for cell in head.cells)
    return [(column, f"{letter(column)}: {name}" if name else letter(column)) for column, name in named]


def read_rows(table: Table, columns: Columns, *, contest: str, year: int | None, owner: int) -> list[Row]:
    """Every row under the head. `contest` and `year` stand in for what a row does not say; `owner` is the body whose
    list it is. Refused: more than 5,000 rows."""
    head = head_of(table)
    under = [line for line in table.lines if line.number > head.number]
    if len(under) > MOST_ROWS:
        raise too_long(len(under))
    return [_row(line, columns, contest, year, owner) for line in under]


def _row(line: Line, columns: Columns, contest: str, year: int | None, owner: int) -> Row:
    bad: list[Bad] = []
    values = {what: _said(line, what, columns, bad) for what in MOST}
    values["contest"] = values["contest"] or contest
    found = _year(line, columns, bad) or year
    if not values["title"] and not any(one.cell == _cell(line, "title", columns) for one in bad):
        bad.insert(0, Bad(_cell(line, "title", columns), _("Thiếu tên giải pháp.")))
    told = (str(owner), fold(values["title"]), fold(values["authors"]), fold(values["contest"]), str(found or ""))
    key = hashlib.sha256("|".join(told).encode()).hexdigest()
    return Row(line.number, values, found, tuple(bad), key)


def _value(line: Line, what: str, columns: Columns) -> Any:
    column = columns.get(what)
    return line.cells[column] if column is not None and column < len(line.cells) else ""


def _cell(line: Line, what: str, columns: Columns) -> str:
    return f"{letter(columns[what])}{line.number}" if what in columns else ""


def _said(line: Line, what: str, columns: Columns, bad: list[Bad]) -> str:
    place = _cell(line, what, columns)
    try:
        return text_of(_value(line, what, columns), place, most=MOST[what], lines=what == "summary")
    except ValidationError as error:
        bad.append(Bad(place, error.messages[0]))
        return ""


def _year(line: Line, columns: Columns, bad: list[Bad]) -> int | None:
    value, place = _value(line, "year", columns), _cell(line, "year", columns)
    if isinstance(value, datetime | date):
        return value.year
    try:
        said = text_of(value, place, most=60)
    except ValidationError as error:
        bad.append(Bad(place, error.messages[0]))
        return None
    return _year_of(said, place, bad) if said else None


def _year_of(said: str, place: str, bad: list[Bad]) -> int | None:
    """The last year that is named: "2018-2019" is 2019, as an edition is called by the year in which it ended."""
    named = [int(year) for year in _YEAR.findall(said)]
    if named and named[-1] <= today().year + 1:
        return named[-1]
    words = {"place": place, "said": said[:20]}
    if _SERIAL.fullmatch(said):
        told = _("Ô %(place)s: “%(said)s” là ngày theo cách đếm của Excel. Hãy ghi năm bằng bốn chữ số.")
    else:
        told = _("Ô %(place)s: “%(said)s” không phải là năm. Hãy ghi bốn chữ số, ví dụ 2019.")
    bad.append(Bad(place, told % words))
    return None


def again(rows: Iterable[Row]) -> set[int]:
    """The lines that say once more what a line above them said."""
    seen: set[str] = set()
    found = set()
    for row in rows:
        if row.key in seen:
            found.add(row.line)
        seen.add(row.key)
    return found
