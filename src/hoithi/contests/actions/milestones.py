"""The dates of a contest: set, confirmed as a person reads them, removed."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests import rules
from hoithi.contests.actions.common import as_json, follow_dates, put, take, tell_public
from hoithi.contests.enums import BINDING
from hoithi.contests.models import Contest, Milestone
from hoithi.contests.readings import MilestoneData
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal


def set_milestone(
    contest: Contest,
    data: MilestoneData,
    *,
    by: Actor,
    milestone: Milestone | None = None,
    uid: str | None = None,
    confirmed: bool = False,
    version: int | None = None,
) -> Milestone:
    """Add a milestone, or change `milestone`; `confirmed` when a person stands by the instants.

    `uid` makes a second press of "add" return the same row. Refused: an end that is not after its start; a confirmed
    reading without any instant; a stale `version`; a door (entries, judging) of a running contest: propose it.
    """
    with transaction.atomic():
        contest = take(contest)
        kinds = {data.kind, milestone.kind if milestone else data.kind}
        rules.can_set_milestone(by, contest, *kinds).enforce()
        return apply_milestone(contest, data, by=by, milestone=milestone, uid=uid, confirmed=confirmed, version=version)


def apply_milestone(
    contest: Contest,
    data: MilestoneData,
    *,
    by: Actor,
    milestone: Milestone | None = None,
    uid: str | None = None,
    confirmed: bool = False,
    version: int | None = None,
    reason: str = "",
) -> Milestone:
    """The change itself, inside the caller's transaction, once a rule has allowed it."""
    _check(data, confirmed=confirmed)
    row = _row(contest, milestone, uid, version)
    values = {**asdict(data), **_confirmation(row, data, by, confirmed=confirmed)}
    was = {name: getattr(row, name) for name in values}
    fresh = row.pk is None
    if changed := put(row, values):
        before = {} if fresh else {"was": as_json({name: was[name] for name in changed})}
        verb = "contests.add_milestone" if fresh else "contests.set_milestone"
        record(verb, on=row, scope=contest, by=by, reason=reason, label=row.label, to=as_json(changed), **before)
        _lead(contest, row.kind, was["kind"])
    return row


def confirm_reading(milestone: Milestone, *, by: Actor, version: int | None = None, **changes: object) -> Milestone:
    """A person stands by the instants of a milestone, or by others (`starts_at`, `ends_at`, `precision`, `tentative`).

    Refused as in `set_milestone`. Confirmed twice with the same instants: nothing more happens.
    """
    data = data_of(milestone, **changes)
    return set_milestone(milestone.contest, data, by=by, milestone=milestone, confirmed=True, version=version)


def remove_milestone(milestone: Milestone, *, by: Actor, version: int | None = None) -> None:
    """Take a milestone out. Refused: a door of a running contest (propose it). Removed twice: nothing more happens."""
    with transaction.atomic():
        contest = take(milestone.contest)
        rules.can_set_milestone(by, contest, milestone.kind).enforce()
        if Milestone.objects.filter(pk=milestone.pk).exists():
            apply_removal(contest, take(milestone, version=version), by=by)


def apply_removal(contest: Contest, milestone: Milestone, *, by: Actor, reason: str = "") -> None:
    """The removal itself, inside the caller's transaction, once a rule has allowed it."""
    was = data_of(milestone).as_json()
    record("contests.remove_milestone", on=milestone, scope=contest, by=by, reason=reason, was=was)
    milestone.delete()
    _lead(contest, milestone.kind)


def data_of(milestone: Milestone, **changes: object) -> MilestoneData:
    """What a milestone says, with some of it changed."""
    names = MilestoneData.__dataclass_fields__
    return MilestoneData(**{**{name: getattr(milestone, name) for name in names}, **changes})


def _check(data: MilestoneData, *, confirmed: bool) -> None:
    if not data.label.strip():
        raise Refusal("no_label", _("Hãy ghi tên của mốc thời gian."), status=422, field="label")
    if data.starts_at and data.ends_at and data.ends_at <= data.starts_at:
        raise Refusal("order", _("Lúc kết thúc phải sau lúc bắt đầu."), status=422, field="ends_at")
    if confirmed and not (data.starts_at or data.ends_at):
        sentence = _("Chưa có ngày cụ thể để xác nhận. Hãy ghi ngày bắt đầu hoặc ngày kết thúc.")
        raise Refusal("no_instant", sentence, status=422, field="ends_at")


def _row(contest: Contest, milestone: Milestone | None, uid: str | None, version: int | None) -> Milestone:
    if milestone is not None:
        return take(milestone, version=version)
    if uid and (made := contest.milestones.filter(uid=uid).first()):
        return made
    return Milestone(contest=contest, **({"uid": uid} if uid else {}))


def _confirmation(row: Milestone, data: MilestoneData, by: Actor, *, confirmed: bool) -> dict[str, object]:
    if not confirmed:
        return {"confirmed_at": None, "confirmed_by_id": None}
    if row.confirmed_at and (row.starts_at, row.ends_at) == (data.starts_at, data.ends_at):
        return {}
    return {"confirmed_at": now(), "confirmed_by_id": by.person_id}


def _lead(contest: Contest, *kinds: str) -> None:
    """After a door has moved the dates lead again, also where a person had moved the contest by hand."""
    if set(kinds) & set(BINDING) and contest.moved_to:
        contest.moved_to, contest.moved_at = "", None
        contest.save(update_fields=["moved_to", "moved_at"])
    follow_dates(contest, at=now())
    tell_public(contest)
