"""Verbs of the entrant on the working copy: begin, save as typed, copy, let others help, drop."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CharField, QuerySet
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.accounts.queries import person_by_number
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.contests.rule_schemas.answers import is_frozen, read_answer, steps_of
from hoithi.contests.rule_schemas.entering import Entrant, Section
from hoithi.entries import rules
from hoithi.entries.actions.base import editable, taken, touch
from hoithi.entries.book import Book, book_of
from hoithi.entries.enums import ABOUT, AuthorState, EntryState, Source
from hoithi.entries.messages import author_line
from hoithi.entries.models import Author, Entry, LostText
from hoithi.kit.clock import now
from hoithi.kit.prepared import given, prepared
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import clean_text
from hoithi.units.models import Unit

HELP = timedelta(hours=48)


class Stale(Refusal):
    """Another tab, device or author saved this part since the page was made. `lost` keeps what was typed here."""

    def __init__(self, lost: LostText, standing: dict[str, Any]) -> None:
        sentence = _("Phần này vừa được sửa ở nơi khác. Nội dung bạn gõ vẫn còn: hãy xem hai bản rồi chọn.")
        super().__init__("entries.stale", sentence, status=409)
        self.lost, self.standing = lost, standing


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of a save: the entry, the part's version now, and what could not be read, by field."""

    entry: Entry
    part_version: int
    problems: dict[str, str]


@prepared
def _begun() -> QuerySet[Entry]:
    return Entry.objects.filter(once_key=given("key", CharField())).order_by()


@transaction.atomic
def start_entry(
    contest: Contest,
    *,
    by: Actor,
    once_key: str,
    owner: Person | None = None,
    trial: bool = False,
    source: str = Source.ONLINE,
    at: datetime | None = None,
) -> Entry:
    """A draft of `by` (or typed by `by` for `owner`); the same `once_key` again is the same draft.

    Whoever begins is its first author. Refused: a visitor, a contest that does not receive entries; a trial asks only
    for the office.
    """
    key = f"{by.person_id}:{once_key}"[:60]
    if again := _begun(key=key):
        return again[0]
    _enforce_start(contest, by, trial=trial, types=owner is not None, at=at or now())
    person = owner or person_by_number(by.person_id or 0)
    if person is None:
        raise Person.DoesNotExist
    try:
        with transaction.atomic():
            entry = Entry.objects.create(
                contest=contest,
                owner=person,
                typed_by_id=by.person_id if owner is not None else None,
                trial=trial,
                source=source,
                form_id=book_of(contest).form_id,
                once_key=key,
                authors_line=author_line([person.full_name]),
                changed_at=now(),
            )
    except IntegrityError:  # the same press on another connection was a moment quicker
        if again := _begun(key=key):
            return again[0]
        raise
    details = {name: value for name, value in (("phone", person.phone), ("email", person.email)) if value}
    Author.objects.create(
        entry=entry, person=person, full_name=person.full_name, represents=True, details=details, may_edit=True
    )
    record("entries.start_entry", on=entry, by=by, scope=contest, source=source, trial=trial)
    return entry


def _enforce_start(contest: Contest, by: Actor, *, trial: bool, types: bool, at: datetime) -> None:
    if trial:
        if not rules.is_office(by, contest):
            raise Refusal("entries.unknown", _("Không có hội thi này."), status=404)
    elif types:
        rules.can_type(by, contest).enforce()
    else:
        rules.can_start(by, contest, at=at).enforce()


