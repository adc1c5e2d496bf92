"""WSGI entry, the one that servers load (uploads stream under WSGI; see docs/decisions)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hoithi.settings")
application = get_wsgi_application()
