"""Tables: those that only lay out a page are taken apart, those that give tasks or times are read by their heads."""

import re
from dataclasses import dataclass
from itertools import groupby

from hoithi.contests.plan.bodies import split_bodies
from hoithi.contests.plan.model import Assignment, Row, Task
from hoithi.contests.plan.outline import Node, read_mark
from hoithi.contests.plan.text import fold, is_caps, squeeze, trim_item

_LAYOUT = re.compile(
    r"cong hoa xa hoi|doc lap\s*-\s*tu do|\bnoi nhan\s*:|dang cong san viet nam|^[-\s]*luu\s*:"
    r"|(?m:^\s*so\s*(?::|\d*\s*[/-]))"
)
_AUTHORITY = re.compile(r"(?m)(?:^|\|\s)(?:TM|KT|TL|TUQ|T/M)\.?\s+[A-ZĐ]")
_COLUMNS = [
    ("order", re.compile(r"(?:stt|tt|so tt|so thu tu)\W*$")),
    (
        "time",
        re.compile(
            r"(?:thoi gian|tien do|thoi han|han|thoi diem|ngay|hoan thanh|moc thoi gian|lich|ke hoach thoi gian)\b"
        ),
    ),
    (
        "support",
        re.compile(
            r"(?:(?:don vi|co quan|ca nhan|nguoi|bo phan|to chuc)[\w\s,/]*)?phoi hop|(?:don vi|co quan)\s+tham gia"
        ),
    ),
    (
        "lead",
        re.compile(
            r"(?:(?:don vi|co quan|ca nhan|nguoi|bo phan|to chuc)\b.*)?(?:chu tri|thuc hien|phu trach"
            r"|dau moi|chiu trach nhiem)\b(?!.*noi dung)|(?:don vi|co quan|bo phan|dia phuong)\W*$"
            r"|phan cong\W*$"
        ),
    ),
    (
        "content",
        re.compile(r"(?:noi dung|nhiem vu|cong viec|hoat dong|hang muc|ten|dau viec|viec)\b"),
    ),
    ("stage", re.compile(r"(?:cac buoc|buoc|giai doan)\b")),
]


@dataclass(slots=True)
class Table:
    """A table whose columns are known by their heads; `columns` gives the places of each kind."""

    head: Row
    columns: dict[str, list[int]]
    rows: list[Row]
    node: Node

    def cell(self, row: Row, kind: str) -> str:
        places = self.columns.get(kind, [])
        return "\n".join(row.cells[at] for at in places if at < len(row.cells) and row.cells[at])


def take_apart_layout(rows: list[Row]) -> list[Row]:
    """The same rows with the letterhead's and the signature's tables as lines, the left column before the right."""
    result: list[Row] = []
    for is_table, group in groupby(rows, key=lambda row: bool(row.cells)):
        part = list(group)
        result += _flat(part) if is_table and _is_layout(part) else part
    return result


def _is_layout(table: list[Row]) -> bool:
    if max(len(row.cells) for row in table) > 3 or len(table) > 8:
        return False
    return any(is_layout(cell) for row in table for cell in row.cells)


def is_layout(cell: str) -> bool:
    """Whether a text is of a letterhead or a signature, which a table or a bar may part."""
    return bool(_LAYOUT.search(fold(cell)) or _AUTHORITY.search(cell))


def _flat(table: list[Row]) -> list[Row]:
    width = max(len(row.cells) for row in table)
    return [
        Row(row.line, squeeze(text), gap=True)
        for column in range(width)
        for row in table
        for text in (row.cells[column] if column < len(row.cells) else "").split("\n")
        if text.strip()
    ]


def find_tables(root: Node) -> list[Table]:
    """Tables of the body whose heads say what their columns hold, in order."""
    tables: list[Table] = []
    for is_table, group in groupby(root.walk(), key=lambda node: bool(node.row.cells)):
        nodes = list(group)
        if is_table and (table := _read_head(nodes)):
            tables.append(table)
    return tables


def _read_head(nodes: list[Node]) -> Table | None:
    for at, node in enumerate(nodes[:3]):
        columns: dict[str, list[int]] = {}
        for place, cell in enumerate(node.row.cells):
            if kind := _column_kind(cell):
                columns.setdefault(kind, []).append(place)
        if "content" not in columns and "stage" in columns:
            columns["content"] = columns.pop("stage")
        if len(columns) >= 2 and ("content" in columns or "time" in columns):
            return Table(node.row, columns, [other.row for other in nodes[at + 1 :]], node)
    return None


def _column_kind(cell: str) -> str:
    folded = squeeze(fold(cell))
    return next((kind for kind, pattern in _COLUMNS if folded and len(folded) < 80 and pattern.match(folded)), "")


def table_assignments(table: Table) -> list[Assignment]:
    """For each row: the lead body and each co-operating body, with the row's content as their task."""
    assignments: list[Assignment] = []
    for row in table.rows:
        order = table.cell(row, "order").strip(" .") or None
        tasks = _tasks(table.cell(row, "content"), row.line)
        for kind in ("lead", "support"):
            text = table.cell(row, kind)
            units = [unit for part in _parts(text) for unit in split_bodies(part)]
            if units and tasks:
                assignments.append(Assignment(order, squeeze(text), units, [Task(t.text, t.line) for t in tasks]))
    return assignments


def _parts(text: str) -> list[str]:
    """The lines of a cell, each without its list mark; a line that goes on in small letters is one with the next."""
    parts: list[str] = []
    for line in (squeeze(line) for line in text.split("\n")):
        mark = read_mark(line)
        if parts and not mark and (line[:1].islower() or parts[-1].endswith((",", " và"))):
            parts[-1] = f"{parts[-1]} {line}"
        elif line.strip(" -–.;"):
            parts.append(mark.rest if mark else line)
    return [part.strip(" ;,.") for part in parts if part.strip(" ;,.")]


def _tasks(text: str, line: int) -> list[Task]:
    lines = [squeeze(part) for part in text.split("\n") if part.strip()]
    if len(lines) > 1 and all(read_mark(part) for part in lines):
        return [Task(trim_item(mark.rest), line) for part in lines if (mark := read_mark(part))]
    return [Task(trim_item(" ".join(lines)), line)] if lines and not is_caps(text) else []
