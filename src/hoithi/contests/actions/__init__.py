"""The verbs of a contest: the only place where one changes."""

from hoithi.contests.actions.editing import create_contest, edit_contest, edit_reception
from hoithi.contests.actions.milestones import confirm_reading, remove_milestone, set_milestone
from hoithi.contests.actions.moving import advance_by_dates, announce, archive, cancel

__all__ = [
    "advance_by_dates",
    "announce",
    "archive",
    "cancel",
    "confirm_reading",
    "create_contest",
    "edit_contest",
    "edit_reception",
    "remove_milestone",
    "set_milestone",
]
