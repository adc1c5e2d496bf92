"""WSGI entry, the one that servers load (why not ASGI: docs/decisions). Settings that make no sense stop the start."""

import gc
import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from hoithi.site.ops import Failure

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoithi.settings")
gc.disable()  # until all is loaded, see below
application = get_wsgi_application()

from hoithi.site.ops.start import require_sense  # noqa: E402 - the apps are loaded only now

try:
    require_sense()
except Failure as failure:
    raise ImproperlyConfigured(str(failure)) from failure

# What is loaded by now stays as long as the process: it is not looked through for garbage again. A request makes and
# drops thousands of things, and hardly ever a circle.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 10)
gc.enable()
