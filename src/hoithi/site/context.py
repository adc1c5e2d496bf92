from typing import Any

from django.conf import settings
from django.http import HttpRequest

from hoithi.kit.public_cache import saves_data


def shell(request: HttpRequest) -> dict[str, Any]:
    """What the frame around every page needs."""
    return {
        "actor": getattr(request, "actor", None),
        "demo": settings.DEMO,
        "base_url": settings.BASE_URL,
        "saves_data": saves_data(request),
    }
