"""A reviewed plan makes its contest, or changes the one that stands: one verb, one transaction, once."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.actions.common import take, tell_public
from hoithi.contests.enums import PlanState
from hoithi.contests.models import Contest, PlanVersion
from hoithi.contests.planflow import rules
from hoithi.contests.planflow.actions.apply import apply_changes, make_contest
from hoithi.contests.planflow.actions.make_bodies import add_aliases, with_made_bodies
from hoithi.contests.planflow.align import settled
from hoithi.contests.planflow.facts import Change
from hoithi.contests.planflow.pending import made_before, pending
from hoithi.contests.planflow.problems import problems_of
from hoithi.contests.planflow.queries import upper_choices
from hoithi.kit.clock import now
from hoithi.kit.refusals import Refusal


def confirm_plan(
    plan: PlanVersion, *, by: Actor, version: int | None = None, choices: Mapping[str, str] | None = None
) -> Contest:
    """The contest that the plan makes, or, for a new version, what the plan changed and nothing else.

    Makes new bodies and aliases, milestones (only ticked readings count), tasks, the reporting regime; numbers the
    version and freezes it. `choices`: for facts changed both by hand and by the plan, "plan" or "kept".
    Refused: who may not; a review that changed since the page (`version`); blocking problems; conflicts on which
    nobody chose; an upper contest that `by` is not offered. Confirmed twice: the same contest.
    """
    with transaction.atomic():
        plan = PlanVersion.objects.select_for_update(of=("self",)).select_related("owner", "contest").get(pk=plan.pk)
        if plan.state == PlanState.CONFIRMED and plan.contest is not None:
            rules.can_upload(by, plan.owner, plan.contest).enforce()
            return plan.contest
        rules.can_confirm(by, plan).enforce()
        _refuse_unready(plan, version)
        # The rule has allowed the whole plan; the verbs below are parts of it, done in this person's name.
        allowed = replace(by, is_system=True)
        plan.review = with_made_bodies(plan, by=by)
        standing = take(plan.contest) if plan.contest is not None else None
        wanted = _wanted(plan, choices or {})
        _refuse_hidden_upper(plan, wanted, by)
        contest = standing or make_contest(plan, by=allowed)
        plan.contest = contest
        plan.number = (contest.plans.aggregate(latest=Max("number"))["latest"] or 0) + 1
        plan.review["made"] = apply_changes(contest, wanted, made_before(plan), plan=plan, by=allowed)
        add_aliases(plan.review, by=by)
        _freeze(plan, by)
        named = [change.name for change in wanted]
        record("contests.confirm_plan", on=plan, scope=contest, by=by, number=plan.number, changes=named)
        tell_public(contest)
    return contest


def _refuse_unready(plan: PlanVersion, version: int | None) -> None:
    if version is not None and version != plan.version:
        raise Refusal("stale", _("Bản rà soát vừa được sửa. Hãy xem lại những gì sẽ được tạo rồi xác nhận."))
    if blocking := [problem for problem in problems_of(plan.review) if problem.blocking]:
        sentence = _("Còn %(count)d chỗ phải sửa trước khi xác nhận. Chỗ đầu tiên: %(first)s")
        raise Refusal("problems", sentence % {"count": len(blocking), "first": blocking[0].sentence}, status=422)


def _refuse_hidden_upper(plan: PlanVersion, wanted: list[Change], by: Actor) -> None:
    # Asked of the person, not of the leave above: it would link to, and so tell of, drafts that they may not see.
    slug = next((change.after for change in wanted if change.name == "contest.upper"), None)
    if slug and slug not in {contest.slug for contest in upper_choices(by, plan.owner)}:
        raise Refusal("upper", _("Không tìm thấy hội thi cấp trên đã chọn. Hãy chọn lại ở bản rà soát."), status=422)


def _wanted(plan: PlanVersion, choices: Mapping[str, str]) -> list[Change]:
    """The changes to make, without those on which people chose to keep what stands."""
    found = pending(plan)
    if any(change.conflict and choices.get(change.name) not in {"plan", "kept"} for change in found):
        sentence = _("Có chỗ vừa được sửa tay, vừa thay đổi trong kế hoạch mới. Hãy chọn bản nào có hiệu lực.")
        raise Refusal("conflict", sentence)
    return [change for change in found if not change.conflict or choices[change.name] == "plan"]


def _freeze(plan: PlanVersion, by: Actor) -> None:
    plan.review = settled(plan.review)
    plan.state = PlanState.CONFIRMED
    plan.version += 1
    plan.confirmed_at, plan.confirmed_by_id = now(), by.person_id
    plan.save()
