from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "hoithi.notifications"
