from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "hoithi.audit"
