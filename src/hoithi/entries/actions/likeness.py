"""Verbs on likenesses: found by the machine for every submitted version, judged by people, never a refusal."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.entries.actions.base import taken, words
from hoithi.entries.likeness import rules
from hoithi.entries.likeness.corpus import Near, add_shingles, compared, keys_of, paper_of, take_shingles
from hoithi.entries.likeness.engine import SKETCH, Run, likeness, passages
from hoithi.entries.likeness.texts import Said, said_in
from hoithi.entries.models import Entry, Former, Match, Submission
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal

COMPARE: list[Callable[[str], Any]] = []  # told the uid of a version to be compared, in the transaction of the verb


def compare_version(version: Submission) -> int:
    """Let later dossiers be compared with this version, and keep the former solutions that it is most like; how many.

    Found again, a likeness keeps what an officer said of it; one that nobody judged and that is no longer near goes.
    Nothing happens when a later version is in force. Work of the machine: not recorded.
    """
    said = said_in(version)
    own = Former.objects.filter(entry=version.entry_id).first()
    found, plain = compared(said.paper, but=own.pk if own else None)
    near = [_found(one, said, plain) for one in found]
    turned = [_turned(match, said, plain) for match in _others(own)]
    with transaction.atomic():
        entry = taken(version.entry)
        if entry.latest_id != version.pk or entry.trial:
            return 0
        _index(entry, version, said)
        _keep(entry, near)
        Match.objects.bulk_update(turned, ["score", "title_score", "text_score", "passages", "found_at"])
    return len(near)


def _found(one: Near, said: Said, plain: set[Run]) -> Match:
    found = one.likeness
    return Match(
        former=one.former, score=found.score, title_score=found.title, text_score=found.text,
        passages=[list(passage) for passage in passages(said.text, one.former.text, plain)], found_at=now(),
    )  # fmt: skip


def _others(own: Former | None) -> list[Match]:
    """Likenesses of other entries to this one, which now says something else."""
    if own is None:
        return []
    there = Match.objects.filter(former=own, entry__former__isnull=False)
    return list(there.select_related("entry__former"))


def _turned(match: Match, said: Said, plain: set[Run]) -> Match:
    there = match.entry.former
    found = likeness(paper_of(there), said.paper, plain)
    match.score, match.title_score, match.text_score = found.score, found.title, found.text
    match.passages = [list(passage) for passage in passages(there.text, said.text, plain)]
    match.found_at = now()
    return match


def _index(entry: Entry, version: Submission, said: Said) -> None:
    before = Former.objects.filter(entry=entry).first()
    own = before or Former(source=Former.Source.ENTRY, entry=entry)
    old = set(keys_of(own)) if before else set()
    contest = entry.contest
    own.version, own.contest_name, own.year = version, contest.name[:200], contest.end_year or contest.start_year or 0
    own.title, own.text, own.typed = said.title, said.text, said.typed
    own.authors_line, own.unit_name = "", ""  # of an entry they are read where its rights are asked
    own.sketch, own.compared_at = SKETCH, now()
    own.save()
    new = set(keys_of(own))
    take_shingles(old - new)
    add_shingles(sorted(new - old))


def _keep(entry: Entry, near: list[Match]) -> None:
    standing = {match.former_id: match for match in Match.objects.filter(entry=entry)}
    for match in near:
        if (before := standing.pop(match.former_id, None)) is not None:
            match.pk, match.uid, match.entry = before.pk, before.uid, entry
            match.save(update_fields=["score", "title_score", "text_score", "passages", "found_at"])
        else:
            match.entry = entry
            match.save(force_insert=True)
    gone = [match.pk for match in standing.values() if match.state == Match.State.OPEN]
    Match.objects.filter(pk__in=gone, state=Match.State.OPEN).delete()


@transaction.atomic
def ask_comparison(entry: Entry, *, by: Actor) -> None:
    """Have the version in force compared once more, in the background. Refused: who may not work on the entry, a
    draft, a frozen contest."""
    row = taken(entry)
    rules.can_work(by, row).enforce()
    record("entries.ask_comparison", on=row, by=by, scope=row.contest)
    for listener in COMPARE:
        listener(row.latest.uid if row.latest else "")


@transaction.atomic
def decide_match(match: Match, *, state: str, reason: str, version: int, by: Actor) -> Match:
    """Say what a likeness means: other solutions, the same one, or one that builds on it; with the reason, and again
    when one thinks otherwise later. The entry itself is not moved. Refused: who may not, no reason, a state that is
    no decision, a row that another officer judged meanwhile (409)."""
    held = (
        Match.objects.select_for_update(of=("self",)).select_related("entry__contest", "entry__latest").get(pk=match.pk)
    )
    rules.can_decide(by, held).enforce()
    if held.version != version:
        sentence = _("Một cán bộ khác vừa kết luận: “%s”. Hãy xem lại rồi kết luận.") % held.get_state_display()
        raise Refusal("likeness.stale", sentence)
    if state not in Match.State.values or state == Match.State.OPEN:
        raise Refusal("likeness.state", _("Hãy chọn một kết luận."), status=422, field="state")
    held.reason = words(reason, field="reason", label=_("Lý do"))
    held.state, held.decided_at = Match.State(state), now()
    held.decided_by_id, held.decided_by_name = by.person_id, by.name[:100]
    held.decided_on = held.entry.latest.number if held.entry.latest else None
    held.version += 1
    named = ["reason", "state", "decided_at", "decided_by", "decided_by_name", "decided_on", "version"]
    held.save(update_fields=named)
    record(
        "entries.decide_match", on=held.entry, by=by, scope=held.entry.contest, reason=held.reason,
        state=str(held.state), former=held.former_id, score=held.score,
    )  # fmt: skip
    return held
