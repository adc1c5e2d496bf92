"""The same decision on many entries: first what would happen to each row, then each row in a transaction of its own."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.entries import rules
from hoithi.entries.actions.base import other_content
from hoithi.entries.actions.intake import accept_entry, request_supplement
from hoithi.entries.book import Book, book_of
from hoithi.entries.enums import EntryState
from hoithi.entries.inspection import inspect
from hoithi.entries.likeness.queries import matches_visible_to
from hoithi.entries.models import BulkAct, Entry, Match
from hoithi.entries.models.likeness import VERY_LIKE
from hoithi.entries.queries import received
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal

MOST = 100  # rows at once: each is checked, moved, recorded and written to on its own
TO = {BulkAct.What.ACCEPT: EntryState.ACCEPTED, BulkAct.What.SUPPLEMENT: EntryState.RETURNED}


@dataclass(frozen=True, slots=True)
class Effect:
    """What would happen to one row: `ok`, or why not. `version` is the one that was looked at; `look`: what a
    person should see before."""

    uid: str
    code: str
    title: str
    version: int
    ok: bool
    said: str
    look: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done: `chosen` rows as (uid, version looked at), and what a supplement says."""

    what: str
    chosen: Sequence[tuple[str, int]]
    reasons: Sequence[str] = ()
    text: str = ""
    due_at: datetime | None = None

    @property
    def digest(self) -> str:
        """What tells two orders apart."""
        due = self.due_at.isoformat() if self.due_at else ""
        said = [self.what, sorted(self.chosen), sorted(self.reasons), self.text, due]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def chosen_entries(contest: Contest, uids: Sequence[str], *, by: Actor) -> list[Entry]:
    """The received entries of those names that `by` may see, in the order given; at most `MOST`."""
    wanted = list(dict.fromkeys(uids))[:MOST]
    rows = received(by, contest).exclude(state=EntryState.DRAFT).filter(uid__in=wanted)
    found = {row.uid: row for row in rows.select_related("contest", "unit", "latest", "owner")}
    return [found[uid] for uid in wanted if uid in found]


def effects(contest: Contest, entries: Sequence[Entry], what: str, *, by: Actor) -> list[Effect]:
    """What `what` would do to each of `entries` now, row by row. Changes nothing."""
    default = book_of(contest)
    like = _very_like(entries, by) if what == BulkAct.What.ACCEPT else Counter()
    return [_effect(entry, what, default, by, like[entry.pk]) for entry in entries]


def _very_like(entries: Sequence[Entry], by: Actor) -> Counter[int]:
    """How many solutions that may be the same nobody has judged yet, by the number of the entry."""
    seen = matches_visible_to(by).filter(entry__in=entries, state=Match.State.OPEN, score__gte=VERY_LIKE)
    return Counter(seen.values_list("entry", flat=True))


def _effect(entry: Entry, what: str, book: Book, by: Actor, like: int) -> Effect:
    verdict = rules.can_check(by, entry) and rules.can_move(entry, TO[BulkAct.What(what)])
    said, look = "" if verdict else str(verdict.reason), []
    if verdict and what == BulkAct.What.ACCEPT:
        own = book if book.form_id == entry.form_id else book_of(entry.contest, entry)
        found = inspect(entry, own)
        if found.waiting:
            said = _("Tệp còn đang tải lên.")
        elif found.against:
            words = {"count": len(found.against), "first": found.against[0].sentence}
            said = _("Còn %(count)d điểm chưa đạt: %(first)s") % words
        look = [one.sentence for one in found.findings if one.ok is None]
        look += [_("%d giải pháp rất giống chưa ai kết luận.") % like] if like else []
    return Effect(entry.uid, entry.code, entry.title, entry.desk_version, ok=not said, said=said, look=look)


def run_bulk(contest: Contest, order: Order, *, by: Actor, once_key: str) -> BulkAct:
    """Do it to each row on its own: what one row refuses does not stop the others, and is named with its reason.

    The same `once_key` again does nothing twice and gives the same result. Refused: who is not of the office, no row.
    """
    if not rules.is_office(by, contest):
        raise Refusal("entries.unknown", _("Không có hội thi này."), status=404)
    if not order.chosen:
        raise Refusal("entries.none", _("Chưa chọn hồ sơ nào."), status=422)
    act = _begun(contest, order, by=by, once_key=once_key)
    if act.done_at is not None:
        return act
    versions = dict(order.chosen)
    entries = chosen_entries(contest, [uid for uid, __ in order.chosen], by=by)
    rows = [_do(entry, versions[entry.uid], order, act, by) for entry in entries]
    with transaction.atomic():
        act.rows, act.done_at = rows, now()
        act.save(update_fields=["rows", "done_at"])
        done = sum(1 for row in rows if row["ok"])
        record("entries.bulk", on=contest, by=by, scope=contest, what=order.what, done=done, refused=len(rows) - done)
    return act


@transaction.atomic
def _begun(contest: Contest, order: Order, *, by: Actor, once_key: str) -> BulkAct:
    act, __ = BulkAct.objects.get_or_create(
        by_id=by.person_id,
        once_key=once_key[:60],
        defaults={"contest": contest, "what": order.what, "at": now(), "request_hash": order.digest},
    )
    if (act.contest_id, act.request_hash) != (contest.pk, order.digest):
        raise other_content()
    return act


def _do(entry: Entry, version: int, order: Order, act: BulkAct, by: Actor) -> dict[str, Any]:
    """One row. Done before under this key (the process died between two rows), it counts as done and stays so."""
    row = {"uid": entry.uid, "code": entry.code, "title": entry.title, "ok": True, "said": ""}
    try:
        if order.what == BulkAct.What.ACCEPT:
            accept_entry(entry, version=version, by=by)
        else:
            request_supplement(
                entry, reasons=order.reasons, text=order.text, due_at=order.due_at or now(), version=version, by=by,
                once_key=f"bulk:{act.pk}",
            )  # fmt: skip
    except Refusal as refusal:
        return {**row, "ok": False, "said": refusal.sentence}
    return row
