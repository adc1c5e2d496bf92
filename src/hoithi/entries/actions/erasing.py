"""Erasing what the house knows of a person, so that what was sealed still proves itself (docs/decisions/0010)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from hoithi.accounts.actions import erase_person
from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import ERASED_NAME
from hoithi.accounts.models import Person
from hoithi.audit.actions import record, subject_of
from hoithi.audit.models import Event
from hoithi.contests.enums import FROZEN, State
from hoithi.contests.grants.queries import held_roles
from hoithi.contests.rule_schemas.entering import Dossier, QuestionKind
from hoithi.documents.actions import forget_person
from hoithi.entries import hooks
from hoithi.entries.actions.base import taken
from hoithi.entries.actions.seals import hashed
from hoithi.entries.actions.submitting import digest
from hoithi.entries.book import book_of
from hoithi.entries.enums import ERASED, PAPER_SLOT, EntryState
from hoithi.entries.messages import author_line
from hoithi.entries.models import (
    Assist,
    Author,
    Consent,
    DataRequest,
    DossierExport,
    Entry,
    EntryFile,
    LostText,
    Material,
    Provisional,
    Submission,
    UnitConfirmation,
)
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal, Verdict

_SETTLED = (State.PUBLISHED, State.AWARDED, *FROZEN)
_LIVE = (EntryState.SUBMITTED, EntryState.RETURNED, EntryState.ACCEPTED)
_SHORTEST = 5  # letters of a text that is looked for inside answers: "An" would be found everywhere


@transaction.atomic
def erase_person_data(person: Person, *, may: Verdict, by: Actor) -> None:
    """Drafts of `person` go; as an author they become nobody: name, details, sealed values, consents; so do the sealed
    versions, whose hashes stay, and papers that did not go out. Numbers, titles, results and papers that went out stay;
    the account loses everything that says whose it is.

    Refused: `may`; somebody who holds a role (the record of the office stays); an entry that is being checked or
    judged (it is withdrawn first, or its results come first).
    """
    may.enforce()
    if held_roles(person) or person.memberships.filter(ends_on=None).exists():
        sentence = _("Người này đang giữ vai trò hoặc làm việc cho một đơn vị. Hãy kết thúc việc ấy trước khi xóa.")
        raise Refusal("entries.staff", sentence, status=409)
    mine = Q(owner=person) | Q(authors__person=person)
    LostText.objects.filter(person=person).delete()
    for found in Entry.objects.filter(mine).distinct().order_by("pk"):
        entry = taken(found)  # as it is now, or what a co-author saves meanwhile is lost
        if _live(entry):
            sentence = _("Hồ sơ %s đang được xét. Người này cần rút hồ sơ trước, hoặc chờ khi công bố kết quả.")
            raise Refusal("entries.live", sentence % entry.code, status=409)
        if entry.submitted_at is None and entry.owner_id == person.pk:
            record("entries.drop_draft", on=entry, by=by, scope=entry.contest)
            entry.delete()
        else:
            _erase_in(entry, person, by)
    DataRequest.objects.filter(person=person).update(person_name=ERASED_NAME, words="")
    erase_person(person, may=may, by=by)
    person.refresh_from_db()


def _live(entry: Entry) -> bool:
    return entry.state in _LIVE and entry.contest.state not in _SETTLED


def live_entries_of(person: Person) -> list[Entry]:
    """Entries that stand in the way of erasing `person`."""
    mine = Q(owner=person) | Q(authors__person=person)
    found = Entry.objects.filter(mine, state__in=_LIVE).select_related("contest").distinct().order_by("pk")
    return [entry for entry in found if _live(entry)]


def _erase_in(entry: Entry, person: Person, by: Actor) -> None:
    own = entry.owner_id == person.pk
    whose = Q(person=person) | (Q(represents=True) if own else Q(pk=None))  # the child behind a parent's number too
    authors = list(Author.objects.filter(whose, entry=entry))
    dossier = book_of(entry.contest, entry).dossier
    wipe = _Wipe({author.uid for author in authors}, _texts(person, authors), dossier, own=own)
    for author in authors:
        _empty(author)
    entry.work, entry.reason = wipe.content(entry.work), wipe.text(entry.reason)
    for version in Submission.objects.select_for_update().filter(entry=entry):
        _erase_version(version, wipe, by)
    Provisional.objects.filter(entry=entry).delete()
    if own:
        _drop_papers(entry, person, wipe.slots)
    EntryFile.objects.filter(entry=entry, added_by_name=person.full_name).update(added_by_name=ERASED)
    UnitConfirmation.objects.filter(entry=entry, answered_by_name=person.full_name).update(answered_by_name=ERASED)
    _drop_exports(entry)
    forget_person(entry.contest, wipe=wipe.text, by=by)
    standing = Author.objects.filter(entry=entry, removed_at=None).values_list("full_name", flat=True)
    entry.authors_line = author_line(list(standing))[:300]
    entry.save(update_fields=["work", "reason", "authors_line"])
    record("entries.erase_entry", on=entry, by=by, scope=entry.contest, authors=sorted(wipe.uids))
    hooks.tell(hooks.ERASED, entry)


def _empty(author: Author) -> None:
    Consent.objects.filter(author=author, withdrawn_at=None).update(withdrawn_at=now())
    Consent.objects.filter(author=author).update(given_by=ERASED, paper=None)
    author.full_name, author.birth_date, author.details = ERASED, None, {}
    author.id_sealed = author.id_key = author.id_last = author.bank_sealed = author.ethnicity_sealed = ""
    author.guardian_name = author.guardian_phone = author.guardian_relation = ""
    author.invite_hash, author.may_edit = None, False
    author.version += 1
    author.save()


def _drop_papers(entry: Entry, person: Person, slots: set[str]) -> None:
    """Pages and papers that carry names; their bytes go with the sweep of files that nothing points at."""
    EntryFile.objects.filter(entry=entry, slot__in=slots).delete()
    Assist.objects.filter(entry=entry).update(paper=None, answered_by_name="", code_hash=None)
    UnitConfirmation.objects.filter(entry=entry).update(paper=None)
    Material.objects.filter(entry=entry).update(received_paper=None, returned_paper=None)
    Material.objects.filter(entry=entry).exclude(returned_to="").update(returned_to=ERASED)
    Submission.objects.filter(entry=entry, by=person).update(by_name=ERASED)


def _drop_exports(entry: Entry) -> None:
    """ZIP files of dossiers say who it was; one that waits to be made will not."""
    states = DossierExport.State
    made = DossierExport.objects.filter(contest=entry.contest, state__in=(states.DOING, states.DONE))
    named = [one.pk for one in made.select_for_update() if entry.pk in one.chosen]
    made.filter(pk__in=named).update(state=states.EXPIRED, file=None)


def _texts(person: Person, authors: Iterable[Author]) -> list[str]:
    """What says who they are, the longest first, so that no piece of a longer one is left."""
    found = {person.full_name, person.phone or "", person.email or ""}
    for author in authors:
        found |= {author.full_name, author.guardian_name, author.guardian_phone}
        found |= {str(value) for name, value in author.details.items() if name in {"address", "phone", "email"}}
    return sorted((text for text in found if len(text) >= _SHORTEST), key=len, reverse=True)


class _Wipe:
    """Takes one person out of contents and lists of files. `own`: the dossier is theirs, so that questions and papers
    which the form marks as carrying names go whole."""

    def __init__(self, uids: set[str], texts: list[str], dossier: Dossier, *, own: bool) -> None:
        self.uids, self.texts = uids, texts
        blind = {paper.code for paper in dossier.papers if paper.blind}
        self.slots = {PAPER_SLOT, *blind} if own else set()
        self.questions = {
            question.code: question.asks
            for question in dossier.sections
            if own and (question.blind or question.asks == QuestionKind.PEOPLE)
        }

    def content(self, content: dict[str, Any]) -> dict[str, Any]:
        """A working copy or the content of a version; its title stays as it is."""
        wiped = {name: self.text(part) for name, part in content.items() if name != "authors"}
        if (title := content.get("about", {}).get("title")) is not None:
            wiped["about"]["title"] = title
        for place in ("answers", "typed"):
            for code in self.questions.keys() & wiped.get(place, {}).keys():
                wiped[place][code] = self._whole(code)
        if "authors" in content:
            wiped["authors"] = [self._author(author) for author in content["authors"]]
        return wiped

    def _whole(self, code: str) -> Any:
        if self.questions[code] in {QuestionKind.PEOPLE, QuestionKind.TABLE}:
            return [[ERASED]]
        return [ERASED] if self.questions[code] == QuestionKind.CHOICES else ERASED

    def _author(self, author: dict[str, Any]) -> dict[str, Any]:
        if author["uid"] not in self.uids:
            return author
        kept: dict[str, Any] = {
            name: author[name] for name in ("uid", "represents", "share", "state") if name in author
        }
        return {**kept, "full_name": ERASED, "birth_date": None, "details": {}, "id_last": ""}

    def manifest(self, manifest: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The list of files: hashes and sizes stay, of papers that went also that they were here."""
        return [
            {**one, "name": ERASED, "erased": True}
            if one["slot"] in self.slots
            else {**one, "name": self.text(one["name"])}
            for one in manifest
        ]

    def text(self, value: Any) -> Any:
        """`value` with the person taken out of every text in it."""
        if isinstance(value, dict):
            return {name: self.text(each) for name, each in value.items()}
        if isinstance(value, list):
            return [self.text(each) for each in value]
        if isinstance(value, str):
            for text in self.texts:
                value = value.replace(text, ERASED)
        return value


