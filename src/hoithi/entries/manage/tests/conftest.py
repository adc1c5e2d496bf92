"""An officer, and the client of one."""

import pytest

from hoithi.accounts.enums import Role
from hoithi.kit.tests.standing import shared


@shared
def officer(actor):
    """Works for the contest of the cast."""
    return actor(Role.OFFICER)


@pytest.fixture
def desk(sign_in, officer):
    """The client of an officer."""
    return sign_in(officer)
