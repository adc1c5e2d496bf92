"""Letters and records about tasks, in words."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hoithi.audit import messages as audit
from hoithi.audit.messages import Told
from hoithi.audit.models import Event
from hoithi.contests.models import Contest
from hoithi.kit.dates import show_bound, show_left
from hoithi.planning.models import Task
from hoithi.units.models import Member, Unit

VERBS = {
    "planning.add_task": gettext_lazy("Thêm nhiệm vụ"),
    "planning.edit_task": gettext_lazy("Sửa nội dung"),
    "planning.set_due": gettext_lazy("Đổi hạn"),
    "planning.drop_task": gettext_lazy("Bỏ nhiệm vụ"),
    "planning.restore_task": gettext_lazy("Khôi phục nhiệm vụ"),
    "planning.place_task": gettext_lazy("Giao theo kế hoạch"),
    "planning.change_task": gettext_lazy("Thay đổi theo kế hoạch mới"),
    "planning.report_progress": gettext_lazy("Báo tiến độ"),
    "planning.remind": gettext_lazy("Nhắc nhiệm vụ"),
    "planning.copy_tasks": gettext_lazy("Chép nhiệm vụ từ lần trước"),
}


class Letter(NamedTuple):
    """A subject and plain paragraphs."""

    subject: str
    body: str


def reminder(contest: Contest, unit: Unit, focal: Member, tasks: Sequence[Task]) -> Letter | None:
    """What a focal point is reminded of; None when nothing is open. `tasks` carry `due`."""
    if not tasks:
        return None
    lines = [f"- {task.text}{_when(task)}" for task in tasks]
    address = settings.BASE_URL + reverse("task_mine")
    parts = [
        _("Kính gửi %(name)s, đầu mối của %(unit)s,") % {"name": focal.full_name, "unit": unit.name},
        _("Theo kế hoạch %(contest)s, đơn vị còn %(count)d nhiệm vụ chưa xong:")
        % {"contest": contest.name, "count": len(tasks)},
        "\n".join(lines),
        _("Xem và báo tiến độ tại: %s") % address,
        contest.organizer_name or contest.name,
    ]
    return Letter(_("Nhắc nhiệm vụ: %s") % contest.name, "\n\n".join(parts))


def _when(task: Task) -> str:
    due: datetime | None = getattr(task, "due", None)
    if due is None:
        return f" ({task.due_written})" if task.due_written else ""
    return _(" (hạn %(bound)s, %(left)s)") % {"bound": show_bound(due), "left": show_left(due)}


def tell(events: Iterable[Event]) -> list[Told]:
    """The events of a task, in the order given."""
    return audit.tell(events, more=_more)


def _more(data: dict[str, Any]) -> str:
    if data.get("due"):
        return _("hạn mới: %s") % show_bound(datetime.fromisoformat(data["due"]))
    old: str = data.get("old") or ""
    if old:
        return _("trước đó: “%s”") % old
    if "progress" in data:
        return f"{data['progress']}%"
    return _("kế hoạch số %d") % int(data["plan"]) if data.get("plan") else ""
