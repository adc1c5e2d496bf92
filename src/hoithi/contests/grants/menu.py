"""Where the pages of people stand in the menus."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hoithi.contests.grants import rules
from hoithi.contests.grants.views.common import CONTEST_PEOPLE, PEOPLE
from hoithi.kit import nav


def register() -> None:
    """Called once the apps are ready."""
    nav.register("work", _("Người dùng"), "people_list", PEOPLE, order=45, icon="users")
    nav.register(
        "manage", _("Người tham gia"), "contest_people", CONTEST_PEOPLE, order=70, icon="users", shown=_readable
    )


def _readable(actor: Any, contest: Any = None, **context: Any) -> bool:  # noqa: ARG001
    return contest is not None and bool(rules.can_read_people(actor, contest))
