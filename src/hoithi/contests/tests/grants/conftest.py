import pytest

from hoithi.accounts.enums import Role
from hoithi.kit.tests.standing import shared
from hoithi.units.models import Unit


@shared
def commune(district, kinds):
    """A body of the district that takes part."""
    return Unit.objects.create(code="25300", name="Xã Tân Khai", kind=kinds["commune"], parent=district)


@shared
def stranger_unit(kinds):
    """A body that the district has nothing to do with."""
    return Unit.objects.create(code="01", name="Tỉnh Khác", kind=kinds["province"])


@pytest.fixture
def officer(actor, sign_in):
    """An officer of the contest, signed in."""
    who = actor(Role.OFFICER)
    sign_in(who)
    return who