def save_part(
    entry: Entry,
    part: str,
    typed: dict[str, Any],
    *,
    base: int,
    by: Actor,
    at: datetime | None = None,
    tab: str = "",
    count: int = 0,
) -> Saved:
    """Keep what was typed in one part ("about", or the code of a step) of the working copy.

    What cannot be read yet is kept as typed and named in `problems`; nothing typed is ever dropped. Saying the same
    twice changes nothing. Refused: who may not edit, out of time, a frozen question, `Stale` when the part was
    changed since version `base` (kept in `LostText` for thirty days). `tab` names the open page: when it was that very
    page which saved last and only the answer was lost on the way, its next save is no conflict. `count` numbers the
    saves of the page: an earlier one that was longer on its way is not the next; 0 where nothing counts them.
    """
    moment = at or now()
    with transaction.atomic():
        row = editable(entry, by=by, at=moment)
        book = book_of(row.contest, row)
        read = _read_about(book, typed) if part == ABOUT else _read_step(book, part, typed, moment)
        now_stands = row.parts.get(part, 0)
        work = _put(row, part, read)
        if work == row.work:
            return Saved(row, now_stands, read.problems)
        last_tab, last_count = row.saved_by.get(part, ("", 0))
        if base == now_stands or (tab and tab == last_tab and (not count or count > last_count)):
            row.work, row.saved_by = work, {**row.saved_by, part: [tab, count]}
            columns = show_about(row) if part == ABOUT and row.submitted_at is None else ()
            touch(row, part, "work", "saved_by", *columns)
            return Saved(row, row.parts[part], read.problems)
        lost = LostText.objects.create(
            entry=row, part=part, person_id=by.person_id or row.owner_id, typed=_storable(typed), at=now()
        )
    raise Stale(lost, row.work)


@dataclass(frozen=True, slots=True)
class _Read:
    """`good` values by name, `raw` text of those that could not be read, and why; `unit` for the part "about"."""

    good: dict[str, Any]
    raw: dict[str, Any]
    problems: dict[str, str]


def _read_step(book: Book, part: str, typed: dict[str, Any], at: datetime) -> _Read:
    step = next((step for step in steps_of(book.dossier) if step.code == part), None)
    if step is None:
        raise Refusal("entries.part", _("Mẫu hồ sơ không có phần này. Hãy tải lại trang."), status=404)
    read = _Read({}, {}, {})
    for question in step.questions:
        if question.code in typed and not is_frozen(question, at):
            _read_one(question, typed[question.code], read)
    return read


def _read_one(question: Section, raw: Any, read: _Read) -> None:
    try:
        read.good[question.code] = read_answer(question, raw)
    except ValidationError as error:
        read.raw[question.code] = _storable(raw)
        read.problems[question.code] = " ".join(error.messages)


def _storable(raw: Any) -> Any:
    """`raw` as typed, with a mark in place of what no database keeps as JSON (NUL, half a character)."""
    if isinstance(raw, str):
        return raw.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(raw, dict):
        return {name: _storable(value) for name, value in raw.items()}
    return [_storable(value) for value in raw] if isinstance(raw, list | tuple) else raw


_ABOUT = {"title": 300, "organization": 200, "unit_name": 200}


def _read_about(book: Book, typed: dict[str, Any]) -> _Read:
    read = _Read({}, {}, {})
    for name, most in _ABOUT.items():
        if name in typed:
            try:
                read.good[name] = clean_text(str(typed[name] or ""), max_length=most)
            except ValidationError as error:
                read.raw[name], read.problems[name] = _storable(typed[name]), " ".join(error.messages)
    choices = {
        "field": {field.code for field in book.fields.items},
        "entrant": set(book.eligibility.entrants) or set(Entrant.values),
    }
    for name, known in choices.items():
        if name in typed:
            if typed[name] in known or not typed[name]:
                read.good[name] = typed[name] or ""
            else:
                read.problems[name] = _("Hãy chọn một mục trong danh sách.")
    if "unit" in typed:
        wanted = str(typed["unit"] or "")[:12]
        unit = Unit.objects.filter(uid=wanted).first() if wanted else None
        read.good["unit"] = unit.uid if unit else ""
        if unit and "unit_name" not in typed:  # chosen from a list: the box of whoever goes on shows it
            read.good["unit_name"] = unit.name[: _ABOUT["unit_name"]]
    return read


def _put(entry: Entry, part: str, read: _Read) -> dict[str, Any]:
    """The working copy with what was read; an answer that cannot be read stays as typed, and counts as missing."""
    place = "about" if part == ABOUT else "answers"
    kept = {name: value for name, value in entry.work.get(place, {}).items() if name not in read.raw}
    typed = {name: value for name, value in entry.work.get("typed", {}).items() if name not in read.good}
    good = {name: value for name, value in {**kept, **read.good}.items() if value not in (None, "")}
    work = {**entry.work, place: good, "typed": {**typed, **read.raw}}
    return {name: value for name, value in work.items() if value}


