from django.apps import AppConfig


class EntriesConfig(AppConfig):
    name = "hoithi.entries"

    def ready(self) -> None:
        """Names its verbs in the record."""
        from hoithi.audit.messages import name_verbs  # noqa: PLC0415 - apps are not ready before
        from hoithi.entries.messages import VERBS  # noqa: PLC0415

        name_verbs(VERBS)
