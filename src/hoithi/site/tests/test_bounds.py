"""A deadline with an hour is told with its hour, wherever a deadline is told."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.models import Milestone
from hoithi.notifications.models import Message
from hoithi.planning.actions import add_task, remind, set_due
from hoithi.units.actions import add_member

pytestmark = pytest.mark.django_db
BOUND, EARLIER = datetime(2027, 4, 15, 10, tzinfo=UTC), datetime(2027, 4, 14, 10, tzinfo=UTC)
SAID = "17 giờ 00, thứ Năm, 15/4/2027"


@pytest.fixture
def task(contest, department):
    """A task, and the deadline of entries, both at 17:00 of the third day from now."""
    Milestone.objects.create(
        contest=contest, kind="entries", label="Nhận hồ sơ", ends_at=BOUND, confirmed_at=BOUND, precision="minute"
    )
    with time_machine.travel(datetime(2027, 4, 12, 2, tzinfo=UTC), tick=False):
        made = add_task(contest, unit=department, text="Phát động", due_at=EARLIER, by=SYSTEM)
        yield set_due(made, due_at=BOUND, by=SYSTEM)


def told(client, name, *args):
    page = client.get(reverse(name, args=args))
    assert page.status_code == 200
    text = page.content.decode()
    assert "hết thứ Năm" not in text
    assert "hết ngày" not in text
    return text.count(SAID)


@pytest.mark.parametrize(
    ("role", "name", "times"),
    [
        (Role.OFFICER, "today", 1),
        (Role.OFFICER, "contest_manage", 2),
        (Role.OFFICER, "manage_milestones", 2),
        (Role.OFFICER, "contest_tasks", 2),
        (Role.OFFICER, "task_detail", 3),
        (Role.OFFICER, "unit_detail", 1),
        (Role.FOCAL_POINT, "today", 2),
        (Role.FOCAL_POINT, "task_mine", 1),
        (Role.FOCAL_POINT, "task_detail", 2),
        (None, "contest_detail", 3),
    ],
)
def test_every_page_tells_the_hour(task, sign_in, actor, role, name, times):
    args = {
        "today": [], "task_mine": [], "task_detail": [task.uid], "unit_detail": [task.unit.uid],
    }.get(name, [task.contest.slug])  # fmt: skip
    assert told(sign_in(actor(role)), name, *args) == times


def test_the_letter_tells_the_hour(task):
    add_member(task.unit, full_name="Lê Thị Hòa", duty="focal_point", email="hoa@example.vn", by=SYSTEM)
    remind(task.contest, unit=task.unit, by=SYSTEM)
    assert f"- Phát động (hạn {SAID}, còn 3 ngày)" in Message.objects.get().body
