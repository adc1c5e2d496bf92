from hoithi import settings as real
from hoithi.settings import *  # noqa: F403

INSTALLED_APPS = [*real.INSTALLED_APPS, "hoithi.kit.tests.upload_site"]
ROOT_URLCONF = "hoithi.kit.tests.upload_site.urls"
