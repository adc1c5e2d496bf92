from pathlib import Path

import pytest

from hoithi.accounts.enums import Role
from hoithi.audit.models import Event
from hoithi.contests.models import PlanVersion
from hoithi.contests.planflow import reading
from hoithi.contests.planflow.actions import upload_plan
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db
PLANS = Path(__file__).parents[2] / "tests/plans"


def test_the_file_its_lines_and_the_reading_are_kept(hon_quan, officer, file_of, seed):
    plan = upload_plan(file_of(seed), owner=hon_quan, by=officer)
    assert (plan.state, plan.number, plan.contest, plan.uploaded_by_id) == ("review", None, None, officer.person_id)
    assert plan.file.name == "ke-hoach.md"
    assert "đến hết **ngày 15/4/2025**" in "\n".join(plan.lines)
    assert [len(plan.reading[key]) for key in ("legal_bases", "funding", "assignments")] == [3, 2, 14]
    event = Event.objects.get(verb="contests.upload_plan")
    assert (event.actor_id, event.data["sha256"]) == (officer.person_id, plan.file.sha256)


@pytest.mark.parametrize("name", ["07-xa-bang-phan-cong.docx", "11-huyen-hai-cot.pdf"])
def test_other_forms_of_file(hon_quan, officer, file_of, name):
    plan = upload_plan(file_of((PLANS / name).read_bytes(), name), owner=hon_quan, by=officer)
    assert plan.review["milestones"]
    assert plan.review["assignments"]
    assert all(row["line"] for row in plan.review["milestones"])


def test_the_same_file_is_the_same_review_while_it_is_in_review(hon_quan, officer, over, file_of, seed):
    first = upload_plan(file_of(seed), owner=hon_quan, by=officer)
    again = upload_plan(file_of(seed, "ten-khac.md"), owner=hon_quan, by=over(Role.SECRETARY))
    assert (first.pk, PlanVersion.objects.count()) == (again.pk, 1)


def test_what_is_not_a_plan_keeps_no_review(hon_quan, officer, file_of):
    with pytest.raises(Refusal) as refused:
        upload_plan(file_of("Hôm qua trời mưa. Hôm nay trời nắng.", "bao.txt"), owner=hon_quan, by=officer)
    assert (refused.value.status, refused.value.field) == (422, "file")
    assert not PlanVersion.objects.exists()


def test_a_file_that_takes_too_long_is_refused(hon_quan, officer, file_of, seed, monkeypatch):
    monkeypatch.setattr(reading, "SECONDS", 0.001)
    with pytest.raises(Refusal, match="trong thời gian cho phép"):
        upload_plan(file_of(seed), owner=hon_quan, by=officer)


def test_who_may_not(hon_quan, over, file_of, seed):
    for role in set(Role) - {Role.OFFICER, Role.SECRETARY}:
        with pytest.raises(Refusal) as refused:
            upload_plan(file_of(seed), owner=hon_quan, by=over(role))
        assert refused.value.status == 403, role
    assert not PlanVersion.objects.exists()


def test_people_of_another_body_may_not(hon_quan, over, file_of, seed):
    elsewhere = over(Role.OFFICER, unit=type(hon_quan).objects.get(code="697"))
    with pytest.raises(Refusal):
        upload_plan(file_of(seed), owner=hon_quan, by=elsewhere)
