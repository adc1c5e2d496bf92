"""What entries say on papers: lists and counts, of the version in force of each, as far as whoever writes the paper may
read them. Two queries, whatever their number."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.documents.kinds.sources import register_source
from hoithi.entries.book import book_of
from hoithi.entries.enums import EntryState
from hoithi.entries.queries import reads_people, submitted_to

Row = dict[str, Any]
_LET_IN = (EntryState.ACCEPTED,)
_STANDING = (EntryState.SUBMITTED, EntryState.RETURNED, EntryState.ACCEPTED)


def register() -> None:
    """Called when the site starts."""
    for code, gather in _GATHERED.items():
        register_source(code, gather)


def _rows(contest: Contest, by: Actor, states: Iterable[str]) -> list[Row]:
    """Entries in one of `states`, by their number; without their authors for those who may not read who they are."""
    book = book_of(contest)
    found = submitted_to(by, contest).filter(number__isnull=False, state__in=list(states))
    names = ["number", "title", "field", "unit__name", "unit_name", "state"]
    if reads_people(by, contest):
        names.append("latest__content__authors")
    return [
        {
            "code": f"hs-{row['number']:04d}",
            "number": f"HS-{row['number']:04d}",
            "name": row["title"],
            "field": book.field_name(row["field"]) if row["field"] else "",
            "authors": ", ".join(one.get("full_name", "") for one in row.get("latest__content__authors") or ()),
            "unit": row["unit__name"] or row["unit_name"],
            "state": row["state"],
        }
        for row in found.order_by("number").values(*names)
    ]


def _listed(states: Iterable[str]) -> Callable[[Contest, Actor], Row]:
    def gather(contest: Contest, by: Actor) -> Row:
        return {"entries": [_shown(row) for row in _rows(contest, by, states)]}

    return gather


def _shown(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "state"}


def _quarter(contest: Contest, by: Actor) -> Row:
    """All that are registered, and how many each body has."""
    rows = _rows(contest, by, _STANDING)
    units = Counter(row["unit"] for row in rows if row["unit"])
    return {
        "entries": [_shown(row) for row in rows],
        "units": [{"name": name, "entries": count} for name, count in sorted(units.items())],
    }


def _closing(contest: Contest, by: Actor) -> Row:
    """How many came in and were let in, field by field; what was withdrawn counts as received."""
    rows = _rows(contest, by, (state for state in EntryState if state != EntryState.DRAFT))
    received = Counter(row["field"] for row in rows)
    eligible = Counter(row["field"] for row in rows if row["state"] in _LET_IN)
    return {
        "fields": [
            {"name": name or "Chưa ghi lĩnh vực", "received": count, "eligible": eligible[name]}
            for name, count in sorted(received.items())
        ]
    }


def _opening(contest: Contest, by: Actor) -> Row:
    rows = _rows(contest, by, _STANDING)
    return {"subject": "hồ sơ dự thi", "received": len(rows), "entries": [_shown(row) for row in rows]}


_GATHERED: dict[str, Callable[[Contest, Actor], Row]] = {
    "quyet-dinh-danh-sach-du-thi": _listed(_LET_IN),
    "danh-sach-ho-so": _listed(_STANDING),
    "bien-ban-mo-ho-so": _opening,
    "bao-cao-quy": _quarter,
    "bao-cao-tong-ket": _closing,
}
