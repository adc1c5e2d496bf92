"""The states of a contest: announced by a person, led by the dates, moved by two persons, ended by the head."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests import rules
from hoithi.contests.actions.common import follow_dates, hold, reason_of, take, tell_public
from hoithi.contests.enums import DRIVEN_BY_DATES, State
from hoithi.contests.models import Contest
from hoithi.contests.stages import state_at
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal


def announce(contest: Contest, *, by: Actor, version: int | None = None) -> Contest:
    """The draft goes out: everybody sees it, and its dates begin to lead it (at once, where they have passed).

    Refused: who may not (`can_announce`); anything missing, named in one sentence. Said twice: nothing more happens.
    """
    with transaction.atomic():
        contest = take(contest)
        if contest.announced_at and contest.state in DRIVEN_BY_DATES:
            rules.can_read_configuration(by, contest).enforce()
            return contest
        rules.can_announce(by, contest).enforce()
        take(contest, version=version)
        if missing := rules.missing_before_announcing(contest):
            raise Refusal("missing", _("Chưa công bố được: %s") % " ".join(m.sentence for m in missing), status=422)
        contest.announced_at = now()
        contest.state = State.ANNOUNCED
        contest.state = state_at(contest, contest.milestones.all(), contest.announced_at)
        contest.version += 1
        contest.save(update_fields=["announced_at", "state", "version"])
        record("contests.announce", on=contest, scope=contest, by=by, state=contest.state)
        tell_public(contest)
    return contest


def apply_move(contest: Contest, to: str, *, by: Actor, reason: str) -> Contest:
    """Put the contest into state `to` by hand; from now on only later dates lead it further. Inside a transaction."""
    rules.can_move(contest, to).enforce()
    if contest.state == to:
        return contest
    was = contest.state
    contest.state = contest.moved_to = State(to)
    contest.moved_at, contest.state_reason = now(), reason_of(reason)
    contest.version += 1
    contest.save(update_fields=["state", "moved_to", "moved_at", "state_reason", "version"])
    record("contests.move_state", on=contest, scope=contest, by=by, reason=contest.state_reason, was=was, to=to)
    tell_public(contest)
    return contest


def cancel(contest: Contest, *, reason: str, by: Actor, version: int | None = None) -> Contest:
    """The contest will not take place: read only from now on, the reason is shown. Refused: who may not; no reason."""
    return _end(contest, State.CANCELLED, "contests.cancel", reason=reason, by=by, version=version)


def archive(contest: Contest, *, reason: str, by: Actor, version: int | None = None) -> Contest:
    """The contest is over and becomes read only. Refused: a draft or one that still receives entries; who may not."""
    with transaction.atomic():
        contest = take(contest)
        if contest.state in {State.DRAFT, State.ANNOUNCED, State.OPEN}:
            raise Refusal("too_early", _("Chỉ lưu trữ được hội thi đã hết hạn nhận hồ sơ."))
        return _end(contest, State.ARCHIVED, "contests.archive", reason=reason, by=by, version=version)


def _end(contest: Contest, to: State, verb: str, *, reason: str, by: Actor, version: int | None) -> Contest:
    with transaction.atomic():
        contest = take(contest, version=version)
        if contest.state == to:
            rules.can_read_configuration(by, contest).enforce()
            return contest
        rules.can_end(by, contest).enforce()
        was, contest.state, contest.state_reason = contest.state, to, reason_of(reason)
        contest.version += 1
        contest.save(update_fields=["state", "state_reason", "version"])
        record(verb, on=contest, scope=contest, by=by, reason=contest.state_reason, was=was)
        tell_public(contest)
    return contest


def advance_by_dates(*, at: datetime | None = None) -> int:
    """Bring the stored state of every running contest up to its dates; how many changed. Meant for each minute."""
    moment = at or now()
    changed = 0
    for contest in Contest.objects.filter(state__in=DRIVEN_BY_DATES).prefetch_related("milestones"):
        if state_at(contest, contest.milestones.all(), moment) != contest.state:
            with transaction.atomic():
                changed += follow_dates(hold(contest), at=moment)
    return changed
