"""What search engines read of a contest: schema.org Event as JSON, safe inside a page."""

import json
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from hoithi.contests.enums import State
from hoithi.contests.models import Contest, Milestone
from hoithi.kit.clock import VIETNAM

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
_STATUS = "https://schema.org/Event"


def event_data(contest: Contest, milestones: Sequence[Milestone]) -> SafeString:
    """The contest as one line of JSON-LD; only confirmed instants are said."""
    sure = [item for item in milestones if item.confirmed_at]
    starts = [item.starts_at for item in sure if item.starts_at]
    ends = [item.ends_at for item in sure if item.ends_at]
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": contest.name,
        "url": settings.BASE_URL + reverse("contest_detail", args=[contest.slug]),
        "eventStatus": _STATUS + ("Cancelled" if contest.state == State.CANCELLED else "Scheduled"),
        "organizer": {"@type": "GovernmentOrganization", "name": contest.organizer_name or contest.owner.name},
        "location": {"@type": "Place", "name": contest.owner.name, "address": contest.reception_address},
    }
    if starts:
        data["startDate"] = min(starts).astimezone(VIETNAM).isoformat()
    if ends:
        data["endDate"] = max(ends).astimezone(VIETNAM).isoformat()
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_UNSAFE))
