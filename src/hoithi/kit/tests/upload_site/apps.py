from datetime import timedelta

from django.apps import AppConfig


class UploadSite(AppConfig):
    name = "hoithi.kit.tests.upload_site"
    label = "upload_site"

    def ready(self):
        from hoithi.kit.tests import upload_place  # noqa: PLC0415 - models are not there before
        from hoithi.kit.uploads import writing  # noqa: PLC0415

        upload_place.register()
        writing.LEASE = timedelta(seconds=1)  # a test that kills the server would wait for a quarter of a minute
