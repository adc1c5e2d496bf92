from hoithi.contests.planflow.actions.confirm import confirm_plan
from hoithi.contests.planflow.actions.review import (
    Overtaken,
    add_row,
    discard_plan,
    save_review,
    set_aside,
    upload_plan,
)

__all__ = [
    "Overtaken",
    "add_row",
    "confirm_plan",
    "discard_plan",
    "save_review",
    "set_aside",
    "upload_plan",
]
