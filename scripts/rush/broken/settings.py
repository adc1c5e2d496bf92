from hoithi import settings as real
from hoithi.settings import *  # noqa: F403

INSTALLED_APPS = [*real.INSTALLED_APPS, "broken"]
