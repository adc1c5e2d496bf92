import importlib
from typing import Any

from django.apps import AppConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate

from hoithi.kit import invariants


class KitConfig(AppConfig):
    name = "hoithi.kit"

    def ready(self) -> None:
        """Addresses are remembered, languages kept by thread; system checks (routes say who may take them, settings
        make sense), cache table, invariants of files."""
        importlib.import_module("hoithi.kit.routes").remember_addresses()
        importlib.import_module("hoithi.kit.language").speak_by_thread()
        importlib.import_module("hoithi.kit.safety")
        post_migrate.connect(_make_cache_table, sender=self)
        files = importlib.import_module("hoithi.kit.files")
        invariants.register("files", files.damaged)
        uploads = importlib.import_module("hoithi.kit.uploads")
        invariants.register("uploads", uploads.broken)


def _make_cache_table(**kwargs: Any) -> None:  # noqa: ARG001
    call_command("createcachetable", verbosity=0)
