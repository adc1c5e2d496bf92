from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    name = "hoithi.units"

    def ready(self) -> None:
        """The list of bodies stands in the menu of the workspace."""
        from hoithi.audit.messages import name_verbs  # noqa: PLC0415 - apps are not ready before
        from hoithi.kit import nav  # noqa: PLC0415
        from hoithi.units.messages import VERBS  # noqa: PLC0415
        from hoithi.units.views.common import READERS  # noqa: PLC0415

        name_verbs(VERBS)
        nav.register("work", _("Đơn vị"), "unit_list", READERS, order=40, icon="building-2")
