from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "hoithi.site"
    label = "hoithi_site"
