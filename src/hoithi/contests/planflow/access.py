"""The outer door of the plan pages; the views behind still fetch through `plans_visible_to`."""

from django.utils.translation import gettext_lazy as _

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.contests.rules import EDITORS, READERS, can_read_configuration
from hoithi.kit import nav
from hoithi.kit.routes import Who

PLAN_PEOPLE = Who("plan_people", lambda actor: actor.holds(*READERS))
UPLOADERS = Who("uploaders", lambda actor: actor.holds(*EDITORS))


def _reads(actor: Actor, *, contest: Contest | None = None, **_about: object) -> bool:
    return contest is not None and bool(can_read_configuration(actor, contest))


def register_pages() -> None:
    """Put the plan pages into the menus."""
    nav.register("work", _("Kế hoạch"), "plan_list", PLAN_PEOPLE, order=25, icon="file-text")
    nav.register("manage", _("Kế hoạch"), "plan_versions", PLAN_PEOPLE, order=25, icon="file-text", shown=_reads)
