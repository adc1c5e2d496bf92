import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.enums import State
from hoithi.kit.refusals import Refusal
from hoithi.planning.actions import drop_task, report_progress
from hoithi.planning.models import Task, TaskNote

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.FOCAL_POINT, Role.COMMITTEE])
def test_the_bodys_own_people_say_how_far_it_is(task, actor, role):
    note = report_progress(task, state="doing", progress=40, text="Đã họp\n\n\nlần 1", once_key="a", by=actor(role))
    task.refresh_from_db()
    assert (task.state, task.progress, task.updated_at, task.done_at) == ("doing", 40, note.at, None)
    assert note.text == "Đã họp\n\nlần 1"


@pytest.mark.parametrize(
    ("state", "progress", "kept"),
    [
        ("done", 0, ("done", 100)),
        ("doing", 100, ("done", 100)),
        ("todo", 60, ("todo", 0)),
        ("doing", 0, ("doing", 0)),
    ],
)
def test_state_and_progress_agree(task, actor, state, progress, kept):
    report_progress(task, state=state, progress=progress, once_key="a", by=actor(Role.FOCAL_POINT))
    task.refresh_from_db()
    assert (task.state, task.progress) == kept
    assert (task.done_at is not None) == (kept[0] == "done")


def test_said_twice_is_said_once(task, actor):
    focal = actor(Role.FOCAL_POINT)
    first = report_progress(task, state="doing", progress=10, once_key="a", by=focal)
    assert report_progress(task, state="doing", progress=10, once_key="a", by=focal) == first
    report_progress(task, state="done", once_key="b", by=focal)
    assert TaskNote.objects.count() == 2
    assert Event.objects.filter(verb="planning.report_progress").count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.FOCAL_POINT, Role.COMMITTEE}] + [None])
def test_nobody_else_does(task, actor, role):
    with pytest.raises(Refusal, match="Chỉ đầu mối"):
        report_progress(task, state="done", once_key="a", by=actor(role))
    assert not TaskNote.objects.exists()


def test_the_people_of_another_body_do_not(task, actor, other_unit):
    with pytest.raises(Refusal, match="Chỉ đầu mối"):
        report_progress(task, state="done", once_key="a", by=actor(Role.FOCAL_POINT, unit=other_unit))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"state": "dropped"}, "Chưa chọn tình trạng"),
        ({"state": "doing", "progress": 101}, "từ 0 đến 100"),
        ({"state": "doing", "progress": -1}, "từ 0 đến 100"),
        ({"state": "doing", "text": "x" * 5001}, "Tối đa 5000 ký tự"),
        ({"state": "doing", "text": "\x00"}, "Có ký tự không hợp lệ"),
    ],
)
def test_bad_words_are_refused(task, actor, said, sentence):
    with pytest.raises(Refusal, match=sentence):
        report_progress(task, once_key="a", by=actor(Role.FOCAL_POINT), **said)


def test_neither_a_dropped_task_nor_an_archived_contest_is_reported_on(task, actor, contest):
    officer, focal = actor(Role.OFFICER), actor(Role.FOCAL_POINT)
    contest.state = State.ARCHIVED
    contest.save()
    with pytest.raises(Refusal, match="lưu trữ"):
        report_progress(task, state="done", once_key="a", by=focal)
    contest.state = State.OPEN
    contest.save()
    drop_task(Task.objects.get(), reason="Trùng", by=officer)
    with pytest.raises(Refusal, match="không còn áp dụng"):
        report_progress(task, state="done", once_key="a", by=focal)


def test_another_report_from_a_page_already_sent_is_not_lost_in_silence(task, actor):
    focal = actor(Role.FOCAL_POINT)
    report_progress(task, state="doing", progress=10, once_key="a", by=focal)
    with pytest.raises(Refusal, match="đã gửi một báo cáo khác") as refused:
        report_progress(task, state="doing", progress=10, text="Đã treo 12 băng rôn", once_key="a", by=focal)
    assert refused.value.status == 409
