from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from hoithi.kit import invariants


class AuditConfig(AppConfig):
    name = "hoithi.audit"

    def ready(self) -> None:
        """The record is guarded by the database after every migration, and its chain is an invariant."""
        from hoithi.audit.queries import broken_links  # noqa: PLC0415 - models exist only now

        post_migrate.connect(_guard, sender=self)
        invariants.register("audit", broken_links)


def _guard(**kwargs: Any) -> None:  # noqa: ARG001
    from django.db import connection  # noqa: PLC0415

    from hoithi.audit.models import Event  # noqa: PLC0415
    from hoithi.kit.databases import guard_append_only  # noqa: PLC0415

    if Event._meta.db_table in connection.introspection.table_names():
        guard_append_only(Event)
