from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hoithi.accounts.actors import SYSTEM
from hoithi.accounts.enums import Role
from hoithi.contests.models import Milestone
from hoithi.kit.clock import now
from hoithi.notifications.models import Message
from hoithi.planning.actions import add_task, drop_task, report_progress
from hoithi.planning.models import Task, TaskNote
from hoithi.units.actions import add_member, rename_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("contexts")]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@pytest.fixture
def focal(sign_in, actor):
    return sign_in(actor(Role.FOCAL_POINT))


@pytest.fixture
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page_of(task):
    return reverse("task_detail", args=[task.uid])


def form_of(client, address):
    form = client.get(address).context["form"]
    return {
        bound.html_name: bound.value() if bound.value() is not None else ""
        for bound in form
        if bound.name != "evidence"
    }


def test_a_focal_point_sees_what_is_late_first(focal, contest, task, department):
    add_task(contest, unit=department, text="Việc trễ", due_at=now() - timedelta(days=1), by=SYSTEM)
    parts = focal.get(reverse("task_mine")).context["parts"]
    assert [str(title) for title, _rows in parts] == ["Trễ hạn", "Cần làm"]


def test_a_report_without_javascript_with_its_file_is_kept_once(focal, task, files):
    data = form_of(focal, page_of(task)) | {"state": "doing", "progress": "40", "text": "Đã họp"}
    for _ in range(2):
        upload = SimpleUploadedFile("ảnh họp.png", PNG)
        assert focal.post(page_of(task), data | {"evidence": upload}).status_code == 302
    note = TaskNote.objects.get()
    assert (note.progress, note.text, note.evidence.name) == (40, "Đã họp", "ảnh họp.png")
    got = focal.get(reverse("task_evidence", args=[task.uid, note.uid]))
    assert b"".join(got.streaming_content) == PNG
    assert "attachment" in got["Content-Disposition"]
    assert "Đã họp" in focal.get(page_of(task)).content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"state": "xong"}, "field-error"),
        ({"progress": "150"}, "Phải từ 0 đến 100"),
        ({"progress": "nửa"}, "field-error"),
        ({"evidence": SimpleUploadedFile("a.pdf", b"MZ not a pdf")}, "field-error"),
    ],
)
def test_what_was_typed_stays_when_something_is_wrong(focal, task, typed, sentence):
    data = form_of(focal, page_of(task)) | {"state": "doing", "text": "Ghi chú dài"} | typed
    answer = focal.post(page_of(task), data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Ghi chú dài" in answer.content.decode()
    assert not TaskNote.objects.exists()


def test_strangers_find_neither_task_nor_evidence(sign_in, actor, task, other_unit, files, focal):
    focal.post(
        page_of(task), form_of(focal, page_of(task)) | {"state": "done", "evidence": SimpleUploadedFile("a.png", PNG)}
    )
    note = TaskNote.objects.get()
    for stranger in (actor(Role.JUDGE), actor(Role.FOCAL_POINT, unit=other_unit), actor()):
        client = sign_in(stranger)
        assert client.get(page_of(task)).status_code == 404
        assert client.post(page_of(task), {"state": "done"}).status_code == 404
        assert client.get(reverse("task_evidence", args=[task.uid, note.uid])).status_code == 404


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.SECRETARY, Role.AUDITOR])
def test_those_who_watch_read_and_do_not_report(sign_in, actor, task, contest, role):
    client = sign_in(actor(role))
    assert client.get(page_of(task)).context["form"] is None
    assert client.post(page_of(task), {"state": "done"}).status_code == 404
    listed = client.get(reverse("contest_tasks", args=[contest.slug]))
    assert [row.object for row in listed.context["page"].rows] == [task]
    assert bool(listed.context["may_edit"]) == (role == Role.OFFICER)


def test_the_list_is_searched_filtered_and_exported(sign_in, actor, contest, task, other_unit):
    late = add_task(contest, unit=other_unit, text="Báo cáo", due_at=now() - timedelta(days=1), by=SYSTEM)
    client, address = sign_in(actor(Role.OFFICER)), reverse("contest_tasks", args=[contest.slug])

    def found(**asked):
        return [row.object for row in client.get(address, asked).context["page"].rows]

    assert found(q="the le") == [task]
    assert found(q="phong giao duc") == found(q="697-gd bao cao") == [late]
    rename_unit(other_unit, name="Phòng Văn hóa", by=SYSTEM)
    assert found(q="phong van hoa") == found(q="phong giao duc") == [late]
    assert found(**{"tinh-trang": "late"}) == [late]
    assert found(**{"tinh-trang": "todo"}) == [task, late]
    assert found(**{"don-vi": other_unit.uid}) == [late]
    assert "Trễ hạn" in client.get(address).content.decode()
    assert client.get(address, {"xuat": "xlsx"})["Content-Type"].endswith("sheet")


