"""Who makes papers in the cast's contest, and the series of its committee."""

from hoithi.accounts.enums import Role
from hoithi.documents.actions import approve_document, create_document, open_series, submit_for_approval
from hoithi.documents.kinds.base import kind_of
from hoithi.kit.schemas.reading import as_data
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


@shared
def invitation(contest, officer):
    """A draft of an invitation that lacks nothing."""
    facts = as_data(kind_of("giay-moi").sample())
    return create_document(contest, kind="giay-moi", facts=facts, by=officer)


@shared
def submitted(invitation, officer, head):
    return submit_for_approval(invitation, version=invitation.version, by=officer)


@shared
def approved(submitted, head):
    return approve_document(submitted, version=submitted.version, by=head)
