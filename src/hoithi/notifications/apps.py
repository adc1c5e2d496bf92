from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "hoithi.notifications"

    def ready(self) -> None:
        """A letter that is promised wakes the job that sends it."""
        from hoithi.notifications import actions, jobs  # noqa: PLC0415 - apps are not ready before

        actions.WAKE[:] = [lambda letter: jobs.send_letter.enqueue(letter.uid)]
