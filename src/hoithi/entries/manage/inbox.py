"""The office's list of received dossiers: what it shows, and by what it is narrowed."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.entries.actions.desk import export_list
from hoithi.entries.book import Book, book_of
from hoithi.entries.enums import IN_HAND, EntryState, Source, VersionState
from hoithi.entries.models import Entry
from hoithi.entries.queries import OFFICE, sight, submitted_to
from hoithi.kit.clock import now
from hoithi.kit.dates import show_date
from hoithi.kit.tables import Column, Filter, ListPage
from hoithi.kit.templatetags.kit import icon, state_icon, state_kind
from hoithi.units.models import Unit

LONG = timedelta(days=3)
STATE, WORK, FIELD, SOURCE, UNIT = "trang-thai", "viec", "linh-vuc", "nguon", "don-vi"
SHOWN = (
    "pk", "uid", "number", "title", "field", "authors_line", "unit__name", "unit__uid", "unit_name", "state",
    "submitted_at", "moved_at", "due_at", "latest__number", "latest__state", "source", "desk_version",
)  # fmt: skip
STATES = [(code, label) for code, label in EntryState.choices if code != EntryState.DRAFT]
WORKS = [
    ("lau", gettext_lazy("Chờ quá 3 ngày")),
    ("qua-han", gettext_lazy("Quá hạn bổ sung")),
    ("thieu-tep", gettext_lazy("Thiếu tệp")),
]
_BEFORE_DEADLINE = {State.DRAFT, State.ANNOUNCED, State.OPEN}


def narrow_work(rows: QuerySet[Any], code: str) -> QuerySet[Any]:
    """What needs somebody: unchecked for three days, a supplement that did not come, a version without its bytes."""
    if code == "lau":
        return rows.filter(state=EntryState.SUBMITTED, moved_at__lt=now() - LONG)
    if code == "qua-han":
        return rows.filter(state=EntryState.RETURNED, due_at__lte=now())
    return rows.exclude(latest__state=VersionState.COMPLETE)


def code_of(row: dict[str, Any]) -> str:
    """ "HS-0042"."""
    return f"HS-{row['number']:04d}" if row["number"] else ""


def unit_of(row: dict[str, Any]) -> str:
    """The body's name, from the tree or as typed."""
    return str(row["unit__name"] or row["unit_name"])


def days_in_hand(row: dict[str, Any]) -> int | None:
    """Whole days since a dossier that waits for somebody came into its state; None for one that is decided."""
    if row["state"] not in IN_HAND or row["moved_at"] is None:
        return None
    return int((now() - row["moved_at"]).days)