def show_about(entry: Entry, about: dict[str, Any] | None = None) -> tuple[str, ...]:
    """Copies `about` (the working copy's when not given) into the columns that lists show; their names."""
    about = entry.about if about is None else about
    for name in ("title", "field", "entrant", "organization", "unit_name"):
        setattr(entry, name, about.get(name, ""))
    entry.unit = Unit.objects.filter(uid=about["unit"]).first() if about.get("unit") else None
    return ("title", "field", "entrant", "organization", "unit_name", "unit")


@transaction.atomic
def choose_auto_submit(entry: Entry, *, wanted: bool, by: Actor) -> Entry:
    """Whether the last complete state is to be submitted by itself when the deadline comes; asked once, changed at
    will. Refused: who may not submit it."""
    row = taken(entry)
    rules.can_arrange(by, row, at=now()).enforce()
    if row.auto_submit != wanted:
        row.auto_submit = wanted
        row.save(update_fields=["auto_submit"])
        record("entries.choose_auto_submit", on=row, by=by, scope=row.contest, wanted=wanted)
    return row


@transaction.atomic
def ask_help(entry: Entry, *, by: Actor, wanted: bool = True) -> Entry:
    """The office may look into the draft for two days, to help over the telephone; or no longer. Refused: who may not
    submit it."""
    row = taken(entry)
    rules.can_arrange(by, row, at=now()).enforce()
    row.help_until = now() + HELP if wanted else None
    row.save(update_fields=["help_until"])
    record("entries.ask_help", on=row, by=by, scope=row.contest, wanted=wanted)
    return row


@transaction.atomic
def copy_entry(entry: Entry, contest: Contest, *, by: Actor, once_key: str, at: datetime | None = None) -> Entry:
    """A new draft in `contest` with what an earlier entry of one's own said: title, answers that the new form still
    asks, names of authors (who confirm anew). Files are not taken along: they belong to the version that named them."""
    if by.person_id != entry.owner_id:
        raise Refusal("entries.unknown", _("Không có hồ sơ này, hoặc bạn không được xem."), status=404)
    new = start_entry(contest, by=by, once_key=once_key, at=at)
    if new.copied_from_id or new.work:
        return new
    asked = {question.code for step in steps_of(book_of(contest).dossier) for question in step.questions}
    about = {**entry.about}
    if book_of(contest).field(about.get("field", "")) is None:
        about.pop("field", None)
    new.work = {
        "about": about,
        "answers": {code: value for code, value in entry.answers.items() if code in asked},
    }
    new.copied_from = entry
    others = Author.objects.filter(entry=entry, removed_at=None, represents=False).exclude(state=AuthorState.DECLINED)
    for author in others:  # what else is known of them they gave for that entry alone
        Author.objects.create(entry=new, full_name=author.full_name, position=author.position)
    touch(new, ABOUT, "work", "copied_from", *show_about(new))
    record("entries.copy_entry", on=new, by=by, scope=contest, source=entry.uid)
    return new


@transaction.atomic
def drop_draft(entry: Entry, *, by: Actor) -> None:
    """Delete a draft that was never submitted, with all that was typed in it. Refused: somebody else's, a submitted
    one."""
    row = taken(entry)
    if by.person_id != row.owner_id:
        raise Refusal("entries.unknown", _("Không có hồ sơ này, hoặc bạn không được xem."), status=404)
    if row.state != EntryState.DRAFT:
        raise Refusal("entries.state", _("Hồ sơ đã nộp thì không bỏ, chỉ rút được."))
    record("entries.drop_draft", on=row, by=by, scope=row.contest)
    row.delete()


def settled(lost: LostText, *, by: Actor) -> None:
    """Whoever typed a text that was not saved says that it is no longer needed."""
    LostText.objects.filter(pk=lost.pk, person=by.person_id).update(settled_at=now())
