from django.apps import AppConfig


class ContestsConfig(AppConfig):
    name = "hoithi.contests"

    def ready(self) -> None:
        """Contests repeat the path of the body that runs them; they follow when it moves. Pages go into the menus."""
        from hoithi.accounts.backends import PersonBackend  # noqa: PLC0415
        from hoithi.accounts.rules import REACHES  # noqa: PLC0415
        from hoithi.audit.messages import name_verbs  # noqa: PLC0415 - apps are not ready before
        from hoithi.contests import messages  # noqa: PLC0415
        from hoithi.contests.actions.paths import follow_owner_paths  # noqa: PLC0415
        from hoithi.contests.grants import menu  # noqa: PLC0415
        from hoithi.contests.grants import messages as grant_messages  # noqa: PLC0415
        from hoithi.contests.grants.queries import holds_over_all  # noqa: PLC0415
        from hoithi.contests.manage.access import register_pages  # noqa: PLC0415
        from hoithi.contests.planflow import access as plan_pages  # noqa: PLC0415
        from hoithi.contests.public import panels  # noqa: PLC0415
        from hoithi.contests.queries import person_who_asks  # noqa: PLC0415
        from hoithi.units.signals import paths_changed  # noqa: PLC0415

        PersonBackend.read = staticmethod(person_who_asks)
        REACHES.append(holds_over_all)
        name_verbs({**messages.VERBS, **grant_messages.VERBS})
        paths_changed.connect(follow_owner_paths)
        panels.fill()
        menu.register()
        register_pages()
        plan_pages.register_pages()
