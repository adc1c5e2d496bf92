"""The verbs of a contest: the only place where one changes."""

from hoithi.contests.actions.copying import copy_edition
from hoithi.contests.actions.editing import create_contest, edit_contest, edit_reception
from hoithi.contests.actions.milestones import confirm_reading, remove_milestone, set_milestone
from hoithi.contests.actions.moving import advance_by_dates, announce, archive, cancel
from hoithi.contests.actions.news import publish_news, unpublish_news, write_news
from hoithi.contests.actions.proposals import (
    approve,
    change_contest,
    extend_deadline,
    propose,
    reject,
    withdraw_proposal,
)
from hoithi.contests.actions.reporting import set_reporting_regime
from hoithi.contests.actions.rule_versions import set_rules
from hoithi.contests.actions.starting import Start, start_contest, take_template

__all__ = [
    "Start",
    "advance_by_dates",
    "announce",
    "approve",
    "archive",
    "cancel",
    "change_contest",
    "confirm_reading",
    "copy_edition",
    "create_contest",
    "edit_contest",
    "edit_reception",
    "extend_deadline",
    "propose",
    "publish_news",
    "reject",
    "remove_milestone",
    "set_milestone",
    "set_reporting_regime",
    "set_rules",
    "start_contest",
    "take_template",
    "unpublish_news",
    "withdraw_proposal",
    "write_news",
]