def test_lists_ask_as_often_for_many_as_for_one(
    sign_in, actor, contest, task, department, django_assert_num_queries, django_assert_max_num_queries
):
    addresses = {Role.OFFICER: reverse("contest_tasks", args=[contest.slug]), Role.FOCAL_POINT: reverse("task_mine")}
    for role, address in addresses.items():
        client = sign_in(actor(role))
        with django_assert_max_num_queries(9) as few:
            client.get(address)
        Task.objects.bulk_create(
            Task(contest=contest, unit=department, text=f"Việc {role} {number}") for number in range(99)
        )
        with django_assert_num_queries(len(few)):
            client.get(address)


def test_the_page_of_a_task_asks_as_often_for_many_reports(
    focal, actor, task, django_assert_num_queries, django_assert_max_num_queries
):
    by = actor(Role.FOCAL_POINT)
    report_progress(task, state="doing", progress=1, once_key="0", by=by)
    with django_assert_max_num_queries(9) as few:
        focal.get(page_of(task))
    for number in range(2, 20):
        report_progress(task, state="doing", progress=number, once_key=str(number), by=by)
    with django_assert_num_queries(len(few)):
        focal.get(page_of(task))


def test_an_officer_adds_edits_dates_drops_and_restores(sign_in, actor, contest, department, other_unit):
    officer = sign_in(actor(Role.OFFICER))
    add = reverse("task_add", args=[contest.slug])
    typed = {"unit": str(department.pk), "text": "Treo băng rôn", "due_at_ngay": "15/4/2025", "due_at_gio": ""}
    assert officer.post(add, typed).status_code == 302
    assert officer.post(add, typed).status_code == 409
    task = Task.objects.get()
    assert task.due_at.isoformat() == "2025-04-15T17:00:00+00:00"
    edit = reverse("task_edit", args=[task.uid])
    assert officer.post(edit, form_of(officer, edit) | {"unit": str(other_unit.pk)}).status_code == 302
    due = reverse("task_due", args=[task.uid])
    assert officer.post(due, {"due_at_ngay": "20/4/2025", "due_at_gio": "17:00"}).status_code == 302
    drop = reverse("task_drop", args=[task.uid])
    assert "Chưa nhập lý do" in officer.post(drop, {"reason": " "}).content.decode()
    assert officer.post(drop, {"reason": "Trùng"}).status_code == 302
    assert "không còn áp dụng" in officer.get(page_of(task)).content.decode()
    assert officer.post(reverse("task_restore", args=[task.uid])).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.unit) == ("todo", other_unit)
    assert task.due_at.isoformat() == "2025-04-20T10:00:00+00:00"


def test_saving_the_day_as_it_was_shown_keeps_the_task_with_its_milestone(sign_in, actor, contest, task):
    milestone = Milestone.objects.create(
        contest=contest, kind="entries", label="Nhận hồ sơ", ends_at="2027-04-15T10:00:00Z", confirmed_at=now()
    )
    Task.objects.filter(pk=task.pk).update(milestone=milestone)
    officer, address = sign_in(actor(Role.OFFICER)), reverse("task_due", args=[task.uid])
    assert "đang theo mốc “Nhận hồ sơ”" in officer.get(address).content.decode()
    shown = {"due_at_ngay": "15/4/2027", "due_at_gio": "17:00", "version": "1"}
    assert officer.post(address, shown).status_code == 302
    task.refresh_from_db()
    assert task.milestone == milestone
    assert officer.post(address, shown | {"due_at_gio": "16:00"}).status_code == 302
    assert officer.post(address, shown).status_code == 409
    task.refresh_from_db()
    assert (task.milestone, task.due_at.hour) == (None, 9)


def test_an_officer_reminds_from_the_page(sign_in, actor, contest, task, department):
    officer = sign_in(actor(Role.OFFICER))
    address = reverse("task_remind", args=[contest.slug, department.uid])
    assert "chưa có đầu mối" in officer.post(address, follow=True).content.decode()
    add_member(department, full_name="Lê Thị Hòa", duty="focal_point", email="hoa@example.vn", by=SYSTEM)
    assert "Đã gửi lời nhắc" in officer.post(address, follow=True).content.decode()
    assert officer.post(address, {"ve": "/lam-viec/"}).url == "/lam-viec/"
    assert officer.post(address, {"ve": "//evil.example/"}).url == reverse("contest_tasks", args=[contest.slug])
    assert Message.objects.count() == 1
    assert sign_in(actor(Role.HEAD)).post(address).status_code == 404


def test_a_dropped_task_tells_its_body_why(focal, task):
    drop_task(task, reason="Trùng với việc khác", by=SYSTEM)
    page = focal.get(page_of(task))
    assert "Trùng với việc khác" in page.content.decode()
    assert page.context["form"] is None
    assert focal.post(page_of(task), {"state": "done", "once": "a"}).status_code == 409


def test_the_page_of_a_body_shows_its_open_tasks_to_those_who_may_read_them(sign_in, actor, task, department):
    address = reverse("unit_detail", args=[department.uid])
    assert task.text in sign_in(actor(Role.OFFICER)).get(address).content.decode()
    assert task.text in sign_in(actor(Role.FOCAL_POINT)).get(address).content.decode()
    assert task.text not in sign_in(actor(Role.RECEIVER)).get(address).content.decode()
