"""Who may do what to a task. Source: plan, IV.2 (the standing agency follows up) and IV.3 to IV.14 (the bodies carry
out and report); permission matrix, override 3 (archived and cancelled contests are read only)."""

from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.accounts.enums import Role
from hoithi.contests.enums import State
from hoithi.contests.models import Contest
from hoithi.kit.refusals import Verdict
from hoithi.planning.enums import TaskState
from hoithi.planning.models import Task
from hoithi.planning.queries import DOERS

_FROZEN = (State.ARCHIVED, State.CANCELLED)


def _thawed(contest: Contest) -> Verdict:
    if contest.state in _FROZEN:
        return Verdict.no("planning.frozen", _("Hội thi đã lưu trữ hoặc đã hủy nên chỉ còn xem được."))
    return Verdict.yes()


def speaks_for(actor: Actor, task: Task) -> bool:
    """Whether `actor` reports for the body that has to do the task."""
    return any(
        grant.role in DOERS and grant.covers_unit(task.unit.path) and grant.contest_id in {None, task.contest_id}
        for grant in actor.grants
    )


def can_report(actor: Actor, task: Task) -> Verdict:
    """Say how far a task is: the focal point or committee of the body that has to do it."""
    if not (actor.is_system or speaks_for(actor, task)):
        return Verdict.no(
            "planning.not_yours", _("Chỉ đầu mối của đơn vị được giao việc mới báo tiến độ được."), status=403
        )
    if task.state == TaskState.DROPPED:
        return Verdict.no("planning.dropped", _("Nhiệm vụ này không còn áp dụng nên không cần báo tiến độ."))
    return _thawed(task.contest)


def can_edit(actor: Actor, contest: Contest) -> Verdict:
    """Add, change, date and drop tasks: officers of the contest."""
    if not (actor.is_system or actor.holds_in(contest, Role.OFFICER)):
        return Verdict.no(
            "planning.not_officer", _("Chỉ chuyên viên cơ quan thường trực mới sửa nhiệm vụ được."), status=403
        )
    return _thawed(contest)
