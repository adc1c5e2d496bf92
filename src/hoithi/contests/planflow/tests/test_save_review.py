import pytest

from hoithi.accounts.enums import Role
from hoithi.contests.models import PlanVersion
from hoithi.contests.planflow.actions import Overtaken, add_row, set_aside
from hoithi.contests.planflow.problems import problems_of
from hoithi.kit.refusals import Refusal

pytestmark = pytest.mark.django_db


def test_what_comes_back_unchanged_changes_nothing(plan, officer, save):
    review, version = plan.review, plan.version
    again = save(plan, officer)
    assert (again.review, again.version) == (review, version)


def test_only_what_was_typed_changes(plan, officer, save):
    again = save(plan, officer, contest__edition="9", funding="Ngân sách huyện\nTài trợ")
    assert again.review["contest"]["edition"] == 9
    assert again.review["funding"] == ["Ngân sách huyện", "Tài trợ"]
    assert again.review["milestones"] == plan.review["milestones"]
    assert again.version == plan.version + 1


@pytest.mark.parametrize(
    ("typed", "kept", "blocking"),
    [
        ("20/4/2025", "2025-04-20", False),
        ("20.4.2025", "2025-04-20", False),
        ("31/2/2025", "31/2/2025", True),
        ("20/4/25", "20/4/25", True),
        ("tháng tư", "tháng tư", True),
        ("", None, False),
    ],
)
def test_dates_are_kept_as_typed(plan, officer, save, typed, kept, blocking):
    row = plan.review["milestones"][1]["id"]
    again = save(plan, officer, **{f"{row}__end": typed})
    assert again.review["milestones"][1]["end"] == kept
    assert any(problem.item == row and problem.blocking for problem in problems_of(again.review)) == blocking


def test_two_people_in_different_sections_do_not_hinder_each_other(plan, officer, over, save):
    seen = PlanVersion.objects.select_related("owner").get(pk=plan.pk)
    save(plan, officer, contest__edition="9")
    again = save(seen, over(Role.SECRETARY), reception__address="Phường Tân Khai")
    assert (again.review["contest"]["edition"], again.review["reception"]["address"]) == (9, "Phường Tân Khai")


def test_two_people_in_one_section_never_overwrite_silently(plan, officer, over, save):
    seen = PlanVersion.objects.select_related("owner").get(pk=plan.pk)
    save(plan, officer, contest__edition="9")
    with pytest.raises(Overtaken) as refused:
        save(seen, over(Role.SECRETARY), contest__edition="10", reception__address="Phường Tân Khai")
    assert (refused.value.status, refused.value.sections) == (409, ["contest"])
    plan.refresh_from_db()
    assert (plan.review["contest"]["edition"], plan.review["reception"]["address"] == "Phường Tân Khai") == (9, False)


def test_broken_text_is_cleaned_and_the_rest_kept(plan, officer, save):
    again = save(plan, officer, reception__address="Tân\x00 Khai \u202e" + "a" + "\u0301" * 9)
    assert again.review["reception"]["address"] == "Tân Khai a"


def test_too_long_a_text_is_kept_and_said(plan, officer, save):
    again = save(plan, officer, reception__address="dài " * 200)
    [problem] = [one for one in problems_of(again.review) if one.item == "reception.address"]
    assert "Tối đa 300 ký tự" in problem.sentence


def test_rows_that_the_review_does_not_know_are_ignored(plan, officer, save):
    again = save(plan, officer, rows__milestones=["m999"], m999__label="x", contest__edition="9")
    assert [row["label"] for row in again.review["milestones"]] == [row["label"] for row in plan.review["milestones"]]


def test_rows_are_added_set_aside_and_taken_back(plan, officer, save):
    plan, row = add_row(plan, "milestones", by=officer)
    plan = save(plan, officer, **{f"{row}__label": "Họp báo", f"{row}__kind": "other", f"{row}__start": "1/3/2025"})
    assert plan.review["milestones"][-1]["label"] == "Họp báo"
    plan, task = add_row(plan, plan.review["assignments"][0]["id"], by=officer)
    assert plan.review["assignments"][0]["tasks"][-1]["id"] == task
    for removed in (True, False):
        plan = set_aside(plan, task, removed=removed, by=officer)
        assert plan.review["assignments"][0]["tasks"][-1]["removed"] is removed


def test_a_body_typed_into_an_assignment_is_looked_up(plan, officer, save):
    row = plan.review["assignments"][0]["id"]
    again = save(plan, officer, **{f"{row}__units": "Xã Tân Hiệp\nXã Không Có"})
    found = {body["name"]: body["choice"] for body in again.review["bodies"]}
    assert found["Xã Tân Hiệp"].startswith("unit:")
    assert found["Xã Không Có"] is None or found["Xã Không Có"] == "new"
    assert "Trưởng Ban tổ chức Hội thi" not in found


def test_who_may_not(plan, over, save):
    for role in set(Role) - {Role.OFFICER, Role.SECRETARY}:
        with pytest.raises(Refusal):
            save(plan, over(role), contest__edition="9")


def test_officers_of_another_body_may_not(plan, over, hon_quan, save):
    elsewhere = type(hon_quan).objects.get(code="697")
    with pytest.raises(Refusal):
        save(plan, over(Role.OFFICER, unit=elsewhere), contest__edition="9")
