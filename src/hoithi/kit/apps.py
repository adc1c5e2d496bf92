import importlib

from django.apps import AppConfig

from hoithi.kit import invariants


class KitConfig(AppConfig):
    name = "hoithi.kit"

    def ready(self) -> None:
        """Registers the system checks of the house: routes say who may take them, settings make sense; and
        the invariant of files."""
        importlib.import_module("hoithi.kit.routes")
        importlib.import_module("hoithi.kit.safety")
        files = importlib.import_module("hoithi.kit.files")
        invariants.register("files", files.damaged)
