"""One entry as its authors work on it: fetched through their right, with its rules, its door and what stands in it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import BigIntegerField, CharField, DateTimeField, Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.contests.rule_schemas.answers import Step, asked_answers, steps_of
from hoithi.entries import known, queries, rules, windows
from hoithi.entries.actions.arriving import Running
from hoithi.entries.actions.submitting import changed_since, keep_provisional
from hoithi.entries.book import Book, book_of
from hoithi.entries.checks import Lack, State, lacks, standing_authors, standing_files, state_from
from hoithi.entries.enums import EntryState
from hoithi.entries.models import Author, Entry, EntryFile
from hoithi.entries.uploading import running_of, target_prefix, uploads_of, uploads_to
from hoithi.kit.clock import now
from hoithi.kit.models import Upload
from hoithi.kit.prepared import given, prepared
from hoithi.kit.refusals import Verdict


@dataclass(frozen=True)
class Desk:
    """`at`: when the server received the request; every door is judged at this instant."""

    actor: Actor
    entry: Entry
    at: datetime

    @cached_property
    def window(self) -> windows.Window:
        """When the contest receives entries."""
        return windows.window_of(self.entry.contest, self.at)

    @cached_property
    def book(self) -> Book:
        """The rules that the entry is made by."""
        return book_of(self.entry.contest, self.entry)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The pages of the form."""
        return steps_of(self.book.dossier)

    def asked_steps(self) -> tuple[Step, ...]:
        """The pages on which something is asked of whoever answers as the entry does; no others are on the way."""
        asked = {question.code for question, _answer in asked_answers(self.book.dossier.sections, self.entry.answers)}
        return tuple(step for step in self.steps if any(question.code in asked for question in step.questions))

    @cached_property
    def state(self) -> State:
        """Authors, files, consents and the body's answer."""
        return state_from(self.entry, self.authors, self.files)

    @cached_property
    def authors(self) -> list[Author]:
        """The authors, each with what they agreed to."""
        return standing_authors([self.entry.pk])[self.entry.pk]

    @cached_property
    def files(self) -> list[EntryFile]:
        """The files of the working copy."""
        return standing_files([self.entry.pk])[self.entry.pk]

    @cached_property
    def lacks(self) -> list[Lack]:
        """What is missing before it may be submitted."""
        slots = tuple(one.slot for one in self.running)
        return lacks(self.entry, self.book, self.state, at=self.at, running=slots)

    @cached_property
    def running(self) -> tuple[Running, ...]:
        """Uploads of this actor that are on their way and may be sealed as they are."""
        return running_of(self.uploads)

    @cached_property
    def uploads(self) -> list[Upload]:
        """What this actor is sending now; asked for only when the entry's own query saw something."""
        seen = getattr(self.entry, "uploading", False)
        return list(uploads_of(self.entry.uid, by=self.actor)) if seen else []

    @cached_property
    def door(self) -> Verdict:
        """Whether this actor may change the working copy now; the reason fits somebody who may read it."""
        verdict = rules.can_edit(self.actor, self.entry, at=self.at, window=self.window)
        if verdict.status != 404:
            return verdict
        sentence = _("Bạn xem được hồ sơ này nhưng không sửa được. Cần sửa, hãy nhờ %s cho bạn cùng sửa.")
        return Verdict.no("entries.read_only", sentence % self.entry.owner.full_name, status=403)

    @cached_property
    def until(self) -> datetime | None:
        """Until when it may be submitted or corrected; first the day that the office has set for a supplement."""
        due = self.entry.due_at
        if self.entry.state == EntryState.RETURNED and due is not None and self.at < due:
            return due
        return windows.until(self.entry, self.window, windows.extended_until(self.entry))

    @cached_property
    def unsent(self) -> bool:
        """Whether something was changed since the version in force that is not submitted. Two queries, or none."""
        last = self.entry.latest
        if not self.was_submitted or last is None or self.entry.changed_at <= last.received_at:
            return False
        return changed_since(self.entry, self.state, self.running)

    @property
    def is_owner(self) -> bool:
        """Whether the actor is who enters."""
        return self.actor.person_id == self.entry.owner_id

    @property
    def was_submitted(self) -> bool:
        """Whether a version stands and the entry is not back in the hands of its owner alone."""
        return self.entry.state not in {EntryState.DRAFT, EntryState.WITHDRAWN}

    def own_author(self) -> Author | None:
        """The author that the actor is (or signs for, as the owner)."""
        mine = [one for one in self.authors if one.person_id == self.actor.person_id]
        first = [one for one in self.authors if one.represents and self.is_owner]
        return next(iter(mine or first), None)


def open_entry(request: HttpRequest, uid: str, *, at: datetime | None = None) -> Desk:
    """The desk of the entry `uid` for whoever may read its working copy; 404 for all others, as if there were none.

    One query, two for whoever holds a role. Given by the view as its first act, so that `at` is when the request was
    received.
    """
    moment = at or now()
    actor: Actor = request.actor  # type: ignore[attr-defined]
    entry = next(iter(_found(actor, uid, moment)), None)
    if entry is None or not queries.sight(actor, entry).working:
        raise Http404
    known.keep(entry.contest, entry)
    return Desk(actor, entry, moment)


def _found(actor: Actor, uid: str, at: datetime) -> list[Entry]:
    prefix, since = target_prefix(uid), at - queries.KEPT_LOST
    works_on_others = actor.is_system or actor.holds(*queries.OFFICE, *queries.BODIES)
    if actor.person_id is None or works_on_others:
        if not queries.visible_to(actor).filter(uid=uid).exists():
            return []  # nearly always, for these; putting the whole question together is dear
        return list(_read(actor, uid, prefix=prefix, since=since, at=at)[:1])
    return _of_entrant(person=actor.person_id, uid=uid, prefix=prefix, since=since, at=at)


def _read(actor: Actor, uid: Any, *, prefix: Any, since: Any, at: Any) -> QuerySet[Entry]:
    rows = queries.with_standing(queries.visible_to(actor).filter(uid=uid)).order_by()
    lost = Exists(queries.lost_texts_of(actor, since=since).filter(entry=OuterRef("pk")))
    rows = rows.annotate(
        lost=lost, uploading=Exists(uploads_to(prefix, by=actor, at=at)), **known.of_contest("contest")
    )
    return rows.select_related("owner", "unit", "latest", "contest__owner", "contest__standing_agency")


@prepared
def _of_entrant() -> QuerySet[Entry]:
    """The same for whoever is of no office: the question is always the same one."""
    somebody = Actor(given("person", BigIntegerField()), "")
    text, instant = CharField(), DateTimeField()
    return _read(
        somebody,
        given("uid", text),
        prefix=given("prefix", text),
        since=given("since", instant),
        at=given("at", instant),
    )


def keep_last_complete(entry: Entry, *, at: datetime) -> None:
    """After a change: the last complete state is kept for whoever wants it submitted by itself at the deadline."""
    keep_provisional(entry, at=at)


def frame(desk: Desk, **context: Any) -> dict[str, Any]:
    """What every page of an entry shows around its content."""
    return {
        "desk": desk,
        "entry": desk.entry,
        "contest": desk.entry.contest,
        "until": desk.until,
        "stage": desk.window.state,
        **context,
    }


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: what was sent, be it empty; None while the page is only looked at."""
    return request.POST if request.method == "POST" else None
