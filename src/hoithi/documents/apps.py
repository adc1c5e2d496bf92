from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "hoithi.documents"

    def ready(self) -> None:
        """Names its verbs in the record and what must always be true; its pages stand in the menus."""
        from hoithi.audit.messages import name_verbs  # noqa: PLC0415 - apps are not ready before
        from hoithi.documents import access  # noqa: PLC0415
        from hoithi.documents.certificates import access as certificates  # noqa: PLC0415
        from hoithi.documents.checker import access as checker  # noqa: PLC0415
        from hoithi.documents.invariants import broken_documents, broken_files, broken_numbers  # noqa: PLC0415
        from hoithi.documents.messages import VERBS  # noqa: PLC0415
        from hoithi.kit import invariants  # noqa: PLC0415

        name_verbs(VERBS)
        invariants.register("document numbers", broken_numbers)
        invariants.register("documents", broken_documents)
        invariants.register("document files", broken_files)
        access.register()
        certificates.register()
        checker.register()
