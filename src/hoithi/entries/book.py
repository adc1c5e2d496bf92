"""The rules that an entry is made by: fields, eligibility and form as typed data, read once for each version."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from hoithi.contests.enums import RuleKind
from hoithi.contests.models import Contest, RuleVersion
from hoithi.contests.rule_schemas import parse
from hoithi.contests.rule_schemas.entering import Dossier, Eligibility, Field, Fields, Paper, PaperKind
from hoithi.entries import known
from hoithi.entries.enums import PAPER_SLOT
from hoithi.entries.models import Entry

MOST_PAGES = 200  # of a paper dossier
_KINDS = (RuleKind.FIELDS, RuleKind.ELIGIBILITY, RuleKind.FORM)


@dataclass(frozen=True, slots=True)
class Book:
    """The typed rules. `form_id` is the version of the form, None when the contest has none yet."""

    fields: Fields
    eligibility: Eligibility
    dossier: Dossier
    form_id: int | None

    def field(self, code: str) -> Field | None:
        """The field of that code."""
        return next((field for field in self.fields.items if field.code == code), None)

    def field_name(self, code: str) -> str:
        """Its name, or the code when the edition no longer has it."""
        found = self.field(code)
        return found.name if found else code

    def paper(self, slot: str) -> Paper | None:
        """The paper of the form with that code. The pages of a paper dossier have their place in every form, also in
        one that does not name it."""
        found = next((paper for paper in self.dossier.papers if paper.code == slot), None)
        if found is None and slot == PAPER_SLOT:
            return Paper(code=slot, name=_("Bản giấy"), kind=PaperKind.ANY, most=MOST_PAGES, blind=True)
        return found

    def paper_name(self, slot: str) -> str:
        """Its name, or the code when the form no longer has it."""
        found = self.paper(slot)
        return found.name if found else slot


def book_of(contest: Contest, entry: Entry | None = None) -> Book:
    """The rules in force in `contest`; an entry that was submitted keeps the form it was submitted by. One query
    when they are not `known`."""
    read = contest.__dict__.get(known.RULES)
    latest: dict[str, int | None] = dict(_latest(contest) if read is None else read)
    if entry is not None and entry.submitted_at is not None:
        latest[RuleKind.FORM] = entry.form_id
    return _book(latest.get(RuleKind.FIELDS), latest.get(RuleKind.ELIGIBILITY), latest.get(RuleKind.FORM))


def _latest(contest: Contest) -> Iterable[tuple[str, int]]:
    rows = RuleVersion.objects.filter(contest=contest, kind__in=_KINDS).order_by("number")
    return rows.values_list("kind", "pk")


def books_of(entries: Iterable[Entry]) -> dict[int, Book]:
    """`book_of` for several entries, by their numbers. One query, whatever the number of contests."""
    entries = list(entries)
    latest: dict[int, dict[str, int | None]] = {entry.contest_id: {} for entry in entries}
    rows = RuleVersion.objects.filter(contest__in=latest, kind__in=_KINDS).order_by("number")
    for contest, kind, pk in rows.values_list("contest_id", "kind", "pk"):
        latest[contest][kind] = pk
    found = {}
    for entry in entries:
        known = latest[entry.contest_id]
        form = entry.form_id if entry.submitted_at is not None else known.get(RuleKind.FORM)
        found[entry.pk] = _book(known.get(RuleKind.FIELDS), known.get(RuleKind.ELIGIBILITY), form)
    return found


@lru_cache(maxsize=256)
def _book(fields: int | None, eligibility: int | None, form: int | None) -> Book:
    return Book(
        fields=_rules(RuleKind.FIELDS, fields) or Fields(),
        eligibility=_rules(RuleKind.ELIGIBILITY, eligibility) or Eligibility(),
        dossier=_rules(RuleKind.FORM, form) or Dossier(),
        form_id=form,
    )


def _rules(kind: str, pk: int | None):  # type: ignore[no-untyped-def]  # the class that `kind` names
    return parse(kind, RuleVersion.objects.values_list("data", flat=True).get(pk=pk)) if pk is not None else None


def forget() -> None:
    """Drops what was read: for tests, whose numbers come again when their work is undone."""
    _book.cache_clear()
