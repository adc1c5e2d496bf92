"""Everything that changes bodies, their names and their people."""

from hoithi.units.actions.loading import load_tree
from hoithi.units.actions.mergers import close_unit, in_force_below, merge_duplicates, succeed
from hoithi.units.actions.people import add_member, edit_member, end_member, link_member, set_focal_point
from hoithi.units.actions.proposals import decide_proposal, propose
from hoithi.units.actions.tree import (
    add_alias,
    create_unit,
    edit_unit,
    move_unit,
    remove_alias,
    rename_unit,
    reopen_unit,
)

__all__ = [
    "add_alias",
    "add_member",
    "close_unit",
    "create_unit",
    "decide_proposal",
    "edit_member",
    "edit_unit",
    "end_member",
    "in_force_below",
    "link_member",
    "load_tree",
    "merge_duplicates",
    "move_unit",
    "propose",
    "remove_alias",
    "rename_unit",
    "reopen_unit",
    "set_focal_point",
    "succeed",
]
