"""Everything that changes tasks."""

from hoithi.planning.actions.editing import add_task, drop_task, edit_task, restore_task, set_due
from hoithi.planning.actions.from_plan import PlanKeeper
from hoithi.planning.actions.reporting import remind, report_progress

__all__ = [
    "PlanKeeper",
    "add_task",
    "drop_task",
    "edit_task",
    "remind",
    "report_progress",
    "restore_task",
    "set_due",
]
