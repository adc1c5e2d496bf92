"""Where a request comes from, as far as it can be believed."""

from functools import lru_cache
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The network address of the client, in its shortest form; "0.0.0.0" when it is not known.

    `X-Forwarded-For` counts only as far as our own proxies (HOITHI_TRUSTED_PROXIES of them) wrote it: what a client
    puts there itself is never read.
    """
    hops: int = settings.TRUSTED_PROXIES
    written = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    candidate = written[-hops] if 0 < hops <= len(written) else request.META.get("REMOTE_ADDR", "")
    return _shortest(candidate)


@lru_cache(maxsize=1000)  # a person asks for many pages from one address
def _shortest(address: str) -> str:
    try:
        return str(ip_address(address))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - a word for "unknown", nothing listens on it
