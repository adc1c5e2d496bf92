"""What the session of a request proves about who sits behind it."""

import time

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.http import HttpRequest

from hoithi.accounts.models import Person

REAUTHENTICATION_TIMEOUT = 300


def second_factor_shown(request: HttpRequest) -> bool:
    """Whether this session has seen the second factor of its person (or a demo made it)."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether the person of this session proved who they are within the last five minutes."""
    proofs = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(proofs) and time.time() - max(proofs) < REAUTHENTICATION_TIMEOUT


def came_by_code(request: HttpRequest, person: Person, address: str) -> bool:
    """Whether this session has sent back the code to sign in that went to `address` of `person`."""
    records = get_authentication_records(request, person)
    return any(record.get("method") == "code" and record.get("email") == address for record in records)


def mark_second_factor(request: HttpRequest, person: Person, *, how: str) -> None:
    """Note in the session that `person` has shown a second factor: "totp", or "demo" for the demo's one click."""
    record_authentication(request, person, "mfa", type=how)
