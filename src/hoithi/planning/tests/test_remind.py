import pytest

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.kit.refusals import Refusal
from hoithi.notifications.models import Message
from hoithi.planning.actions import drop_task, remind
from hoithi.units.actions import add_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal(department):
    return add_member(department, full_name="Lê Thị Hòa", duty="focal_point", email="hoa@example.vn", by=SYSTEM)


def test_one_letter_a_day_however_often_the_button_is_pressed(contest, task, focal, department, actor):
    for _ in range(2):
        assert remind(contest, unit=department, by=actor(Role.OFFICER)) == focal
    letter = Message.objects.get()
    assert letter.to_address == "hoa@example.vn"
    assert "Tham mưu ban hành Thể lệ" in letter.body
    assert Event.objects.filter(verb="planning.remind").count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICER] + [None])
def test_only_officers_remind(contest, task, focal, department, actor, role):
    with pytest.raises(Refusal, match="Chỉ chuyên viên"):
        remind(contest, unit=department, by=actor(role))
    assert not Message.objects.exists()


def test_a_body_without_a_focal_point_address_or_open_task_says_so(contest, task, department, other_unit):
    with pytest.raises(Refusal, match="chưa có đầu mối"):
        remind(contest, unit=department, by=SYSTEM)
    add_member(department, full_name="Lê Thị Hòa", duty="focal_point", by=SYSTEM)
    with pytest.raises(Refusal, match="chưa có thư điện tử"):
        remind(contest, unit=department, by=SYSTEM)
    add_member(department, full_name="Trần Văn Mới", duty="focal_point", email="moi@example.vn", by=SYSTEM)
    drop_task(task, reason="Thôi", by=SYSTEM)
    with pytest.raises(Refusal, match="không còn nhiệm vụ"):
        remind(contest, unit=department, by=SYSTEM)
