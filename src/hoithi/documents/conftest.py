"""Who makes papers in the cast's contest, and the series of its committee."""

from hoithi.accounts.enums import Role
from hoithi.documents.actions import (
    approve_document,
    approve_run,
    approve_template,
    create_document,
    draft_run,
    open_series,
    save_run,
    submit_for_approval,
    submit_run,
    upload_template,
)
from hoithi.documents.kinds.base import kind_of
from hoithi.documents.office_templates.tests.offices import file_of_office
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


@shared
def run(contest, officer):
    """A draft of three certificates that lacks nothing."""
    made = draft_run(contest, by=officer)
    people = "\n".join(f"{who}\tTrường THCS Tân Khai\tGiải Nhất\tMáy cạo mủ\tCơ khí" for who in ("An", "Bình", "Chi"))
    said = {"position": "TRƯỞNG BAN", "signer": "Trần Quốc Tuấn", "place": "Hớn Quản", "people": people}
    return save_run(made, facts={**made.facts, **said}, version=made.version, by=officer)


@shared
def submitted_run(run, officer):
    return submit_run(run, version=run.version, by=officer)


@shared
def approved_run(submitted_run, head):
    return approve_run(submitted_run, version=submitted_run.version, by=head)


@shared
def template(contest, officer):
    """The body's own Word file for invitations, which waits for another person."""
    return upload_template(
        contest, kind="giay-moi", name="Giấy mời của huyện", upload=file_of_office(), by=officer, once_key="mau"
    )


@shared
def in_use(template, contest, head):
    return approve_template(template, contest=contest, by=head)
