from datetime import timedelta

import pytest
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.accounts.models import Person
from hoithi.contests.enums import State
from hoithi.contests.models import Milestone, PlanVersion, RoleGrant
from hoithi.kit.clock import now
from hoithi.kit.models import StoredFile
from hoithi.planning.actions import add_task, remind, report_progress
from hoithi.site import today
from hoithi.site.today import watch
from hoithi.units.actions import add_member, propose

pytestmark = pytest.mark.django_db
TODAY = "/lam-viec/"


@pytest.fixture
def tasks(contest, department):
    """Late, due in three days, and without a day."""
    return [
        add_task(contest, unit=department, text=text, due_at=due and now() + timedelta(days=due), by=SYSTEM)
        for text, due in (("Việc đã trễ", -2), ("Việc tuần này", 3), ("Việc không hạn", None))
    ]


def test_an_officer_sees_what_is_late_due_new_and_out_of_reach(contest, tasks, actor, department):
    report_progress(tasks[2], state="doing", progress=30, once_key="a", by=actor(Role.FOCAL_POINT))
    seen = watch(actor(Role.OFFICER))
    assert [[task.text for task in body.tasks] for body in seen.late] == [["Việc đã trễ"]]
    assert [task.text for task in seen.soon] == ["Việc tuần này"]
    assert [note.progress for note in seen.notes] == [30]
    assert [(body.unit, body.has_focal_point, body.opened) for body in seen.deaf] == [(department.name, False, False)]


def test_a_body_is_in_reach_once_it_has_a_focal_point_who_signed_in(contest, tasks, actor, department):
    focal = actor(Role.FOCAL_POINT)
    add_member(department, full_name="Lê Thị Hòa", duty="focal_point", by=SYSTEM)
    assert [body.opened for body in watch(actor(Role.OFFICER)).deaf] == [False]
    Person.objects.filter(pk=focal.person_id).update(last_login=now())
    assert watch(actor(Role.OFFICER)).deaf == []


@pytest.mark.parametrize(
    "gone", [{"ends_at": now() - timedelta(hours=1)}, {"state": "refused"}, {"starts_at": now() + timedelta(days=9)}]
)
def test_whoever_no_longer_holds_the_role_reads_nothing(contest, tasks, actor, department, gone):
    focal = actor(Role.FOCAL_POINT)
    add_member(department, full_name="Lê Thị Hòa", duty="focal_point", by=SYSTEM)
    Person.objects.filter(pk=focal.person_id).update(last_login=now())
    RoleGrant.objects.filter(person_id=focal.person_id).update(**gone)
    assert [body.opened for body in watch(actor(Role.OFFICER)).deaf] == [False]


def test_what_waits_for_an_officer_and_for_the_head(contest, district, department, actor):
    file = StoredFile.objects.create(name="ke-hoach.docx", size=1, sha256="0" * 64, content_type="x", key="k")
    PlanVersion.objects.create(owner=district, file=file, contest=contest)
    Milestone.objects.create(contest=contest, kind="entries", label="Nhận hồ sơ", written="đến hết 15/4")
    propose(department, change="close", data={"on": "2025-07-01"}, reason="NQ 1662", by=actor(Role.OFFICER))
    officer, head = watch(actor(Role.OFFICER)), watch(actor(Role.HEAD))
    assert (len(officer.plans), len(officer.milestones), len(officer.proposals)) == (1, 1, 0)
    assert (len(head.plans), len(head.milestones), len(head.proposals)) == (0, 0, 1)


def test_the_page_reminds_in_place_once_a_day(sign_in, actor, contest, tasks, department):
    officer = sign_in(actor(Role.OFFICER))
    add_member(department, full_name="Lê Thị Hòa", duty="focal_point", email="hoa@example.vn", by=SYSTEM)
    button = reverse("task_remind", args=[contest.slug, department.uid])
    assert button in officer.get(TODAY).content.decode()
    assert officer.post(button, {"ve": TODAY}).url == TODAY
    page = officer.get(TODAY).content.decode()
    assert "Đã nhắc hôm nay" in page
    assert button not in page


