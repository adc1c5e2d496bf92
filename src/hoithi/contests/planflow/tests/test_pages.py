import pytest
from django.urls import reverse

from hoithi.contests.models import Contest, PlanVersion

pytestmark = pytest.mark.django_db


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
