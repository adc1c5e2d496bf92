from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "hoithi.documents"
