import importlib

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "hoithi.kit"

    def ready(self) -> None:
        """Registers the check that every route says who may take it."""
        importlib.import_module("hoithi.kit.routes")
