"""A full contest, so that every manage page has something to show."""

from hoithi.accounts.actors import SYSTEM
from hoithi.contests.actions import (
    announce,
    extend_deadline,
    set_milestone,
    set_reporting_regime,
    take_template,
    write_news,
)
from hoithi.contests.readings import MilestoneData
from hoithi.kit.tests.standing import shared


@shared
def full(ready):
    """A draft with rules of a template, dates, a regime and news."""
    take_template(ready, "thieu-nien", by=SYSTEM)
    set_milestone(ready, MilestoneData(label="Tổng kết", kind="ceremony", written="trong quý IV"), by=SYSTEM)
    set_reporting_regime(ready, period="quarter", due_day=20, due_month="last", by=SYSTEM)
    write_news(ready, title="Lễ phát động", body="Sáng nay.", by=SYSTEM)
    return ready


@shared
def running(ready):
    """The contest of `ready`, announced."""
    return announce(ready, by=SYSTEM)


@shared
def proposal(running, officer):
    """A later deadline, proposed by the officer."""
    milestone = running.milestones.get()
    later = milestone.ends_at.replace(month=5)
    return extend_deadline(milestone, ends_at=later, reason="Mưa bão kéo dài", by=officer)
