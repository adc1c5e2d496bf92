"""WSGI entry, the one that servers load (why not ASGI: docs/decisions). Settings that make no sense stop the start."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from hoithi.site.ops import Failure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoithi.settings")
application = get_wsgi_application()

from hoithi.site.ops.start import require_sense  # noqa: E402 - the apps are loaded only now

try:
    require_sense()
except Failure as failure:
    raise ImproperlyConfigured(str(failure)) from failure