def _erase_version(version: Submission, wipe: _Wipe, by: Actor) -> None:
    held = broken_seal(version) == ""
    content, manifest = wipe.content(version.content), wipe.manifest(version.manifest)
    if (content, manifest) == (version.content, version.manifest):
        return
    version.content, version.manifest = content, manifest
    version.erased = {"digest": digest(version), "manifest": hashed(manifest)}
    version.save(update_fields=["content", "manifest", "erased"])
    record(
        "entries.erase_version", on=version, by=by, scope=version.contest, hash=version.hash, held=held,
        **version.erased,
    )  # fmt: skip


def broken_seal(version: Submission) -> str:
    """ "" while the content and the list of files of `version` are what was sealed, or what an erasure on record left
    of it; else what does not fit (INV-1)."""
    if version.erased is None:
        if digest(version) != version.hash:
            return "content does not fit its hash"
        return "" if hashed(version.manifest) == version.manifest_hash else "list of files does not fit its hash"
    if digest(version) != version.erased["digest"] or hashed(version.manifest) != version.erased["manifest"]:
        return "content was changed after its erasure"
    events = Event.objects.filter(subject=subject_of(version), verb="entries.erase_version").order_by("-pk")
    last = events.values_list("data", flat=True).first()
    if last is None or {name: last.get(name) for name in ("hash", *version.erased)} != {
        "hash": version.hash,
        **version.erased,
    }:
        return "no erasure on record explains its content"
    return ""
