from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "hoithi.documents"

    def ready(self) -> None:
        """Its pages stand in the menus."""
        from hoithi.documents.checker import access  # noqa: PLC0415 - apps are not ready before

        access.register()
