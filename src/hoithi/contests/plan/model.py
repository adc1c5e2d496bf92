"""What is read out of a plan, typed; `to_json` gives the published shape."""

import datetime
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(slots=True)
class Row:
    """One line of a source. `room` is how many characters would still have fitted, endless where lines do not wrap."""

    line: int
    text: str
    bold: bool = False
    gap: bool = False
    room: float = float("inf")
    cells: tuple[str, ...] = ()
    x: float = 0.0


@dataclass(slots=True)
class Source:
    """A file as paragraphs: `lines` to show (line n is `lines[n - 1]`), `rows` to read."""

    lines: list[str]
    rows: list[Row]


@dataclass(slots=True)
class Signer:
    authority: str | None = None
    position: str | None = None
    concurrent: str | None = None
    name: str | None = None


@dataclass(slots=True)
class Document:
    kind: str = "KH"
    number: str | None = None
    symbol: str | None = None
    place: str | None = None
    date: datetime.date | None = None
    title: str | None = None
    signer: Signer = field(default_factory=Signer)
    recipients: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Contest:
    name: str | None = None
    edition: int | None = None
    years: list[int] = field(default_factory=list)
    organizer: str | None = None
    standing_agency: str | None = None


@dataclass(slots=True)
class Basis:
    text: str
    number: str | None = None
    date: datetime.date | None = None


@dataclass(slots=True)
class Milestone:
    """`before` says that the last day itself is out ("trước ngày")."""

    kind: str
    label: str
    start: datetime.date | None
    end: datetime.date | None
    precision: str
    tentative: bool
    line: int
    before: bool = False


@dataclass(slots=True)
class Reception:
    agency: str | None = None
    address: str | None = None
    contact_name: str | None = None
    contact_phone: str | None = None


@dataclass(slots=True)
class Task:
    text: str
    line: int


@dataclass(slots=True)
class Assignment:
    order: str | None
    unit: str
    units: list[str]
    tasks: list[Task]


@dataclass(slots=True)
class Reporting:
    period: str | None = None
    due_day: int | None = None
    due_month: str | None = None
    due_date: datetime.date | None = None
    to: str | None = None
    contents: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Notice:
    line: int
    text: str


@dataclass(slots=True)
class Plan:
    document: Document = field(default_factory=Document)
    contest: Contest = field(default_factory=Contest)
    legal_bases: list[Basis] = field(default_factory=list)
    purposes: list[str] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
    reception: Reception = field(default_factory=Reception)
    funding: list[str] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    reporting: Reporting = field(default_factory=Reporting)
    warnings: list[Notice] = field(default_factory=list)


def to_json(plan: Plan) -> dict[str, Any]:
    """The plan as plain data for `json.dumps`; `before` is left out where it is not true."""
    data = _plain(asdict(plan))
    for milestone in data["milestones"]:
        if not milestone["before"]:
            del milestone["before"]
    return data  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value
