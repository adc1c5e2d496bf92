from django.apps import AppConfig


class EntriesConfig(AppConfig):
    name = "hoithi.entries"

    def ready(self) -> None:
        """Names its verbs in the record, takes uploads; its pages go into the menus."""
        from hoithi.audit.messages import name_verbs  # noqa: PLC0415 - apps are not ready before
        from hoithi.entries import hooks, paper_facts, uploading  # noqa: PLC0415
        from hoithi.entries.bodies import menu as bodies  # noqa: PLC0415
        from hoithi.entries.counter import menu as counter  # noqa: PLC0415
        from hoithi.entries.entrant import menu as entrant  # noqa: PLC0415
        from hoithi.entries.jobs import files  # noqa: PLC0415
        from hoithi.entries.likeness import menu as likeness  # noqa: PLC0415
        from hoithi.entries.manage import menu as manage  # noqa: PLC0415
        from hoithi.entries.messages import VERBS  # noqa: PLC0415
        from hoithi.entries.personal import menu as personal  # noqa: PLC0415

        uploading.register()
        paper_facts.register()
        hooks.FILE_ADDED.append(files.wake)
        name_verbs(VERBS)
        for menu in (entrant, bodies, manage, counter, personal, likeness):
            name_verbs(menu.VERBS)
            menu.register()
