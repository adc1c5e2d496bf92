"""Who makes papers in the cast's contest, and the series of its committee."""

from hoithi.accounts.enums import Role
from hoithi.documents.actions import open_series
from hoithi.kit.tests.standing import shared


@shared
def officer(actor):
    return actor(Role.OFFICER)


@shared
def head(actor):
    return actor(Role.HEAD)


@shared
def series(contest, officer):
    """The committee's own series."""
    return open_series(contest, name="Ban Tổ chức Hội thi", symbol="BTC", committee=True, by=officer)
