"""The signed plan comes after the contest was made by hand: it fills and corrects, and doubles nothing."""

from datetime import UTC, datetime

import pytest

from hoithi.contests.actions import create_contest, set_milestone
from hoithi.contests.planflow.actions import confirm_plan, upload_plan
from hoithi.contests.planflow.describe import preview_of
from hoithi.contests.readings import MilestoneData
from hoithi.kit.tests.standing import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("read_here")]


@shared
def contest(hon_quan, officer):
    """A draft with a deadline, a rehearsal and a summary of its own."""
    made = create_contest(
        owner=hon_quan, name="Hội thi của huyện", summary="Lời ngỏ", contact_email="a@b.vn", by=officer
    )
    deadline = datetime(2025, 3, 31, 17, tzinfo=UTC)
    set_milestone(made, MilestoneData(kind="entries", label="Hạn nộp", ends_at=deadline), by=officer, confirmed=True)
    set_milestone(made, MilestoneData(kind="other", label="Tập huấn", ends_at=deadline), by=officer)
    return made


def test_milestones_of_the_same_kind_are_taken_over_and_the_rest_stays(contest, officer, file_of, seed):
    entries = contest.milestones.get(kind="entries")
    plan = upload_plan(file_of(seed), owner=contest.owner, contest=contest, by=officer)
    said = {one.name: one for one in preview_of(plan).said}
    assert "".join(text for _differs, text in said["contest.name"].before) == "Hội thi của huyện"
    assert confirm_plan(plan, by=officer) == contest
    contest.refresh_from_db()
    assert contest.milestones.count() == 7
    assert contest.milestones.get(kind="entries").pk == entries.pk
    assert contest.milestones.get(kind="entries").label == "Thời gian nhận hồ sơ"
    assert contest.milestones.get(kind="other").label == "Tập huấn"
    assert (contest.summary, contest.contact_email, contest.edition) == ("Lời ngỏ", "a@b.vn", 8)
    assert contest.plans.get().number == 1
