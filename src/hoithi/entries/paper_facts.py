"""What entries say on papers: lists and counts, of the version in force of each. Two queries, whatever their number."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from hoithi.contests.models import Contest
from hoithi.documents.kinds.sources import register_source
from hoithi.entries.book import book_of
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Entry

Row = dict[str, Any]
_LET_IN = (EntryState.ACCEPTED,)
_STANDING = (EntryState.SUBMITTED, EntryState.RETURNED, EntryState.ACCEPTED)


def register() -> None:
    """Called when the site starts."""
    for code, gather in _GATHERED.items():
        register_source(code, gather)


def _rows(contest: Contest, states: Iterable[str]) -> list[Row]:
    """Entries in one of `states`, by their number."""
    book = book_of(contest)
    found = Entry.objects.filter(contest=contest, trial=False, number__isnull=False, state__in=list(states))
    names = ("number", "title", "field", "unit__name", "unit_name", "state", "latest__content__authors")
    return [
        {
            "code": f"hs-{row['number']:04d}",
            "number": f"HS-{row['number']:04d}",
            "name": row["title"],
            "field": book.field_name(row["field"]) if row["field"] else "",
            "authors": ", ".join(one.get("full_name", "") for one in row["latest__content__authors"] or ()),
            "unit": row["unit__name"] or row["unit_name"],
            "state": row["state"],
        }
        for row in found.order_by("number").values(*names)
    ]


def _listed(states: Iterable[str]) -> Callable[[Contest], Row]:
    def gather(contest: Contest) -> Row:
        return {"entries": [_shown(row) for row in _rows(contest, states)]}

    return gather


def _shown(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "state"}


def _quarter(contest: Contest) -> Row:
    """All that are registered, and how many each body has."""
    rows = _rows(contest, _STANDING)
    units = Counter(row["unit"] for row in rows if row["unit"])
    return {
        "entries": [_shown(row) for row in rows],
        "units": [{"name": name, "entries": count} for name, count in sorted(units.items())],
    }


def _closing(contest: Contest) -> Row:
    """How many came in and were let in, field by field; what was withdrawn counts as received."""
    rows = _rows(contest, (state for state in EntryState if state != EntryState.DRAFT))
    received = Counter(row["field"] for row in rows)
    eligible = Counter(row["field"] for row in rows if row["state"] in _LET_IN)
    return {
        "fields": [
            {"name": name or "Chưa ghi lĩnh vực", "received": count, "eligible": eligible[name]}
            for name, count in sorted(received.items())
        ]
    }


def _opening(contest: Contest) -> Row:
    rows = _rows(contest, _STANDING)
    return {"subject": "hồ sơ dự thi", "received": len(rows), "entries": [_shown(row) for row in rows]}


_GATHERED: dict[str, Callable[[Contest], Row]] = {
    "quyet-dinh-danh-sach-du-thi": _listed(_LET_IN),
    "danh-sach-ho-so": _listed(_STANDING),
    "bien-ban-mo-ho-so": _opening,
    "bao-cao-quy": _quarter,
    "bao-cao-tong-ket": _closing,
}
