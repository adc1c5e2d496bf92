"""What the page of one entry shows, as far as its reader may see it (`queries.sight`)."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import subject_of
from hoithi.audit.messages import Told, tell
from hoithi.audit.models import Event
from hoithi.audit.queries import events_of
from hoithi.entries import rules
from hoithi.entries.actions.submitting import content_of
from hoithi.entries.book import Book, book_of
from hoithi.entries.checks import state_of
from hoithi.entries.enums import EntryState, Purpose
from hoithi.entries.inspection import Inspection, inspect, placed_files
from hoithi.entries.manage.decisions import Offered, offered
from hoithi.entries.models import (
    Attempt,
    Author,
    Consent,
    Entry,
    EntryFile,
    Extension,
    Note,
    Submission,
    Supplement,
    UnitConfirmation,
)
from hoithi.entries.queries import Sight, accounts_of, late_files_of, received, sight, versions_of
from hoithi.entries.reading import Reading, book_for, read
from hoithi.kit.clock import now

MOST_EVENTS = 60
STEPS = {
    "submit": gettext_lazy("nộp"),
    "save": gettext_lazy("lưu"),
    "upload_begin": gettext_lazy("bắt đầu tải tệp"),
    "upload_end": gettext_lazy("tải xong tệp"),
}
_NOTHING = Inspection([], [], waiting=False)


@dataclass(slots=True)
class DossierPage:
    """Everything that the template needs; what the reader may not see is empty."""

    entry: Entry
    sight: Sight
    book: Book
    reading: Reading | None
    inspection: Inspection = _NOTHING
    decisions: list[Offered] = field(default_factory=list)
    versions: list[Submission] = field(default_factory=list)
    history: list[Told] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    late: list[EntryFile] = field(default_factory=list)
    supplements: list[Supplement] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)
    consents: list[tuple[str, str, Consent]] = field(default_factory=list)
    accounts: dict[str, tuple[str, bool]] = field(default_factory=dict)
    confirmation: UnitConfirmation | None = None
    duplicates: list[Entry] = field(default_factory=list)
    next_uid: str = ""

    @property
    def possible(self) -> list[Offered]:
        """The decisions that may be taken now."""
        return [one for one in self.decisions if not one.why]

    @property
    def out_of_reach(self) -> list[Offered]:
        """The others, each with its reason."""
        return [one for one in self.decisions if one.why]

    @property
    def tries(self) -> list[tuple[Attempt, str]]:
        """The attempts with what was tried, in words."""
        return [(one, str(STEPS.get(one.step, one.step))) for one in self.attempts]

    @property
    def standing(self) -> str:
        """How long it has been in its state."""
        if self.entry.moved_at is None:
            return ""
        days = (now() - self.entry.moved_at).days
        return _("ở bước này %d ngày") % days if days else _("vào bước này chưa đầy một ngày")

    @property
    def signed(self) -> list[tuple[str, str, bool]]:
        """(author, account, whether their names differ) for those who confirmed with an account."""
        authors = self.reading.authors if self.reading else []
        return [(one.name, *self.accounts[one.uid]) for one in authors if one.uid in self.accounts]

    @property
    def field_name(self) -> str:
        """The field in which it competes."""
        return self.book.field_name(self.entry.field)

    @property
    def field_moved(self) -> str:
        """The field that the office put the entry into, when the version says another."""
        said = self.entry.latest.content.get("about", {}).get("field", "") if self.entry.latest else ""
        return self.book.field_name(self.entry.field) if said and said != self.entry.field else ""


def dossier_page(entry: Entry, actor: Actor) -> DossierPage:
    """Reads the page. The number of queries depends on who reads, never on how much there is to read."""
    look = sight(actor, entry)
    version = entry.latest
    book = book_for(entry.contest, version) if version else book_of(entry.contest, entry)
    page = DossierPage(entry, look, book, _reading(entry, version, book, look))
    if look.content and look.people and version is not None:
        page.inspection = inspect(entry, book)
    page.versions = list(versions_of(entry).defer("content", "manifest", "receipt", "signature"))
    page.confirmation = UnitConfirmation.objects.select_related("unit", "paper").filter(entry=entry).first()
    page.consents = _consents(entry, look)
    page.history = _history(entry, look)
    if look.staff and look.people:
        page.accounts = accounts_of(entry)
    if look.staff:
        page.duplicates = list(entry.duplicates.only("uid", "number", "title", "duplicate_of"))
        page.attempts = list(Attempt.objects.filter(entry=entry))
        page.late = list(late_files_of(entry)) if look.files else []
        page.supplements = list(Supplement.objects.filter(entry=entry).select_related("version"))
        page.extensions = list(Extension.objects.filter(entry=entry))
    if rules.can_note(actor, entry):
        page.notes = list(Note.objects.filter(entry=entry))
        page.decisions = offered(entry, actor, page.inspection)
        page.next_uid = _next(entry, actor)
    return page


def _reading(entry: Entry, version: Submission | None, book: Book, look: Sight) -> Reading | None:
    """The version in force; of a draft the working copy, for those who type it or were asked to help."""
    if version is not None:
        files = placed_files(version, pictures=True) if look.files else {}
        manifest = version.manifest if look.files else []
        return read(version.content, manifest, book, files, people=look.people)
    if not look.working:
        return None
    state = state_of(entry)
    files = {(one.slot, one.file.sha256): one for one in state.files}
    manifest = [
        {"slot": one.slot, "name": one.file.name, "size": one.file.size, "sha256": one.file.sha256}
        for one in state.files
    ]
    return read(content_of(entry, state), manifest, book, files, people=look.people)


def _consents(entry: Entry, look: Sight) -> list[tuple[str, str, Consent]]:
    """(author, purpose, consent) as they stand; without personal data those of guardians alone, and no name."""
    if not (look.content and look.people) and not look.guardian:
        return []
    rows: QuerySet[Consent] = Consent.objects.filter(author__entry=entry, author__removed_at=None, withdrawn_at=None)
    if not look.people:
        rows = rows.filter(purpose__in=(Purpose.GUARDIAN, Purpose.GUARDIAN_PUBLISH))
    return [
        (row.author.full_name if look.people else "", str(Purpose(row.purpose).label), row)
        for row in rows.select_related("author").order_by("author__position", "pk")
    ]


def _history(entry: Entry, look: Sight) -> list[Told]:
    """The record of the entry, the newest first. Outside the office without names and reasons; who may not read
    personal data sees "Người nộp" for the entrant and the co-authors."""
    events = list(_told_to(look, entry)[:MOST_EVENTS])
    told = tell(events, more=_more)
    if not look.staff:
        return [Told(one.at, one.what, "", "", "") for one in told]
    if look.people:
        return told
    hidden = {entry.owner_id, *Author.objects.filter(entry=entry).values_list("person_id", flat=True)} - {None}
    return [
        Told(one.at, one.what, _("Người nộp") if event.actor_id in hidden else one.by, one.more, one.reason)
        for event, one in zip(events, told, strict=True)
    ]


def _told_to(look: Sight, entry: Entry) -> QuerySet[Event]:
    events = events_of(subject_of(entry))
    return events if look.staff else events.exclude(verb__in=("entries.add_note", "entries.propose_extension"))


def _more(data: dict[str, Any]) -> str:
    said = []
    if version := data.get("version"):
        said.append(_("lần nộp %s") % version)
    if "before" in data and "after" in data:
        said.append(_("từ “%(before)s” sang “%(after)s”") % {"before": data["before"], "after": data["after"]})
    if of := data.get("of"):
        said.append(_("trùng %s") % of)
    if data.get("mailed") is False:
        said.append(_("chưa gửi được thư vì người nộp không có thư điện tử"))
    return ", ".join(said)


def _next(entry: Entry, actor: Actor) -> str:
    """The dossier that has waited longest, after this one."""
    waiting = received(actor, entry.contest).filter(state=EntryState.SUBMITTED).exclude(pk=entry.pk)
    return waiting.order_by("submitted_at", "pk").values_list("uid", flat=True).first() or ""