def test_a_focal_point_sees_their_own_work_and_the_coming_dates(sign_in, actor, contest, tasks):
    Milestone.objects.create(
        contest=contest, kind="entries", label="Nhận hồ sơ", ends_at=now() + timedelta(days=9), confirmed_at=now()
    )
    page = sign_in(actor(Role.FOCAL_POINT)).get(TODAY).content.decode()
    for words in ("Việc đã trễ", "Việc tuần này", "Việc không hạn", "0/3", "Nhận hồ sơ"):
        assert words in page
    assert "Chưa liên lạc được" not in page


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (None, "Tài khoản chưa được giao vai trò nào"),
        (Role.JUDGE, "Hôm nay không có việc gì chờ bạn"),
        (Role.FOCAL_POINT, "Đơn vị chưa được giao nhiệm vụ nào"),
        (Role.AUDITOR, "Không có việc nào trễ hạn"),
    ],
)
def test_an_empty_day_teaches(sign_in, actor, contest, role, sentence):
    assert sentence in sign_in(actor(role)).get(TODAY).content.decode()


def test_without_a_contest_an_officer_is_shown_the_way_to_one(sign_in, actor, contest):
    contest.state = State.ARCHIVED
    contest.save()
    page = sign_in(actor(Role.OFFICER)).get(TODAY).content.decode()
    assert "Tải lên kế hoạch đã ký" in page
    assert reverse("plan_new") in page


def test_figures_count_what_the_lists_leave_out(sign_in, contest, department, actor, monkeypatch):
    monkeypatch.setattr(today, "MOST_TASKS", 2)
    for number in range(5):
        for days in (-1, 2):
            due = now() + timedelta(days=days)
            add_task(contest, unit=department, text=f"Việc {days} {number}", due_at=due, by=SYSTEM)
    officer, focal = actor(Role.OFFICER), actor(Role.FOCAL_POINT)
    report_progress(contest.tasks.latest("pk"), state="done", once_key="a", by=focal)
    seen, own = watch(officer), today.duty(focal)
    assert (seen.late_count, seen.soon_count, len(seen.soon)) == (5, 4, 2)
    assert (own.late_count, len(own.late), own.done, own.all) == (5, 2, 1, 10)
    for role, hidden in ((officer, [3, 2]), (focal, [3])):
        page = sign_in(role).get(TODAY).content.decode()
        assert [page.count(f"và {n} việc nữa") for n in hidden] == [1] * len(hidden)


def test_a_visitor_is_sent_to_sign_in(client):
    assert client.get(TODAY).status_code == 302


@pytest.mark.parametrize("role", [Role.OFFICER, Role.FOCAL_POINT])
def test_the_day_asks_as_often_for_a_hundred_tasks_as_for_three(
    sign_in, actor, contest, tasks, department, role, django_assert_num_queries, django_assert_max_num_queries
):
    client, focal = sign_in(actor(role)), actor(Role.FOCAL_POINT)
    report_progress(tasks[2], state="doing", progress=30, once_key="a", by=focal)
    with django_assert_max_num_queries(16) as few:
        client.get(TODAY)
    for number in range(100):
        due = now() + timedelta(days=number % 12 - 4)
        task = add_task(contest, unit=department, text=f"Việc thứ {number}", due_at=due, by=SYSTEM)
        report_progress(task, state="doing", progress=10, once_key="b", by=focal)
    with django_assert_num_queries(len(few)):
        client.get(TODAY)


def test_reminding_about_another_contest_does_not_count(contest, tasks, actor, department):
    add_member(department, full_name="Lê Thị Hòa", duty="focal_point", email="hoa@example.vn", by=SYSTEM)
    assert [body.reminded for body in watch(actor(Role.OFFICER)).late] == [False]
    remind(contest, unit=department, by=actor(Role.OFFICER))
    assert [body.reminded for body in watch(actor(Role.OFFICER)).late] == [True]
