"""Verbs of the bodies: how far a task is; and of the officer: a reminder."""

from django.db import transaction
from django.utils.translation import gettext as _

from hoithi.accounts.actors import Actor
from hoithi.audit.actions import record
from hoithi.contests.models import Contest
from hoithi.kit.clock import now, today
from hoithi.kit.models import StoredFile
from hoithi.kit.refusals import Refusal
from hoithi.notifications.actions import post
from hoithi.planning import messages, queries, rules
from hoithi.planning.actions.base import taken, words
from hoithi.planning.enums import REPORTED, TaskState
from hoithi.planning.models import Task, TaskNote
from hoithi.units.models import Member, Unit


def report_progress(
    task: Task,
    *,
    state: str,
    progress: int = 0,
    text: str = "",
    evidence: StoredFile | None = None,
    once_key: str,
    by: Actor,
) -> TaskNote:
    """The body says how far a task is, in words, with a file if there is one; the same `once_key` again is the same
    report.

    Done is always 100 percent and not begun 0; 100 percent is done. Refused: another body's people, a task that no
    longer applies, a frozen contest, a progress outside 0 to 100, another report under a `once_key` already used (the
    page sent again after Back).
    """
    with transaction.atomic():
        task = taken(task)
        rules.can_report(by, task).enforce()
        once = f"{task.pk}:{once_key}"[:60]
        state, progress = _agreed(state, progress)
        text = words(text, field="text", label=_("Ghi chú"), needed=False)
        if said := TaskNote.objects.filter(once_key=once).select_related("evidence").first():
            return _same(said, state, progress, text, evidence)
        moment = now()
        note = TaskNote.objects.create(
            task=task, at=moment, by_id=by.person_id, by_name=by.name[:100], state=state, progress=progress,
            text=text, evidence=evidence, once_key=once,
        )  # fmt: skip
        task.state, task.progress, task.updated_at = state, progress, moment
        task.done_at = (task.done_at or moment) if state == TaskState.DONE else None
        task.version += 1
        task.save(update_fields=["state", "progress", "updated_at", "done_at", "version"])
        record("planning.report_progress", on=task, by=by, scope=task.contest, state=state, progress=progress)
    return note


def _same(said: TaskNote, state: str, progress: int, text: str, evidence: StoredFile | None) -> TaskNote:
    sent = (state, progress, text, evidence and evidence.sha256)
    if (said.state, said.progress, said.text, said.evidence and said.evidence.sha256) == sent:
        return said
    sentence = _(
        "Trang này đã gửi một báo cáo khác, báo cáo đó vẫn còn. Hãy mở lại trang nhiệm vụ rồi gửi báo cáo mới."
    )
    raise Refusal("planning.sent_before", sentence, status=409)


def _agreed(state: str, progress: int) -> tuple[str, int]:
    if state not in REPORTED:
        raise Refusal("planning.state", _("Chưa chọn tình trạng."), status=422, field="state")
    if not 0 <= progress <= 100:
        raise Refusal("planning.progress", _("Tiến độ phải từ 0 đến 100 phần trăm."), status=422, field="progress")
    if state == TaskState.DONE or (state == TaskState.DOING and progress == 100):
        return TaskState.DONE, 100
    return (TaskState.TODO, 0) if state == TaskState.TODO else (TaskState.DOING, progress)


def remind(contest: Contest, *, unit: Unit, by: Actor) -> Member:
    """One letter to the focal point of a body about its open tasks; once a day for a body, however often it is asked.

    Refused: who may not edit the contest's tasks, a body without a focal point or without an e-mail address, a body
    with nothing open.
    """
    rules.can_edit(by, contest).enforce()
    focal = unit.members.filter(duty=Member.Duty.FOCAL_POINT, ends_on=None).first()
    if focal is None:
        raise Refusal("planning.no_focal_point", _("%s chưa có đầu mối. Hãy thêm đầu mối trước.") % unit.name)
    address = focal.email or (focal.person.email if focal.person else "") or ""
    if not address:
        raise Refusal(
            "planning.no_address", _("%s chưa có thư điện tử. Hãy gọi điện, hoặc thêm địa chỉ.") % focal.full_name
        )
    open_tasks = queries.in_due_order(queries.tasks_of_unit(by, contest, unit.pk).filter(state__in=queries.OPEN))
    letter = messages.reminder(contest, unit, focal, list(open_tasks))
    if letter is None:
        raise Refusal("planning.nothing_open", _("%s không còn nhiệm vụ nào chưa xong.") % unit.name)
    with transaction.atomic():
        once = f"remind:{contest.pk}:{unit.pk}:{today().isoformat()}"
        sent = post(
            kind="planning.reminder", to_address=address, to_name=focal.full_name, subject=letter.subject,
            body=letter.body, once_key=once, by=by,
        )  # fmt: skip
        if (contest.pk, unit.pk) not in queries.reminded_today_in([contest]):
            record("planning.remind", on=unit, by=by, scope=contest, letter=sent.uid, day=today().isoformat())
    return focal
