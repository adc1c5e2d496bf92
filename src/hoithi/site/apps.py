from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "hoithi.site"
    label = "hoithi_site"

    def ready(self) -> None:
        """The day stands first in the menu of the workspace, the overview first among the pages of a contest."""
        from hoithi.kit import nav  # noqa: PLC0415 - apps are not ready before
        from hoithi.kit.routes import SIGNED_IN  # noqa: PLC0415
        from hoithi.planning.queries import WATCHERS  # noqa: PLC0415
        from hoithi.site.views.work import TAKING_PART, WATCHING  # noqa: PLC0415

        def watches(actor: Any, *, contest: Any = None, **_about: Any) -> bool:
            return contest is not None and actor.holds_in(contest, *WATCHERS)

        nav.register("work", _("Hôm nay"), "today", SIGNED_IN, order=10, icon="house")
        nav.register(
            "manage", _("Toàn cảnh"), "contest_overview", WATCHING, order=5, icon="chart-column", shown=watches
        )
        nav.register("manage", _("Lịch"), "work_calendar", TAKING_PART, order=40, icon="calendar", shown=watches)
