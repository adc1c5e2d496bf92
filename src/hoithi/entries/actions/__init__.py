"""The verbs of entries. Nobody else changes one."""

from hoithi.entries.actions.authors import (
    add_author,
    answer_invitation,
    confirm_on_paper,
    edit_author,
    invite_author,
    remove_author,
)
from hoithi.entries.actions.consents import give_consent, withdraw_consent
from hoithi.entries.actions.drafting import ask_help, choose_auto_submit, copy_entry, drop_draft, save_part, start_entry
from hoithi.entries.actions.files import add_file, remove_file
from hoithi.entries.actions.submitting import seal_provisional, settle_version, submit_entry, withdraw_entry
from hoithi.entries.actions.units import answer_for_unit, ask_unit, confirm_unit_on_paper

__all__ = [
    "add_author",
    "add_file",
    "answer_for_unit",
    "answer_invitation",
    "ask_help",
    "ask_unit",
    "choose_auto_submit",
    "confirm_on_paper",
    "confirm_unit_on_paper",
    "copy_entry",
    "drop_draft",
    "edit_author",
    "give_consent",
    "invite_author",
    "remove_author",
    "remove_file",
    "save_part",
    "seal_provisional",
    "settle_version",
    "start_entry",
    "submit_entry",
    "withdraw_consent",
    "withdraw_entry",
]