@dataclass(frozen=True)
class Inbox:
    """The list of one contest for one reader. Names of authors, and the search over them, are for whoever reads them on
    the page of an entry."""

    contest: Contest
    actor: Actor

    @cached_property
    def office(self) -> bool:
        """Whether the reader works here, so that things can be done."""
        return self.actor.holds_in(self.contest, *OFFICE)

    @cached_property
    def names(self) -> bool:
        """Whether names of people are shown, searched and taken away: as on the page of any entry of this contest."""
        return self.office or sight(self.actor, Entry(pk=0, owner_id=0, contest=self.contest)).people

    @cached_property
    def listed(self) -> bool:
        """Whether the reader sees rows at all; the head before the deadline sees counts (note 10)."""
        early = self.contest.state in _BEFORE_DEADLINE
        return self.actor.holds_in(self.contest, *OFFICE, Role.AUDITOR) or not early

    @cached_property
    def book(self) -> Book:
        """The rules in force, for the names of fields."""
        return book_of(self.contest)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many entries are in each state, drafts too (their number is all the office knows of them). One query."""
        rows = Entry.objects.filter(contest=self.contest, trial=False).order_by().values_list("state")
        return dict(rows.annotate(number=Count("pk")))

    @property
    def received(self) -> int:
        """How many were ever submitted."""
        return sum(number for state, number in self.counts.items() if state != EntryState.DRAFT)

    def rows(self) -> QuerySet[Entry]:
        """All that was submitted and that the reader may know of."""
        return submitted_to(self.actor, self.contest)

    def columns(self) -> list[Column]:
        """The columns of the list and of its file."""
        start = reverse("intake_entry", args=["0"])[:-2]

        def href(row: dict[str, Any]) -> str:
            return f"{start}{row['uid']}/"

        columns = [
            Column("so", _("Số"), code_of, sort=("number",), href=href),
            Column("ten", _("Tên giải pháp"), "title", href=href),
            Column("linh-vuc", _("Lĩnh vực"), lambda row: self.book.field_name(row["field"]), sort=("field",)),
            Column("tac-gia", _("Tác giả"), "authors_line", personal=True),
            Column("don-vi", _("Đơn vị"), unit_of, sort=("unit__sort_key", "unit_name")),
            Column("trang-thai", _("Trạng thái"), lambda row: EntryState(row["state"]), sort=("state",), kind="state"),
            Column("nop", _("Ngày nộp"), "submitted_at", sort=("submitted_at",), kind="date"),
            Column("cho", _("Chờ (ngày)"), days_in_hand, sort=("-moved_at",), kind="number"),
            Column("lan", _("Lần nộp"), "latest__number", sort=("latest__number",), kind="number"),
        ]
        return columns if self.names else [one for one in columns if not one.personal]

    def filters(self, asked: QueryDict) -> list[Filter]:
        """What narrows the list; a body only when the address names one."""
        fields = [(field.code, field.name) for field in self.book.fields.items]
        found = [
            Filter(STATE, _("Trạng thái"), STATES, "state"),
            Filter(WORK, _("Việc"), WORKS, narrow_work),
            Filter(FIELD, _("Lĩnh vực"), fields, "field"),
            Filter(SOURCE, _("Cách nộp"), Source.choices, "source"),
        ]
        if uid := asked.get(UNIT, "")[:12]:
            names = Unit.objects.filter(uid=uid).values_list("uid", "name")
            found.append(Filter(UNIT, _("Đơn vị"), list(names), "unit__uid"))
        return found

    def page(self, request: HttpRequest) -> "InboxPage":
        """One page of the list, as its address asks."""
        page = InboxPage(
            request,
            self.rows().values(*SHOWN),
            self.columns(),
            filters=self.filters(request.GET),
            search="search_key" if self.names else "",
            default_sort="-nop",
            export=True,
            exported=self._taken,
        )
        if self.listed and (known := self._known_total(page)) is not None:
            page.total = known
        return page

    def _known_total(self, page: ListPage) -> int | None:
        """What the counts already say, so that nothing is counted twice."""
        narrowing = {choice.filter.name: choice.chosen for choice in page.choices if choice.chosen}
        if page.query or set(narrowing) - {STATE}:
            return None
        state = narrowing.get(STATE, "")
        return self.received if state not in dict(STATES) else self.counts.get(state, 0)

    def _taken(self, rows: int) -> None:
        export_list(self.contest, rows=rows, what="list", personal=self.names, by=self.actor)

    def found(self, query: str) -> QuerySet[Any]:
        """All rows that the list shows under the address `query`, on all pages."""
        request = HttpRequest()
        request.GET = QueryDict(query[:1000])
        return self.page(request).found


class InboxPage(ListPage):
    """A page of the inbox with its rows as text, so that the template has little to decide for each of fifty."""

    def __init__(self, request: HttpRequest, rows: QuerySet[Any], *args: Any, **options: Any) -> None:
        super().__init__(request, rows, *args, **options)
        self.all_rows = rows

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The heads of the table: columns that stand in one cell share a head."""
        heads = {head.column.name: head for head in self.heads}
        first = [heads[name] for name in ("so", "ten", "tac-gia", "don-vi", "linh-vuc") if name in heads]
        state, day, number, days = (heads[name] for name in ("trang-thai", "nop", "lan", "cho"))
        return [
            {
                "heads": group,
                "sorted": next((head.sorted for head in group if head.sorted != "none"), "none"),
                "number": group[0].column.kind == "number",
            }
            for group in (first, [state], [day, number], [days])
        ]

    @cached_property
    def _numbers(self) -> list[int]:
        """The rows of a narrowed list in order, on all pages: one walk over the entries gives the total and the page,
        where counting and cutting would walk twice."""
        return list(self.found.values_list("pk", flat=True))

    @cached_property
    def total(self) -> int:
        """How many rows were found, on all pages."""
        return len(self._numbers)

    @property
    def _here(self) -> list[dict[str, Any]]:
        start = (self.number - 1) * self.per_page
        place = slice(start, start + self.per_page)
        if "_numbers" not in self.__dict__:
            return list(self.found[place])
        rows = {row["pk"]: row for row in self.all_rows.filter(pk__in=self._numbers[place])}
        return [rows[pk] for pk in self._numbers[place] if pk in rows]

    @property
    def lines(self) -> list[dict[str, str]]:
        """The rows of this page, ready to be printed."""
        columns = {column.name: column for column in self.columns}
        return [_line(row, columns) for row in self._here]


@lru_cache(maxsize=64)
def badge_of(state: str, language: str) -> SafeString:
    """The badge of a state, as `<c-state>` gives it; `language` keeps those of two languages apart."""
    del language
    label = EntryState(state).label
    words = (state_kind(state), icon(state_icon(state)), label)
    return format_html('<span class="badge badge--{}">{}{}</span>', *words)


def _line(row: dict[str, Any], columns: dict[str, Column]) -> dict[str, Any]:
    days, state = days_in_hand(row), row["state"]
    long = state == EntryState.SUBMITTED and days is not None and days >= LONG.days
    return {
        "uid": row["uid"],
        "code": code_of(row),
        "href": columns["so"].cell(row).href,
        "title": row["title"],
        "field": columns["linh-vuc"].of(row),
        "authors": row["authors_line"],
        "unit": unit_of(row),
        "unit_uid": row["unit__uid"] or "",
        "badge": badge_of(state, get_language() or ""),
        "trouble": _trouble(row),
        "day": show_date(row["submitted_at"]) if row["submitted_at"] else "",
        "days": "" if days is None else str(days),
        "days_look": "num danger-text" if long else "num",
        "version": _("lần %d") % row["latest__number"] if (row["latest__number"] or 1) > 1 else "",
    }


def _trouble(row: dict[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    if row["state"] == EntryState.RETURNED and row["due_at"] is not None and row["due_at"] <= now():
        found.append(("error", "circle-x", _("quá hạn bổ sung")))
    if row["latest__state"] not in {VersionState.COMPLETE, None}:
        found.append(("warning", "file-down", _("thiếu tệp")))
    return found
