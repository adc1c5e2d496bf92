from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningConfig(AppConfig):
    name = "hoithi.planning"

    def ready(self) -> None:
        """Keeps the tasks of plans; its lists stand in the menus of the workspace and of a contest."""
        from hoithi.audit.messages import name_verbs  # noqa: PLC0415 - apps are not ready before
        from hoithi.contests.planflow import keeper  # noqa: PLC0415
        from hoithi.kit import nav, panels  # noqa: PLC0415
        from hoithi.planning import editions, paper_facts  # noqa: PLC0415
        from hoithi.planning.actions import PlanKeeper  # noqa: PLC0415
        from hoithi.planning.messages import VERBS  # noqa: PLC0415
        from hoithi.planning.panels import tasks_of_body  # noqa: PLC0415
        from hoithi.planning.queries import WATCHERS  # noqa: PLC0415
        from hoithi.planning.views.common import DOING, WATCHING  # noqa: PLC0415

        def watches(actor: Any, *, contest: Any = None, **_about: Any) -> bool:
            return contest is not None and actor.holds_in(contest, *WATCHERS)

        name_verbs(VERBS)
        keeper.register(PlanKeeper())
        editions.fill()
        paper_facts.register()
        panels.register("unit", tasks_of_body)
        nav.register("work", _("Nhiệm vụ của đơn vị"), "task_mine", DOING, order=20, icon="list-checks")
        nav.register("manage", _("Nhiệm vụ"), "contest_tasks", WATCHING, order=30, icon="list-checks", shown=watches)
