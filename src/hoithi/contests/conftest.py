"""A draft of the cast, and what it needs to go out."""

from datetime import UTC, datetime

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.actions import create_contest, set_milestone
from hoithi.contests.enums import MilestoneKind, RuleKind
from hoithi.contests.models import RuleVersion
from hoithi.contests.readings import MilestoneData
from hoithi.kit.tests.standing import shared


@shared
def draft(district):
    """A draft with nothing but a name."""
    return create_contest(owner=district, name="Hội thi Sáng tạo kỹ thuật xã Tân Khai", by=SYSTEM)


@shared
def ready(draft):
    """A draft that may go out: deadline in 2099, contact, fields."""
    draft.contact_phone, draft.organizer_name = "0943999025", "Ban Tổ chức Hội thi"
    draft.save()
    entries = MilestoneData(
        kind=MilestoneKind.ENTRIES, label="Nhận hồ sơ", ends_at=datetime(2099, 4, 15, 17, tzinfo=UTC)
    )
    set_milestone(draft, entries, by=SYSTEM, confirmed=True)
    RuleVersion.objects.create(
        contest=draft,
        kind=RuleKind.FIELDS,
        number=1,
        data={"items": [{"code": "cntt", "name": "Công nghệ thông tin"}]},
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
        made_by_name="Hệ thống",
    )
    return draft


@shared
def over(actor, district):
    """Makes an actor with a role over all that the district runs: `over(Role.OFFICER)`."""
    return lambda role: actor(role, contest=None, unit=district)


@shared
def officer(over):
    return over(Role.OFFICER)


@shared
def head(over):
    return over(Role.HEAD)
