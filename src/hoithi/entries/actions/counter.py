"""Verbs of the counter: make the person, take a paper dossier in. One act, one key: pressed twice, one dossier."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actions import create_person
from hoithi.accounts.actors import Actor
from hoithi.accounts.models import Person
from hoithi.accounts.queries import person_by_phone
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.entries import rules
from hoithi.entries.actions.base import words
from hoithi.entries.actions.drafting import save_part, start_entry
from hoithi.entries.actions.files import add_file
from hoithi.entries.actions.submitting import Incomplete, submit_entry
from hoithi.entries.book import book_of
from hoithi.entries.enums import ABOUT, PAPER_SLOT, AuthorState, Source
from hoithi.entries.messages import author_line
from hoithi.entries.models import Author, Entry, Material, Submission
from hoithi.kit.clock import now, start_of
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal
from hoithi.kit.text import check_person_name, fold

LAST_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Thing:
    """What came besides the pages: its kind (`Material.Kind`), what it is called, how many."""

    kind: str
    name: str
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """All that lies on the counter. `about`: title, field, entrant, organization, unit as `save_part` reads them;
    `author` names the author when it is not the holder of the account, as a child behind the number of a parent;
    `postmarked_on` for what came by post; `pages` are photographs or scans of the paper."""

    about: dict[str, Any]
    author: str = ""
    source: str = Source.COUNTER
    postmarked_on: date | None = None
    things: Sequence[Thing] = ()
    pages: Sequence[StoredFile] = ()


@transaction.atomic
def enter_person(contest: Contest, *, full_name: str, phone: str, by: Actor) -> Person:
    """An account for somebody who stands at the counter, reached by their number; they enter by a login slip.
    Refused: who may not type for others, a number that has an account (choose that one)."""
    rules.can_type(by, contest).enforce()
    if holder := person_by_phone(phone):
        sentence = _("Số này là của %s. Hãy quay lại và chọn người này; nộp cho con thì ghi tên con ở bước sau.")
        raise Refusal("contact_taken", sentence % holder.full_name, status=409, field="phone")
    person = create_person(full_name=full_name, phone=phone, by=by, may=rules.can_type(by, contest))
    record("entries.enter_person", on=person, by=by, scope=contest)
    return person


def take_in(
    contest: Contest, brought: Brought, *, owner: Person, once_key: str, by: Actor, at: datetime | None = None
) -> Submission:
    """The paper dossier of `owner` is received: entry, number, pages, things and the first sealed version in one act.

    What came by post counts as come at the last instant of the day of its postmark where the rules say so, else at
    `at`, when the server received the request; both are kept. The rest is typed in later (`typing_done`). The same
    `once_key` again gives the same version. Refused: who may not, too late, what the three boxes need, the key of
    another dossier (422).
    """
    moment = at or now()
    try:
        with transaction.atomic():
            return _again(contest, brought, owner, once_key, by) or _take_in(
                contest, brought, owner, once_key, by, moment
            )
    except IntegrityError:  # the same press on another connection was a moment quicker
        if version := _again(contest, brought, owner, once_key, by):
            return version
        raise


def _again(contest: Contest, brought: Brought, owner: Person, once_key: str, by: Actor) -> Submission | None:
    entry = Entry.objects.filter(once_key=f"{by.person_id}:{once_key}"[:60]).first()
    if entry is None:
        return None
    first = Submission.objects.filter(entry=entry, number=1).first()
    title = first.content["about"].get("title") if first else None
    if first is None or (entry.contest_id, entry.owner_id, title) != (contest.pk, owner.pk, brought.about.get("title")):
        sentence = _("Trang này đã nhận một hồ sơ khác. Hãy mở lại trang nhận hồ sơ.")
        raise Refusal("entries.key", sentence, status=422)
    return first


def _take_in(
    contest: Contest, brought: Brought, owner: Person, once_key: str, by: Actor, moment: datetime
) -> Submission:
    if owner.pk == by.person_id:
        raise Refusal("entries.own", _("Không tự nhận hồ sơ của chính mình: hãy nhờ đồng nghiệp, hoặc nộp trên mạng."))
    counts_at = _counts_at(contest, brought, moment)
    rules.can_take_in(by, contest, counts_at=counts_at, at=moment).enforce()
    entry = start_entry(contest, by=by, once_key=once_key, owner=owner, source=brought.source, at=moment)
    entry.postmarked_on, entry.typing_done = brought.postmarked_on, False
    entry.save(update_fields=["postmarked_on", "typing_done"])
    saved = save_part(entry, ABOUT, brought.about, base=0, by=by, at=counts_at)
    for field, sentence in saved.problems.items():
        raise Refusal("entries.about", sentence, status=422, field=field)
    _name_author(entry, brought.author)
    for page in brought.pages:
        add_file(entry, PAPER_SLOT, page, by=by, at=counts_at)
    for thing in brought.things:
        Material.objects.create(
            entry=entry, kind=thing.kind, name=thing.name[:200], count=thing.count, received_at=moment,
            received_by_name=by.name[:100],
        )  # fmt: skip
    entry.refresh_from_db()
    try:
        version = submit_entry(
            entry, once_key="counter", base=entry.version, by=by, at=moment, on_paper=True,
            counts_at=counts_at if counts_at != moment else None,
        )  # fmt: skip
    except Incomplete as refusal:
        said = " ".join(lack.sentence for lack in refusal.lacks)
        raise Refusal("entries.incomplete", said, status=422, field=refusal.lacks[0].name or None) from refusal
    things = [f"{thing.kind}:{thing.count}" for thing in brought.things]
    record(
        "entries.take_in", on=entry, by=by, scope=contest, owner=owner.uid, source=brought.source,
        postmark=str(brought.postmarked_on or ""), things=things, pages=len(brought.pages),
    )  # fmt: skip
    return version


def _counts_at(contest: Contest, brought: Brought, moment: datetime) -> datetime:
    if brought.source != Source.POST:
        return moment
    day = brought.postmarked_on
    if day is None:
        sentence = _("Hồ sơ gửi bưu điện: hãy ghi ngày trên dấu bưu điện.")
        raise Refusal("entries.postmark", sentence, status=422, field="postmarked_on")
    begins = start_of(day)
    if begins > moment:
        sentence = _("Ngày trên dấu bưu điện không thể sau hôm nay.")
        raise Refusal("entries.postmark", sentence, status=422, field="postmarked_on")
    if not book_of(contest).dossier.postmark:
        return moment
    return min(start_of(day + timedelta(days=1)) - LAST_INSTANT, moment)


def _name_author(entry: Entry, typed: str) -> None:
    name = words(typed, field="author", label=_("Tên tác giả"), needed=False, most=100, lines=False)
    if not name or fold(name) == fold(entry.owner.full_name):
        return
    try:
        check_person_name(name)
    except ValidationError as error:
        raise Refusal("entries.name", " ".join(error.messages), status=422, field="author") from error
    author = Author.objects.get(entry=entry, represents=True)
    author.person, author.full_name, author.may_edit = None, name, False
    author.state, author.answered_at = AuthorState.ON_PAPER, now()
    author.save()
    entry.authors_line = author_line([name])[:300]
    entry.save(update_fields=["authors_line"])
