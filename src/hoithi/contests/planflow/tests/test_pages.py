import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hoithi.accounts.enums import Role
from hoithi.contests.models import Contest, PlanVersion
from hoithi.contests.planflow.actions import confirm_plan, upload_plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("contexts")]


def test_from_the_file_to_the_contest_through_the_pages(client, sign_in, officer, hon_quan, file_of, seed, form_of):
    sign_in(officer)
    answer = client.post(reverse("plan_new"), {"file": file_of(seed), "owner": hon_quan.code})
    plan = PlanVersion.objects.get()
    assert answer.url == reverse("plan_review", args=[plan.uid])
    page = client.get(answer.url).content.decode()
    assert "đến hết ngày 15/4/2025 → hạn cuối: trước 0 giờ 00, thứ Tư, 16/4/2025" in page
    assert "Thời gian nhận hồ sơ: từ ngày phát động" in page
    answer = client.post(answer.url, {**form_of(plan), "do": "confirm"})
    assert answer.url == reverse("plan_confirm", args=[plan.uid])
    page = client.get(answer.url).content.decode()
    assert "19 đơn vị sẽ được tạo mới" in page
    assert "93 nhiệm vụ cho 32 đơn vị" in page
    plan.refresh_from_db()
    answer = client.post(answer.url, {"version": plan.version})
    assert answer.status_code == 302
    assert Contest.objects.get().plans.get() == plan


@pytest.fixture
def url(plan):
    return reverse("plan_review", args=[plan.uid])


def test_two_texts_are_shown_when_two_people_change_one_section(client, sign_in, officer, plan, url, form_of, save):
    stale = form_of(plan, contest__edition="10", reception__address="Phường Tân Khai")
    save(plan, officer, contest__edition="9")
    answer = sign_in(officer).post(url, stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Lần thứ: 9" in page
    assert "Lần thứ: 10" in page
    hidden = dict(answer.context["hidden"])
    assert hidden["reception.address"] == "Phường Tân Khai"
    assert (
        client.post(
            url, {**stale, **{key: value for key, value in hidden.items() if key.startswith("mark.")}}
        ).status_code
        == 302
    )
    plan.refresh_from_db()
    assert (plan.review["contest"]["edition"], plan.review["reception"]["address"]) == (10, "Phường Tân Khai")


def test_autosave_answers_with_what_changed(sign_in, officer, plan, url, form_of):
    row = plan.review["milestones"][1]["id"]
    whole = form_of(plan, **{f"{row}__end": "20/4/2025"})
    typed = {name: value for name, value in whole.items() if name.split(".")[0][0] == "m" or name == "rows.milestones"}
    typed = {name: value for name, value in typed.items() if not name.startswith("mark.") or name == "mark.milestones"}
    page = sign_in(officer).post(url, typed, headers={"HX-Request": "true"}).content.decode()
    assert "Đã lưu" in page
    assert "trước 0 giờ 00, thứ Hai, 21/4/2025" in page
    assert "s-bodies" not in page
    plan.refresh_from_db()
    assert plan.review["milestones"][1]["end"] == "2025-04-20"


def test_autosave_brings_the_bodies_when_a_name_is_new(sign_in, officer, plan, url, form_of):
    row = plan.review["assignments"][2]["id"]
    page = sign_in(officer).post(
        url, form_of(plan, **{f"{row}__units": "Hội Làm vườn huyện"}), headers={"HX-Request": "true"}
    )
    assert "Hội Làm vườn huyện" in page.content.decode()
    assert page.headers["HX-Reswap"] == "none"


def test_autosave_of_a_section_that_another_changed_is_not_kept(sign_in, officer, plan, url, form_of, save):
    stale = form_of(plan, contest__edition="10")
    save(plan, officer, contest__edition="9")
    answer = sign_in(officer).post(url, stale, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert "Xem hai bản" in answer.content.decode()


@pytest.mark.parametrize(
    "step", ["add:milestones", "add:assignments", "add:legal_bases", "remove:m4", "save", "add:zzz", ""]
)
def test_buttons_save_and_come_back_to_their_place(sign_in, officer, plan, url, form_of, step):
    answer = sign_in(officer).post(url, {**form_of(plan, contest__edition="9"), "do": step})
    assert answer.status_code == (404 if step == "add:zzz" else 302)
    plan.refresh_from_db()
    assert plan.review["contest"]["edition"] == 9


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("ke-hoach.md", b"", "rỗng"),
        ("ke-hoach.pdf", b"%PDF-1.7 hong", "hỏng"),
        ("ke-hoach.xlsx", b"PK\x03\x04", ""),
        ("bai-bao.txt", "Hôm qua trời mưa. Hôm nay trời nắng.".encode(), "kế hoạch"),
    ],
)
def test_bad_files_get_one_sentence_and_the_body_is_kept(sign_in, officer, hon_quan, file_of, name, data, says):
    answer = sign_in(officer).post(reverse("plan_new"), {"file": file_of(data, name), "owner": hon_quan.code})
    assert answer.status_code == 422
    [error] = answer.context["form"].errors["file"]
    assert says in error.lower()
    assert f'value="{hon_quan.code}" selected' in answer.content.decode()
    assert not PlanVersion.objects.exists()


