"""What tasks say on papers: which bodies are late. One query."""

from typing import Any

from hoithi.accounts.actors import Actor
from hoithi.contests.models import Contest
from hoithi.documents.kinds.sources import register_source
from hoithi.kit.clock import now
from hoithi.kit.dates import last_day_before
from hoithi.planning.queries import counting, late, visible_to

_ASKED = ("uid", "unit__name", "text", "due")


def register() -> None:
    """Called when the site starts."""
    register_source("cong-van-don-doc", late_bodies)


def late_bodies(contest: Contest, by: Actor) -> dict[str, Any]:
    """What each body has not done in time, body by body, and to whom the reminder goes."""
    tasks = late(counting(visible_to(by).filter(contest=contest)), at=now())
    rows = list(tasks.order_by("unit__sort_key", "unit_id", "position", "pk").values(*_ASKED))
    return {
        "addressees": "\n".join(dict.fromkeys(row["unit__name"] for row in rows)),
        "late": [
            {
                "code": row["uid"],
                "name": row["unit__name"],
                "task": row["text"],
                "due": last_day_before(row["due"]).isoformat(),
            }
            for row in rows
        ],
    }