def test_the_same_file_twice_is_one_review(sign_in, officer, hon_quan, file_of, seed, plan):
    answer = sign_in(officer).post(reverse("plan_new"), {"file": file_of(seed, "khac.md"), "owner": hon_quan.code})
    assert answer.url == reverse("plan_review", args=[plan.uid])


READ = {Role.OFFICER, Role.SECRETARY, Role.HEAD, Role.AUDITOR, Role.FINANCE, Role.PANEL_CHAIR}
WRITE = {Role.OFFICER, Role.SECRETARY}


@pytest.mark.parametrize("typed", ["9999-12-31", "2026-02-31", "20250415", "0001-01-01", "9" * 5000])
def test_a_day_that_no_calendar_holds_stays_in_its_box(sign_in, officer, plan, url, form_of, typed):
    # Kept as typed, it met the arithmetic of instants and took the page, and so the whole plan, away.
    row = plan.review["milestones"][1]["id"]
    client = sign_in(officer)
    client.post(url, {**form_of(plan, **{f"{row}__end": typed}), "do": "save"})
    page = client.get(url)
    assert page.status_code == 200
    assert typed in page.content.decode()


def test_who_sees_the_pages(sign_in, over, plan):
    reads = [reverse(name, args=[plan.uid]) for name in ("plan_review", "plan_confirm", "plan_file")]
    writes = [reverse("plan_new"), reverse("plan_discard", args=[plan.uid])]
    for role in Role:
        client = sign_in(over(role))
        for address in (*reads, reverse("plan_list")):
            assert client.get(address).status_code == (200 if role in READ else 404), (role, address)
        for address in writes:
            assert client.get(address).status_code == (200 if role in WRITE else 404), (role, address)


def test_people_of_another_body_do_not_know_of_it(sign_in, over, plan, hon_quan):
    client = sign_in(over(Role.OFFICER, unit=type(hon_quan).objects.get(code="697")))
    assert client.get(reverse("plan_review", args=[plan.uid])).status_code == 404
    assert client.get(reverse("plan_list")).content.decode().count(plan.uid) == 0


def test_a_visitor_is_sent_to_sign_in(client, url):
    assert client.get(url).status_code == 302
    assert client.post(url, {"do": "save"}).status_code == 302
    piece = client.post(url, {"do": "save"}, headers={"HX-Request": "true"})
    assert (piece.status_code, "vẫn còn trên trang này" in piece.content.decode()) == (401, True)


def test_a_review_is_given_up(sign_in, officer, plan):
    client = sign_in(officer)
    assert client.post(reverse("plan_discard", args=[plan.uid])).status_code == 302
    plan.refresh_from_db()
    assert plan.state == "discarded"
    assert client.post(reverse("plan_review", args=[plan.uid]), {"do": "save"}).status_code == 409


def test_the_file_comes_back_as_it_was_sent(sign_in, officer, plan, seed):
    answer = sign_in(officer).get(reverse("plan_file", args=[plan.uid]))
    assert b"".join(answer.streaming_content).decode() == seed
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.usefixtures("read_here")
def test_versions_and_their_difference(sign_in, officer, plan, hon_quan, file_of, seed):
    contest = confirm_plan(plan, by=officer)
    second = upload_plan(file_of(seed.replace("15/4/2025", "20/4/2025")), owner=hon_quan, contest=contest, by=officer)
    client = sign_in(officer)
    page = client.get(reverse("plan_difference", args=[second.uid])).content.decode()
    assert "Mốc “Thời gian nhận hồ sơ”" in page
    assert "<ins>" in page
    # The last day as the plan writes it, not the first instant of the day after.
    assert "16/4/2025" not in page
    assert "21/4/2025" not in page
    assert client.get(reverse("plan_compare", args=[contest.slug])).status_code == 302
    page = client.get(reverse("plan_confirm", args=[second.uid])).content.decode()
    assert "Xác nhận thay đổi" in page
    confirm_plan(second, by=officer)
    for query in ("", "?tu=1&den=2", "?tu=x&den=99", "?tu=²"):
        assert client.get(reverse("plan_compare", args=[contest.slug]) + query).status_code == 200
    page = client.get(reverse("plan_versions", args=[contest.slug])).content.decode()
    assert page.count('href="' + reverse("plan_file", args=[second.uid])) == 1


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("name", ["plan_review", "plan_confirm"])
def test_a_plan_of_a_hundred_tasks_takes_no_more_queries(sign_in, officer, hon_quan, file_of, seed, plan, name):
    task = "- Triển khai thực hiện các Quyết định, Kế hoạch của Hội thi.\n\n"
    assert task in seed
    more = "".join(f"- Triển khai việc số {number} của Hội thi.\n\n" for number in range(100))
    long = upload_plan(file_of(seed.replace(task, task + more)), owner=hon_quan, by=officer)
    client = sign_in(officer)
    client.get(reverse(name, args=[plan.uid]))
    counts = []
    for one in (plan, long):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name, args=[one.uid]))
        counts.append(len(queries))
    assert sum(len(row["tasks"]) for row in long.review["assignments"]) > 120
    assert counts[0] == counts[1] <= 9, counts
